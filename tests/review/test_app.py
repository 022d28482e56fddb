"""Who may ask the desk for what: other sites, names and strangers are refused; hostile text stays text."""

from __future__ import annotations

import json
import re
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `review`")
pytest.importorskip("httpx", reason="asks the desk")

import anyio

from aligner.review.api import MOST_TEXT
from aligner.review.app import COOKIE, application
from aligner.review.desk import Desk
from aligner.review.documents import LARGEST
from aligner.review.gate import MOST_GIVEN_UP

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of httpx, whose next name is told
    from starlette.testclient import TestClient

HOST = "127.0.0.1:8765"
PAGE = """솔내시 장터에 3만 명

솔내시 장터에 시민 3만 명이 모였다. 비는 오지 않았다.

아래는 위 기사를 번역기로 옮긴 영문 전문입니다.

30,000 people at the Solnae market

Some 300,000 citizens gathered at the Solnae market. It did not rain.
"""
HOSTILE = (
    "</script><script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<!-- ]]> --> {{ 7 * 7 }} {% raw %}",
    "\u202eturned\u2066 \u200b \x1b[2J",
    "\ud800 \udfff",
    "javascript:hit()",
    "' onclick=hit() \"",
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "market.txt").write_text(PAGE, encoding="utf-8")
    return Desk([tmp_path])


@pytest.fixture
def stranger(desk: Desk) -> Iterator[TestClient]:
    app = application(desk, frozenset({HOST}), token="secret")
    with TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def program(stranger: TestClient) -> TestClient:
    """Another program of this machine, which has the token."""
    stranger.headers["Authorization"] = "Bearer secret"
    return stranger


@pytest.fixture
def editor(stranger: TestClient) -> TestClient:
    """A browser that opened the address of the desk."""
    stranger.get("/?token=secret")
    stranger.headers["Origin"] = f"http://{HOST}"
    return stranger


def only(desk: Desk) -> str:
    return next(iter(desk.paths))


def change(client: TestClient, desk: Desk, revision: int, wanted: object, **more: Any) -> Any:
    body = {"revision": revision, "change": wanted}
    return client.post(f"/documents/{only(desk)}/changes", json=body, **more)


def test_a_stranger_gets_nothing(stranger: TestClient, desk: Desk) -> None:
    for place in ("/", "/documents", f"/documents/{only(desk)}", "/script.js", "/api/openapi.json"):
        assert stranger.get(place).status_code == 401
        assert stranger.get(f"{place}?token=guess").status_code == 401
    assert stranger.get("/", headers={"Authorization": b"Bearer \xff"}).status_code == 401


def test_the_first_visit_hides_the_token(stranger: TestClient) -> None:
    answer = stranger.get("/?token=secret", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert COOKIE in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert stranger.get("/").status_code == 200


def test_another_name_that_leads_here_is_refused(editor: TestClient) -> None:
    for host in ("evil.example", "127.0.0.1", "127.0.0.1:80", f"{HOST}.evil.example"):
        assert editor.get("/", headers={"Host": host}).status_code == 421


def test_another_site_is_refused(editor: TestClient, desk: Desk) -> None:
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", f"https://{HOST}"):
        assert change(editor, desk, 0, {"do": "undo"}, headers={"Origin": origin}).status_code == 403
        assert editor.get("/documents", headers={"Origin": origin}).status_code == 403
    del editor.headers["Origin"]  # a form of another site, from a browser that says nothing
    assert change(editor, desk, 0, {"do": "undo"}).status_code == 403
    assert change(editor, desk, 0, {"do": "undo"}, headers={"Authorization": "Bearer secret"}).is_success


def test_every_answer_forbids_foreign_script(editor: TestClient, desk: Desk) -> None:
    for place in ("/", f"/documents/{only(desk)}", "/documents", "/nowhere", "/documents/x"):
        headers = editor.get(place).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "<script>" not in editor.get(place).text


def test_no_path_leads_out_of_the_desk(editor: TestClient, desk: Desk, tmp_path: Path) -> None:
    (tmp_path.parent / "outside.txt").write_text("outside", encoding="utf-8")
    for place in (
        "/../../etc/passwd",
        "/documents/../aligner.toml",
        "//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
    ):
        assert editor.get(place).status_code in (400, 404)
    for name in ("..%2f..%2fetc%2fpasswd", "%252e%252e", "...", "outside.txt", "%00", "x" * 5000):
        assert editor.get(f"/documents/{name}").status_code in (400, 404)
        assert editor.get(f"/documents/{only(desk)}/{name}").status_code in (400, 404)
    answer = editor.post("/documents?name=..%2F..%2Fout.txt", content=b"text")
    assert answer.status_code == 201
    assert (tmp_path / "out.txt").exists()


def test_what_is_too_large_is_refused(editor: TestClient, desk: Desk) -> None:
    answer = editor.post("/documents?name=x.txt", content=b"x" * (LARGEST + 1))
    assert (answer.status_code, "at most" in answer.json()["error"]) == (400, True)
    assert editor.post("/documents", content=b"", headers={"Content-Length": "9" * 30}).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 1_000_000

    assert editor.post("/documents?name=y.txt", content=endless()).status_code == 413


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b"\xff", b"null", b'{"revision": "1"}'])
def test_a_body_that_is_none_is_refused(program: TestClient, desk: Desk, body: bytes) -> None:
    for place in (f"/documents/{only(desk)}/changes", "/api/page", "/api/align", "/api/check"):
        answer = program.post(place, content=body)
        assert answer.status_code == 400
        assert answer.json()["error"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(editor: TestClient, desk: Desk, text: str) -> None:
    wanted = {"do": "edit", "side": "target", "sentence": 1, "text": f"Some {text} gathered."}
    body = json.dumps({"revision": 0, "change": wanted})
    answer = editor.post(f"/documents/{only(desk)}/changes", content=body.encode())
    assert answer.is_success, answer.text
    editor.post("/documents?name=" + "x" * 9 + ".txt", content=text.encode("utf-8", "surrogatepass"))
    pages = [answer.json()["rows"], editor.get(f"/documents/{only(desk)}").text, editor.get("/").text]
    for page in pages:
        assert "<script>hit" not in page
        assert "<img" not in page
        assert ' onclick=hit() "' not in page
        assert "\u202e" not in page.split('<script type="application/json"')[0]


def test_a_document_that_can_not_be_read_says_so_to_a_reader(editor: TestClient, desk: Desk) -> None:
    address = editor.post("/documents?name=x.txt", content=b"%PDF-1.7 <b>").json()["address"]
    answer = editor.get(address, headers={"Accept": "text/html,*/*"})
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")
    assert "PDF" in answer.text
    assert 'href="/"' in answer.text
    assert "error" in editor.get(address, headers={"Accept": "application/json"}).json()


def test_a_change_says_how_the_document_stands(editor: TestClient, desk: Desk) -> None:
    text = "Some 30,000 citizens gathered at the Solnae market."
    wanted = {"do": "edit", "side": "target", "sentence": 1, "text": text}
    answer = change(editor, desk, 0, wanted).json()
    assert text in answer["rows"]
    assert answer["state"]["edited"] == [1]
    late = change(editor, desk, 0, {"do": "undo"})
    assert late.status_code == 409
    assert late.json()["state"]["revision"] == 1
    assert text in late.json()["rows"]
    wrong = change(editor, desk, 1, {"do": "dance"})
    assert (wrong.status_code, "no change" in wrong.json()["error"]) == (400, True)


def test_the_calls_of_other_programs(program: TestClient) -> None:
    page = program.post("/api/page", json={"page": PAGE}).json()
    assert [m["kind"] for pair in page["pairs"] for m in pair["mismatches"]] == ["magnitude"]
    texts = {"source": ["비가 왔다."], "target": ["It rained."]}
    assert len(program.post("/api/align", json=texts).json()["pairs"]) == 1
    pairs = {"pairs": [["3만 명", "300,000 people"], ["비가 왔다.", "It rained."]]}
    found = program.post("/api/check", json=pairs).json()["mismatches"]
    assert [[m["kind"] for m in row] for row in found] == [["magnitude"], []]
    wrong = {"pairs": [["one"]]}
    assert "pairs[0]" in program.post("/api/check", json=wrong).json()["error"]
    assert program.post("/api/check", json={"pairs": [["a", "b"]] * 20_001}).status_code == 400


def test_the_description_names_every_call(program: TestClient) -> None:
    described = program.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for path, operations in described["paths"].items():
        schema = operations["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert set(schema["required"]) <= set(schema["properties"])
        assert program.post(path, json={}).status_code == 400


def test_documents_do_not_leak_into_each_other(editor: TestClient, desk: Desk) -> None:
    other = editor.post("/documents?name=other.txt", content=PAGE.replace("솔내", "하늘").encode()).json()
    assert "하늘시" in editor.get(other["address"]).text
    assert "하늘시" not in editor.get(f"/documents/{only(desk)}").text


def test_a_mistake_of_ours_is_told_and_the_desk_goes_on(
    editor: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "find", lambda sought: 1 / 0)
    answer = editor.get("/search?q=x")
    assert (answer.status_code, "mistake of aligner" in answer.json()["error"]) == (500, True)
    assert editor.get("/documents").is_success


def test_what_is_not_there_is_told_as_json(editor: TestClient, desk: Desk) -> None:
    for method, place, status in (
        ("GET", "/nowhere", 404),
        ("DELETE", "/documents", 405),
        ("PUT", f"/documents/{only(desk)}", 405),
        ("GET", "/api/page", 405),
        ("GET", f"/documents/{only(desk)}/pairs/99", 400),
        ("GET", "/documents/none", 400),
    ):
        answer = editor.request(method, place)
        assert (answer.status_code, bool(answer.json()["error"])) == (status, True)


def test_errors_name_the_place_and_what_is_needed(program: TestClient) -> None:
    for call, values, said in (
        ("page", {"page": 3}, "page: the text"),
        ("page", {"page": "x" * (MOST_TEXT + 1)}, "page: 2000001 characters; at most"),
        ("align", {"source": "x"}, "target: a text"),
        ("align", {"source": ["x", 3], "target": "y"}, "source: a text"),
        ("check", {"pairs": [["a", "b"], ["a"]]}, "pairs[1]: two texts"),
        ("check", {"pairs": [["a", "b"], "ab"]}, "pairs[1]: two texts"),
        ("check", {"pairs": [], "document": 1}, "document: true or false"),
        ("check", [], "body: a JSON object"),
    ):
        answer = program.post(f"/api/{call}", json=values)
        assert answer.status_code == (413 if "at most" in said else 400)
        assert answer.json()["error"].startswith(said)


def test_work_without_end_is_given_up(
    editor: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.review.gate.WORK_SECONDS", 0.2)
    released = Event()

    def endless(sought: str) -> list[Any]:
        released.wait(20)
        return []

    monkeypatch.setattr(desk, "find", endless)
    begun = time.monotonic()
    answer = editor.get("/search?q=x")
    released.set()
    assert (answer.status_code, "send less" in answer.json()["error"]) == (503, True)
    assert time.monotonic() - begun < 5
    assert editor.get("/documents").is_success, "the desk goes on"


def test_no_more_work_is_begun_while_too_much_of_it_goes_on_without_end(
    editor: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread can't be ended; without a bound each request would leave one more of them."""
    monkeypatch.setattr("aligner.review.gate.WORK_SECONDS", 0.2)
    released, begun = Event(), []

    def endless(sought: str) -> list[Any]:
        begun.append(sought)
        released.wait(20)
        return []

    monkeypatch.setattr(desk, "find", endless)
    answers = [editor.get("/search?q=x") for _ in range(MOST_GIVEN_UP + 2)]
    assert {answer.status_code for answer in answers} == {503}
    assert ["still at work" in answer.json()["error"] for answer in answers].count(True) == 2
    assert len(begun) == MOST_GIVEN_UP
    editor.headers["Authorization"] = "Bearer secret"
    texts = {"source": "비가 왔다.", "target": "It rained."}
    monkeypatch.setattr("aligner.review.gate.WORK_SECONDS", 20)
    assert editor.post("/api/align", json=texts).is_success, "other programs have a bound of their own"
    released.set()
    end = time.monotonic() + 10
    while not editor.get("/search?q=x").is_success and time.monotonic() < end:
        time.sleep(0.02)
    assert editor.get("/search?q=x").is_success


def test_errors_are_said_in_the_language_of_the_page(
    editor: TestClient, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    broken = desk._put(tmp_path / "broken.json")
    monkeypatch.setattr(desk, "find", lambda sought: 1 / 0)

    def told() -> list[str]:
        change = {"revision": 0, "change": {"do": "edit", "side": "target", "sentence": 99, "text": "x"}}
        answers = [
            editor.get("/documents/none"),
            editor.get(f"/documents/{broken}"),
            editor.get("/nowhere"),
            editor.get("/search?q=x"),
            editor.get("/documents", headers={"Origin": "http://elsewhere"}),
            editor.post(f"/documents/{only(desk)}/changes", json=change),
            editor.post(f"/documents/{only(desk)}/changes", json={"revision": 7, "change": {"do": "undo"}}),
        ]
        assert all(400 <= answer.status_code <= 500 for answer in answers)
        pages = [editor.get(f"/documents/{broken}", headers={"Accept": "text/html"}).text]
        return [answer.json()["error"] for answer in answers] + pages

    hangul = re.compile("[가-힣]")
    usual = told()
    assert not any(hangul.search(one) for one in usual[:-1])
    editor.headers["Accept-Language"] = "ko-KR,ko;q=0.9,en;q=0.8"
    korean = told()
    assert [one for one in korean if not hangul.search(one)] == []
    assert '<html lang="ko">' in korean[-1] and '<html lang="en">' in usual[-1]
    editor.cookies.set("aligner_language", "en")  # the reader chose it on the page
    assert told() == usual


def test_a_body_that_does_not_come_is_given_up(
    program: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.review.gate.BODY_SECONDS", 0.2)
    sent: list[Any] = []

    async def never() -> Any:
        await anyio.sleep(20)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": "/api/page", "raw_path": b"/api/page", "query_string": b"", "root_path": "",
        "headers": [(b"host", HOST.encode()), (b"authorization", b"Bearer secret")],
    }  # fmt: skip
    begun = time.monotonic()
    anyio.run(program.app, scope, never, send)
    assert sent[0]["status"] == 503
    assert b"send it again" in sent[1]["body"]
    assert time.monotonic() - begun < 5
