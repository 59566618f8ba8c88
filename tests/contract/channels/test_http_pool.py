"""How far a call came is known at every point where it can break."""

import datetime as dt
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.support.scripted_server import (
    OK,
    Behaviour,
    ScriptedServer,
    answers,
    falls_silent,
    read_head,
    scripted,
)
from towkay.adapters import http
from towkay.adapters.http import HttpFailure, HttpPool, HttpReply

BODY = b'{"text":"hi"}'


def post(url: str, pool: HttpPool | None = None) -> HttpReply | HttpFailure:
    pool = pool or HttpPool(connect_s=0.5, read_s=0.5)
    return pool.post(url, {"Authorization": "Bearer t"}, BODY)


def talk_to(*behaviours: Behaviour, path: str = "/send") -> HttpReply | HttpFailure:
    with scripted(*behaviours) as server:
        return post(server.url + path)


def test_a_whole_answer_is_given_back_and_the_request_arrived_as_it_was() -> None:
    with scripted(answers(OK)) as server:
        reply = post(server.url + "/send?proof=1")

    assert reply == HttpReply(200, {"content-length": "2"}, b"{}")
    (request,) = server.requests
    assert request.startswith(b"POST /send?proof=1 HTTP/1.1\r\n")
    assert request.endswith(b"\r\n\r\n" + BODY)
    assert request.lower().count(b"content-length: 13\r\n") == 1
    assert b"authorization: bearer t" in request.lower()
    assert b"transfer-encoding" not in request.lower()


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    assert post(f"http://127.0.0.1:{port}/") == HttpFailure(True, "NewConnectionError")


@pytest.mark.parametrize("url", ["http://", "http://a..b/", "ftp://127.0.0.1/", "http://[::1/"])
def test_an_address_that_leads_nowhere_sends_nothing(url: str) -> None:
    failure = post(url)

    assert isinstance(failure, HttpFailure) and failure.before_first_byte


def test_a_header_that_cannot_be_written_sends_nothing() -> None:
    with scripted(answers(OK)) as server:
        failure = HttpPool().post(server.url, {"Authorization": "a\r\nb: c"}, BODY)

    assert isinstance(failure, HttpFailure) and failure.before_first_byte
    assert server.requests == []


def test_when_tls_fails_nothing_was_sent() -> None:
    with scripted(lambda connection, _: connection.sendall(b"this is not TLS\r\n\r\n")) as server:
        failure = post(server.url.replace("http:", "https:"))

    assert failure == HttpFailure(True, "SSLError")


def test_when_tls_never_comes_about_nothing_was_sent() -> None:
    def stay_silent(connection: socket.socket, server: ScriptedServer) -> None:
        server.released.wait(5)

    with scripted(stay_silent) as server:
        failure = post(server.url.replace("http:", "https:"))

    assert isinstance(failure, HttpFailure) and failure.before_first_byte


def test_a_certificate_nobody_vouches_for_gets_nothing(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))

    def greet(connection: socket.socket, server: ScriptedServer) -> None:
        with context.wrap_socket(connection, server_side=True) as encrypted:
            answers(OK)(encrypted, server)

    with scripted(greet) as server:
        failure = post(server.url.replace("http:", "https:").replace("127.0.0.1", "localhost"))

    assert failure == HttpFailure(True, "SSLError")
    assert server.requests == []


def self_signed(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now).not_valid_after(now + dt.timedelta(hours=1))
    san = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    certificate = builder.add_extension(san, critical=False).sign(key, hashes.SHA256())
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def reset(connection: socket.socket, server: ScriptedServer) -> None:
    """Read the headers and tear the connection down."""
    read_head(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


def _trickle(connection: socket.socket, server: ScriptedServer) -> None:
    answers(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")(connection, server)
    while not server.released.wait(0.05):
        connection.sendall(b" ")


def _trickle_headers(connection: socket.socket, server: ScriptedServer) -> None:
    answers(b"HTTP/1.1 200 OK\r\n")(connection, server)
    while not server.released.wait(0.05):
        connection.sendall(b"X-More: b\r\n")


def _answer_slowly(connection: socket.socket, server: ScriptedServer) -> None:
    answers(b"HTTP/1.1 200 OK\r\n")(connection, server)
    server.released.wait(0.4)
    connection.sendall(b"Content-Length: 2\r\n\r\n")
    server.released.wait(0.4)
    connection.sendall(b"{}")


@pytest.mark.parametrize(
    "behaviour",
    [
        pytest.param(lambda connection, server: None, id="closes at once"),
        pytest.param(reset, id="resets after the headers"),
        pytest.param(answers(), id="closes after the body"),
        pytest.param(falls_silent, id="never answers"),
        pytest.param(answers(b"HTTP/1.1 20"), id="half a status line"),
        pytest.param(answers(b"\x00\xff\r\n\r\n"), id="no HTTP at all"),
        pytest.param(answers(b"HTTP/1.1 200 OK\r\nContent-Len"), id="half the headers"),
        pytest.param(
            answers(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"), id="half the body"
        ),
        pytest.param(
            answers(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{}"),
            id="half a chunk",
        ),
        pytest.param(
            answers(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}"), id="no chunk"
        ),
        pytest.param(_trickle, id="trickles without end"),
        pytest.param(_trickle_headers, id="trickles headers"),
        pytest.param(_answer_slowly, id="headers in time, the body not"),
    ],
)
def test_once_the_body_may_have_left_a_failure_is_never_certain(
    behaviour: Callable[[socket.socket, ScriptedServer], None],
) -> None:
    began = time.monotonic()

    failure = talk_to(behaviour)

    assert isinstance(failure, HttpFailure) and not failure.before_first_byte
    assert time.monotonic() - began < 1.5  # connect and read, each 0.5 s


def test_nothing_is_ever_tried_twice_by_itself() -> None:
    for broken in (
        answers(),
        answers(b"HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"),
    ):
        with scripted(broken) as server:
            post(server.url)
        assert len(server.requests) == 1


def test_a_redirect_is_an_answer_and_not_followed() -> None:
    moved = b"HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"

    with scripted(answers(moved)) as server:
        reply = post(server.url)

    assert isinstance(reply, HttpReply) and reply.status == 307
    assert len(server.requests) == 1


def test_an_endless_answer_is_read_to_its_limit_and_its_connection_dropped() -> None:
    endless = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n" + b" " * 3_000_000
    pool = HttpPool(connect_s=0.5, read_s=2)

    with scripted(answers(endless), answers(OK)) as server:
        first, second = post(server.url, pool), post(server.url, pool)

    assert isinstance(first, HttpReply) and len(first.body) == 1_000_000
    assert second == HttpReply(200, {"content-length": "2"}, b"{}")
    assert server.connections == 2


def test_calls_share_a_connection() -> None:
    pool = HttpPool()

    with scripted(answers(OK, times=2)) as server:
        replies = [post(server.url, pool) for _ in range(2)]

    assert replies == [HttpReply(200, {"content-length": "2"}, b"{}")] * 2
    assert server.connections == 1


def test_a_connection_the_server_has_closed_meanwhile_costs_nothing() -> None:
    pool = HttpPool()

    with scripted(answers(OK)) as server:
        post(server.url, pool)
        time.sleep(0.1)
        reply = post(server.url, pool)

    assert isinstance(reply, HttpReply)
    assert (server.connections, len(server.requests)) == (2, 2)


def test_a_connection_silent_for_long_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = HttpPool()
    monkeypatch.setattr(http, "_MAX_IDLE_S", 0.0)

    def wait_for_the_client_to_leave(connection: socket.socket, server: ScriptedServer) -> None:
        answers(OK)(connection, server)
        connection.recv(1)

    with scripted(wait_for_the_client_to_leave, answers(OK)) as server:
        post(server.url, pool)
        reply = post(server.url, pool)

    assert isinstance(reply, HttpReply)
    assert server.connections == 2


def test_no_log_line_tells_an_address_or_a_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="")

    talk_to(answers(b"HTTP/1.1 200 OK\r\nContent-Len"), path="/send?proof=1")
    talk_to(answers(OK), path="/send?proof=1")

    assert caplog.text == ""


def test_what_the_answer_says_of_itself_is_lower_case() -> None:
    named = b"HTTP/1.1 409 Conflict\r\nX-Line-Accepted-Request-Id: r-1\r\nContent-Length: 0\r\n\r\n"

    reply = talk_to(answers(named))

    assert isinstance(reply, HttpReply)
    assert (reply.status, reply.headers["x-line-accepted-request-id"]) == (409, "r-1")
