"""How does a message look in the words of the Send API?"""

from collections.abc import Sequence
from typing import Any

from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.messages import Button, Card, Carousel, Image, LinkButton, Message, Text

Json = dict[str, Any]


def content_of(message: Message, metadata: str) -> Json:
    """The `message` of a call; its metadata comes back with the echo, whatever the kind."""
    content = {**_shown(message), "metadata": metadata}
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
            return _template("button", text=text, buttons=_buttons(buttons))
        case Image(url=url):
            return {"attachment": {"type": "image", "payload": {"url": url}}}
        case Card():
            return _template("generic", elements=[_element(message)])
        case Carousel(cards=cards):
            return _template("generic", elements=[_element(card) for card in cards])
        case _:
            raise CallImpossible(NOT_RENDERABLE)


def _template(kind: str, **members: Any) -> Json:
    return {"attachment": {"type": "template", "payload": {"template_type": kind, **members}}}


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
