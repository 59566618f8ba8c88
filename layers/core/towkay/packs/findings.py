"""What was found in a brand's files: each finding says where, why and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from towkay.packs.campaign_kinds import CAMPAIGN_NOTES
from towkay.packs.limits import Limits, limits_of
from towkay.packs.wording import FILES_AND_YAML, NOTES, Wording
from towkay.packs.wording_brand import BRAND
from towkay.packs.wording_campaign_words import CAMPAIGN_WORDS
from towkay.packs.wording_campaigns import CAMPAIGNS
from towkay.packs.wording_days import DAYS
from towkay.packs.wording_faq import FAQ
from towkay.packs.wording_menus import MENUS
from towkay.packs.wording_notices import NOTICE_NOTES, NOTICES
from towkay.packs.wording_rules import RULES
from towkay.packs.wording_shown import CARDS, LINKS
from towkay.packs.wording_topics import TOPICS

WORDINGS: Mapping[StrEnum, Wording] = {
    kind: wording
    for words in (
        CAMPAIGNS,
        CAMPAIGN_WORDS,
        FILES_AND_YAML,
        BRAND,
        FAQ,
        LINKS,
        CARDS,
        RULES,
        TOPICS,
        MENUS,
        DAYS,
        NOTICES,
    )
    for kind, wording in words.items()
}

_NOTES: frozenset[str] = NOTES | CAMPAIGN_NOTES | NOTICE_NOTES


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake or note. `reason` and `remedy` hold the languages zh-TW and en."""

    kind: StrEnum
    file: str
    line: int
    reason: Mapping[str, str]
    remedy: Mapping[str, str]

    def text(self, language: str) -> str:
        """One line for a person: `faq.csv:7: reason → remedy`."""
        spoken = "zh-TW" if language.startswith("zh") else "en"
        return f"{self.file}:{self.line}: {self.reason[spoken]} → {self.remedy[spoken]}"


class Place(NamedTuple):
    """A line of a file of the brand's folder."""

    file: str
    line: int


@dataclass(slots=True)
class Findings:
    """Collects what is found, so that one run tells everything, in the words of `wordings`.

    `limits` are those that the brand's own channels set for what is written.
    """

    wordings: Mapping[StrEnum, Wording] = field(default_factory=lambda: WORDINGS)
    mistakes: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    limits: Limits = field(default_factory=lambda: limits_of(()))

    def add(self, kind: StrEnum, place: Place, **particulars: object) -> None:
        """Record one finding; the particulars fill the wording of its kind."""
        told = {"page": _page_of(place.file), **particulars}
        zh, zh_remedy, en, en_remedy = (text.format(**told) for text in self.wordings[kind])
        finding = Finding(
            kind, *place, {"zh-TW": zh, "en": en}, {"zh-TW": zh_remedy, "en": en_remedy}
        )
        (self.notes if kind in _NOTES else self.mistakes).append(finding)

    def of(self, file: str) -> list[Finding]:
        """The mistakes of one file so far: what comes of them need not be told again."""
        return [one for one in self.mistakes if one.file == file]


def _page_of(file: str) -> str:
    """Where it is told how that file is written."""
    return f"docs/{'campaigns' if file.startswith('campaigns/') else 'brand-pack'}.md"


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """By file and line, as a person works through them."""
    return tuple(sorted(findings, key=lambda found: (found.file, found.line)))


def nearest_zone(word: str, zones: set[str]) -> str:
    """Those of places alone: `Etc/GMT+8` looks like GMT+8, and is eight hours behind UTC."""
    return nearest(word, {one for one in zones if "/" in one and not one.startswith("Etc/")})


def nearest(word: str, known: frozenset[str] | set[str], count: int = 3) -> str:
    """The few of `known` that look most like `word`, for a remedy that can be copied."""
    by_likeness = sorted(
        known, key=lambda one: (-SequenceMatcher(None, word.lower(), one.lower()).ratio(), one)
    )
    return ", ".join(by_likeness[:count]) or "-"
