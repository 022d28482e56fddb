"""The same pairs as a file of each format, with slips, tags, notes and units that nobody is to look at."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from aligner.formats.bitexts.alignments import alignment_of
from aligner.model.bitext import Unit

# Right and wrong pairs in turn: a number, a name, a sentence left in Korean, an amount, a placeholder.
ROWS = [
    ("누리시에 3만 명이 왔다.", "To Nuri City 300,000 people came."),
    ("비가 왔다.", "It rained."),
    ("한가람 시장이 말했다.", "Mayor Han Ga-ram said."),
    ("도서관 이용은 무료다.", "도서관 이용은 무료다."),
    ("표는 5,000원이다.", "Tickets cost 50,000 won."),
    ("{0}개를 지웠다.", "Deleted items."),
    ("문은 9시에 연다.", "The doors open at nine."),
]
XML = '<?xml version="1.0" encoding="{}"?>\n'


def write_tmx(path: Path, encoding: str = "UTF-8", newline: str = "\n") -> None:
    units = "".join(
        f'    <tu tuid="t{number}">\n      <note>as in print</note>\n'
        f'      <tuv xml:lang="KO-KR"><seg>{tagged(source, "bpt", "ept", "i")}</seg></tuv>\n'
        f'      <tuv xml:lang="en-US"><seg>{tagged(target, "bpt", "ept", "i")}</seg></tuv>\n    </tu>\n'
        for number, (source, target) in enumerate(ROWS)
    )
    french = '<tu><tuv xml:lang="fr"><seg>Pluie</seg></tuv><tuv xml:lang="en"><seg>Rain</seg></tuv></tu>\n'
    text = (
        f'{XML.format(encoding)}<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        '  <header srclang="ko" creationtool="other" creationtoolversion="1" segtype="sentence"'
        f' o-tmf="x" adminlang="en" datatype="plaintext"/>\n  <body>\n{units}{french}  </body>\n</tmx>\n'
    )
    path.write_text(text, encoding=encoding, newline=newline)


def tagged(text: str, opening: str, closing: str, number: str) -> str:
    """The text with its first half in bold."""
    half = len(text) // 2
    return (
        f'<{opening} {number}="1">&lt;b&gt;</{opening}>{escape(text[:half])}'
        f'<{closing} {number}="1">&lt;/b&gt;</{closing}>{escape(text[half:])}'
    )


def write_xliff_1(path: Path, encoding: str = "UTF-8") -> None:
    units = "".join(
        f'   <trans-unit id="u{number}">\n    <source>{escape(source)}<x id="1"/></source>\n'
        f'    <target state="translated">{escape(target)}<x id="1"/></target>\n'
        "    <note>mind</note>\n   </trans-unit>\n"
        for number, (source, target) in enumerate(ROWS)
    )
    text = (
        f'{XML.format(encoding)}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        ' <file original="a" source-language="ko-KR" target-language="en-US" datatype="plaintext"><body>\n'
        f"{units}"
        '   <trans-unit id="no" translate="no"><source>3만</source><target>5</target></trans-unit>\n'
        '   <trans-unit id="todo"><source>3만 명</source></trans-unit>\n'
        '   <trans-unit id="copy"><source>3만 명</source><target state="needs-translation">3만 명</target>'
        "</trans-unit>\n </body></file>\n</xliff>\n"
    )
    path.write_text(text, encoding=encoding)


def write_xliff_2(path: Path) -> None:
    units = "".join(
        f'  <unit id="u{number}">\n   <originalData><data id="d">&lt;br/&gt;</data></originalData>\n'
        f'   <segment state="translated">\n    <source>{escape(source)}<ph id="1" dataRef="d"/></source>\n'
        f'    <target>{escape(target)}<ph id="1" dataRef="d"/></target>\n   </segment>\n  </unit>\n'
        for number, (source, target) in enumerate(ROWS)
    )
    path.write_text(
        f'{XML.format("UTF-8")}<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"'
        f' srcLang="ko" trgLang="en">\n <file id="f">\n{units}'
        '  <unit id="no" translate="no"><segment><source>3만</source><target>5</target></segment></unit>\n'
        '  <unit id="todo"><segment><source>3만</source></segment></unit>\n </file>\n</xliff>\n',
        encoding="utf-8",
    )


def write_sdlxliff(path: Path) -> None:
    def marks(side: int) -> str:
        return " ".join(
            f'<mrk mtype="seg" mid="{number}"><g id="{number}">{escape(row[side])}</g></mrk>'
            for number, row in enumerate(ROWS, 1)
        )

    states = "".join(f'<sdl:seg id="{number}" conf="Translated"/>' for number in range(1, len(ROWS) + 1))
    path.write_text(
        f'\ufeff{XML.format("utf-8")}<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"'
        ' xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
        '<file original="a" source-language="ko-KR" target-language="en-US" datatype="x">'
        '<body><trans-unit id="a">'
        f"<source>x</source><seg-source>{marks(0)}</seg-source><target>{marks(1)}</target>"
        f"<sdl:seg-defs>{states}</sdl:seg-defs></trans-unit>"
        '<trans-unit id="b"><source>3만</source>'
        '<seg-source><mrk mtype="seg" mid="90">3만 명</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="90">5 people</mrk></target>'
        '<sdl:seg-defs><sdl:seg id="90" conf="ApprovedSignOff" locked="true"/></sdl:seg-defs></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )


def write_mqxliff(path: Path) -> None:
    units = "".join(
        f'<trans-unit id="{number}" mq:status="ManuallyConfirmed">'
        f'<source xml:space="preserve">{escape(source)}<ph id="1">&lt;br/&gt;</ph></source>'
        f'<target>{escape(target)}<ph id="1">&lt;br/&gt;</ph></target></trans-unit>\n'
        for number, (source, target) in enumerate(ROWS)
    )
    path.write_text(
        f'{XML.format("UTF-8")}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
        ' xmlns:mq="MQXliff"><file original="a" source-language="ko" target-language="en" datatype="x-memoq">'
        f"<body>\n{units}"
        '<trans-unit id="l" mq:locked="locked"><source>3만</source><target>5</target></trans-unit>'
        '<trans-unit id="n" mq:status="NotStarted"><source>3만</source><target/></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )


def write_po(path: Path, encoding: str = "UTF-8") -> None:
    entries = "\n".join(
        f"# to {number}\n#: menu.c:{number}\nmsgid {json.dumps(source, ensure_ascii=False)}\n"
        f"msgstr {json.dumps(target, ensure_ascii=False)}\n"
        for number, (source, target) in enumerate(ROWS)
    )
    path.write_text(
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={encoding}\\n"\n\n{entries}\n'
        '#, fuzzy\nmsgid "3만 명"\nmsgstr "5 people"\n\nmsgid "4만 명"\nmsgstr ""\n\n'
        '#~ msgid "옛"\n#~ msgstr "3"\n',
        encoding=encoding,
    )


def write_xlsx(path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl, extra `qa`")
    book = openpyxl.Workbook()
    book.active.append(["번호", "원문", "번역", "메모"])
    for number, row in enumerate(ROWS):
        book.active.append([number, *row, "x"])
    book.create_sheet("Notes").append(["no pairs here"])
    book.save(path)


def write_tsv(path: Path) -> None:
    path.write_text("".join(f"{source}\t{target}\n" for source, target in ROWS), encoding="utf-8")


def write_csv(path: Path) -> None:
    rows = "".join(
        f'{n};"http://a.kr/{n}";"{source}";"{target}"\r\n' for n, (source, target) in enumerate(ROWS)
    )
    path.write_text(rows, encoding="cp949", newline="")


def write_jsonl(path: Path) -> None:
    rows = ({"id": n, "translation": {"ko": source, "en": target}} for n, (source, target) in enumerate(ROWS))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_ours(path: Path) -> None:
    alignment_of(Unit(*row, line) for line, row in enumerate(ROWS, 1)).save(path)


# A file for each format, by its name.
FILES: dict[str, Callable[[Path], None]] = {
    "table.tsv": write_tsv,
    "semicolons.csv": write_csv,
    "memory.tmx": write_tmx,
    "wide.tmx": lambda path: write_tmx(path, "UTF-16", "\r\n"),
    "one.xlf": write_xliff_1,
    "euc.xliff": lambda path: write_xliff_1(path, "EUC-KR"),
    "two.xlf": write_xliff_2,
    "studio.sdlxliff": write_sdlxliff,
    "memoq.mqxliff": write_mqxliff,
    "catalogue.po": write_po,
    "sheet.xlsx": write_xlsx,
    "rows.jsonl": write_jsonl,
    "ours.jsonl": write_ours,
}
