"""Is a shopper told now where a parcel is, and if not, why not?

Each milestone is told once: once more where the parcel came to another place, and anew where the
source took back what was told. Of several that became known at once only the newest is told: who
hears that a parcel was delivered need not hear that it was on its way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.shipping.causes import cause_of
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.parcels import Aspect, Fact, Parcel, slot, with_facts
from towkay.domain.shipping.pickups import PickUps, ends_at, place
from towkay.domain.shipping.standing import (
    EPISODES,
    RANK,
    Standing,
    counts,
    standing,
    taken_back,
)
from towkay.domain.shipping.timing import of_use_until

# Of a label nothing has moved yet.
USUALLY_TOLD = frozenset(Milestone) - {Milestone.LABEL_MADE}
# What is true as well of a parcel that moves, where a brand does not tell the thing itself.
_TRUE_AS_WELL: Mapping[Milestone, tuple[Milestone, ...]] = {
    Milestone.IN_TRANSIT: (Milestone.HANDED_OVER,),
    Milestone.OUT_FOR_DELIVERY: (Milestone.IN_TRANSIT, Milestone.HANDED_OVER),
}


class Silence(StrEnum):
    """Why nothing is told; the value is also the metric and log label."""

    NO_MILESTONE = "no_milestone"
    SWITCHED_OFF = "switched_off"
    TOLD = "told"
    BEHIND = "behind"  # the shopper was told of something further along
    TAKEN_BACK = "taken_back"  # a source corrected its record: no news by itself
    PERSON_FIRST = "person_first"
    TOO_LATE = "too_late"


@dataclass(frozen=True, slots=True)
class Telling:
    """What a shopper is to be told of a parcel.

    `occasion` tells a second telling of the same milestone from the first. `until` is when it is of
    no use any more.
    """

    source: str
    parcel: str
    order: str
    milestone: Milestone
    at: datetime
    until: datetime
    occasion: str = ""
    place: str = ""
    collect_by: datetime | None = None
    link: str = ""
    tracking: str = ""
    carrier: str = ""

    @property
    def cause(self) -> str:
        """The same for the same telling, whoever works it out and however often."""
        return cause_of(self.source, self.parcel, self.milestone, self.occasion)


def telling_of(
    parcel: Parcel,
    now: datetime,
    pick_ups: PickUps,
    tells: frozenset[Milestone] = USUALLY_TOLD,
) -> Telling | Silence:
    """What is to be told of the parcel now, of the milestones that the brand `tells`."""
    now_at = standing(parcel)
    if now_at is None:
        return Silence.NO_MILESTONE
    milestone = _tellable(now_at.milestone, tells)
    if milestone is None:
        return Silence.SWITCHED_OFF
    silence = _silence(parcel, milestone, now_at)
    if silence:
        return silence
    telling = _telling(parcel, milestone, now_at.at, pick_ups)
    return telling if now < telling.until else Silence.TOO_LATE


def told(parcel: Parcel, telling: Telling) -> Parcel:
    """The parcel after its shopper was told."""
    again = parcel.of(Aspect.AGAIN, telling.milestone)
    moved_by = again.value if again and again.at <= telling.at else ""
    return with_facts(parcel, {slot(Aspect.TOLD, telling.milestone): Fact(telling.at, moved_by)})


def is_current(parcel: Parcel, telling: Telling) -> bool:
    """Whether it still holds: a notice that waited for the morning may have been overtaken."""
    return still_holds(parcel, telling.milestone, telling.at)


def still_holds(parcel: Parcel, milestone: Milestone, at: datetime) -> bool:
    """Whether it is still news that the parcel is where it came to at that moment."""
    now_at = standing(parcel)
    if now_at is None or not counts(parcel, milestone, at):
        return False
    if _furthest_told(parcel) > RANK[milestone]:
        return False  # true as well, but the shopper is told more than that
    return milestone in (now_at.milestone, *_TRUE_AS_WELL.get(now_at.milestone, ()))


def _tellable(milestone: Milestone, tells: frozenset[Milestone]) -> Milestone | None:
    choices = (milestone, *_TRUE_AS_WELL.get(milestone, ()))
    return next((one for one in choices if one in tells), None)


def _silence(parcel: Parcel, milestone: Milestone, now_at: Standing) -> Silence | None:
    """Why this milestone is not told, however new it is."""
    if _was_told(parcel, milestone):
        return Silence.TOLD
    if _is_held(parcel, now_at):
        return Silence.PERSON_FIRST
    if RANK[milestone] < _furthest_told(parcel):
        return Silence.BEHIND
    withdrawn = (parcel.at(Aspect.WITHDRAWN, one) for one in Milestone)
    is_old_again = any(at and now_at.at <= at for at in withdrawn)
    return Silence.TAKEN_BACK if is_old_again else None


def _is_held(parcel: Parcel, now_at: Standing) -> bool:
    """Whether a person is to look before the shopper hears where it is, and has not."""
    held, looked = parcel.at(Aspect.HELD, now_at.milestone), parcel.at(Aspect.LOOKED)
    return held is not None and held >= now_at.at and (looked is None or looked < held)


def _told_at(parcel: Parcel, milestone: Milestone) -> datetime | None:
    """When the milestone was reached that the shopper was told of, if that still counts."""
    at = parcel.at(Aspect.TOLD, milestone)
    return at if at and counts(parcel, milestone, at) else None


def _was_told(parcel: Parcel, milestone: Milestone) -> bool:
    if _told_at(parcel, milestone) is None:
        return False
    told_of, again = parcel.of(Aspect.TOLD, milestone), parcel.of(Aspect.AGAIN, milestone)
    if told_of is None or again is None:
        return True
    # A repeat may count as later than what it repeats; it is the same news all the same.
    return again.at <= told_of.at or again.value == told_of.value


def _furthest_told(parcel: Parcel) -> int:
    """How far along the shopper knows it to be; what comes and goes says nothing of that."""
    ranks = (RANK[one] for one in Milestone if one not in EPISODES and _told_at(parcel, one))
    return max(ranks, default=0)


def _telling(parcel: Parcel, milestone: Milestone, at: datetime, pick_ups: PickUps) -> Telling:
    is_in_store = milestone is Milestone.AT_PICKUP_STORE
    end = ends_at(parcel, pick_ups) if is_in_store else None
    return Telling(
        parcel.source,
        parcel.name,
        parcel.order,
        milestone,
        at,
        of_use_until(milestone, at, end, pick_ups.zone),
        _occasion(parcel, milestone),
        place(parcel) if is_in_store else "",
        end,
        parcel.word(Aspect.LINK),
        parcel.tracking,
        parcel.word(Aspect.CARRIER),
    )


def _occasion(parcel: Parcel, milestone: Milestone) -> str:
    """Empty for the first telling, else the moment of what makes it worth another."""
    before = _told_at(parcel, milestone)
    again = parcel.at(Aspect.AGAIN, milestone) if before else taken_back(parcel, milestone)
    return again.isoformat() if again else ""
