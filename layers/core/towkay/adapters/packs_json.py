"""A compiled pack's JSON back as the brand it describes; knows no YAML and no CSV."""

import hashlib
import json
from dataclasses import replace
from datetime import date, time
from typing import Any

from towkay.adapters.codec import from_plain
from towkay.adapters.packs_shipping import shipping_rules
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.brands import READ_FORMATS, Account, Brand, Entry, Phrase
from towkay.domain.cards import BrandCard, BrandImage, BrandLink, CardButton
from towkay.domain.comments import CommentRule
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.domain.errors import PackMissing
from towkay.domain.hours import OpeningHours, Span
from towkay.domain.messages import Purpose
from towkay.domain.topics import AskRule, Cadence, Topic


def load_pack(body: bytes) -> Brand:
    """Read a pack. Raises `PackMissing` if it has a format that this code does not know."""
    try:
        pack = json.loads(body)
        if pack["format"] not in READ_FORMATS:
            known = ", ".join(map(str, sorted(READ_FORMATS)))
            raise PackMissing(f"the pack has format {pack['format']}, this code reads {known}")
        return _brand(pack, hashlib.sha256(body).hexdigest())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PackMissing(f"the pack cannot be read: {type(error).__name__}") from error


def _brand(pack: Any, version: str) -> Brand:
    return Brand(
        brand=pack["brand"],
        version=version,
        name=pack["name"],
        languages=tuple(pack["languages"]),
        zone=pack["zone"],
        hours=_hours(pack["hours"]),
        # Every phrase must be there: the conversation speaks without asking.
        voice={phrase: _said(phrase, pack["voice"]) for phrase in Phrase},
        menu=tuple(pack["menu"]),
        faq=tuple(_item(item) for item in pack["faq"]),
        accounts=tuple(Account(one["channel"], one["account"]) for one in pack["accounts"]),
        handover_hours=float(pack["handover_hours"]),
        cards={
            name: tuple(_card(card) for card in cards)
            for name, cards in pack.get("cards", {}).items()
        },
        rules=_rules(pack),
        topics=tuple(_topic(topic) for topic in pack.get("topics", ())),
        comments=tuple(map(_comment, pack.get("comments", ()))),
        shipping=shipping_rules(pack),
        silent_after_hours=float(pack.get("silent_after_hours") or 0),
    )


def _said(phrase: Phrase, voice: Any) -> dict[str, str]:
    """The brand's words, or the product's for a phrase that need not be written."""
    if phrase not in DEFAULT_VOICE:
        return dict(voice[phrase.value])
    return {**DEFAULT_VOICE[phrase], **voice.get(phrase.value, {})}


def _comment(rule: Any) -> CommentRule:
    return CommentRule(tuple(rule["words"]), rule["reply"])


def _topic(topic: Any) -> Topic:
    asks = topic.get("ask")
    cadence = topic.get("cadence")
    return Topic(
        topic["id"],
        Purpose(topic["purpose"]),
        topic["name"],
        topic["wording"],
        from_plain(AskRule, asks) if asks else None,
        cadence=Cadence(cadence) if cadence else None,
        title=topic.get("title", {}),
        image=topic.get("image", ""),
    )


def _rules(pack: Any) -> BrandRules:
    """What the brand laid down; what is safe where its pack is older than that."""
    if "rules" in pack:
        return from_plain(BrandRules, pack["rules"])
    return replace(DEFAULT_RULES, zone=pack["zone"])


def _hours(hours: Any) -> OpeningHours:
    return OpeningHours(
        week=tuple(_spans(day) for day in hours["week"]),
        special={date.fromisoformat(day): _spans(spans) for day, spans in hours["special"].items()},
    )


def _spans(spans: Any) -> tuple[Span, ...]:
    return tuple(
        Span(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in spans
    )


def _item(item: Any) -> Entry:
    return Entry(
        id=item["id"],
        questions=item["questions"],
        phrases={language: tuple(phrases) for language, phrases in item["phrases"].items()},
        answers=item["answers"],
        buttons=item["buttons"],
        tags=tuple(item["tags"]),
        images={
            language: BrandImage(image["link"], image["alt"])
            for language, image in item.get("images", {}).items()
        },
        links={
            language: tuple(BrandLink(one["label"], one["link"]) for one in links)
            for language, links in item.get("links", {}).items()
        },
        cards=item.get("cards", ""),
    )


def _card(card: Any) -> BrandCard:
    return BrandCard(
        title=card["title"],
        text=card["text"],
        image=card["image"],
        link=card["link"],
        buttons=tuple(
            CardButton(button["label"], button["link"], button["asks"])
            for button in card["buttons"]
        ),
    )
