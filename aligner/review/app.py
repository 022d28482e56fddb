"""The web application of the desk: its routes and their answers; `gate` decides who may send requests."""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import anyio
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from aligner.model.errors import AlignerError, InputError
from aligner.report.spoken import said, speaking, speaking_in
from aligner.review import api, pages
from aligner.review.desk import Desk, Outdated
from aligner.review.gate import COOKIE, Gate, TooMuch, TooSlow, error, safe, wanted_language, worked
from aligner.review.handing import FORMS
from aligner.review.looks import Looks

__all__ = ["COOKIE", "application"]
# Calls of other programs that are worked on at once; more of them would make the editor wait.
MOST_CALLS = 4
STATUS: Mapping[type[AlignerError], int] = {TooMuch: 413, TooSlow: 503}


def application(desk: Desk, hosts: frozenset[str], token: str | None = None) -> Starlette:
    """Return the desk as an ASGI application.

    Args:
        desk: The documents.
        hosts: Allowed values of the `Host` header, such as `127.0.0.1:8765`.
        token: The token that every request must have; a random one if left out, see `app.state.token`.
    """
    token = token or secrets.token_urlsafe(24)
    app = Starlette(
        routes=[
            Route("/", _list),
            Route("/script.js", _text(pages.script, "text/javascript")),
            Route("/list.js", _text(pages.list_script, "text/javascript")),
            Route("/style.css", _text(pages.style, "text/css")),
            Route("/documents", _documents, methods=["GET", "POST"]),
            Route("/search", _search),
            Route("/documents/{key}", _document),
            Route("/documents/{key}/changes", _change, methods=["POST"]),
            Route("/documents/{key}/settled", _settled),
            Route("/documents/{key}/pairs/{number:int}", _pair),
            Route("/documents/{key}/{form}", _hand_on),
            *(
                Route(f"/api/{name}", _api(function), methods=["POST"])
                for name, function in api.CALLS.items()
            ),
            Route("/api/openapi.json", _description),
        ],
        middleware=[Middleware(Gate, hosts=hosts, token=token)],
        exception_handlers={AlignerError: _refused, HTTPException: _unknown, Exception: _broken},
    )
    app.state.calls = anyio.CapacityLimiter(MOST_CALLS)
    app.state.desk, app.state.token, app.state.looks = desk, token, Looks()
    return app


async def _refused(request: Request, problem: Exception) -> Response:
    """Answer an error that the user can correct; for an outdated change, 409 with the present state."""
    if isinstance(problem, Outdated):
        key = request.path_params["key"]
        opened = await worked(request.app.state.desk.open, key)
        answer = await worked(request.app.state.looks.answer, key, opened, None)
        return _json({"error": said(str(problem)), **answer}, 409)
    status = next((code for kind, code in STATUS.items() if isinstance(problem, kind)), 400)
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(pages.error_page(said(str(problem)), speaking()), status_code=status)
    return error(status, str(problem))


async def _unknown(request: Request, problem: Exception) -> Response:
    """Answer a request for an unknown address or with an unknown method."""
    assert isinstance(problem, HTTPException)
    known = "/, /documents, /search, /api/openapi.json"
    message = f"{request.method} {request.url.path}: {problem.detail.lower()}; there are {known}"
    answer = error(problem.status_code, message)
    answer.headers.update(problem.headers or {})
    return answer


async def _broken(request: Request, problem: Exception) -> Response:
    """Answer an error of aligner itself with status 500; the desk goes on running."""
    with speaking_in(wanted_language(request)):  # the gate, which does it elsewhere, is further in
        return safe(error(500, f"mistake of aligner itself: {problem!r}; please report it"))


def _json(values: Mapping[str, Any], status: int = 200) -> Response:
    """Return a response with values as JSON; all non-ASCII is escaped if there is a lone surrogate."""
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    content = text.encode("utf-8", "surrogatepass")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        content = json.dumps(values, allow_nan=False, separators=(",", ":")).encode()
    return Response(content, status, media_type="application/json")


def _text(content: Callable[[], str], media_type: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return Response(content(), media_type=media_type)

    return endpoint


async def _list(request: Request) -> Response:
    return HTMLResponse(pages.desk_page(str(request.app.state.desk.root.absolute())))


async def _documents(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    if request.method == "GET":
        return _json({"documents": [pages.summary_of(summary) for summary in desk.summaries()]})
    name = request.query_params.get("name", "page.txt")
    if request.headers.get("content-type", "").startswith("application/json"):
        values = await _body(request)
        source, target = (_string(values, side) for side in ("source", "target"))
        key = await worked(desk.add_texts, name, source, target)
    else:
        key = await worked(desk.add, name, await request.body())
    return _json({"key": key, "address": f"/documents/{key}"}, 201)


async def _search(request: Request) -> Response:
    sought = request.query_params.get("q", "").strip()
    desk: Desk = request.app.state.desk
    matches = await worked(desk.find, sought) if sought else []
    rows = [
        {"address": f"/documents/{key}#pair-{number}", "name": desk.name_of(desk.path(key)), "text": text}
        for key, number, text in matches[:200]
    ]
    return _json({"found": rows, "all": len(matches)})


async def _document(request: Request) -> Response:
    key = request.path_params["key"]
    state = request.app.state
    opened = await worked(state.desk.open, key)
    shown = await worked(state.looks.shown, key, opened)
    page = await worked(pages.document_page, key, opened, shown)
    return HTMLResponse(page, background=BackgroundTask(state.desk.prepare, key))


async def _pair(request: Request) -> Response:
    """Answer with one pair of a document: its texts unchanged, and the evidence."""
    opened = await worked(request.app.state.desk.open, request.path_params["key"])
    number = request.path_params["number"]
    if number >= len(opened.alignment):
        raise InputError(f"pair {number} of {len(opened.alignment)}, counted from 0")
    single = replace(opened.alignment, pairs=opened.alignment[number : number + 1], mismatches=(), page=None)
    return _json(single.to_dict()["pairs"][0])


async def _settled(request: Request) -> Response:
    """Answer once the whole of a long document is checked again, with what changed on the page."""
    state, key = request.app.state, request.path_params["key"]
    opened = await worked(state.desk.settled, key)
    return _json(await worked(state.looks.answer, key, opened, _since(request.query_params)))


def _since(values: Mapping[str, Any]) -> int | None:
    """Return the version that a page shows; None if the request names none."""
    given = str(values.get("version", ""))
    return int(given) if given.isdecimal() and len(given) < 10 else None


async def _change(request: Request) -> Response:
    values = await _body(request)
    revision = values.get("revision")
    if not isinstance(revision, int):
        raise InputError("revision: the number of the state that was changed is needed")
    key = request.path_params["key"]
    state = request.app.state
    opened = await worked(state.desk.change, key, revision, values.get("change"))
    return _json(await worked(state.looks.answer, key, opened, _since(values)))


async def _hand_on(request: Request) -> Response:
    key, form = request.path_params["key"], request.path_params["form"]
    if form not in FORMS:
        raise InputError(f"{form}: a document is handed on as {', '.join(FORMS)}")
    media_type, make = FORMS[form]
    desk: Desk = request.app.state.desk
    opened = await worked(desk.settled, key)
    content = await worked(make, opened)
    name = f"{desk.path(key).name.partition('.')[0]}.{form}"
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


def _api(function: Callable[[Mapping[str, Any]], Any]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        calls: anyio.CapacityLimiter = request.app.state.calls
        return _json(await worked(function, await _body(request), of=calls))

    return endpoint


async def _description(request: Request) -> Response:
    return _json(api.description())


async def _body(request: Request) -> Mapping[str, Any]:
    try:
        values = json.loads(await request.body(), parse_constant=_refused_number)
    except (ValueError, RecursionError) as error:
        raise InputError(f"body: no JSON: {error}") from error
    if not isinstance(values, dict):
        raise InputError(f"body: a JSON object is needed, not {type(values).__name__}")
    return values


def _refused_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _string(values: Mapping[str, Any], key: str) -> str:
    if not isinstance(values.get(key), str):
        raise InputError(f"{key}: a text is needed")
    return str(values[key])
