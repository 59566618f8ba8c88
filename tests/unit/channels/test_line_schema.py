"""Whatever the documented schema of LINE's webhooks allows is read: as what it is, or by name."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.webhook_bodies import BOT
from tests.unit.channels.line_schema import PARTS, Json, events
from towkay.adapters.channels.line.inbound import INBOUND
from towkay.adapters.channels.shapes import EPOCH
from towkay.domain.account_news import AccountReported
from towkay.domain.doings import AccountLinked, LinkClicked, ThreadMoved
from towkay.domain.events import (
    Followed,
    Incoming,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
    ReceiptArrived,
    Unknown,
)

# What each kind may mean in a conversation with a person; all others are named and nothing else.
_MEANT: dict[str, tuple[type, ...]] = {
    "message": (MessageReceived,),
    "messageEdited": (MessageEdited,),
    "unsend": (MessageUnsent,),
    "follow": (Followed,),
    "unfollow": (OptedOut,),
    "postback": (PostbackPressed, LinkClicked),
    "accountLink": (AccountLinked,),
    "activated": (ThreadMoved,),
    "deactivated": (ThreadMoved,),
}
_OF_THE_ACCOUNT: dict[str, tuple[type, ...]] = {
    "delivery": (ReceiptArrived, Unknown),
    "module": (AccountReported,),
    "botSuspended": (AccountReported,),
    "botResumed": (AccountReported,),
    "accountLink": (AccountLinked, Unknown),
}


def parse(*happened: Json) -> list[Incoming]:
    return INBOUND.parse({"destination": BOT, "events": list(happened)}, app_id="")


@given(events())
@settings(max_examples=2_000, deadline=None)
def test_every_event_of_the_schema_has_its_meaning_or_its_name(event: Json) -> None:
    (incoming,) = parse(event)

    source = event.get("source", {})
    is_persons = source.get("type") == "user" and "userId" in source
    of_person = _MEANT.get(event["type"], ()) if is_persons else ()
    meant = of_person or _OF_THE_ACCOUNT.get(event["type"], (Unknown,))
    assert isinstance(incoming.happening, meant)
    if isinstance(incoming.happening, Unknown):
        assert incoming.happening.kind.startswith("line.")
        assert incoming.happening.kind != "line.malformed"


@given(events())
@settings(deadline=None)
def test_the_envelope_of_every_event_is_kept(event: Json) -> None:
    (incoming,) = parse(event)

    assert incoming.cause == event["webhookEventId"]
    assert incoming.occurred_at == EPOCH + timedelta(milliseconds=event["timestamp"])
    assert incoming.reply_token == event.get("replyToken")
    assert incoming.redelivered is event["deliveryContext"]["isRedelivery"]
    assert incoming.may_answer is (event["mode"] == "active")


_BROKEN: st.SearchStrategy[object] = st.one_of(
    st.none(), st.integers(), st.just([]), st.just({}), st.just({"type": "message", "message": 7})
)


@given(events(), _BROKEN, events())
@settings(deadline=None)
def test_a_broken_event_never_costs_its_neighbours(first: Json, broken: object, last: Json) -> None:
    body = {"destination": BOT, "events": [first, broken, last]}

    read = INBOUND.parse(body, app_id="")

    assert [read[0], read[2]] == parse(first, last)
    assert read[1].happening == Unknown("line.malformed")


def test_the_schema_above_knows_every_kind_of_the_reference() -> None:
    assert len(PARTS) == 20
    assert _MEANT.keys() | _OF_THE_ACCOUNT.keys() <= PARTS.keys()
