"""People who agreed to hear of things before the simulated day begins, and what they are told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from tests.simulation.platforms import ACCOUNTS
from tests.simulation.world import World
from tests.support.shop import BRAND, NOW
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.subscriptions import Subscription

TEA_NEWS, ARRIVALS, PARCELS = "tea_news", "arrivals", "parcels"
TOPICS = (TEA_NEWS, ARRIVALS, PARCELS)
_AGREED = NOW - timedelta(days=20)


def subscriber(number: int) -> ContactKey:
    """Odd ones are on LINE, even ones on Messenger."""
    channel = Channel.LINE if number % 2 else Channel.MESSENGER
    user = f"U{number:032x}" if number % 2 else f"68433109277{number:05d}"
    return ContactKey(channel, ACCOUNTS[channel], user)


def agree(
    world: World, key: ContactKey, topics: Sequence[str] = TOPICS, **about: Any
) -> ContactKey:
    """The contact has agreed to the topics and wrote to the shop just now."""
    length = CAPABILITIES[key.channel].window
    known = Contact(
        key,
        BRAND.brand,
        "demo",
        version=1,
        greeted=True,
        last_event_at=world.now,
        window_closes_at=world.now + length if length else None,
        subscriptions=tuple(
            Subscription(topic, active=True, changed_at=_AGREED, cause="agreed", wording="w1")
            for topic in topics
        ),
        followed_at=_AGREED,
    )
    world.table.contacts[key] = replace(known, **about)
    return key


@dataclass(frozen=True, slots=True)
class Telling:
    """A kind of notice: its words name it, so that whoever sees it knows which it was."""

    name: str
    purpose: Purpose
    topic: str

    def to(self, contact: ContactKey, at: datetime, occurrence: str = "", **about: Any) -> Notice:
        """The notice of one occurrence."""
        words = Text(f"[{self.name}] 說好要告訴您的事")
        cause = f"{self.name}:{occurrence}" if occurrence else self.name
        return Notice(contact, at, cause, self.purpose, (words,), self.topic, **about)
