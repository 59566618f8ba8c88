"""A webhook is verified, split and queued whole, or it leaves no trace."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.failing_aws import ScriptedClient
from tests.support.shop import NOW
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.ssm import SsmVerifySecrets
from towkay.domain.channels import Channel, every_channel
from towkay.domain.errors import MalformedBody, QueueRefused
from towkay.domain.events import (
    Event,
    Incoming,
    MessageReceived,
    ReceiptArrived,
    ReceiptKind,
    Unknown,
)
from towkay.domain.secrets import SigningSecret, VerifySecrets
from towkay.domain.webhooks import Webhook
from towkay.usecases.ingest import Ingested, Reception, ingest
from towkay.usecases.sorting import Fate

KNOWN = VerifySecrets("app", "the-token", (SigningSecret("good"),), {"page": "demo"})


class Inbound:
    """A channel that is signed with a header and says what it is told."""

    def __init__(self, *items: Incoming) -> None:
        self.items = list(items)

    def is_signed(self, headers: Mapping[str, str]) -> bool:
        return "signature" in headers

    def is_genuine(self, raw: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
        return headers.get("signature", "") in secrets

    def asks_handshake(self, query: Mapping[str, str]) -> bool:
        return "asked" in query

    def handshake(self, query: Mapping[str, str], verify_token: str) -> str | None:
        return query["asked"] if verify_token == "the-token" else None

    def parse(self, body: object, *, app_id: str) -> list[Incoming]:
        if not isinstance(body, dict):
            raise MalformedBody("no object")
        return self.items


class Secrets:
    """One endpoint; `fresh` sees what was rotated since."""

    def __init__(self, cached: VerifySecrets | None, stored: VerifySecrets | None = None) -> None:
        self.cached, self.stored = cached, stored or cached

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> VerifySecrets | None:
        return self.stored if fresh else self.cached


class Queue:
    def __init__(self, fails: bool = False) -> None:
        self.events: list[Event] = []
        self.fails = fails

    def put(self, events: Sequence[Event]) -> None:
        if self.fails:
            raise QueueRefused("full")
        self.events += events


def message(**about: object) -> Incoming:
    said = Incoming("page", "user-1", "cause-1", NOW, MessageReceived("m1", "你好"))
    return replace(said, **about)  # type: ignore[arg-type]  # fields of Incoming


def post(
    *items: Incoming,
    raw: bytes | None = b"{}",
    signature: str = "good",
    secrets: Secrets | None = None,
    queue: Queue | None = None,
    receipts: Queue | None = None,
    **about: object,
) -> Ingested:
    webhook = Webhook("POST", "messenger", "shop", {}, {"signature": signature}, raw)
    return ingest(
        replace(webhook, **about),  # type: ignore[arg-type]  # fields of Webhook
        now=NOW,
        secrets=secrets or Secrets(KNOWN),
        channels={Channel.MESSENGER: Inbound(*items)},
        queue=queue if queue is not None else Queue(),
        receipts=receipts if receipts is not None else Queue(),
    )


def test_every_event_of_a_genuine_body_is_queued_with_its_brand() -> None:
    queue = Queue()
    result = post(message(), message(cause="cause-2"), queue=queue)
    assert result.reception is Reception.ACCEPTED
    assert [event.cause for event in queue.events] == ["cause-1", "cause-2"]
    assert {event.brand for event in queue.events} == {"demo"}


def test_a_forged_body_leaves_no_trace() -> None:
    queue = Queue()
    assert post(message(), signature="bad", queue=queue).reception is Reception.FORGED
    assert queue.events == []


def test_an_unknown_endpoint_is_answered_like_a_forgery() -> None:
    assert post(message(), secrets=Secrets(None)) == post(message(), signature="bad")


class Untouched(Secrets):
    """A store that nobody may ask."""

    def __init__(self) -> None:
        super().__init__(None)

    def read(self, *_: object, **__: object) -> VerifySecrets | None:
        raise AssertionError("looked up")


@pytest.mark.parametrize("endpoint", ["", "../secrets", "a/b", "x" * 65, "ünicode", "a b"])
def test_an_endpoint_that_cannot_be_one_is_not_looked_up(endpoint: str) -> None:
    assert post(endpoint=endpoint, secrets=Untouched()).reception is Reception.FORGED


def test_an_unsigned_body_reads_no_secret() -> None:
    assert post(message(), headers={}, secrets=Untouched()).reception is Reception.FORGED


def test_a_get_that_asks_for_no_handshake_reads_no_secret() -> None:
    asked = post(method="GET", query={"other": "42"}, raw=b"", secrets=Untouched())
    assert asked.reception is Reception.FORGED


@pytest.mark.parametrize("channel", every_channel())
def test_unsigned_noise_at_a_thousand_made_up_endpoints_reads_no_parameter(
    channel: Channel,
) -> None:
    client: Any = ScriptedClient()
    secrets, queue = SsmVerifySecrets(client, "dev", lambda: NOW), Queue()
    for number in range(1_000):
        for method, raw in (("POST", b"{}"), ("GET", b"")):
            noise = Webhook(method, channel, f"shop-{number}", {}, {}, raw)
            answer = ingest(
                noise, now=NOW, secrets=secrets, channels=INBOUND, queue=queue, receipts=queue
            )
            assert answer.reception is Reception.FORGED
    assert (client.calls, queue.events) == ([], [])


def test_an_unknown_channel_is_answered_like_a_forgery() -> None:
    assert post(channel="telegram").reception is Reception.FORGED


def test_without_a_usable_secret_everything_is_closed() -> None:
    blank = replace(KNOWN, signing=(SigningSecret("  "),))
    assert post(message(), signature="  ", secrets=Secrets(blank)).reception is Reception.FORGED


def test_the_previous_secret_holds_until_its_end() -> None:
    rotating = (SigningSecret("new"), SigningSecret("good", until=NOW + timedelta(hours=1)))
    over = (SigningSecret("new"), SigningSecret("good", until=NOW))
    assert post(secrets=Secrets(replace(KNOWN, signing=rotating))).reception is Reception.ACCEPTED
    assert post(secrets=Secrets(replace(KNOWN, signing=over))).reception is Reception.FORGED


def test_a_secret_rotated_a_moment_ago_counts_before_the_cache_ends() -> None:
    old = replace(KNOWN, signing=(SigningSecret("old"),))
    assert post(secrets=Secrets(old, stored=KNOWN)).reception is Reception.ACCEPTED


def test_a_body_over_the_limit_is_refused_before_it_is_hashed() -> None:
    assert post(raw=b"x" * 4_000_001, signature="bad").reception is Reception.TOO_LARGE


@pytest.mark.parametrize("raw", [None, b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b"nul"])
def test_a_genuine_body_that_is_no_json_object_is_malformed(raw: bytes | None) -> None:
    assert post(raw=raw).reception is Reception.MALFORMED


def test_an_account_that_is_not_listed_is_counted_and_dropped() -> None:
    queue = Queue()
    result = post(message(account="other"), message(), queue=queue)
    assert result.fates == {Fate.UNLISTED_ACCOUNT: 1, Fate.QUEUED: 1}
    assert len(queue.events) == 1


def test_unknown_kinds_are_counted_and_not_queued() -> None:
    queue = Queue()
    result = post(
        message(happening=Unknown("messenger.calls")),
        message(user=None),
        queue=queue,
        receipts=queue,
    )
    assert result.reception is Reception.ACCEPTED
    assert result.fates == {Fate.UNKNOWN: 2}
    assert result.kinds == {"messenger.calls": 1}
    assert queue.events == []


READ = ReceiptArrived(ReceiptKind.READ, up_to=NOW)


def test_receipts_go_to_their_own_queue_and_nothing_else_does() -> None:
    queue, receipts = Queue(), Queue()
    result = post(message(), message(happening=READ), queue=queue, receipts=receipts)
    assert [type(event.happening) for event in queue.events] == [MessageReceived]
    assert [event.happening for event in receipts.events] == [READ]
    assert result.fates == {Fate.QUEUED: 1, Fate.RECEIPT: 1}
    assert result.kinds == {"read": 1}


@pytest.mark.parametrize(
    ("about", "fate"),
    [
        ({"account": "other"}, Fate.UNLISTED_ACCOUNT),
        ({"occurred_at": NOW - timedelta(days=9)}, Fate.STALE),
        ({"user": None}, Fate.UNKNOWN),
    ],
)
def test_a_receipt_nobody_could_use_is_only_counted(about: dict[str, Any], fate: Fate) -> None:
    receipts = Queue()
    result = post(message(happening=READ, **about), receipts=receipts)
    assert (result.fates, receipts.events) == ({fate: 1}, [])


def test_what_a_queue_has_nothing_to_store_of_is_not_called() -> None:
    full = Queue(fails=True)
    post(message(happening=READ), queue=full)
    post(message(), receipts=full)


def test_receipts_that_are_not_stored_are_no_200_and_cost_no_message() -> None:
    queue = Queue()
    with pytest.raises(QueueRefused):
        post(message(happening=READ), message(), queue=queue, receipts=Queue(fails=True))
    assert len(queue.events) == 1


@pytest.mark.parametrize("shift", [timedelta(days=-9), timedelta(days=2), timedelta(days=-20_000)])
def test_events_of_the_far_past_or_future_are_counted_and_not_queued(shift: timedelta) -> None:
    queue = Queue()
    result = post(message(occurred_at=NOW + shift), queue=queue)
    assert result.fates == {Fate.STALE: 1} and queue.events == []


def test_a_queue_that_refuses_is_no_200() -> None:
    with pytest.raises(QueueRefused):
        post(message(), queue=Queue(fails=True))


def test_a_connection_check_without_events_is_accepted() -> None:
    assert post().reception is Reception.ACCEPTED


def shake(known: VerifySecrets | None = KNOWN) -> Ingested:
    return post(method="GET", query={"asked": "42"}, secrets=Secrets(known), raw=b"")


def test_the_handshake_is_answered_with_what_the_channel_wants_echoed() -> None:
    assert (shake().reception, shake().body) == (Reception.ACCEPTED, "42")


def test_a_handshake_with_another_token_is_answered_like_a_forgery() -> None:
    assert shake(replace(KNOWN, verify_token="another")) == shake(None)
    assert shake(None).reception is Reception.FORGED


@given(st.binary(max_size=300), st.text(max_size=20))
def test_no_bytes_and_no_signature_are_an_error(raw: bytes, signature: str) -> None:
    assert post(message(), raw=raw, signature=signature).reception in Reception


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=20))
def test_no_json_is_an_error(body: object) -> None:
    assert post(message(), raw=json.dumps(body).encode()).reception in Reception
