"""Which shop do the made-up shoppers talk to?"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType

from towkay.adapters.memory.brand_rules import MemoryBrandRules
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.policy_book import policy_book
from towkay.domain.actions import Action, Verb
from towkay.domain.audit.auditing import IndexedBook, indexed
from towkay.domain.audit.dossier import RulesInForce
from towkay.domain.brand_rules import (
    DEFAULT_CAPS,
    DEFAULT_QUIET_HOURS,
    AccountRules,
    BrandRules,
)
from towkay.domain.channels import Channel
from towkay.domain.faq.entries import FaqEntry
from towkay.domain.faq.index import build
from towkay.domain.messages import Purpose
from towkay.domain.topics import Topic
from towkay.ports.packs import BrandKnowledge
from workbench.paths import DEMO_BRAND

OPENED = datetime(2026, 9, 1, tzinfo=UTC)
DAYS = 20
CLOSED = OPENED + timedelta(days=DAYS + 2)
ACCOUNTS = MappingProxyType({Channel.LINE: "U-shop", Channel.MESSENGER: "1000"})
_LISTED = 3  # questions: enough to be answered, few enough to be quick
SALE, PARCELS = "sale", "parcels"


@dataclass(frozen=True)
class Shop:
    """Everything that does not change while its shoppers live."""

    knowledge: BrandKnowledge
    packs: MemoryPacks
    rules: MemoryBrandRules
    in_force: RulesInForce
    book: IndexedBook

    def topic_payload(self, verb: Verb, topic_id: str) -> str:
        """What the button about a topic gives back, as it stands on the shopper's screen."""
        topic = self.knowledge.brand.topic(topic_id)
        version = topic.version("zh-TW") if topic else ""
        return Action(verb, topic_id, version).payload()


@cache
def the_shop() -> Shop:
    """The demo shop with few questions, two topics, and a person who may answer late."""
    from towkay.adapters.knowledge import knowledge_from
    from workbench.publish import compiled

    demo = knowledge_from(compiled(DEMO_BRAND).body).brand
    brand = replace(demo, faq=demo.faq[:_LISTED], menu=(), topics=_topics(), rules=_rules())
    entries = (FaqEntry(item.id, item.all_phrases(), item.tags) for item in brand.faq)
    knowledge = BrandKnowledge(brand, build(entries), policy_book())
    packs, rules = MemoryPacks(), MemoryBrandRules()
    packs.publish(knowledge)
    rules.publish(brand.brand, brand.rules)
    return Shop(
        knowledge,
        packs,
        rules,
        RulesInForce(brand.rules, OPENED - timedelta(days=1)),
        indexed(policy_book()),
    )


def _rules() -> BrandRules:
    accounts = tuple(
        AccountRules(channel, account, "TW", on=("messenger_human_agent",))
        for channel, account in ACCOUNTS.items()
    )
    return BrandRules("Asia/Taipei", DEFAULT_QUIET_HOURS, DEFAULT_CAPS, accounts)


def _topics() -> tuple[Topic, ...]:
    words = {
        SALE: (Purpose.MARKETING, "優惠", "每週最多兩則優惠訊息"),
        PARCELS: (Purpose.SERVICE, "包裹", "包裹到哪裡了，每次一則"),
    }
    return tuple(
        Topic(topic, purpose, {"zh-TW": name}, {"zh-TW": wording})
        for topic, (purpose, name, wording) in words.items()
    )
