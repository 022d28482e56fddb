"""Files: written whole or not at all, read by suffix, refused with file and cure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import aligner
from aligner.formats import FORMATS, load, load_all, save
from aligner.formats.findings import WRITERS
from aligner.formats.suffixes import ALIGNMENTS, FINDINGS
from aligner.formats.whole import write_whole
from aligner.model.alignment import Alignment
from aligner.model.errors import FormatError, InputError


def test_the_names_of_the_formats_are_listed_without_them() -> None:
    assert tuple(FORMATS) == ALIGNMENTS
    assert tuple(WRITERS) == FINDINGS


def test_a_failed_write_leaves_the_old_file(
    library: Alignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pairs.json"
    save([library, library], path)
    old = path.read_bytes()

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match=r"pairs\.json: can't be written: no space left"):
        library.save(path)
    assert path.read_bytes() == old
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "shared.tsv"
    path.write_text("")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.tsv", tmp_path / "link.tsv"
    link.symlink_to(real)
    write_whole(link, b"new")
    assert link.is_symlink() and real.read_bytes() == b"new"


def test_a_device_is_written_to_in_place() -> None:
    write_whole(os.devnull, b"gone")
    assert not Path(os.devnull).is_file()


def test_a_missing_folder_is_named(library: Alignment, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or directory"):
        library.save(tmp_path / "nowhere" / "pairs.json")


@pytest.mark.parametrize("name", ["pairs.pdf", "pairs"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(library: Alignment, name: str) -> None:
    with pytest.raises(FormatError, match=r"known are \.json"):
        library.save(name)


def test_load_is_public_and_takes_one_document(library: Alignment, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    library.save(path)
    assert aligner.load(path) == library
    save([library, library], path)
    assert load_all(path) == [library, library]
    with pytest.raises(FormatError, match=r"holds 2 documents.*load_all"):
        load(path)


def test_formats_of_one_document_refuse_more(library: Alignment, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="one document a file, not 2"):
        save([library, library], tmp_path / "pairs.ladder")


@pytest.mark.parametrize("suffix", sorted(FORMATS))
@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"{", b'[{"schema": 1}]', b"<tmx", b"[0]:[0", b"\x00\x01", b"3\t2\n1\t1\n"]
)
def test_damaged_files_are_refused_or_read_never_a_crash(tmp_path: Path, suffix: str, content: bytes) -> None:
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(content)
    try:
        read = load_all(path)
    except (FormatError, InputError) as error:
        assert str(error).startswith(str(path.with_suffix("")))
    else:
        assert all(isinstance(alignment, Alignment) for alignment in read)


@pytest.mark.parametrize("kind", ["missing", "directory"])
def test_unreadable_files_are_named(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "pairs.json"
    if kind == "directory":
        path.mkdir()
    with pytest.raises(InputError, match=r"pairs\.json: (no such file|is a directory)"):
        load(path)


def test_json_is_readable_by_eye(library: Alignment, tmp_path: Path) -> None:
    library.save(tmp_path / "pairs.json")
    text = (tmp_path / "pairs.json").read_text(encoding="utf-8")
    assert "이동도서관" in text and '"span": [' in text and '"span": [\n' not in text


def test_a_moses_pair_is_two_files_of_lines(library: Alignment, tmp_path: Path) -> None:
    library.save(tmp_path / "library.moses")
    korean, english = ((tmp_path / f"library.{side}").read_text(encoding="utf-8") for side in ("ko", "en"))
    assert korean.splitlines()[2:4] == [pair.source_text for pair in library[2:4]]
    assert english.splitlines()[3] == "" and len(english.splitlines()) == len(library)


def test_a_moses_pair_of_others_has_a_sentence_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.ko").write_text("비.\r\n\n눈.", encoding="utf-8", newline="")
    (tmp_path / "a.en").write_text("Rain.\nWind.\nSnow.\n", encoding="utf-8")
    alignment = load(tmp_path / "a.moses")
    assert [(pair.source_text, pair.target_text) for pair in alignment] == [
        ("비.", "Rain."),
        ("", "Wind."),
        ("눈.", "Snow."),
    ]
    assert alignment[2].bead.source == range(1, 2)


def test_a_moses_pair_of_unequal_length_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ko").write_text("비.\n눈.\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("Rain.\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.moses: 2 lines of Korean, but 1 of English"):
        load(tmp_path / "a.moses")
