"""Who may ask the desk for what, and what is answered.

The desk works on files of its user, so it answers nobody else: only this machine can reach it, every request
names the desk by its own address (no other name that leads here, against DNS rebinding) and brings the token
of this run, as a cookie that no other site sends along or as `Authorization: Bearer`. What changes something
has to come from a page of the desk or with the token in the header. Pages run no script but that of the desk.
"""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from threading import Lock
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from aligner.model.errors import AlignerError, InputError
from aligner.review import api, pages
from aligner.review.desk import MOST_OPEN, Desk, Outdated
from aligner.review.documents import LARGEST
from aligner.review.handing import FORMS
from aligner.review.opened import Opened
from aligner.review.shown import Shown, difference, first_shown, shown_after, whole

COOKIE = "aligner_desk"
SAFE_METHODS = frozenset({"GET", "HEAD"})
HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:;"
        " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
)
# So many looks at a document are remembered: windows that are further behind get all of it.
MOST_LOOKS = 3
ENCODED = (LARGEST * 4) // 3 + 10_000  # of a request: a document of the largest size as JSON


def application(desk: Desk, hosts: frozenset[str], token: str | None = None) -> Starlette:
    """The desk as an ASGI application.

    Args:
        desk: The documents.
        hosts: Host and port by which it may be asked for, such as `127.0.0.1:8765`.
        token: What every request has to bring; one is made if left out, and stands in `app.state.token`.
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
        middleware=[Middleware(_Gate, hosts=hosts, token=token)],
        exception_handlers={AlignerError: _refused, Exception: _broken},
    )
    app.state.desk, app.state.token, app.state.looks = desk, token, Looks()
    return app


class Looks:
    """What the pages that are open show of each document, so that only what changed is sent."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._shown: OrderedDict[str, list[Shown]] = OrderedDict()

    def shown(self, key: str, opened: Opened) -> Shown:
        """The document as it is shown now."""
        with self._lock:
            looks = self._shown.setdefault(key, [])
            self._shown.move_to_end(key)
            if not looks:
                looks.append(first_shown(opened))
            elif looks[-1].version != opened.version:
                looks.append(shown_after(looks[-1], opened))
            del looks[:-MOST_LOOKS]
            while len(self._shown) > MOST_OPEN:
                self._shown.popitem(last=False)
            return looks[-1]

    def answer(self, key: str, opened: Opened, since: int | None) -> dict[str, Any]:
        """What a page has to do to show the document as it stands, from the version that it shows."""
        shown = self.shown(key, opened)
        with self._lock:
            before = next((one for one in self._shown.get(key, ()) if one.version == since), None)
        parts = whole(shown, opened) if before is None else difference(before, shown, opened)
        return {**parts, "state": pages.state_of(opened)}


class _Gate:
    """Lets in what comes from the user of this machine, with a body of bounded size."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str) -> None:
        self.app, self.hosts, self.token = app, hosts, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(request)
        if refusal is not None:
            await _safe(refusal)(scope, receive, send)
            return
        given = request.query_params.get("token")
        if given and request.method == "GET":  # the first visit: from here on the cookie tells
            answer = RedirectResponse(request.url.path, status_code=303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            await _safe(answer)(scope, receive, send)
            return
        await self.app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        if request.headers.get("host") not in self.hosts:
            return _error(421, "this desk answers to its own address only")
        origin = request.headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return _error(403, "another site asks; only pages of the desk may")
        kind, _, bearer = request.headers.get("authorization", "").partition(" ")
        by_header = kind.lower() == "bearer" and _equal(bearer, self.token)
        by_cookie = _equal(request.cookies.get(COOKIE, ""), self.token)
        by_address = request.method == "GET" and _equal(request.query_params.get("token", ""), self.token)
        if not (by_header or by_cookie or by_address):
            return _error(
                401, "open the address that `aligner review` printed, or send its token as a bearer"
            )
        if request.method not in SAFE_METHODS and not by_header and origin is None:
            return _error(403, "a change has to come from a page of the desk, or with the token as a bearer")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > ENCODED:
            return _error(413, f"at most {ENCODED} bytes are taken")
        return None


def _equal(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "surrogateescape"), token.encode())


def _bounded(receive: Receive) -> Receive:
    """A body that ends where it gets too large."""
    read = 0

    async def bounded() -> Any:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > ENCODED:
            raise InputError(f"at most {ENCODED} bytes are taken")
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            own = [(name.lower().encode(), value.encode()) for name, value in HEADERS]
            message = {**message, "headers": [*message["headers"], *own]}
        await send(message)

    return sending


def _safe(response: Response) -> Response:
    for name, value in HEADERS:
        response.headers[name] = value
    return response


def _error(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": message}, status_code=status)


async def _refused(request: Request, error: Exception) -> Response:
    """What the user can mend."""
    if isinstance(error, Outdated):
        key = request.path_params["key"]
        opened = await run_in_threadpool(request.app.state.desk.open, key)
        answer = await run_in_threadpool(request.app.state.looks.answer, key, opened, None)
        return _json({"error": str(error), **answer}, 409)
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(pages.error_page(str(error)), status_code=400)
    return _error(400, str(error))


async def _broken(request: Request, error: Exception) -> Response:
    """A mistake of ours: told, and the desk goes on."""
    return _error(500, f"mistake of aligner itself: {error!r}; please report it")


def _json(values: Mapping[str, Any], status: int = 200) -> Response:
    """JSON of any text; a half of a surrogate pair is written as JSON escapes it."""
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
    return HTMLResponse(pages.desk_page(str(request.app.state.desk.root)))


async def _documents(request: Request) -> Response:
    desk: Desk = request.app.state.desk
    if request.method == "GET":
        return _json({"documents": [pages.summary_of(one) for one in desk.summaries()]})
    name = request.query_params.get("name", "page.txt")
    if request.headers.get("content-type", "").startswith("application/json"):
        values = await _body(request)
        source, target = (_string(values, side) for side in ("source", "target"))
        key = await run_in_threadpool(desk.add_texts, name, source, target)
    else:
        key = await run_in_threadpool(desk.add, name, await request.body())
    return _json({"key": key, "address": f"/documents/{key}"}, 201)


async def _search(request: Request) -> Response:
    sought = request.query_params.get("q", "").strip()
    desk: Desk = request.app.state.desk
    found = await run_in_threadpool(desk.find, sought) if sought else []
    rows = [
        {"address": f"/documents/{key}#pair-{number}", "name": desk.name_of(desk.path(key)), "text": text}
        for key, number, text in found[:200]
    ]
    return _json({"found": rows, "all": len(found)})


async def _document(request: Request) -> Response:
    key = request.path_params["key"]
    state = request.app.state
    opened = await run_in_threadpool(state.desk.open, key)
    shown = await run_in_threadpool(state.looks.shown, key, opened)
    page = await run_in_threadpool(pages.document_page, key, opened, shown)
    return HTMLResponse(page, background=BackgroundTask(state.desk.prepare, key))


async def _pair(request: Request) -> Response:
    """All that is known of one pair: its texts as they are, and the evidence."""
    opened = await run_in_threadpool(request.app.state.desk.open, request.path_params["key"])
    number = request.path_params["number"]
    if number >= len(opened.alignment):
        raise InputError(f"pair {number} of {len(opened.alignment)}, counted from 0")
    one = replace(opened.alignment, pairs=opened.alignment[number : number + 1], mismatches=(), page=None)
    return _json(one.to_dict()["pairs"][0])


async def _settled(request: Request) -> Response:
    """What was found when all of a long document was checked again."""
    state, key = request.app.state, request.path_params["key"]
    opened = await run_in_threadpool(state.desk.settled, key)
    return _json(await run_in_threadpool(state.looks.answer, key, opened, _since(request.query_params)))


def _since(values: Mapping[str, Any]) -> int | None:
    """The version that a page shows, if it says one."""
    given = str(values.get("version", ""))
    return int(given) if given.isdecimal() and len(given) < 10 else None


async def _change(request: Request) -> Response:
    values = await _body(request)
    revision = values.get("revision")
    if not isinstance(revision, int):
        raise InputError("revision: the number of the state that was changed is needed")
    key = request.path_params["key"]
    state = request.app.state
    opened = await run_in_threadpool(state.desk.change, key, revision, values.get("change"))
    return _json(await run_in_threadpool(state.looks.answer, key, opened, _since(values)))


async def _hand_on(request: Request) -> Response:
    key, form = request.path_params["key"], request.path_params["form"]
    if form not in FORMS:
        raise InputError(f"{form}: a document is handed on as {', '.join(FORMS)}")
    media_type, make = FORMS[form]
    desk: Desk = request.app.state.desk
    opened = await run_in_threadpool(desk.settled, key)
    content = await run_in_threadpool(make, opened)
    name = f"{desk.path(key).name.partition('.')[0]}.{form}"
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition})


def _api(function: Callable[[Mapping[str, Any]], Any]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return _json(await run_in_threadpool(function, await _body(request)))

    return endpoint


async def _description(request: Request) -> Response:
    return _json(api.description())


async def _body(request: Request) -> Mapping[str, Any]:
    try:
        values = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise InputError(f"the request holds no JSON: {error}") from error
    if not isinstance(values, dict):
        raise InputError("the request has to be a JSON object")
    return values


def _string(values: Mapping[str, Any], key: str) -> str:
    if not isinstance(values.get(key), str):
        raise InputError(f"{key}: a text is needed")
    return str(values[key])
