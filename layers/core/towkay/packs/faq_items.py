"""Does every entry of faq.csv stand beside the others without a doubt which one is meant?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from operator import gt
from typing import NamedTuple

from towkay.domain.faq.text import normalise
from towkay.packs.findings import Findings, Place
from towkay.packs.wording import Kind

_NAMED = 3  # of the entries a note is about


class Size(NamedTuple):
    """How much there is to learn of a FAQ, or may be; a function that starts learns all of it."""

    entries: int
    phrases: int


# docs/benchmarks.md, "Where it breaks".
SOON_LEARNT = Size(2_000, 8_000)
EVER_LEARNT = Size(4_000, 16_000)


@dataclass(slots=True)
class Item:
    """An entry while its rows come in; each mapping is by language."""

    id: str
    places: dict[str, Place] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    buttons: dict[str, str] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    images: dict[str, dict[str, str]] = field(default_factory=dict)
    links: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    cards: tuple[str, Place] | None = None

    def count_phrases(self) -> int:
        """Every way to ask that is learnt; the buttons are among them."""
        asked = {*self.questions.values(), *self.buttons.values()}
        return len(asked.union(*self.phrases.values()))

    def as_member(self) -> dict[str, object]:
        return {
            "id": self.id,
            "questions": self.questions,
            "phrases": self.phrases,
            "answers": self.answers,
            "buttons": self.buttons,
            "tags": list(self.tags),
            "images": self.images,
            "links": self.links,
            "cards": self.cards[0] if self.cards else "",
        }


def find_too_long(items: Iterable[Item], findings: Findings) -> None:
    """The first entry too many is where it is told."""
    grown, places = Size(0, 0), dict[Size, Place]()
    for item in items:
        grown = Size(grown.entries + 1, grown.phrases + item.count_phrases())
        places[grown] = next(iter(item.places.values()))
    for kind, limit in ((Kind.FAQ_TOO_LONG, EVER_LEARNT), (Kind.FAQ_LONG, SOON_LEARNT)):
        over = (at for size, at in places.items() if any(map(gt, size, limit)))
        if first := next(over, None):
            findings.add(kind, first, **grown._asdict(), limit=limit)
            return


def find_wordless(items: Iterable[Item], findings: Findings) -> None:
    """An entry asked by signs alone is compared with nothing. Empty questions are told apart."""
    for item in items:
        phrases = [*item.questions.values(), *chain.from_iterable(item.phrases.values())]
        if any(phrases) and not any(map(normalise, phrases)):
            first = next(iter(item.places.values()))
            findings.add(Kind.NO_WORDS, first, value=item.id)


def share_images(items: Iterable[Item], findings: Findings) -> None:
    """A row that only tells what is on the image means the image of the id's first row."""
    for item in items:
        links = [image["link"] for image in item.images.values() if image["link"]]
        if item.images and not links:
            first = item.places[next(iter(item.images))]
            findings.add(Kind.ALT_WITHOUT_IMAGE, first, value=item.id)
            item.images.clear()
        for image in item.images.values():
            image["link"] = image["link"] or links[0]


def find_shared_phrases(items: Iterable[Item], findings: Findings) -> None:
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


def find_untranslated(
    items: Iterable[Item], languages: tuple[str, ...], file: str, findings: Findings
) -> None:
    for language in languages:
        lacking = [item.id for item in items if language not in item.places]
        if lacking:
            ids = ", ".join(lacking[:_NAMED]) + ("…" if len(lacking) > _NAMED else "")
            findings.add(
                Kind.UNTRANSLATED, Place(file, 1), count=len(lacking), language=language, ids=ids
            )
