"""How does a server keep silent? It holds the connection and then cuts it, answering nothing."""

import contextlib
import select
import socket
import time
from typing import Any, NoReturn


class NoAnswer(ConnectionAbortedError):
    """Ends a request without a response: werkzeug drops the connection of a `ConnectionError`."""


def fall_silent(environ: dict[str, Any], patience_s: float) -> NoReturn:
    """Hold the caller until it gives up, `patience_s` at most, then cut the connection.

    Raises `NoAnswer` always.
    """
    connection: socket.socket | None = environ.get("werkzeug.socket")
    if connection is not None:
        _wait_for_hang_up(connection, patience_s)
        # Without this, a kept-alive connection would wait for the next request.
        with contextlib.suppress(OSError):  # the caller may have cut it first
            connection.shutdown(socket.SHUT_RDWR)
    raise NoAnswer("no answer, as ordered")


def _wait_for_hang_up(connection: socket.socket, patience_s: float) -> None:
    deadline = time.monotonic() + patience_s
    while (left := deadline - time.monotonic()) > 0:
        readable, _, _ = select.select([connection], [], [], left)
        if readable and not connection.recv(1, socket.MSG_PEEK):
            return
        if readable:
            time.sleep(0.05)  # a pipelined request: it stays unread, so select would spin
