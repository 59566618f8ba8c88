"""A platform's clock, or another worker's, that is hours off opens nothing and unsays no stop."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.support.shop import BRAND, FAQ, NIGHT, NOW, PAGE_SHOPPER, Conversation, event
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.adapters.memory.table import MemoryTable
from towkay.adapters.policy_book import policy_book
from towkay.domain.contacts import Contact
from towkay.domain.facts import Facts
from towkay.domain.messages import Purpose, Text
from towkay.domain.permits import Suppression, decide
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import Send
from towkay.domain.subscriptions import Subscription
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import answer

HOURS = timedelta(hours=2)
DAY = timedelta(hours=24)


def turn_of(occurred_at: datetime, received_at: datetime, rule: Rule = Rule.ANSWERED) -> Turn:
    return Turn(
        TurnKey(PAGE_SHOPPER, occurred_at, "cause-1"),
        "demo",
        "demo",
        Inbound("MessageReceived", "問"),
        Reasoning(rule),
        created_at=received_at,
        received_at=received_at,
        sends=(Send(0, Purpose.REPLY, (Text("好"),)),),
    )


def ruling(turn: Turn, contact: Contact, now: datetime, **about: Any) -> Any:
    send = replace(turn.sends[0], **about)
    return decide(send, contact, Facts(turn, policy_book()), now)


@pytest.mark.parametrize("off", [HOURS, -HOURS])
def test_a_window_never_lasts_longer_for_a_platforms_clock(off: timedelta) -> None:
    talk = Conversation(PAGE_SHOPPER)
    talk.hear("運費多少錢", occurred_at=NOW + off)
    assert talk.contact is not None and talk.contact.window_closes_at is not None
    assert talk.contact.window_closes_at <= talk.at + DAY
    assert talk.contact.window_opened_at == min(NOW + off, talk.at)


def test_a_stop_counts_from_no_later_than_it_came_and_what_follows_it_counts_after_it() -> None:
    talk = Conversation(PAGE_SHOPPER)
    talk.hear("停止", occurred_at=NOW + HOURS)
    stopped = talk.at
    assert talk.contact is not None and talk.contact.consent.stop_at == stopped
    earlier = turn_of(NOW + HOURS, NOW)  # the same wrong clock, a moment before the stop
    late = ruling(earlier, talk.contact, stopped + timedelta(seconds=1))
    assert isinstance(late, Suppression) and late.reason is Reason.STOPPED
    asked_anew = turn_of(stopped + HOURS, stopped + timedelta(seconds=5))
    after = ruling(asked_anew, talk.contact, stopped + timedelta(seconds=6))
    assert not isinstance(after, Suppression)


@pytest.mark.parametrize("off", [HOURS, -HOURS])
def test_quiet_hours_are_asked_of_our_clock_alone(off: timedelta) -> None:
    contact = Contact(
        PAGE_SHOPPER,
        "demo",
        "demo",
        window_closes_at=NIGHT + off + DAY,
        last_event_at=NIGHT + off,
        disclosed_at=NOW,
    )
    contact = replace(contact, subscriptions=(Subscription("restock", True, NOW, "cause-0"),))
    turn = turn_of(NIGHT + off, NIGHT, Rule.PLANNED)
    about = {"purpose": Purpose.SERVICE, "topic": "restock", "carries_disclosure": True}
    held = ruling(turn, contact, NIGHT, **about)
    assert isinstance(held, Suppression) and held.reason is Reason.QUIET_HOURS
    assert held.until is not None and held.until > NIGHT


@pytest.mark.parametrize("ahead", [HOURS, timedelta(seconds=1), timedelta(0)])
def test_a_stamp_from_the_future_makes_no_reply_fresh_for_longer(ahead: timedelta) -> None:
    table, packs = MemoryTable(), MemoryPacks()
    packs.publish(BrandKnowledge(BRAND, FAQ))
    queue = MemoryFifoQueue(lambda: NOW, visibility=NOW - NOW, most_receives=5)
    stamped = replace(event("運費多少錢", cause="c-1"), received_at=NOW + ahead)
    store = MemoryConversations(table)
    answer(stamped, now=NOW, conversations=store, packs=packs, outbox=MemoryOutbox(queue))
    turn = store.turn(TurnKey(stamped.contact, stamped.occurred_at, "c-1"), NOW)
    assert turn is not None and turn.received_at == NOW
