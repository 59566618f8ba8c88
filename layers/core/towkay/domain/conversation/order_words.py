"""Which words tell a shopper, and the people who go on from there, how an order stands?"""

from collections.abc import Sequence
from dataclasses import replace

from towkay.domain.brands import Phrase
from towkay.domain.conversation.scene import Scene
from towkay.domain.messages import Text
from towkay.domain.shipping.asked import Want
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.orders import distinct
from towkay.domain.shipping.records import OrderRecord
from towkay.domain.shipping.standing import standing
from towkay.domain.shipping.stating import state_of

_CHANGES = {Want.CANCEL: Phrase.ORDER_CANCEL, Want.ADDRESS: Phrase.ORDER_ADDRESS}
_MOST_BUTTONS = 3
_MOST_FACTS = 5


def shown(scene: Scene, records: Sequence[OrderRecord]) -> tuple[Text, ...]:
    """Where the orders are, in one message, with the carriers' pages."""
    rules = scene.brand.shipping
    if rules is None:
        return ()
    texts = [state_of(one, rules, scene.brand, scene.language, scene.now) for one in records]
    buttons = [button for text in texts for button in text.buttons]
    return (Text("\n\n".join(text.text for text in texts), buttons=tuple(buttons[:_MOST_BUTTONS])),)


def with_change(scene: Scene, record: OrderRecord, want: Want) -> tuple[Text, ...]:
    """What is wanted, the order, how much was ordered, where it is, and that it has left."""
    stands = shown(scene, [record])
    items = str(record.order.items)
    pieces = scene.say(Phrase.ORDER_PIECES, items=items).text if record.order.items else ""
    left = scene.say(Phrase.ORDER_LEFT).text if has_left(record) else ""
    known = "\n".join(filter(None, [*(text.text for text in stands), pieces]))
    words = "\n\n".join(filter(None, [scene.say(_CHANGES[want]).text, known, left]))
    return tuple(replace(text, text=words) for text in stands)


def has_left(record: OrderRecord) -> bool:
    """Whether a parcel of it is with a carrier, or was."""
    stands = (standing(one) for one in distinct(record.parcels))
    return any(one and one.milestone is not Milestone.LABEL_MADE for one in stands)


def facts_of(records: Sequence[OrderRecord], want: Want) -> tuple[str, ...]:
    """What people read beside the turn: what is wanted, of which orders, and how they stand."""
    return (want.value, *(_fact(record) for record in records[:_MOST_FACTS]))


def _fact(record: OrderRecord) -> str:
    stands = (standing(one) for one in distinct(record.parcels))
    states = sorted({one.milestone.value for one in stands if one})
    order = record.order
    pieces = f"{order.items} items" if order.items else ""
    known = [f"order {order.shown or order.name}", pieces, *states]
    return ", ".join(filter(None, [*known, "cancelled" if order.cancelled else ""]))
