"""Is a carousel of an interactive message well formed?"""

from collections.abc import Callable
from typing import Any

from workbench.simulators.whatsapp.refusals import wrong_value
from workbench.simulators.whatsapp.values import (
    JsonObject,
    an_object,
    objects,
    refuse_doubles,
    text,
    url,
)

_MOST_LINE_BREAKS = 2
CheckMedia = Callable[[JsonObject, str], None]
CheckProduct = Callable[[JsonObject, Any], None]


def refuse_if_wrong(action: JsonObject, media: CheckMedia, product: CheckProduct) -> None:
    """Two to ten cards, counted from 0 and built alike. Raises `CloudRefusal`."""
    cards = objects(action.get("cards"), "action['cards']", 2, 10)
    if [card.get("card_index") for card in cards] != list(range(len(cards))):
        raise wrong_value("Param card_index must count from 0 without a gap.")
    if any(card.get("type") == "product" for card in cards):
        _check_products(cards, product)
        return
    layouts = [_check_card(card, f"cards[{number}]", media) for number, card in enumerate(cards)]
    if len(set(layouts)) > 1:
        raise wrong_value("All cards must have the same components, buttons and header type.")


def _check_products(cards: list[JsonObject], product: CheckProduct) -> None:
    for card in cards:
        action = an_object(card.get("action"), "card['action']")
        if card.get("type") != "product" or card.keys() & {"header", "body"}:
            raise wrong_value("A product card has nothing but its product.")
        product(action, action.get("catalog_id"))


def _check_card(card: JsonObject, path: str, media: CheckMedia) -> tuple[object, ...]:
    """What every other card must be like."""
    header = an_object(card.get("header"), f"{path}['header']")
    form = header.get("type")
    if form not in ("image", "video"):
        raise wrong_value(f"Param {path}['header']['type'] must be image or video.")
    media(an_object(header.get(form), f"{path}['header']"), f"{path}['header']['{form}']")
    if "body" in card:
        _check_words(an_object(card["body"], f"{path}['body']"), path)
    action = an_object(card.get("action"), f"{path}['action']")
    buttons = _check_action(action, path)
    return (form, "body" in card, *buttons)


def _check_words(body: JsonObject, path: str) -> None:
    words = text(body.get("text"), f"{path}['body']['text']", 160)
    if words.count("\n") > _MOST_LINE_BREAKS:
        raise wrong_value(f"Param {path}['body']['text'] has too many line breaks.")


def _check_action(action: JsonObject, path: str) -> tuple[str, ...]:
    if action.get("name") == "cta_url":
        given = an_object(action.get("parameters"), f"{path}['action']['parameters']")
        text(given.get("display_text"), f"{path}['display_text']", 20)
        url(given.get("url"), f"{path}['url']")
        return ("cta_url",)
    buttons = objects(action.get("buttons"), f"{path}['action']['buttons']", 1, 2)
    replies = [an_object(one.get("quick_reply"), f"{path}['quick_reply']") for one in buttons]
    for reply in replies:
        text(reply.get("id"), f"{path}['quick_reply']['id']", 256)
        text(reply.get("title"), f"{path}['quick_reply']['title']", 20)
    refuse_doubles([reply["id"] for reply in replies], f"{path}['quick_reply']['id']")
    return ("quick_reply",) * len(buttons)
