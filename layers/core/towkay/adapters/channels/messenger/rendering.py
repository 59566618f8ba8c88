"""How does a message look in the words of the Send API?"""

from collections.abc import Sequence
from typing import Any

from towkay.adapters.channels.messenger.offers import (
    consent_request,
    coupon,
    products,
    receipt,
    template,
)
from towkay.adapters.channels.messenger.utility import utility_message
from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    ConsentRequest,
    CouponOffer,
    Image,
    LinkButton,
    Message,
    Products,
    ReceiptShown,
    TemplateMessage,
    Text,
)

Json = dict[str, Any]


def content_of(message: Message, metadata: str = "") -> Json:
    """The `message` of a call; its metadata comes back with the echo, whatever the kind.

    Raises `CallImpossible` for a kind that Messenger has no form for.
    """
    content = {**_shown(message), **({"metadata": metadata} if metadata else {})}
    if message.quick_replies:
        content["quick_replies"] = [
            {"content_type": "text", "title": reply.label, "payload": reply.payload}
            for reply in message.quick_replies
        ]
    return content


def _shown(message: Message) -> Json:
    match message:
        case Text(text=text, buttons=()):
            return {"text": text}
        case Text(text=text, buttons=buttons):
            return template("button", text=text, buttons=_buttons(buttons))
        case Image(url=url):
            return {"attachment": {"type": "image", "payload": {"url": url}}}
        case Card():
            return template("generic", elements=[_element(message)])
        case Carousel(cards=cards):
            return template("generic", elements=[_element(card) for card in cards])
        case _:
            return _offered(message)


def _offered(message: Message) -> Json:
    match message:
        case Products():
            return products(message)
        case CouponOffer(coupon=offered):
            return coupon(offered)
        case ReceiptShown(receipt=shown):
            return receipt(shown)
        case ConsentRequest():
            return consent_request(message)
        case TemplateMessage(template=approved):
            return utility_message(approved)
        case _:
            raise CallImpossible(NOT_RENDERABLE)


def _element(card: Card) -> Json:
    """A card; what it has not is left out, for an empty member would be refused."""
    members = {
        "title": card.title,
        "subtitle": card.text,
        "image_url": card.image_url,
        "default_action": {"type": "web_url", "url": card.url} if card.url else None,
        "buttons": _buttons(card.buttons),
    }
    return {name: value for name, value in members.items() if value}


def _buttons(buttons: Sequence[Button]) -> list[Json]:
    return [_button(button) for button in buttons]


def _button(button: Button) -> Json:
    if isinstance(button, LinkButton):
        return {"type": "web_url", "title": button.label, "url": button.url}
    return {"type": "postback", "title": button.label, "payload": button.payload}
