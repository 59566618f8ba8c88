"""How do texts, pictures, cards and quick replies look to the Send API of Messenger or Instagram?

Source: Messenger Platform and Instagram messaging, "Send a message", "Generic template", "Button
template". Kinds that only one of them has are that channel's matter.
"""

from collections.abc import Callable, Sequence
from typing import Any

from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.messages import Button, Card, Carousel, Image, LinkButton, Message, Text

Json = dict[str, Any]


def no_form(message: Message) -> Json:
    """For a channel that has no kinds of its own: raises `CallImpossible`."""
    raise CallImpossible(NOT_RENDERABLE)


def content_of(
    message: Message, metadata: str = "", *, own: Callable[[Message], Json] = no_form
) -> Json:
    """The `message` of a call; its metadata comes back with the echo, whatever the kind.

    `own` shows what is no text, picture or card, or raises `CallImpossible`.
    """
    content = {**_shown(message, own), **({"metadata": metadata} if metadata else {})}
    if message.quick_replies:
        content["quick_replies"] = [
            {"content_type": "text", "title": reply.label, "payload": reply.payload}
            for reply in message.quick_replies
        ]
    return content


def template(kind: str, **members: Any) -> Json:
    """A template's attachment; what is empty is left out, for an empty member would be refused."""
    filled = {name: value for name, value in members.items() if value not in ("", None, (), [])}
    return {"attachment": {"type": "template", "payload": {"template_type": kind, **filled}}}


def _shown(message: Message, own: Callable[[Message], Json]) -> Json:
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
            return own(message)


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
