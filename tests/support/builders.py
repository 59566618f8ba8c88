"""Believable values with everything filled in; a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from tests.support.permits import permit_of
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import Consent, ConsentAct, ConsentEntry
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.events import Event, MessageReceived
from towkay.domain.messages import Loss, Lossy, Purpose, QuickReply, Text
from towkay.domain.permits import Permit
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState, plan_sends
from towkay.domain.subscriptions import ChannelToken, Subscription
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
_numbers = count(1)


def a_contact_key(user: str = "", channel: Channel = Channel.LINE) -> ContactKey:
    """A contact nobody else has, unless the user is named."""
    return ContactKey(channel, "U00112233445566778899aabbccddeeff", user or f"U{next(_numbers)}")


def a_contact(key: ContactKey | None = None, **fields: Any) -> Contact:
    plain = Contact(
        key=key or a_contact_key(),
        brand="demo",
        endpoint="demo-line",
        language="zh-TW",
        last_event_at=NOW,
    )
    return replace(plain, **fields)


def a_full_consent() -> Consent:
    return Consent(
        stopped=True,
        changed_at=NOW,
        stop_at=NOW - timedelta(days=1),
        stop_cause="stop-1",
        acknowledged=True,
        reachable=False,
        marketing_refused=True,
        marketing_said_at=NOW - timedelta(hours=1),
        reach_at=NOW - timedelta(hours=2),
        resumed_at=NOW - timedelta(hours=3),
        all_ended_at=NOW - timedelta(hours=4),
        head="ab" * 32,
        entries=7,
    )


def a_full_contact(key: ContactKey | None = None) -> Contact:
    """A contact with every field set to what is not its default."""
    return a_contact(
        key,
        consent=a_full_consent(),
        subscriptions=(Subscription("news", False, NOW, "c-1", "0123456789ab", "chat", True, NOW),),
        tokens=(ChannelToken("notification_messages", "t", NOW, "news", NOW, NOW, spent=True),),
        zone="Asia/Tokyo",
        handover=Handover(HandoverState.HELD, "h-1", NOW, NOW + timedelta(hours=4)),
        window_closes_at=NOW + timedelta(hours=24),
        greeted=True,
        moved_to="TW.2",
        moved_at=NOW - timedelta(hours=5),
        moved_from="TW.0",
        number="+886912345678",
    )


def a_turn_key(
    contact: ContactKey | None = None, cause: str = "", occurred_at: datetime = NOW
) -> TurnKey:
    return TurnKey(contact or a_contact_key(), occurred_at, cause or f"cause-{next(_numbers)}")


def a_turn(key: TurnKey | None = None, *, sends: int = 1, **fields: Any) -> Turn:
    """A turn just decided: it answers with `sends` requests, all of them ready."""
    answers = [[Text(f"運費 {number}：滿 1,200 元免運。")] for number in range(sends)]
    plain = Turn(
        key=key or a_turn_key(),
        brand="demo",
        endpoint="demo-line",
        inbound=Inbound("MessageReceived", "請問運費怎麼算？", "m-1"),
        reasoning=Reasoning(Rule.ANSWERED, "answer", 0.875, ("shipping_fee",)),
        created_at=NOW,
        received_at=NOW,
        sends=plan_sends(Purpose.REPLY, answers),
    )
    return replace(plain, **fields)


def a_full_turn(key: TurnKey | None = None) -> Turn:
    """A turn with every field set to what is not its default."""
    send = Send(
        index=0,
        purpose=Purpose.REPLY,
        messages=(Text("你好", (QuickReply("運費", "faq:shipping_fee"),)),),
        state=SendState.UNKNOWN,
        route=Route.PUSH,
        reason="timeout",
        attempts=2,
        owner="worker-1",
        lease_until=NOW + timedelta(seconds=20),
        ambiguous=True,
        token_spent=True,
        body_hash="ab" * 32,
        provider_ids=("1", "2"),
        billed="service/regular",
        arrived=True,
        not_before=NOW + timedelta(seconds=1),
        settle_by=NOW + timedelta(minutes=2),
        settled_at=NOW + timedelta(minutes=3, microseconds=7),
    )
    losses = (Loss(Lossy.QUICK_REPLY, "too many"),)
    return a_turn(key, sends=0, losses=losses, reply_token="token", revision=3).with_send(send)


def claimed(send: Send, owner: str = "worker-1") -> Send:
    lease = NOW + timedelta(seconds=20)
    return replace(send, state=SendState.CLAIMED, owner=owner, lease_until=lease, attempts=1)


def sent(send: Send) -> Send:
    return replace(send, state=SendState.SENT, owner="", lease_until=None, settled_at=NOW)


def a_permit(contact_version: int = 1) -> Permit:
    return permit_of(a_contact_key(), "s", Route.PUSH, contact_version)


def a_stop(cause: str = "", at: datetime = NOW) -> ConsentEntry:
    return ConsentEntry(ConsentAct.STOP, at, cause or f"stop-{next(_numbers)}", took_effect=True)


def an_event(contact: ContactKey | None = None, **fields: Any) -> Event:
    cause = f"event-{next(_numbers)}"
    plain = Event(
        contact=contact or a_contact_key(),
        brand="demo",
        endpoint="demo-line",
        cause=cause,
        occurred_at=NOW,
        received_at=NOW + timedelta(milliseconds=350),
        happening=MessageReceived(f"m-{cause}", "請問運費怎麼算？"),
        reply_token="reply-token",
    )
    return replace(plain, **fields)
