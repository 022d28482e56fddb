"""Decides which requests the desk answers, and limits their size and time.

The desk works on files of its user, so it answers nobody else. Only this machine can reach it. Every request
must name the desk by its own address (against DNS rebinding) and must have the token of this run, as a cookie
that browsers send from no other site or as `Authorization: Bearer`. A request that changes something must
come from a page of the desk or have the token in the header. Pages run no script but that of the desk. A
request that sends too much, or too slowly, is ended.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Any, Generic, TypeVar

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from aligner.languages import SPOKEN
from aligner.model.errors import AlignerError
from aligner.report.spoken import said, speaking_in, spoken
from aligner.review.documents import LARGEST

COOKIE = "aligner_desk"
LANGUAGE = "aligner_language"  # a cookie that pages of the desk set, see `script/language.js`
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
ENCODED = (LARGEST * 4) // 3 + 10_000  # most bytes of a request: the largest document as JSON
# Seconds within which a whole request must arrive, and within which its work must be done. On an idle
# processor, a document of 2,000 pairs is read and checked in some 3 s, the largest that a call may send in
# some 20 s.
BODY_SECONDS, WORK_SECONDS = 30.0, 120.0
# So much work that was given up may still go on, of other programs and of the editor each: a thread can't be
# ended. As many as calls that are worked on at once, see `app.MOST_CALLS`.
MOST_GIVEN_UP = 4
Result = TypeVar("Result")


class TooMuch(AlignerError):
    """A request is too large."""


class TooSlow(AlignerError):
    """A request did not arrive in time, or its work was not done in time."""


async def worked(
    function: Callable[..., Result], *given: object, of: anyio.CapacityLimiter | None = None
) -> Result:
    """Call a slow function in a thread and return its result.

    Args:
        function: The function.
        *given: Its arguments.
        of: Limits how many of these calls run at once. The others wait, and waiting counts as time.

    Raises:
        TooSlow: It is not done within `WORK_SECONDS`. The thread still runs to its end, and its result is
            shown with the next request if the function has stored it. Or too many such threads still run;
            then nothing is begun.
    """
    given_up = _OF_EDITOR if of is None else _OF_CALLS
    if given_up.count >= MOST_GIVEN_UP:
        raise TooSlow(f"{MOST_GIVEN_UP} calls that took too long are still at work; try again later")
    work = _Work(partial(function, *given), given_up)
    try:
        with anyio.fail_after(WORK_SECONDS):
            return await anyio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=of)
    except TimeoutError as error:
        raise TooSlow(f"not done within {WORK_SECONDS:.0f} s; send less at once") from error
    finally:
        work.leave()


class _GivenUp:
    """How many calls are still at work that nobody waits for any more, in this process."""

    def __init__(self) -> None:
        self.lock, self.count = Lock(), 0


_OF_EDITOR, _OF_CALLS = _GivenUp(), _GivenUp()


class _Work(Generic[Result]):
    """A call that counts as given up from when nobody waits for it any more until it ends."""

    def __init__(self, call: Callable[[], Result], given_up: _GivenUp) -> None:
        self._call, self._given_up, self._running, self._left = call, given_up, False, False

    def __call__(self) -> Result:
        with self._given_up.lock:
            if self._left:
                raise TooSlow("given up before it began")
            self._running = True
        try:
            return self._call()
        finally:
            with self._given_up.lock:
                self._running = False
                self._given_up.count -= self._left

    def leave(self) -> None:
        """Nobody waits any more; it may be done already."""
        with self._given_up.lock:
            self._left = True
            self._given_up.count += self._running


class Gate:
    """Passes on requests of the user of this machine, with a body of limited size, and refuses all others."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str) -> None:
        self.app, self.hosts, self.token = app, hosts, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        with speaking_in(wanted_language(request)):
            await self._answered(request, scope, receive, send)

    async def _answered(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(request)
        if refusal is not None:
            await safe(refusal)(scope, receive, send)
            return
        given = request.query_params.get("token")
        if given and request.method == "GET":  # the first visit: later requests have the cookie
            answer = RedirectResponse(request.url.path, status_code=303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            await safe(answer)(scope, receive, send)
            return
        await self.app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        """Return the answer to a request that is refused; None if it is allowed."""
        if request.headers.get("host") not in self.hosts:
            return error(421, "this desk answers to its own address only")
        origin = request.headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self.hosts}:
            return error(403, "another site asks; only pages of the desk may")
        kind, _, bearer = request.headers.get("authorization", "").partition(" ")
        by_header = kind.lower() == "bearer" and _equal(bearer, self.token)
        by_cookie = _equal(request.cookies.get(COOKIE, ""), self.token)
        by_address = request.method == "GET" and _equal(request.query_params.get("token", ""), self.token)
        if not (by_header or by_cookie or by_address):
            return error(401, "open the address that `aligner review` printed, or send its token as a bearer")
        if request.method not in SAFE_METHODS and not by_header and origin is None:
            return error(403, "a change has to come from a page of the desk, or with the token as a bearer")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > ENCODED:
            return error(413, f"at most {ENCODED} bytes are taken; send a smaller document")
        return None


def _equal(given: str, token: str) -> bool:
    """Return whether a string is the token; the time it takes does not depend on the string."""
    return secrets.compare_digest(given.encode("utf-8", "surrogateescape"), token.encode())


def _bounded(receive: Receive) -> Receive:
    """Return a `receive` that raises an error if the body is too large or does not arrive in time."""
    read, end, whole = 0, anyio.current_time() + BODY_SECONDS, False

    async def bounded() -> Any:
        nonlocal read, whole
        if whole:  # the only message left is the end of the connection
            return await receive()
        with anyio.move_on_after(max(0.0, end - anyio.current_time())) as scope:
            message = await receive()
        if scope.cancelled_caught:
            raise TooSlow(f"the request did not arrive within {BODY_SECONDS:.0f} s; send it again")
        read += len(message.get("body", b""))
        if read > ENCODED:
            raise TooMuch(f"at most {ENCODED} bytes are taken; send a smaller document")
        whole = not message.get("more_body", False)
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    """Return a `send` that adds `HEADERS` to every answer."""

    async def sending(message: Any) -> None:
        if message["type"] == "http.response.start":
            own = [(name.lower().encode(), value.encode()) for name, value in HEADERS]
            message = {**message, "headers": [*message["headers"], *own]}
        await send(message)

    return sending


def safe(response: Response) -> Response:
    """Add the headers that keep foreign scripts out to a response, and return it."""
    for name, value in HEADERS:
        response.headers[name] = value
    return response


def error(status: int, message: str) -> JSONResponse:
    """Return a JSON response for an error; the message says where it is and what to do."""
    return JSONResponse({"error": said(message)}, status_code=status)


def wanted_language(request: Request) -> str:
    """Return the language of an answer: that of the page, else the first that the browser asks for."""
    accepted = request.headers.get("accept-language", "").split(",")
    for wanted in (request.cookies.get(LANGUAGE, ""), *accepted):
        code = wanted.partition(";")[0].partition("-")[0].strip().lower()
        if code in spoken():
            return code
    return SPOKEN
