"""Serves a desk on this machine and opens it in the browser."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable

from aligner.model.errors import InputError, MissingExtraError
from aligner.review.desk import Desk

HOST = "127.0.0.1"


def serve(desk: Desk, port: int = 0, *, browse: bool = True, said: Callable[[str], None] = print) -> None:
    """Serve a desk until the process is interrupted.

    Args:
        desk: The documents.
        port: Port to listen on; 0 takes a free one.
        browse: Whether to open the browser.
        said: Called with the address, which contains the token of this run.

    Raises:
        MissingExtraError: The extra `review` is not installed.
        InputError: The port is in use or not allowed.
    """
    try:
        import uvicorn

        from aligner.review.app import application
    except ImportError as error:
        raise MissingExtraError.of("the desk needs", "starlette and uvicorn", "review") from error
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(128)  # requests before the server is ready wait and are not refused
    except OSError as error:
        raise InputError(f"port {port}: {(error.strerror or str(error)).lower()}; choose another") from error
    port = listening.getsockname()[1]
    app = application(desk, frozenset({f"{HOST}:{port}", f"localhost:{port}"}))
    address = f"http://{HOST}:{port}/?token={app.state.token}"
    said(address)
    threading.Thread(target=desk.survey, daemon=True).start()
    if browse:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=64,
        timeout_graceful_shutdown=3,
    )
    uvicorn.Server(config).run(sockets=[listening])
