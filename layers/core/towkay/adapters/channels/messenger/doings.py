"""What does a Messenger shopper do besides writing and pressing?

Source: Messenger Platform, "Coupon template", "Customer feedback template", "Account linking",
"Conversation routing", "send_cart".
"""

import json
from collections.abc import Mapping

from towkay.adapters.channels.graph.handovers import ThreadControl, thread_moved
from towkay.adapters.channels.incoming import cause_of, digest
from towkay.adapters.channels.messenger.shapes import (
    Cart,
    CartProduct,
    CouponReveal,
    Linking,
    MessagingEvent,
)
from towkay.adapters.channels.shapes import pieces
from towkay.domain.doings import AccountLinked, CartSent, FormFilled, LinkClicked, OrderedItem
from towkay.domain.events import Happening

_FEEDBACK = "customer_feedback"


def read_doing(
    event: MessagingEvent, user: str, at: int, app_id: str
) -> tuple[str, Happening] | None:
    """Key and meaning; None for any other kind of event."""
    match event:
        case MessagingEvent(pass_thread_control=ThreadControl() as control):
            return _moved(control, user, at, app_id)
        case MessagingEvent(take_thread_control=ThreadControl() as control):
            return _moved(control, user, at, app_id)
        case MessagingEvent(template=CouponReveal(type="coupon") as coupon):
            # No act that opens the window: it is a look at a code, and nothing to answer.
            seen = coupon.payload or coupon.coupon_code
            return cause_of("coupon", user, at, seen), LinkClicked(seen)
        case MessagingEvent(account_linking=Linking() as linking):
            linked = AccountLinked(linking.status == "linked", linking.authorization_code)
            return cause_of("linking", user, at, linking.status), linked
        case MessagingEvent(messaging_feedback=dict() as feedback):
            return cause_of("feedback", user, at, digest(feedback)), _filled(feedback)
        case _:
            return None


def _moved(control: ThreadControl, user: str, at: int, app_id: str) -> tuple[str, Happening] | None:
    moved = thread_moved(control, app_id)
    if moved is None:
        return None
    return cause_of("thread", user, "ours" if moved.to_us else "theirs", at), moved


def _filled(feedback: Mapping[str, object]) -> FormFilled:
    answers = json.dumps(feedback.get("feedback_screens"), ensure_ascii=False)
    return FormFilled(message_id="", form=_FEEDBACK, answers=answers)


def cart_of(message_id: str, cart: Cart) -> CartSent | None:
    """The cart; None when nothing that is named is in it."""
    items = tuple(item for product in cart.products if (item := _item(product)))
    return CartSent(message_id, items, cart.note) if items else None


def _item(product: CartProduct) -> OrderedItem | None:
    sku = product.retailer_id or product.id
    if not sku:
        return None
    return OrderedItem(sku, pieces(product.quantity), product.unit_price, product.currency)
