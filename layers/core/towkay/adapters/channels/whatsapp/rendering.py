"""How does a message look in the words of the Cloud API?

Source: WhatsApp Business Platform, "Messages" and its pages for each type, "Direct Send".
"""

from typing import Any

from towkay.adapters.channels.whatsapp import interactive
from towkay.adapters.channels.whatsapp.templating import template_content
from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Choices,
    Image,
    LinkButton,
    LocationRequest,
    Message,
    Products,
    TemplateMessage,
    Text,
)

Json = dict[str, Any]

_LONGEST_DIRECT = 1024
_MOST_DIRECT_BUTTONS = 10
_MOST_DIRECT_LINKS = 2


def content_of(message: Message) -> Json:
    """The type of a call and what belongs to it. Raises `CallImpossible` for what has no form."""
    if message.quick_replies and not isinstance(message, Text | Card):
        raise CallImpossible(NOT_RENDERABLE)  # nothing else has room for a button that answers
    match message:
        case Text(buttons=(), quick_replies=()):
            return _words(message.text)
        case Text():
            return interactive.tappable(message.text, message.buttons, message.quick_replies)
        case Image(url=url):
            return {"type": "image", "image": {"link": url}}
        case Card():
            return _card(message)
        case TemplateMessage(template=template):
            return template_content(template)
        case _:
            return _form_of(message)


def _form_of(message: Message) -> Json:
    match message:
        case Carousel():
            return interactive.carousel(message)
        case Choices():
            return interactive.choices(message)
        case Products():
            return interactive.products(message)
        case LocationRequest():
            return interactive.location_request(message)
        case _:
            raise CallImpossible(NOT_RENDERABLE)


def direct_content_of(message: Message) -> Json:
    """The same without a template outside the window: words, and buttons of both kinds."""
    if not isinstance(message, Text) or len(message.text) > _LONGEST_DIRECT:
        raise CallImpossible(NOT_RENDERABLE)
    if not message.buttons and not message.quick_replies:
        return {"type": "text", "text": {"body": message.text}}  # links are not previewed there
    links = [button for button in message.buttons if isinstance(button, LinkButton)]
    answers = [*interactive.answers_among(message.buttons), *message.quick_replies]
    if not links or (len(links) == 1 and not answers):
        return interactive.tappable(message.text, message.buttons, message.quick_replies)
    if len(links) > _MOST_DIRECT_LINKS or len(links) + len(answers) > _MOST_DIRECT_BUTTONS:
        raise CallImpossible(NOT_RENDERABLE)
    buttons = [_link(link) for link in links]
    buttons += [interactive.answer_button(answer) for answer in answers]
    body = {"type": "button", "body": {"text": message.text}, "action": {"buttons": buttons}}
    return {"type": "interactive", "interactive": body}


def _words(text: str) -> Json:
    """A text; the first link in it is shown as what it leads to."""
    preview = {"preview_url": True} if "https://" in text else {}
    return {"type": "text", "text": {"body": text, **preview}}


def _card(card: Card) -> Json:
    if card.url and not _is_opened(card.buttons, card.url):
        raise CallImpossible(NOT_RENDERABLE)  # a tap on a card does nothing there
    words = interactive.words_of(card)
    if card.buttons or card.quick_replies:
        header = interactive.image_header(card.image_url) if card.image_url else None
        return interactive.tappable(words, card.buttons, card.quick_replies, header)
    if not card.image_url:
        return _words(words)
    caption = {"caption": words} if words else {}
    return {"type": "image", "image": {"link": card.image_url, **caption}}


def _is_opened(buttons: tuple[Button, ...], url: str) -> bool:
    return any(isinstance(button, LinkButton) and button.url == url for button in buttons)


def _link(button: LinkButton) -> Json:
    return {"type": "cta_url", "cta_url": {"display_text": button.label, "url": button.url}}
