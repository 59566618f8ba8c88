"""How does a message with something to tap on look in the words of the Cloud API?

Source: WhatsApp Business Platform, "Interactive messages". One message has either up to three
buttons that answer or one that opens a page.
"""

from collections.abc import Sequence
from typing import Any

from towkay.adapters.channels.wire import NOT_RENDERABLE, CallImpossible
from towkay.domain.messages import (
    Button,
    Card,
    Carousel,
    Choices,
    LinkButton,
    LocationRequest,
    PostbackButton,
    Products,
    QuickReply,
)
from towkay.domain.offers import Choice, Section

Json = dict[str, Any]
Answer = PostbackButton | QuickReply

_MOST_ANSWERS = 3


def tappable(
    body: str, buttons: Sequence[Button], replies: Sequence[QuickReply], header: Json | None = None
) -> Json:
    """Words with buttons; quick replies are buttons like others. Raises `CallImpossible`."""
    if len(buttons) == 1 and isinstance(buttons[0], LinkButton) and not replies:
        return _interactive("cta_url", _opening(buttons[0]), body, header)
    answers = answers_among(buttons) + list(replies)
    if not 1 <= len(answers) <= _MOST_ANSWERS or len(answers) != len(buttons) + len(replies):
        raise CallImpossible(NOT_RENDERABLE)
    action = {"buttons": [answer_button(one) for one in answers]}
    return _interactive("button", action, body, header)


def answers_among(buttons: Sequence[Button]) -> list[Answer]:
    """Those that speak by payload."""
    return [button for button in buttons if isinstance(button, PostbackButton)]


def answer_button(answer: Answer) -> Json:
    """A button whose id comes back."""
    return {"type": "reply", "reply": {"id": answer.payload, "title": answer.label}}


def image_header(link: str) -> Json:
    """A picture over the words."""
    return {"type": "image", "image": {"link": link}}


def choices(said: Choices) -> Json:
    """A list that opens by a button of its own."""
    sections = [_section(section) for section in said.sections]
    return _interactive("list", {"button": said.button, "sections": sections}, said.text)


def products(said: Products) -> Json:
    """Things of the connected catalogue. Raises `CallImpossible` without one."""
    if not said.catalog or not said.products:
        raise CallImpossible(NOT_RENDERABLE)
    items = [{"product_retailer_id": product.sku} for product in said.products]
    if len(items) == 1:
        return _interactive("product", {"catalog_id": said.catalog, **items[0]}, said.text)
    if not said.title:
        raise CallImpossible(NOT_RENDERABLE)  # a list must be headed
    action = {"catalog_id": said.catalog, "sections": [{"product_items": items}]}
    return _interactive("product_list", action, said.text, {"type": "text", "text": said.title})


def location_request(said: LocationRequest) -> Json:
    """Asks for the place; what is on its button is the platform's."""
    return _interactive("location_request_message", {"name": "send_location"}, said.text)


def carousel(said: Carousel) -> Json:
    """Cards side by side, all of which open a page or all of which answer."""
    cards = [_card(place, card) for place, card in enumerate(said.cards)]
    return _interactive("carousel", {"cards": cards}, said.text)


def words_of(card: Card) -> str:
    """A card's title and text as one body; the title is bold where it can be."""
    is_plain = "*" not in card.title and "\n" not in card.title
    title = f"*{card.title}*" if card.title and is_plain else card.title
    return "\n".join(filter(None, (title, card.text)))


def _card(place: int, card: Card) -> Json:
    if not card.image_url or not card.buttons:
        raise CallImpossible(NOT_RENDERABLE)
    first = card.buttons[0]
    opens = isinstance(first, LinkButton)
    return {
        "card_index": place,
        "type": "cta_url" if opens else "button",
        "header": image_header(card.image_url),
        "body": {"text": words_of(card)},
        "action": _opening(first) if isinstance(first, LinkButton) else _quick(card.buttons),
    }


def _quick(buttons: Sequence[Button]) -> Json:
    answers = answers_among(buttons)
    if len(answers) != len(buttons):
        raise CallImpossible(NOT_RENDERABLE)
    replies = [{"id": answer.payload, "title": answer.label} for answer in answers]
    return {"buttons": [{"type": "quick_reply", "quick_reply": reply} for reply in replies]}


def _opening(button: LinkButton) -> Json:
    return {"name": "cta_url", "parameters": {"display_text": button.label, "url": button.url}}


def _section(section: Section) -> Json:
    rows = [_row(choice) for choice in section.choices]
    return {"title": section.title, "rows": rows} if section.title else {"rows": rows}


def _row(choice: Choice) -> Json:
    row = {"id": choice.payload, "title": choice.label}
    return {**row, "description": choice.detail} if choice.detail else row


def _interactive(kind: str, action: Json, body: str, header: Json | None = None) -> Json:
    """An interactive message; what is empty is left out, for it would be refused."""
    content: Json = {"type": kind}
    if header:
        content["header"] = header
    if body:
        content["body"] = {"text": body}
    return {"type": "interactive", "interactive": {**content, "action": action}}
