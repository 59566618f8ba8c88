"""faq.csv: one row, one answer in one language; rows of one id are one entry."""

import re
from dataclasses import dataclass

from towkay.domain.words import spoken_word
from towkay.packs import faq_shown
from towkay.packs.csv_rows import Columns, Row, read_rows
from towkay.packs.faq_items import (
    Item,
    find_shared_phrases,
    find_too_long,
    find_untranslated,
    find_wordless,
    share_images,
)
from towkay.packs.faq_shown import read_shown
from towkay.packs.findings import Findings, Place
from towkay.packs.texts import (
    check_label,
    check_message,
    fits_label,
    is_id,
    parts,
    shortened,
)
from towkay.packs.wording import Kind

NAME = "faq.csv"
COLUMNS = Columns(
    required=("id", "question", "alternatives", "answer", "tags", "language", "button"),
    optional=faq_shown.COLUMNS,
)
_ENOUGH_PHRASES = 3
_BETWEEN_PHRASES = re.compile(r"[|｜\r\n]")
_BETWEEN_TAGS = re.compile(r"[|｜,，、;；\r\n]")


@dataclass(frozen=True, slots=True)
class FaqFile:
    """The pack's form of the entries in the order of the file, and where each begins.

    `cards` has, by the id of an entry, the card set it names and where.
    """

    members: list[dict[str, object]]
    places: dict[str, Place]
    cards: dict[str, tuple[str, Place]]


def read_faq(text: str, languages: tuple[str, ...], findings: Findings) -> FaqFile | None:
    """None if it has no rows to read."""
    rows = read_rows(text, NAME, COLUMNS, findings)
    if rows is None:
        return None
    items: dict[str, Item] = {}
    for row in rows:
        _read_row(row, languages, items, findings)
    if not rows:
        findings.add(Kind.FAQ_EMPTY, Place(NAME, 1))
    find_too_long(items.values(), findings)
    share_images(items.values(), findings)
    find_wordless(items.values(), findings)
    find_shared_phrases(items.values(), findings)
    find_untranslated(items.values(), languages, NAME, findings)
    return FaqFile(
        members=[item.as_member() for item in items.values()],
        places={item.id: next(iter(item.places.values())) for item in items.values()},
        cards={item.id: item.cards for item in items.values() if item.cards},
    )


def _read_row(
    row: Row, languages: tuple[str, ...], items: dict[str, Item], findings: Findings
) -> None:
    item_id, language = row.cells["id"], row.cells["language"] or next(iter(languages), "")
    if not is_id(item_id):
        findings.add(Kind.BAD_ID, row.place, value=item_id)
    if languages and language not in languages:
        allowed = ", ".join(languages)
        findings.add(Kind.UNKNOWN_LANGUAGE, row.place, value=language, allowed=allowed)
    item = items.setdefault(item_id, Item(item_id))
    if language in item.places:
        first = item.places[language].line
        findings.add(Kind.DUPLICATE_ID, row.place, value=item_id, language=language, first=first)
        return
    item.places[language] = row.place
    item.tags |= dict.fromkeys(parts(_BETWEEN_TAGS, row.cells["tags"]))
    _read_texts(row, language, item, findings)
    _read_shown(row, language, item, findings)


def _read_texts(row: Row, language: str, item: Item, findings: Findings) -> None:
    question, answer = row.cells["question"], row.cells["answer"]
    if not question:
        findings.add(Kind.EMPTY_QUESTION, row.place, value=item.id)
    if not answer:
        findings.add(Kind.EMPTY_ANSWER, row.place, value=item.id)
    check_message(item.id, answer, row.place, findings)
    others = [one for one in parts(_BETWEEN_PHRASES, row.cells["alternatives"]) if one != question]
    if len(others) < _ENOUGH_PHRASES:
        findings.add(
            Kind.FEW_PHRASES, row.place, value=item.id, language=language, count=len(others)
        )
    for phrase in (question, *others):
        if word := spoken_word(phrase):
            findings.add(Kind.COMMAND_WORD, row.place, value=phrase, word=word.value)
    item.questions[language] = question
    item.answers[language] = answer
    item.phrases[language] = others
    item.buttons[language] = _button(row, question, item.id, findings)


def _read_shown(row: Row, language: str, item: Item, findings: Findings) -> None:
    shown = read_shown(row, item.id, findings)
    if shown.image:
        item.images[language] = shown.image
    if shown.links:
        item.links[language] = shown.links
    if shown.cards and item.cards and shown.cards != item.cards[0]:
        name, place = item.cards
        findings.add(
            Kind.CARDS_DIFFER,
            row.place,
            value=item.id,
            cards=shown.cards,
            other=name,
            first=place.line,
        )
    elif shown.cards:
        item.cards = item.cards or (shown.cards, row.place)


def _button(row: Row, question: str, item_id: str, findings: Findings) -> str:
    """The label of the row's button: what is written, else the question if it fits."""
    if button := row.cells["button"]:
        check_label(button, row.place, findings)
        return button
    if fits_label(question, findings.limits):
        return question
    button = shortened(question, findings.limits)
    most = findings.limits.quick_reply_label.most
    findings.add(Kind.QUESTION_AS_BUTTON, row.place, value=item_id, button=button, limit=most)
    return button
