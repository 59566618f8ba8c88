"""Where is a parcel now, by all that is known of it, and does a person have to look?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.parcels import Aspect, Parcel

# How far each is on the way; a parcel goes back only where a source takes something back, or sends
# it to be collected once more.
RANK: Mapping[Milestone, int] = {
    Milestone.LABEL_MADE: 0,
    Milestone.HANDED_OVER: 1,
    Milestone.IN_TRANSIT: 2,
    Milestone.AT_PICKUP_STORE: 3,
    Milestone.OUT_FOR_DELIVERY: 3,
    Milestone.ATTEMPTED: 3,
    Milestone.DELAYED: 3,
    Milestone.DELIVERED: 4,
    Milestone.RETURNED: 4,
    Milestone.LOST: 4,
}
FINAL = frozenset({Milestone.DELIVERED, Milestone.RETURNED, Milestone.LOST})
# They come and go: what moves afterwards ends them.
EPISODES = frozenset({Milestone.ATTEMPTED, Milestone.DELAYED})
# What came back, or was found, can go to its store again; what was handed out cannot.
_REOPENED = frozenset({Milestone.RETURNED, Milestone.LOST})
# The carrier is to do something: a store waits for the shopper, and a label for the shop.
_UNDER_WAY = EPISODES | {
    Milestone.HANDED_OVER,
    Milestone.IN_TRANSIT,
    Milestone.OUT_FOR_DELIVERY,
}
_STUCK_AFTER = timedelta(hours=72)

# Of equal moments what is further along counts, and of two ends that it was handed out.
_IN_ORDER = {
    milestone: len(Milestone) if milestone is Milestone.DELIVERED else place
    for place, milestone in enumerate(Milestone)
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The milestone that a parcel is at, and since when by the carrier's time."""

    milestone: Milestone
    at: datetime


def standing(parcel: Parcel) -> Standing | None:
    """Where the parcel is; None where nothing is known that counts."""
    live = _live(parcel)
    dropped = parcel.at(Aspect.DROPPED)
    if not live or (dropped and dropped >= max(live.values())):
        return None
    milestone = _furthest(live) if FINAL & live.keys() else _on_the_way(live)
    return Standing(milestone, live[milestone])


def taken_back(parcel: Parcel, milestone: Milestone) -> datetime | None:
    """Up to when what was said of this milestone does not count: it was withdrawn or overcome."""
    moments = [parcel.at(Aspect.WITHDRAWN, milestone)]
    if milestone in _REOPENED:
        moments += [parcel.at(Aspect.AGAIN, one) for one in Milestone if one not in FINAL]
    return max(filter(None, moments), default=None)


def counts(parcel: Parcel, milestone: Milestone, at: datetime) -> bool:
    """Whether what was said of the milestone at that moment still counts."""
    until = taken_back(parcel, milestone)
    return until is None or at > until


def stuck_at(parcel: Parcel) -> datetime | None:
    """When a person must look, should nothing more be heard; None while nobody waits for news."""
    now_at, heard = standing(parcel), parcel.at(Aspect.HEARD)
    is_under_way = now_at is not None and now_at.milestone in _UNDER_WAY
    return heard + _STUCK_AFTER if is_under_way and heard else None


def is_stuck(parcel: Parcel, now: datetime) -> bool:
    """Whether too long nothing was heard of a parcel under way."""
    due = stuck_at(parcel)
    return due is not None and now >= due


def needs_person(parcel: Parcel) -> bool:
    """Whether news asked for a person, and none has looked since nor was it delivered."""
    asked, looked = parcel.at(Aspect.PERSON), parcel.at(Aspect.LOOKED)
    if asked is None or (looked and looked >= asked):
        return False
    now_at = standing(parcel)
    if now_at is None or now_at.milestone is not Milestone.DELIVERED:
        return True
    return now_at.at <= asked


def _live(parcel: Parcel) -> dict[Milestone, datetime]:
    """When each milestone was last reached, without those that were taken back."""
    reached = ((one, parcel.at(Aspect.REACHED, one)) for one in Milestone)
    return {one: at for one, at in reached if at and counts(parcel, one, at)}


def _on_the_way(live: Mapping[Milestone, datetime]) -> Milestone:
    """The furthest, or what holds the parcel up while nothing as far has come after it."""
    held_up = {one: at for one, at in live.items() if one in EPISODES}
    moving = {one: at for one, at in live.items() if one not in EPISODES}
    if not held_up:
        return _furthest(moving)
    trouble = _newest(held_up)
    since = {one: at for one, at in moving.items() if at > live[trouble]}
    was_at = min(max(map(RANK.__getitem__, moving), default=0), RANK[Milestone.IN_TRANSIT])
    goes_on = bool(since) and RANK[_furthest(since)] >= was_at
    return _furthest(since) if goes_on else trouble


def _furthest(reached: Mapping[Milestone, datetime]) -> Milestone:
    return max(reached, key=lambda one: (RANK[one], reached[one], _IN_ORDER[one]))


def _newest(reached: Mapping[Milestone, datetime]) -> Milestone:
    return max(reached, key=lambda one: (reached[one], _IN_ORDER[one]))
