"""What is known of a parcel, in whatever order and however often it was told?

All that is known is a set of facts, each under a name of its own, and of two facts under one name
the later counts, by the carrier's time. So news may come twice, late, or shuffled, and two rows of
one parcel may be put together: in every order the same is known in the end. What was told to
shoppers, and what a person has looked at, are facts like the others.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from towkay.domain.copying import changed
from towkay.domain.shipping.news import Milestone, ParcelNews

# Clocks differ by this much. What lies further ahead is a wrong clock or a zone left out, and must
# not count as newer than whatever comes later.
_CLOCKS_DIFFER = timedelta(minutes=10)
_REMEMBERED = 16  # of news ahead of its time; more than a parcel has scans in most of its days
_NAME_SIGNS = 12  # of hexadecimal, of such news


class Aspect(StrEnum):
    """What a fact is about; some are kept for each milestone."""

    REACHED = "reached"  # of a milestone; its value is the source's own word
    AGAIN = "again"  # of a milestone: another place, or once more; its value is the news's name
    WITHDRAWN = "withdrawn"  # of a milestone: the source took it back
    HELD = "held"  # of a milestone: a person looks before a shopper hears of it
    TOLD = "told"  # of a milestone: the shopper was told; its value names the AGAIN of that time
    HEARD = "heard"  # any news at all
    PERSON = "person"  # a person is needed
    LOOKED = "looked"  # a person has looked at what is known up to then
    DROPPED = "dropped"
    RETURNING = "returning"  # on its way from the shopper to the shop
    AHEAD = "ahead"  # of news whose own time lay ahead: when it first came
    REMINDED = "reminded"  # for the end of the pick-up that is its moment
    ORDER = "order"
    TRACKING = "tracking"
    CARRIER = "carrier"
    LINK = "link"
    PLACE = "place"
    COLLECT_BY = "collect_by"


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """Since when something is known, and what; of equal moments the greater word counts."""

    at: datetime
    value: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """All facts of one parcel of a source, by `slot`; nothing changes them in place."""

    source: str
    name: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def of(self, aspect: Aspect, milestone: Milestone | None = None) -> Fact | None:
        """The newest fact of this kind."""
        return self.facts.get(slot(aspect, milestone))

    def at(self, aspect: Aspect, milestone: Milestone | None = None) -> datetime | None:
        """The moment of the newest fact of this kind."""
        fact = self.of(aspect, milestone)
        return fact.at if fact else None

    def word(self, aspect: Aspect) -> str:
        """What the newest fact of this kind says; empty where nobody has said it."""
        fact = self.of(aspect)
        return fact.value if fact else ""

    @property
    def tracking(self) -> str:
        return self.word(Aspect.TRACKING)

    @property
    def order(self) -> str:
        return self.word(Aspect.ORDER)


def slot(aspect: Aspect, milestone: Milestone | None = None) -> str:
    """The name of a fact among those of its parcel."""
    return f"{aspect}:{milestone}" if milestone else str(aspect)


def happened_at(news: ParcelNews) -> datetime:
    """When it counts as having happened: the carrier's time, unless that lies ahead."""
    is_ahead = news.occurred_at > news.received_at + _CLOCKS_DIFFER
    return news.received_at if is_ahead else news.occurred_at


def folded(parcel: Parcel, news: ParcelNews) -> Parcel:
    """The parcel after news of it. Raises `ValueError` for news of another one.

    Of news whose time lies ahead a repeat would count as newer than the news itself, as it came
    later: so the parcel remembers when it first came.
    """
    if (news.source, news.parcel) != (parcel.source, parcel.name):
        raise ValueError("news of one parcel cannot be told of another")
    at, name = happened_at(news), _ahead(news)
    if known := parcel.facts.get(name):
        return with_facts(parcel, dict(_facts(news, min(at, known.at))))
    facts = dict(_facts(news, at))
    return with_facts(parcel, facts | {name: Fact(at)} if at < news.occurred_at else facts)


def joined(one: Parcel, other: Parcel) -> Parcel:
    """What is known of both, which are the same parcel; the first keeps its name."""
    return with_facts(one, other.facts)


def with_facts(parcel: Parcel, facts: Mapping[str, Fact]) -> Parcel:
    """The parcel with these known as well: of each name the later fact counts."""
    newer = {
        name: fact
        for name, fact in facts.items()
        if (known := parcel.facts.get(name)) is None or fact > known
    }
    return changed(parcel, facts=_bounded({**parcel.facts, **newer})) if newer else parcel


def looked_at(parcel: Parcel) -> Parcel:
    """The parcel after a person has looked at it: at all that is known by now, at nothing later."""
    heard = parcel.of(Aspect.HEARD)
    return with_facts(parcel, {slot(Aspect.LOOKED): Fact(heard.at)}) if heard else parcel


def _ahead(news: ParcelNews) -> str:
    """The slot of this very news among those ahead of their time."""
    named = hashlib.sha256(f"{news.source}\n{news.dedupe}".encode()).hexdigest()
    return f"{Aspect.AHEAD}:{named[:_NAME_SIGNS]}"


def _bounded(facts: dict[str, Fact]) -> dict[str, Fact]:
    """The facts with only the newest of what is remembered of times ahead."""
    ahead = [name for name in facts if name.startswith(f"{Aspect.AHEAD}:")]
    ahead.sort(key=lambda name: (facts[name], name), reverse=True)
    for name in ahead[_REMEMBERED:]:
        del facts[name]
    return facts


def _facts(news: ParcelNews, at: datetime) -> Iterator[tuple[str, Fact]]:
    """Each fact that news makes known, by its slot."""
    plain = Fact(at)
    yield slot(Aspect.HEARD), Fact(at, news.code)
    yield from _words(news, at)
    if news.needs_person:
        yield slot(Aspect.PERSON), Fact(at, news.code)
    if news.dropped:
        yield slot(Aspect.DROPPED), plain
    if news.withdraws:
        yield slot(Aspect.WITHDRAWN, news.withdraws), plain
    if news.is_return:
        yield slot(Aspect.RETURNING), Fact(at, news.milestone or "")
    elif news.milestone:
        yield slot(Aspect.REACHED, news.milestone), Fact(at, news.code)
        if news.again:
            yield slot(Aspect.AGAIN, news.milestone), Fact(at, news.dedupe)
        if news.needs_person:
            yield slot(Aspect.HELD, news.milestone), plain


def _words(news: ParcelNews, at: datetime) -> Iterator[tuple[str, Fact]]:
    words = {
        Aspect.ORDER: news.order,
        Aspect.TRACKING: news.tracking,
        Aspect.CARRIER: news.carrier,
        Aspect.LINK: news.link,
        Aspect.PLACE: news.place,
        Aspect.COLLECT_BY: news.collect_by.astimezone(UTC).isoformat() if news.collect_by else "",
    }
    return ((slot(aspect), Fact(at, word)) for aspect, word in words.items() if word)
