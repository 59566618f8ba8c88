"""What is said to a cart or a form sent in the chat?

A cart is a request: its prices may be old, and nobody has looked whether it is in stock. It is
repeated, and a person is fetched; no order is made.
"""

from dataclasses import replace

from towkay.domain.brands import Phrase
from towkay.domain.conversation.humans import fetch_human, offer_human
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.doings import CartSent, FormFilled, OrderedItem
from towkay.domain.messages import Text
from towkay.domain.turns import Reasoning, Rule

_MOST_LINES = 30  # one message; a person sees the whole cart


def cart_sent(scene: Scene) -> Decision | None:
    """The cart repeated with its quantities, and a person fetched to confirm it."""
    happening = scene.event.happening
    if not isinstance(happening, CartSent):
        return None
    fetched = fetch_human(scene)
    shown = "\n".join(map(_line, happening.items[:_MOST_LINES]))
    more = "\n…" if len(happening.items) > _MOST_LINES else ""
    heard = scene.say(Phrase.CART)
    # In one message: some channels charge for each.
    told = [message for message in fetched.messages if isinstance(message, Text)]
    words = "\n\n".join([f"{heard.text}\n{shown}{more}", *(message.text for message in told)])
    replies = tuple(reply for message in told for reply in message.quick_replies)
    return replace(fetched, reasoning=Reasoning(Rule.CART), messages=(Text(words, replies),))


def form_filled(scene: Scene) -> Decision | None:
    """A form is noted for people; its answers stand in the transcript."""
    if not isinstance(scene.event.happening, FormFilled):
        return None
    said = scene.say(Phrase.FORM, *scene.way_out())
    return offer_human(scene, said, Reasoning(Rule.FORM))


def _line(item: OrderedItem) -> str:
    price = f" ({' '.join(filter(None, (item.currency, item.price)))})" if item.price else ""
    return f"{item.quantity} × {item.sku}{price}"
