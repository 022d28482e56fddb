"""nltk is partly loaded without side effects, and kss has none; each case runs in a fresh interpreter."""

import os
import subprocess
import sys

import pytest

from aligner.languages.en.alone import load_alone

SPLIT = "from aligner.sentences import split_sentences as split\n"
WORK = SPLIT + (
    "assert len(split('비가 왔다 그래서 집에 갔다 또 올 거다')) > 0\n"
    "assert len(split('A. It rained. He left.')) > 1\n"
)


def run(program, **environment):
    """Return the output of a program, which must succeed and write nothing to stderr."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_no_nltk_module_is_left_in_sys_modules():
    program = WORK + "import sys\nprint([m for m in sys.modules if m.split('.')[0] == 'nltk'])"
    assert run(program) == "[]"


def test_root_logger_and_stdout_stay_untouched():
    program = WORK + "import logging\nprint(logging.getLogger().handlers, logging.getLogger().level)"
    assert run(program) == "[] 30"


def test_a_later_import_is_the_real_one():
    program = (
        WORK + "import nltk, sys\n"
        "punkt = sys.modules['nltk.tokenize.punkt']\n"
        "print(nltk.tokenize.PunktSentenceTokenizer is punkt.PunktSentenceTokenizer)"
    )
    assert run(program) == "True"


def test_an_earlier_import_is_used():
    program = "import nltk.tokenize.punkt, sys\n" + WORK + "print([m for m in sys.modules if 'alone.' in m])"
    assert run(program) == "[]"


def test_threads_load_and_import_at_once():
    program = (
        SPLIT + "import threading\n"
        "texts = ['비가 왔다 그래서 집에 갔다 또 올 거다', 'It rained. The end.']\n"
        "found, whole = [], []\n"
        "def import_whole():\n"
        "    import nltk\n"
        "    whole.append(nltk.tokenize.punkt.PunktSentenceTokenizer().tokenize(texts[1]))\n"
        "threads = [threading.Thread(target=import_whole)]\n"
        "work = lambda: found.append([split(text) for text in texts])\n"
        "threads += [threading.Thread(target=work) for _ in range(8)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\n"
        "print(len(found), len({str(f) for f in found}), len(whole))"
    )
    assert run(program) == "8 1 1"


def test_the_hash_seed_changes_nothing():
    """kss replaces letters by their hashes while it works."""
    text = "저녁에는 집에 간다 내일 또 온다 Lee's 5's 요리다 좋다며 웃는다 다음에 간다"
    program = SPLIT + f"print([s.span for s in split({text!r} * 20, korean_backend='punct')])"
    seeds = {run(program, PYTHONHASHSEED=str(seed)) for seed in range(3)}
    assert len(seeds) == 1


def test_failure_falls_back_to_the_plain_import(tmp_path, monkeypatch, caplog):
    """A module that takes a name from its package's `__init__` can't be loaded without it."""
    package = tmp_path / "shy_package"
    package.mkdir()
    (package / "__init__.py").write_text("greeting = 'hello'\n")
    (package / "part.py").write_text("from shy_package import greeting\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = load_alone("shy_package.part")
    assert module.greeting == "hello"
    assert module is sys.modules["shy_package.part"]
    assert "importing it whole" in caplog.text


def test_the_init_of_the_package_is_not_run(tmp_path, monkeypatch):
    package = tmp_path / "slow_package"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('this would take ten seconds')\n")
    (package / "base.py").write_text("number = 7\n")
    (package / "part.py").write_text(
        "from slow_package import base\nfrom slow_package.base import number\nimport slow_package.base\n"
        "def later():\n    from slow_package.base import number\n    return number\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    module = load_alone("slow_package.part")
    assert (module.number, module.base.number, module.later()) == (7, 7, 7)
    assert module.slow_package.base is module.base
    assert "slow_package" not in sys.modules


def test_modules_that_are_not_needed_are_loaded_when_they_are_called(tmp_path, monkeypatch):
    package = tmp_path / "late_package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "files.py").write_text("loaded = []\ndef save(text, *, to):\n    return f'{text} to {to}'\n")
    (package / "part.py").write_text(
        "from late_package import files\nfrom late_package.files import save as keep\n"
        "def saved():\n    return files.save('a', to='b'), keep('c', to='d')\n"
        "def now():\n    from late_package.files import save\n    return save('e', to='f')\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    name = "aligner.languages.en.alone.late_package.files"
    module = load_alone("late_package.part", ("late_package.files",))
    assert name not in sys.modules
    assert module.saved() == ("a to b", "c to d")
    assert name in sys.modules
    assert module.now() == "e to f"


def test_english_is_split_without_the_modules_that_write_and_learn():
    """They take a twentieth of a second, and of the text nothing may depend on them."""
    program = WORK + "import sys\nprint([m for m in ('http', 'ssl', 'pickletools') if m in sys.modules])"
    assert run(program) == "[]"


def test_missing_package_is_named():
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        load_alone("no_such_package.part")
