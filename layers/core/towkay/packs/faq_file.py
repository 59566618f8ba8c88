"""faq.csv: one row, one answer in one language; rows of one id are one entry."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

from towkay.domain.faq.text import normalise
from towkay.domain.words import spoken_word
from towkay.packs.brand_file import is_id
from towkay.packs.csv_rows import Row, read_rows
from towkay.packs.findings import Findings, Place
from towkay.packs.texts import LABEL_LIMIT, check_label, check_message, fits_label, shortened
from towkay.packs.wording import Kind

NAME = "faq.csv"
COLUMNS = ("id", "question", "alternatives", "answer", "tags", "language", "button")
_ENOUGH_PHRASES = 3
_NAMED = 3  # of the entries a note is about
_BETWEEN_PHRASES = re.compile(r"[|｜\r\n]")
_BETWEEN_TAGS = re.compile(r"[|｜,，、;；\r\n]")


@dataclass(slots=True)
class _Item:
    """An entry while its rows come in; each mapping is by language."""

    id: str
    places: dict[str, Place] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)

    def as_member(self) -> dict[str, object]:
        return {
            "id": self.id,
            "questions": self.questions,
            "phrases": self.phrases,
            "answers": self.answers,
            "buttons": self.buttons,
            "tags": list(self.tags),
        }


def read_faq(
    text: str, languages: tuple[str, ...], findings: Findings
) -> list[dict[str, object]] | None:
    """The pack's form of the entries, in the order of the file; None if it has no rows to read."""
    rows = read_rows(text, NAME, COLUMNS, findings)
    if rows is None:
        return None
    items: dict[str, _Item] = {}
    for row in rows:
        _read_row(row, languages, items, findings)
    if not rows:
        findings.add(Kind.FAQ_EMPTY, Place(NAME, 1))
    _find_wordless(items.values(), findings)
    _find_shared_phrases(items.values(), findings)
    _find_untranslated(items.values(), languages, findings)
    return [item.as_member() for item in items.values()]


def _read_row(
    row: Row, languages: tuple[str, ...], items: dict[str, _Item], findings: Findings
) -> None:
    item_id, language = row.cells["id"], row.cells["language"] or next(iter(languages), "")
    if not is_id(item_id):
        findings.add(Kind.BAD_ID, row.place, value=item_id)
    if languages and language not in languages:
        allowed = ", ".join(languages)
        findings.add(Kind.UNKNOWN_LANGUAGE, row.place, value=language, allowed=allowed)
    item = items.setdefault(item_id, _Item(item_id))
    if language in item.places:
        first = item.places[language].line
        findings.add(Kind.DUPLICATE_ID, row.place, value=item_id, language=language, first=first)
        return
    item.places[language] = row.place
    item.tags |= dict.fromkeys(_parts(_BETWEEN_TAGS, row.cells["tags"]))
    _read_texts(row, language, item, findings)


def _read_texts(row: Row, language: str, item: _Item, findings: Findings) -> None:
    question, answer = row.cells["question"], row.cells["answer"]
    if not question:
        findings.add(Kind.EMPTY_QUESTION, row.place, value=item.id)
    if not answer:
        findings.add(Kind.EMPTY_ANSWER, row.place, value=item.id)
    check_message(item.id, answer, row.place, findings)
    others = [one for one in _parts(_BETWEEN_PHRASES, row.cells["alternatives"]) if one != question]
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


def _button(row: Row, question: str, item_id: str, findings: Findings) -> str:
    """The label of the row's button: what is written, else the question if it fits."""
    if button := row.cells["button"]:
        check_label(button, row.place, findings)
        return button
    if fits_label(question):
        return question
    button = shortened(question)
    findings.add(
        Kind.QUESTION_AS_BUTTON, row.place, value=item_id, button=button, limit=LABEL_LIMIT
    )
    return button


def _find_wordless(items: Iterable[_Item], findings: Findings) -> None:
    """An entry asked by signs alone is compared with nothing. Empty questions are told apart."""
    for item in items:
        phrases = [*item.questions.values(), *chain.from_iterable(item.phrases.values())]
        if any(phrases) and not any(map(normalise, phrases)):
            first = next(iter(item.places.values()))
            findings.add(Kind.NO_WORDS, first, value=item.id)


def _find_shared_phrases(items: Iterable[_Item], findings: Findings) -> None:
    """A phrase that two entries own is matched exactly to one of them, by chance."""
    owners: dict[str, tuple[str, Place]] = {}
    for item in items:
        for language, place in item.places.items():
            for phrase in (item.questions[language], *item.phrases[language]):
                spelling = normalise(phrase)
                owner, first = owners.setdefault(spelling, (item.id, place))
                if owner != item.id and spelling:
                    findings.add(
                        Kind.DUPLICATE_PHRASE, place, value=phrase, other=owner, first=first.line
                    )


def _find_untranslated(
    items: Iterable[_Item], languages: tuple[str, ...], findings: Findings
) -> None:
    for language in languages:
        lacking = [item.id for item in items if language not in item.places]
        if lacking:
            ids = ", ".join(lacking[:_NAMED]) + (" …" if len(lacking) > _NAMED else "")
            findings.add(
                Kind.UNTRANSLATED, Place(NAME, 1), count=len(lacking), language=language, ids=ids
            )


def _parts(separator: re.Pattern[str], cell: str) -> list[str]:
    """The parts of a cell, trimmed, without empty ones and repetitions."""
    parts = (part.strip() for part in separator.split(cell))
    return list(dict.fromkeys(part for part in parts if part))
