"""A shop that says where orders are, and shoppers who ask it through the use case itself."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta

from tests.support import shop
from tests.support.parcels import TAIPEI, TRANSIT, news
from tests.support.shop import FAQ, LINE_SHOPPER, NOW, event
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.orders import MemoryOrders, OrderRows
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.queues import MemoryOutbox
from towkay.adapters.memory.ref_keys import MemoryRefKeys
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.domain.events import Event, Happening
from towkay.domain.messages import Purpose, Text
from towkay.domain.shipping.codes import OrderCode, signed_code
from towkay.domain.shipping.default_words import words_in
from towkay.domain.shipping.news import ParcelNews
from towkay.domain.shipping.orders import order_name
from towkay.domain.shipping.parcels import Parcel, folded
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.records import Order, OrderRecord
from towkay.domain.shipping.rules import ORDER_UPDATES, ShippingRules
from towkay.domain.topics import Topic
from towkay.domain.turns import Turn
from towkay.ports.orders import OrderKey
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import Answered, answer

KEY = "a key nobody knows"
PHONE = "+886912345678"
TOPIC = Topic(
    ORDER_UPDATES,
    Purpose.SERVICE,
    {"zh-TW": "訂單通知", "en": "Order updates"},
    {"zh-TW": "訂單有消息就告訴您", "en": "We tell you when there is news of your orders"},
)
RULES = ShippingRules(PickUps(TAIPEI), words_in(("zh-TW", "en")))
BRAND = replace(
    shop.BRAND,
    topics=(TOPIC,),
    shipping=RULES,
    voice={**shop.BRAND.voice, **DEFAULT_VOICE},
)


def code(order: str, *, agreed: bool = True, key: str = KEY, brand: str = "demo") -> str:
    """A code that counts for an hour after the first moment of these tests."""
    told = OrderCode(order_name(order), agreed, NOW + timedelta(hours=1))
    return signed_code(told, brand, key)


class OrderShop:
    """One deployment; `calls` are what it asked of its services since the last event."""

    def __init__(self) -> None:
        self.at = NOW
        self.calls: list[CallSite] = []
        self.crash: Callable[[CallSite], None] = lambda site: None
        self.table, self.rows = MemoryTable(), OrderRows()
        self.orders = MemoryOrders(self.rows, self.table, self._counted)
        self.conversations = MemoryConversations(self.table, self._counted)
        self.packs = MemoryPacks()
        self.packs.publish(BrandKnowledge(BRAND, FAQ))
        queue = MemoryFifoQueue(lambda: self.at, visibility=timedelta(0), most_receives=9)
        self.outbox = MemoryOutbox(queue)

    def _counted(self, site: CallSite) -> AbstractContextManager[None]:
        self.calls.append(site)
        self.crash(site)
        return nullcontext()

    def order(
        self, number: str, *told: ParcelNews, phone: str = PHONE, items: int = 2, **about: object
    ) -> OrderKey:
        """An order as the shop's own system told of it, with what its carrier told."""
        parcels: dict[str, Parcel] = {}
        for one in told:
            known = parcels.get(one.parcel, Parcel(one.source, one.parcel))
            parcels[one.parcel] = folded(known, one)
        plain = Order("demo", order_name(number), number, phone=phone, items=items)
        order = replace(plain, **about)  # type: ignore[arg-type]  # fields of Order
        self.orders.store(None, OrderRecord(order, tuple(parcels.values())), now=self.at)
        return OrderKey("demo", order.name)

    def record(self, key: OrderKey) -> OrderRecord:
        record = self.rows.known(key, self.at)
        assert record is not None
        return record

    def contact(self, who: ContactKey = LINE_SHOPPER) -> Contact:
        contact = self.table.contact(who)
        assert contact is not None
        return contact

    def hears(
        self,
        happening: Happening | str,
        who: ContactKey = LINE_SHOPPER,
        *,
        after: timedelta = timedelta(seconds=1),
        cause: str = "",
    ) -> Turn:
        """The turn that the next event leads to, `after` the one before."""
        self.at += after
        heard = event(happening, at=self.at, contact=who, cause=cause)
        self.takes(heard)
        return self.turn(who)

    def takes(self, heard: Event) -> Answered:
        """The event as the queue delivers it."""
        self.calls.clear()
        return answer(
            heard,
            now=self.at,
            conversations=self.conversations,
            packs=self.packs,
            outbox=self.outbox,
            ref_keys=MemoryRefKeys(KEY),
            orders=self.orders,
        )

    def turn(self, who: ContactKey = LINE_SHOPPER) -> Turn:
        """The newest turn."""
        return max(self.table.turns[who].values(), key=lambda one: one.key.occurred_at)


def said(turn: Turn) -> str:
    """All words of a turn."""
    messages = [message for send in turn.sends for message in send.messages]
    return "\n".join(message.text for message in messages if isinstance(message, Text))


def pressed(turn: Turn) -> list[str]:
    """The payloads of all its buttons."""
    messages = [message for send in turn.sends for message in send.messages]
    return [reply.payload for message in messages for reply in message.quick_replies]


def on_its_way(at: datetime = NOW, **about: object) -> ParcelNews:
    """News that a parcel is on its way, an hour before that moment."""
    moment = at - timedelta(hours=1)
    told = news(TRANSIT, 0, tracking="7700123", carrier="tcat")
    return replace(told, occurred_at=moment, received_at=moment, **about)  # type: ignore[arg-type]
