"""A server on this machine that does to each connection exactly what a test tells it."""

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Behaviour = Callable[[socket.socket, "ScriptedServer"], None]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@dataclass
class ScriptedServer:
    """What happened so far: one entry for each connection, one for each whole request."""

    port: int
    released: threading.Event = field(default_factory=threading.Event)
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def scripted(*behaviours: Behaviour) -> Iterator[ScriptedServer]:
    """Serve one connection with each behaviour in turn, the last one again and again."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = ScriptedServer(listener.getsockname()[1])
        worker = threading.Thread(target=_serve, args=(listener, behaviours, server), daemon=True)
        worker.start()
        try:
            yield server
        finally:
            server.released.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            worker.join(5)


def _serve(
    listener: socket.socket, behaviours: Sequence[Behaviour], server: ScriptedServer
) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            behaviour = behaviours[min(server.connections, len(behaviours) - 1)]
            server.connections += 1
            with connection, suppress(OSError):
                connection.settimeout(5)
                behaviour(connection, server)


def read_head(connection: socket.socket) -> bytes:
    """The request up to the end of its headers, with what else came along."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _some(connection)
    return received


def read_request(connection: socket.socket, server: ScriptedServer) -> None:
    """Take one whole request and note it."""
    received = read_head(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    while len(body) < int(fields[b"content-length"]):
        body += _some(connection)
    server.requests.append(head + b"\r\n\r\n" + body)


def _some(connection: socket.socket) -> bytes:
    received = connection.recv(65_536)
    if not received:
        raise ConnectionError("the client left")
    return received


def answers(*parts: bytes, times: int = 1) -> Behaviour:
    """Take a request and answer with the parts, `times` times, then close."""

    def behave(connection: socket.socket, server: ScriptedServer) -> None:
        for _ in range(times):
            read_request(connection, server)
            for part in parts:
                connection.sendall(part)

    return behave


def falls_silent(connection: socket.socket, server: ScriptedServer) -> None:
    """Take a request and never answer it."""
    read_request(connection, server)
    server.released.wait(5)
