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
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from aligner.model.errors import AlignerError
from aligner.review.documents import LARGEST

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
ENCODED = (LARGEST * 4) // 3 + 10_000  # most bytes of a request: the largest document as JSON
# Seconds within which a whole request must arrive, and within which its work must be done. On an idle
# processor, a document of 2,000 pairs is read and checked in some 3 s, the largest that a call may send in
# some 20 s.
BODY_SECONDS, WORK_SECONDS = 30.0, 120.0
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
            shown with the next request if the function has stored it.
    """
    try:
        with anyio.fail_after(WORK_SECONDS):
            call = partial(function, *given)
            return await anyio.to_thread.run_sync(call, abandon_on_cancel=True, limiter=of)
    except TimeoutError as error:
        raise TooSlow(f"not done within {WORK_SECONDS:.0f} s; send less at once") from error


class Gate:
    """Passes on requests of the user of this machine, with a body of limited size, and refuses all others."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str) -> None:
        self.app, self.hosts, self.token = app, hosts, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
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
    return JSONResponse({"error": message}, status_code=status)
