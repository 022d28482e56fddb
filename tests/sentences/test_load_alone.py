"""kss and nltk are loaded in part without a trace; each case runs in a fresh interpreter."""

import subprocess
import sys

import pytest

from aligner.sentences.alone import load_alone

SPLIT = "from aligner.sentences import split_sentences as split\n"
WORK = SPLIT + (
    "assert len(split('비가 왔다 그래서 집에 갔다 또 올 거다')) > 0\n"
    "assert len(split('A. It rained. He left.')) > 1\n"
)


def run(program):
    """Output of a program, which must succeed and write nothing to stderr."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_no_module_of_theirs_is_left_behind():
    program = (
        WORK + "import sys\nprint([m for m in sys.modules if m.split('.')[0] in ('kss', 'nltk', 'pecab')])"
    )
    assert run(program) == "[]"


def test_root_logger_and_stdout_stay_untouched():
    program = WORK + "import logging\nprint(logging.getLogger().handlers, logging.getLogger().level)"
    assert run(program) == "[] 30"


def test_a_later_import_is_the_real_one():
    program = (
        WORK + "import kss, nltk, sys\n"
        "print(len(kss.Kss('split_sentences')('비가 왔다. 집에 갔다.', backend='punct')))\n"
        "punkt = sys.modules['nltk.tokenize.punkt']\n"
        "print(nltk.tokenize.PunktSentenceTokenizer is punkt.PunktSentenceTokenizer)"
    )
    assert run(program).splitlines() == ["2", "True"]


def test_an_earlier_import_is_used():
    program = (
        "import kss, nltk.tokenize.punkt, sys\n" + WORK + "print([m for m in sys.modules if 'alone.' in m])\n"
        "print(len(kss.Kss('split_sentences')('비가 왔다. 집에 갔다.', backend='punct')))"
    )
    assert run(program).splitlines() == ["[]", "2"]


def test_threads_load_and_import_at_once():
    program = (
        SPLIT + "import threading\n"
        "text = '비가 왔다 그래서 집에 갔다 또 올 거다. The end.'\n"
        "found, whole = [], []\n"
        "def import_whole():\n"
        "    import kss\n"
        "    whole.append(kss.Kss('split_sentences')(text, backend='punct'))\n"
        "threads = [threading.Thread(target=import_whole)]\n"
        "threads += [threading.Thread(target=lambda: found.append(split(text))) for _ in range(8)]\n"
        "[t.start() for t in threads]; [t.join() for t in threads]\n"
        "print(len(found), len({str(f) for f in found}), len(whole))"
    )
    assert run(program) == "8 1 1"


def test_failure_falls_back_to_the_plain_import(tmp_path, monkeypatch, caplog):
    """A module that takes a name from its package's `__init__` can't be loaded without it."""
    package = tmp_path / "shy_package"
    package.mkdir()
    (package / "__init__.py").write_text("greeting = 'hello'\n")
    (package / "part.py").write_text("from shy_package import greeting\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    module = load_alone("shy_package.part", hollow=frozenset({"shy_package"}))
    assert module.greeting == "hello"
    assert module is sys.modules["shy_package.part"]
    assert "importing it whole" in caplog.text


def test_package_stays_hollow_when_it_can(tmp_path, monkeypatch):
    package = tmp_path / "slow_package"
    package.mkdir()
    (package / "__init__.py").write_text("raise RuntimeError('this would take ten seconds')\n")
    (package / "base.py").write_text("number = 7\n")
    (package / "part.py").write_text(
        "from slow_package import base\nfrom .base import number\nimport slow_package.base\n"
        "def later():\n    from slow_package.base import number\n    return number\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    module = load_alone("slow_package.part", hollow=frozenset({"slow_package"}))
    assert (module.number, module.base.number, module.later()) == (7, 7, 7)
    assert module.slow_package.base is module.base
    assert "slow_package" not in sys.modules


def test_missing_package_is_named():
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        load_alone("no_such_package.part", hollow=frozenset({"no_such_package"}))
