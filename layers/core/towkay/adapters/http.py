"""How is one HTTP request made so that it is known whether any of its body may have left?

A failed call to a channel without idempotency keys may be repeated only if none of it was handed
to the network. The library decides nothing here: no retries, no redirects.
"""

import logging
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ProtocolError
from urllib3.response import BaseHTTPResponse

_CONNECT_S = 2.0
_READ_S = 4.0  # with the connect well under delivery's 10 s, so that we are here to record it
_MAX_ANSWER = 1_000_000
# Servers and NAT gateways forget silent connections, some after less than a minute. A request
# written to one of those vanishes, and nobody can say whether it arrived.
_MAX_IDLE_S = 20.0
_POOL_SIZE = 8
_LENGTHS = frozenset({"content-length", "transfer-encoding"})


@dataclass(frozen=True, slots=True)
class HttpReply:
    """An answer: header names are lower-case; `body` holds at most its first megabyte."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class HttpFailure:
    """No whole answer; `before_first_byte` is True when not one byte of the body was handed over.

    `reason` is the name of the error, for people.
    """

    before_first_byte: bool
    reason: str


class HttpPool:
    """The connections to every channel, kept alive between calls and shared by threads."""

    def __init__(self, *, connect_s: float = _CONNECT_S, read_s: float = _READ_S) -> None:
        # Its lines quote addresses, and in those of some channels stands a proof of the token.
        logging.getLogger("urllib3").setLevel(logging.ERROR)
        # The total begins before the request is made and leaves the answer what is over of it.
        total = connect_s + read_s
        self._timeout = urllib3.Timeout(connect=connect_s, read=read_s, total=total)
        self._manager = urllib3.PoolManager(retries=False, maxsize=_POOL_SIZE)
        self._manager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply | HttpFailure:
        """Make a POST once. Never raises: a failure says how far the request came."""
        return self.request("POST", url, headers, body)

    def request(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes
    ) -> HttpReply | HttpFailure:
        """Make any request once, as `post` does."""
        tracked = _TrackedBody(body)
        try:
            response = self._manager.request(
                method,
                url,
                body=tracked,
                headers={**headers, "Content-Length": str(len(body))},
                timeout=self._timeout,
                redirect=False,
                preload_content=False,
            )
            return self._reply(response)
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            return HttpFailure(not tracked.begun, type(error).__name__)

    def _reply(self, response: BaseHTTPResponse) -> HttpReply:
        """Read the answer, though no more of it than it may be."""
        try:
            content = self._content(response)
        except BaseException:
            response.close()  # half an answer is left on it: nobody may use it again
            raise
        headers = {name.lower(): value for name, value in response.headers.items()}
        return HttpReply(response.status, headers, content)

    def _content(self, response: BaseHTTPResponse) -> bytes:
        content = bytearray()
        while chunk := response.read1(65_536, decode_content=False):
            content += chunk
            if len(content) > _MAX_ANSWER:
                response.close()
                return bytes(content[:_MAX_ANSWER])
        if not _LENGTHS & {name.lower() for name in response.headers}:
            # Without a length an answer cut off within its headers looks like a whole one.
            raise ProtocolError("nothing tells where the answer ends")
        response.release_conn()
        return bytes(content)


class _TrackedBody:
    """A body that knows whether the connection has asked for its bytes.

    The connection asks only after it is open and has sent every header.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.begun = False

    def __iter__(self) -> Iterator[bytes]:
        self.begun = True
        yield self._content


class _TimelyBytes(RawIOBase):
    """The bytes of a socket until a moment; its own time-out is good for one read at a time."""

    def __init__(self, connection: socket.socket, source: RawIOBase) -> None:
        self._connection = connection
        self._source = source
        self._until = time.monotonic() + (connection.gettimeout() or 0.0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left_s = self._until - time.monotonic()
        if left_s <= 0:
            raise TimeoutError("the answer trickles")
        self._connection.settimeout(left_s)
        return self._source.readinto(buffer)

    def close(self) -> None:
        self._source.close()
        super().close()


class _TimelyResponse(HTTPResponse):
    """An answer that is whole, headers and all, within the time-out its socket has at first."""

    def __init__(self, sock: socket.socket, *args: Any, **named: Any) -> None:
        super().__init__(sock, *args, **named)
        self.fp = BufferedReader(_TimelyBytes(sock, self.fp.detach()))


class _FreshConnection(HTTPConnection):
    """A connection that counts as lost once it has been silent for long.

    The pool asks before each use and opens a new one instead. The wall clock is asked because a
    monotonic one may stand still while the function is frozen.
    """

    response_class = _TimelyResponse
    _answered_at = 0.0

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]  # as in the parent
        response = super().getresponse()
        self._answered_at = time.time()
        return response

    @property
    def is_connected(self) -> bool:
        silent_s = abs(time.time() - self._answered_at)
        return super().is_connected and silent_s <= _MAX_IDLE_S


class _FreshHttpsConnection(_FreshConnection, HTTPSConnection):
    """The same over TLS."""


class _HttpPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _FreshConnection


class _HttpsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _FreshHttpsConnection
