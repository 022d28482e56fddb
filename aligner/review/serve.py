"""Serves a desk on this machine, and opens it in the browser."""

from __future__ import annotations

import socket
import threading
import webbrowser
from collections.abc import Callable

from aligner.model.errors import InputError, MissingExtraError
from aligner.review.desk import Desk

HOST = "127.0.0.1"


def serve(desk: Desk, port: int = 0, *, browse: bool = True, said: Callable[[str], None] = print) -> None:
    """Serve until it is interrupted.

    Args:
        desk: The documents.
        port: On which; 0 takes one that is free.
        browse: Whether the browser is opened.
        said: Is told the address, which holds the token of this run.

    Raises:
        MissingExtraError: The extra `review` is not installed.
        InputError: The port is taken.
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
        listening.listen(128)  # whoever comes before the server is ready has to wait, and is not refused
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
