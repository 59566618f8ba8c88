"""The one way out: one call for a permitted call, and an outcome whatever happens."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.door import Bench
from tests.support.permits import a_door, permit_for
from tests.support.scripted_server import OK, answers, falls_silent, scripted
from tests.support.webhook_bodies import BOT, LINE_SECRET, LINE_USER, MESSENGER_SECRET, PAGE, PSID
from towkay.adapters.callsites import CallSite
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.http import HttpFailure, HttpPool, HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.errors import SendPostponed, ServiceUnavailable
from towkay.domain.health import AccountHealth, Trouble, account_of
from towkay.domain.messages import Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from towkay.domain.sends import SendState
from towkay.ports.channels import ChannelGateway
from towkay.usecases.deliver import deliver

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PUSH = ChannelCall(
    ContactKey(Channel.LINE, BOT, LINE_USER), "demo-line", "19a.0.c", Route.PUSH, (Text("你好"),)
)
ANSWER = ChannelCall(
    ContactKey(Channel.MESSENGER, PAGE, PSID),
    "demo-messenger",
    "19a.0.c",
    Route.OPEN_WINDOW,
    (Text("你好"),),
)
SENT = HttpReply(200, {}, b'{"message_id":"m_A"}')


@dataclass
class Secrets:
    """Credentials of both endpoints, or none, or a store that cannot be reached."""

    known: Mapping[str, SendSecrets] = field(
        default_factory=lambda: {
            "demo-line": SendSecrets(LINE_SECRET, {BOT: "line-token"}),
            "demo-messenger": SendSecrets(MESSENGER_SECRET, {PAGE: "page-token"}),
        }
    )
    reachable: bool = True
    reads: list[bool] = field(default_factory=list)

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> SendSecrets | None:
        self.reads.append(fresh)
        if not self.reachable:
            raise ServiceUnavailable("no answer")
        return self.known.get(endpoint)


class Rotated(Secrets):
    """The store holds something else than the cache still does."""

    def __init__(self, stored: SendSecrets | None, *, reachable: bool = True) -> None:
        super().__init__()
        self.stored, self.store_reachable = stored, reachable

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> SendSecrets | None:
        known = super().read(channel, endpoint, fresh=fresh)
        if fresh and not self.store_reachable:
            raise ServiceUnavailable("no answer")
        return self.stored if fresh else known


@dataclass
class Pool:
    """A client that notes what it was asked and gives one answer."""

    answer: HttpReply | HttpFailure = SENT
    urls: list[str] = field(default_factory=list)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply | HttpFailure:
        self.urls.append(url)
        return self.answer


def host_of(host: str) -> str:
    return f"https://{host}.example/"


def gateway(pool: Pool, secrets: Secrets | None = None) -> HttpChannelGateway:
    return HttpChannelGateway(secrets or Secrets(), host_of, pool)


def test_each_channel_is_called_at_its_own_host() -> None:
    pool = Pool()
    port: ChannelGateway = gateway(pool)

    outcomes = [port.call(call, permit_for(call)) for call in (PUSH, ANSWER)]

    assert [outcome.verdict for outcome in outcomes] == [Verdict.SENT, Verdict.SENT]
    assert pool.urls[0] == "https://line.example/v2/bot/message/push"
    assert pool.urls[1].startswith(f"https://messenger.example/v26.0/{PAGE}/messages?")


def test_a_permit_of_another_route_permits_nothing() -> None:
    pool = Pool()

    outcome = gateway(pool).call(PUSH, permit_for(replace(PUSH, route=Route.REPLY_TOKEN)))

    assert outcome.verdict is Verdict.REFUSED
    assert pool.urls == []


@pytest.mark.parametrize(
    ("secrets", "refusal"),
    [
        (Secrets({}), Refusal.CREDENTIALS),
        (Secrets({"demo-line": SendSecrets("s", {})}), Refusal.CREDENTIALS),
        (Secrets(reachable=False), None),
    ],
)
def test_without_credentials_nothing_leaves(secrets: Secrets, refusal: Refusal | None) -> None:
    pool = Pool()

    outcome = gateway(pool, secrets).call(PUSH, permit_for(PUSH))

    assert (outcome.verdict, outcome.refusal) == (Verdict.NOT_SENT, refusal)
    assert pool.urls == []


@pytest.mark.parametrize(
    ("before_first_byte", "verdict"), [(True, Verdict.NOT_SENT), (False, Verdict.UNKNOWN)]
)
def test_a_failure_is_certain_only_before_the_first_byte(
    before_first_byte: bool, verdict: Verdict
) -> None:
    pool = Pool(HttpFailure(before_first_byte, "ProtocolError"))

    assert gateway(pool).call(PUSH, permit_for(PUSH)) == Outcome(verdict, code="ProtocolError")


def test_the_fingerprint_is_of_the_body_that_is_sent_and_of_no_secret() -> None:
    with scripted(answers(OK)) as server:
        port = HttpChannelGateway(Secrets(), lambda channel: server.url, HttpPool())
        port.call(PUSH, permit_for(PUSH))

    (request,) = server.requests
    body = request.partition(b"\r\n\r\n")[2]
    assert port.fingerprint(PUSH) == hashlib.sha256(body).hexdigest()
    assert gateway(Pool(), Secrets({})).fingerprint(PUSH) == port.fingerprint(PUSH)
    assert port.fingerprint(replace(PUSH, messages=(Text("您好"),))) != port.fingerprint(PUSH)


def test_the_fingerprint_is_not_told_while_the_credentials_are_out_of_reach() -> None:
    with pytest.raises(ServiceUnavailable):
        gateway(Pool(), Secrets(reachable=False)).fingerprint(PUSH)


def test_a_store_out_of_reach_postpones_a_send_before_it_is_claimed() -> None:
    bench = Bench()
    bench.store_turn()
    deadline = bench.now + timedelta(seconds=10)
    port = gateway(Pool(), Secrets(reachable=False))
    door = a_door("run-1", deadline, lambda: bench.now, bench.ledger, port, bench.accounts)

    with pytest.raises(ServiceUnavailable):
        list(deliver(bench.turn_key, door=door))

    assert bench.states == [SendState.READY]


def test_the_call_that_finds_out_how_a_stopped_account_is_knows_the_newest_token() -> None:
    bench = Bench()
    bench.store_turn()
    stopped = AccountHealth(Trouble.CREDENTIALS, until=bench.now, strikes=1)
    bench.accounts.write(account_of(bench.key), stopped)
    secrets = Secrets()
    port = gateway(Pool(UNAUTHORIZED), secrets)
    deadline = bench.now + timedelta(seconds=10)
    door = a_door("run-1", deadline, lambda: bench.now, bench.ledger, port, bench.accounts)

    with pytest.raises(SendPostponed):
        list(deliver(bench.turn_key, door=door))

    assert secrets.reads[0] is True


UNAUTHORIZED = HttpReply(401, {}, b"{}")
INVALID_TOKEN = HttpReply(400, {}, b'{"error":{"code":190}}')
LINE_RENEWED = SendSecrets(LINE_SECRET, {BOT: "renewed"})


@pytest.mark.parametrize(
    ("call", "answer", "stored"),
    [
        (PUSH, UNAUTHORIZED, LINE_RENEWED),
        (ANSWER, INVALID_TOKEN, SendSecrets(MESSENGER_SECRET, {PAGE: "renewed"})),
        (ANSWER, INVALID_TOKEN, SendSecrets("renewed", {PAGE: "page-token"})),
    ],
)
def test_a_token_renewed_since_it_was_read_is_a_reason_to_try_again(
    call: ChannelCall, answer: HttpReply, stored: SendSecrets
) -> None:
    pool, secrets = Pool(answer), Rotated(stored)

    outcome = gateway(pool, secrets).call(call, permit_for(call))

    assert (outcome.verdict, outcome.refusal) == (Verdict.NOT_SENT, None)
    assert (len(pool.urls), secrets.reads) == (1, [False, True])


@pytest.mark.parametrize(
    "secrets",
    [
        Secrets(),
        Rotated(None),
        Rotated(SendSecrets(LINE_SECRET, {})),
        Rotated(SendSecrets("another", {BOT: "line-token"})),
        Rotated(SendSecrets(LINE_SECRET, {BOT: "line-token", "another": "renewed"})),
        Rotated(LINE_RENEWED, reachable=False),
    ],
)
def test_a_token_refused_with_no_other_to_try_stays_refused(secrets: Secrets) -> None:
    pool = Pool(UNAUTHORIZED)

    outcome = gateway(pool, secrets).call(PUSH, permit_for(PUSH))

    assert (outcome.verdict, outcome.refusal) == (Verdict.REFUSED, Refusal.CREDENTIALS)
    assert len(pool.urls) == 1


def test_other_refusals_cost_no_second_read() -> None:
    secrets = Rotated(LINE_RENEWED)

    gateway(Pool(HttpReply(403, {}, b"{}")), secrets).call(PUSH, permit_for(PUSH))

    assert secrets.reads == [False]


def test_the_call_and_only_the_call_stands_behind_its_gate() -> None:
    seen: list[tuple[CallSite, int]] = []
    pool = Pool()

    @contextmanager
    def watched(site: CallSite) -> Iterator[None]:
        before = len(pool.urls)
        yield
        seen.append((site, len(pool.urls) - before))

    def gate(site: CallSite) -> AbstractContextManager[None]:
        return watched(site)

    HttpChannelGateway(Secrets(), host_of, pool, gate).call(PUSH, permit_for(PUSH))

    assert seen == [(CallSite.CHANNEL_CALL, 1)]


def test_an_accepted_call_whose_answer_is_lost_is_unknown_and_one_request() -> None:
    with scripted(falls_silent) as server:
        pool = HttpPool(connect_s=0.5, read_s=0.3)
        port = HttpChannelGateway(Secrets(), lambda channel: server.url, pool)
        outcome = port.call(ANSWER, permit_for(ANSWER))

    assert outcome == Outcome(Verdict.UNKNOWN, code="ReadTimeoutError")
    assert len(server.requests) == 1
