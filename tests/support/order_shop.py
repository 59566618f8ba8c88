"""A brand in memory that tells where parcels are, and what comes in for it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from tests.support.engines import VirtualClock
from tests.support.parcels import NOON, TAIPEI, news
from tests.support.said_of_parcels import USUAL
from tests.support.shop import BRAND, FAQ
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.orders import MemoryOrders, OrderRows
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.puzzles import MemoryPuzzles, PuzzleRows
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.messages import Text
from towkay.domain.shipping.arrivals import Arrival, Arrived, CheckoutConsent, Named
from towkay.domain.shipping.news import Milestone, OrderNews, ParcelNews
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.turns import Turn
from towkay.ports.orders import OrderKey
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.ship import Fate, Taken, look_again, take
from towkay.usecases.tell_order import OrderTools

SHOP = replace(BRAND, shipping=USUAL, zone=TAIPEI)
KEY = OrderKey("demo", "1042")
LINE = ContactKey(Channel.LINE, "U00112233445566778899aabbccddeeff", "U" + "a" * 32)
WHATSAPP = ContactKey(Channel.WHATSAPP, "209911887700123", "+886912345678")
MESSENGER = ContactKey(Channel.MESSENGER, "104512398760021", "6843310927715504")
INSTAGRAM = ContactKey(Channel("instagram"), "17841400000000001", "17841499990000001")
EVERYWHERE = (LINE, WHATSAPP, MESSENGER, INSTAGRAM)


def an_order(**fields: Any) -> OrderNews:
    plain = OrderNews("shopify", "\x231042", "9001", NOON, "o1", phone="+886912345678", items=3)
    return replace(plain, **fields)


def a_consent(*contacts: ContactKey, **fields: Any) -> CheckoutConsent:
    plain = CheckoutConsent(
        "\x231042",
        "checkout:1",
        NOON,
        "我想在聊天中收到這張訂單的進度",
        named=tuple(Named(one, f"demo-{one.channel}") for one in contacts),
    )
    return replace(plain, **fields)


def of_order(milestone: Milestone | None, hours: float, **other: object) -> ParcelNews:
    """News of a parcel that names its order as the shop does."""
    return news(milestone, hours, **{"order": "9001", "source": "shopify", **other})


@dataclass
class OrderShop:
    """`tell` brings arrivals in, each when it is received unless the clock is later."""

    rows: OrderRows = field(default_factory=OrderRows)
    table: MemoryTable = field(default_factory=MemoryTable)
    clock: VirtualClock = field(default_factory=lambda: VirtualClock(NOON))

    def __post_init__(self) -> None:
        packs = MemoryPacks()
        packs.publish(BrandKnowledge(SHOP, FAQ))
        self.conversations = MemoryConversations(self.table)
        self.orders = MemoryOrders(self.rows, self.table)
        self.puzzles = MemoryPuzzles(PuzzleRows())
        self.outbound = MemoryFifoQueue(
            self.clock, visibility=timedelta(minutes=1), most_receives=10
        )
        self.tools = OrderTools(self.orders, self.conversations, packs, MemoryOutbox(self.outbound))

    def take(self, what: Arrived, brand: str = "demo") -> Taken:
        received = getattr(what, "received_at", self.clock.now)
        self.clock.now = max(self.clock.now, received)
        arrival = Arrival(brand, what)
        return take(arrival, now=self.clock.now, tools=self.tools, puzzles=self.puzzles)

    def tell(self, *arrived: Arrived) -> list[Fate]:
        return [self.take(one).fate for one in arrived]

    def look_again(self, at: datetime) -> int:
        self.clock.now = at
        return look_again(now=at, tools=self.tools, puzzles=self.puzzles).notices

    def record(self, key: OrderKey = KEY) -> OrderRecord | None:
        return self.orders.record(key, self.clock.now)

    def turns(self, contact: ContactKey) -> list[Turn]:
        """Those that tell of a parcel, in the order of what they tell."""
        rows = self.table.turns.get(contact, {})
        return [turn for _, turn in sorted(rows.items()) if turn.about]

    def heard(self, contact: ContactKey) -> list[Milestone]:
        """The milestones that the contact is told, in the order in which they were decided."""
        told = sorted(self.turns(contact), key=lambda turn: (turn.created_at, turn.key.occurred_at))
        return [turn.about.milestone for turn in told if turn.about]

    def words(self, contact: ContactKey) -> list[str]:
        said = (one for turn in self.turns(contact) for send in turn.sends for one in send.messages)
        return [one.text for one in said if isinstance(one, Text)]

    def contact(self, key: ContactKey) -> Contact | None:
        return self.conversations.contact(key)
