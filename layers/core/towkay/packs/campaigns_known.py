"""What of a brand's other files may its campaigns name?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import available_timezones

from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.brands import Phrase
from towkay.domain.calendar.days import DayBook
from towkay.domain.calendar.occurrences import CronTimes
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import PolicyBook, book_of
from towkay.domain.topics import Cadence
from towkay.packs.campaign_context import Calendar, Known, KnownTopic
from towkay.packs.limits import limits_of

if TYPE_CHECKING:  # a campaign that is edited alone needs none of their readers
    from towkay.packs.brand_file import BrandFile
    from towkay.packs.faq_file import FaqFile
    from towkay.packs.topics_file import TopicsFile

_NO_BOOK = book_of("none", ())


def _no_cron(cron: str, after: datetime, until: datetime) -> list[datetime]:
    raise RuntimeError("nobody was named who reads cron expressions")


@dataclass(frozen=True, slots=True)
class Instruments:
    """What campaigns are checked with: who reads cron expressions, and by which rules and prices.

    `now` is None where the time is nobody's business.
    """

    cron: CronTimes = _no_cron
    now: datetime | None = None
    book: PolicyBook = _NO_BOOK


NO_INSTRUMENTS = Instruments()


def known_of(
    brand: "BrandFile",
    faq: "FaqFile | None",
    topics: "TopicsFile",
    days: DayBook,
    works: Instruments,
) -> Known:
    """All of it, as far as the files could be read."""
    members = {**brand.members, "languages": brand.languages, "topics": topics.members}
    members |= {"faq": [{"id": one} for one in (faq.places if faq else ())]}
    return known_among({**members, "cards": brand.cards.members}, brand.rules, days, works)


def known_among(
    members: Mapping[str, Any], rules: BrandRules, days: DayBook, works: Instruments
) -> Known:
    """The same of a pack's members, which a pack that was published has all of."""
    written = str(members.get("zone"))
    zone = written if written in available_timezones() else DEFAULT_RULES.zone
    named = {str(one["channel"]) for one in members.get("accounts", ())}
    voice = members.get("voice", {}).get(Phrase.STOP_BUTTON.value, {})
    topics: Iterable[Mapping[str, Any]] = members.get("topics", ())
    return Known(
        languages=tuple(members.get("languages", ())),
        channels=tuple(limits_of(named).channels) if named else (),
        topics={str(one["id"]): _topic(one, voice) for one in topics if _is_whole(one)},
        faq=frozenset(str(one["id"]) for one in members.get("faq", ())),
        cards=cast(Mapping[str, Sequence[Mapping[str, Any]]], members.get("cards", {})),
        calendar=Calendar(works.cron, works.now, days, zone),
        caps=rules.caps,
        quiet=rules.quiet_hours,
        book=works.book,
    )


def _is_whole(topic: Mapping[str, Any]) -> bool:
    return bool(topic["id"]) and topic["purpose"] in (Purpose.MARKETING, Purpose.SERVICE)


def _topic(topic: Mapping[str, Any], voice: Mapping[str, str]) -> KnownTopic:
    """Its stop button reads as the brand words it, or else the product."""
    words = DEFAULT_VOICE[Phrase.STOP_BUTTON]
    stop = {
        language: (
            voice.get(language) or words["zh-TW" if language.startswith("zh") else "en"]
        ).replace("{topic}", name)
        for language, name in topic["name"].items()
    }
    cadence = topic.get("cadence")
    return KnownTopic(
        str(topic["id"]), Purpose(topic["purpose"]), Cadence(cadence) if cadence else None, stop
    )
