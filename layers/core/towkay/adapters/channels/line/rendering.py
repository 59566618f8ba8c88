"""How does a message look in the words of the Messaging API?"""

from collections.abc import Sequence
from typing import Any

from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.fitting.cutting import shortened
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    CouponOffer,
    Image,
    LinkButton,
    LocationRequest,
    Message,
    PostbackButton,
    QuickReply,
    Text,
)
from towkay.domain.offers import Coupon

Json = dict[str, Any]

_LIMITS = CAPABILITIES[Channel.LINE]
_IMAGE = {"size": "full", "aspectRatio": "20:13", "aspectMode": "cover"}


def content_of(message: Message) -> Json:
    """One of the `messages` of a call."""
    content = _shown(message)
    items = [_item(_answer(reply)) for reply in message.quick_replies]
    if isinstance(message, LocationRequest):
        items.insert(0, _item({"type": "location", "label": message.button}))
    if items:
        content["quickReply"] = {"items": items}
    return content


def _shown(message: Message) -> Json:
    match message:
        case Text(text=text, buttons=()):
            return {"type": "text", "text": text}
        case Text(text=text, buttons=buttons):
            return _flex(text, _bubble([_words(text)], buttons))
        case Image(url=url, preview_url=preview):
            preview = preview or url
            return {"type": "image", "originalContentUrl": url, "previewImageUrl": preview}
        case LocationRequest(text=text):
            return {"type": "text", "text": text}
        case CouponOffer(coupon=coupon) if coupon.reference:
            return {"type": "coupon", "couponId": coupon.reference}
        case _:
            return _flexible(message)


def _flexible(message: Message) -> Json:
    """What LINE has no form for but flex, which is a form for anything."""
    match message:
        case Card():
            return _flex(f"{message.title}\n{message.text}", _card(message))
        case Carousel(cards=cards):
            bubbles = [_card(card) for card in cards]
            titles = " / ".join(card.title for card in cards)
            return _flex(titles, {"type": "carousel", "contents": bubbles})
        case CouponOffer(coupon=coupon):
            return _flex(f"{coupon.title}\n{coupon.code}", _coupon(coupon))
        case _:
            raise CallImpossible(NOT_RENDERABLE)


def _flex(alt: str, contents: Json) -> Json:
    """`alt` is what the notification and the list of chats say."""
    alt = shortened(alt, _LIMITS.alt_limit, _LIMITS.length_unit)
    return {"type": "flex", "altText": alt, "contents": contents}


def _card(card: Card) -> Json:
    words = [_words(card.title, weight="bold", size="md")]
    if card.text:
        words.append(_words(card.text, size="sm"))
    bubble = _bubble(words, card.buttons)
    if card.image_url:
        bubble["hero"] = {"type": "image", "url": card.image_url, **_IMAGE}
    if card.url:
        bubble["action"] = {"type": "uri", "uri": card.url}
    return bubble


def _coupon(coupon: Coupon) -> Json:
    """A coupon of the shop's own: its code is on the button that copies it."""
    words = [_words(coupon.title, weight="bold", size="md")]
    if coupon.text:
        words.append(_words(coupon.text, size="sm"))
    bubble = _bubble(words, ())
    if coupon.image_url:
        bubble["hero"] = {"type": "image", "url": coupon.image_url, **_IMAGE}
    if coupon.url:
        bubble["action"] = {"type": "uri", "uri": coupon.url}
    if coupon.code:
        label = shortened(coupon.code, _LIMITS.button_label_limit, _LIMITS.length_unit)
        copy = {"type": "clipboard", "label": label, "clipboardText": coupon.code}
        bubble["footer"] = _box([_pressable(copy)])
    return bubble


def _bubble(words: Sequence[Json], buttons: Sequence[Button]) -> Json:
    bubble: Json = {"type": "bubble", "body": _box(words)}
    if buttons:
        bubble["footer"] = _box([_button(button) for button in buttons])
    return bubble


def _box(contents: Sequence[Json]) -> Json:
    return {"type": "box", "layout": "vertical", "spacing": "sm", "contents": list(contents)}


def _words(text: str, **look: str) -> Json:
    return {"type": "text", "text": text, "wrap": True, **look}


def _button(button: Button) -> Json:
    return _pressable(_open(button) if isinstance(button, LinkButton) else _answer(button))


def _pressable(action: Json) -> Json:
    # A label longer than the button is drawn smaller instead of cut.
    return {"type": "button", "action": action, "height": "sm", "adjustMode": "shrink-to-fit"}


def _open(button: LinkButton) -> Json:
    return {"type": "uri", "label": button.label, "uri": button.url}


def _answer(button: PostbackButton | QuickReply) -> Json:
    """It answers by data, and shows its label as the shopper's words."""
    words = {"label": button.label, "data": button.payload, "displayText": button.label}
    return {"type": "postback", **words}


def _item(action: Json) -> Json:
    return {"type": "action", "action": action}
