"""A subscriber before the door, notices planned for them, and what became of each."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from tests.support.door import Bench
from tests.support.shop import BRAND, FAQ, NOW
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.adapters.policy_book import policy_book
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.sends import Send
from towkay.domain.subscriptions import Subscription
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.plan import Planned, plan

TOPIC = "restock"


@dataclass
class NoticeBench(Bench):
    """A bench whose contact takes the topic `restock`; `plan` plans, `send` delivers as well."""

    book: PolicyBook = field(default_factory=policy_book)
    brand_rules: BrandRules = DEFAULT_RULES
    subscribed: bool = True
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        super().__post_init__()
        self.packs = MemoryPacks()
        self.publish(self.brand_rules)
        self.queue = MemoryFifoQueue(
            lambda: self.now, visibility=timedelta(minutes=1), most_receives=5
        )
        self.add_contact(self.key)

    def publish(self, rules: BrandRules) -> None:
        """As `towkay publish` does: one content for those who plan and for those who deliver."""
        self.rules.publish("demo", rules)
        self.packs.publish(BrandKnowledge(replace(BRAND, rules=rules), FAQ, self.book))

    def add_contact(self, key: ContactKey, **about: object) -> Contact:
        """Somebody who has agreed to the topic, unless nobody has."""
        agreed = Subscription(TOPIC, True, NOW - timedelta(days=1), "press-1")
        contact = Contact(
            key,
            "demo",
            "demo",
            version=1,
            language="zh-TW",
            window_closes_at=NOW + timedelta(hours=24),
            last_event_at=NOW,
            subscriptions=(agreed,) if self.subscribed else (),
        )
        contact = replace(contact, **about)  # type: ignore[arg-type]  # fields of Contact
        self.table.contacts[key] = contact
        return contact

    def notice(self, *texts: str, **about: object) -> Notice:
        said = tuple(Text(text) for text in texts or ("新茶到了",))
        cause = f"campaign:{next(self._numbers)}"
        plain = Notice(self.key, self.now, cause, Purpose.MARKETING, said, topic=TOPIC)
        return replace(plain, **about)  # type: ignore[arg-type]  # fields of Notice

    def plan(self, notice: Notice) -> Planned:
        outbox = MemoryOutbox(self.queue)
        planned = plan(
            notice, now=self.now, conversations=self.store, packs=self.packs, outbox=outbox
        )
        self.turn_key = planned.turn.key
        return planned

    def send(self, *texts: str, **about: object) -> Send:
        """Plan a notice and bring it as far as it goes now; its first send."""
        self.plan(self.notice(*texts, **about))
        self.deliver()
        return self.sends[0]

    def deliver_again(self, at: datetime) -> Send:
        """What becomes of the newest turn at a later moment."""
        self.now = at
        self.deliver()
        return self.sends[0]

    @property
    def shown(self) -> list[str]:
        """Every text that was called for, in order."""
        said = [message for call in self.calls for message in call.messages]
        return [message.text for message in said if isinstance(message, Text)]
