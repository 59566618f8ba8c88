"""Whatever is told of a parcel, in any order and however often: in the end the same is known."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.parcels import (
    ATTEMPTED,
    DELAYED,
    DELIVERED,
    HOUR,
    LOST,
    NEW,
    PICK_UPS,
    RETURNED,
    STORE,
    all_of,
    at,
    news,
)
from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.parcels import Parcel, joined, looked_at
from towkay.domain.shipping.pickups import reminder_of
from towkay.domain.shipping.standing import is_stuck, needs_person, standing
from towkay.domain.shipping.telling import Silence, Telling, is_current, telling_of, told

FAR = dict(zip(Milestone, (0, 1, 2, 3, 3, 3, 3, 4, 4, 4), strict=True))
ENDS = {DELIVERED, RETURNED, LOST}
COMES_AND_GOES = {ATTEMPTED, DELAYED}
ALL = frozenset(Milestone)
NOW = at(24)

MILESTONES = st.sampled_from(Milestone)
FEW_HOURS = st.integers(0, 12)  # few enough that many fall together
WORDS = st.sampled_from(["", "a", "b"])
PLAIN = st.builds(news, MILESTONES, FEW_HOURS)
ANY = st.builds(
    news,
    st.none() | MILESTONES,
    FEW_HOURS,
    received_at=FEW_HOURS.map(at),  # which may be long before it happened
    code=WORDS,
    order=WORDS,
    place=WORDS,
    link=WORDS,
    carrier=WORDS,
    collect_by=st.none() | st.integers(20, 90).map(at),
    needs_person=st.booleans(),
    is_return=st.booleans(),
    again=st.booleans(),
    dropped=st.booleans(),
    withdraws=st.none() | MILESTONES,
)


def seen(parcel: Parcel) -> tuple[object, ...]:
    """All that anybody can see of it."""
    shown = telling_of(parcel, NOW, PICK_UPS, ALL), reminder_of(parcel, PICK_UPS)
    return *shown, standing(parcel), needs_person(parcel), is_stuck(parcel, NOW)


# Of one name there is one piece of news; its repeats differ in nothing but when they came.
DAYS = st.lists(ANY, max_size=8, unique_by=lambda one: one.dedupe)


@given(DAYS, st.data())
def test_the_same_is_known_in_every_order(told_of: list[ParcelNews], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(told_of))
    assert all_of(shuffled) == all_of(told_of)
    assert seen(all_of(shuffled)) == seen(all_of(told_of))


@given(DAYS, st.data())
def test_what_is_told_again_changes_nothing(told_of: list[ParcelNews], data: st.DataObject) -> None:
    repeats = data.draw(st.lists(st.sampled_from(told_of), max_size=8)) if told_of else []
    assert all_of(data.draw(st.permutations(told_of + repeats))) == all_of(told_of)


@given(DAYS, st.data())
def test_a_repeat_that_came_later_changes_nothing(
    told_of: list[ParcelNews], data: st.DataObject
) -> None:
    """Wherever its own time lies, and whatever came in between."""
    late = data.draw(st.lists(st.tuples(st.sampled_from(told_of), FEW_HOURS))) if told_of else []
    parcel = all_of(told_of)
    came_later = [replace(one, received_at=one.received_at + hours * HOUR) for one, hours in late]
    assert all_of(came_later, parcel) == parcel
    assert seen(all_of(came_later, parcel)) == seen(parcel)


@given(DAYS, st.data())
def test_rows_of_one_parcel_are_put_together_in_any_way(
    told_of: list[ParcelNews], data: st.DataObject
) -> None:
    parts = [data.draw(st.sampled_from(range(3))) for _ in told_of]
    some, others, more = (
        [news for news, part in zip(told_of, parts, strict=True) if part == number]
        for number in range(3)
    )
    one, other, third = all_of(some), all_of(others), all_of(more)
    assert joined(one, other) == joined(other, one) == all_of(some + others)
    assert joined(joined(one, other), third) == joined(one, joined(other, third))
    assert joined(one, one) == one == joined(one, NEW)


@given(DAYS, st.integers(0, 8), st.data())
def test_what_was_told_and_looked_at_is_kept_in_any_order(
    told_of: list[ParcelNews], first: int, data: st.DataObject
) -> None:
    before, after = told_of[:first], told_of[first:]
    parcel = looked_at(all_of(before))
    found = telling_of(parcel, NOW, PICK_UPS, ALL)
    parcel = told(parcel, found) if isinstance(found, Telling) else parcel
    known = joined(parcel, all_of(after))
    assert all_of(data.draw(st.permutations(after)), parcel) == known


def replayed(told_of: Sequence[ParcelNews]) -> Milestone | None:
    """Where a parcel is, by going through its days one after the other."""
    now: Milestone | None = None
    reached = 0
    was_delivered = False
    for one in sorted(told_of, key=lambda one: one.occurred_at):
        step = one.milestone
        assert step
        if now in ENDS and step not in ENDS:
            if not (one.again and now is not DELIVERED):
                continue
            now = DELIVERED if was_delivered else step
        elif step in ENDS or step in COMES_AND_GOES or now is None:
            now = step
        elif now in COMES_AND_GOES:
            now = step if FAR[step] >= min(reached, 2) else now
        elif FAR[step] >= FAR[now]:
            now = step
        was_delivered = was_delivered or step is DELIVERED
        if step not in ENDS | COMES_AND_GOES:
            reached = max(reached, FAR[step])
    return now


@given(st.lists(MILESTONES, max_size=9), st.integers(0, 511), st.data())
def test_it_is_where_going_through_its_days_leads(
    steps: list[Milestone], flags: int, data: st.DataObject
) -> None:
    days = [
        news(one, hour, again=one is STORE and bool(flags >> hour & 1))
        for hour, one in enumerate(steps)
    ]
    found = standing(all_of(data.draw(st.permutations(days))))
    assert (found.milestone if found else None) is replayed(days)


def heard(batches: Sequence[Sequence[ParcelNews]], now: datetime = NOW) -> list[Telling]:
    """What a shopper hears where news comes in these batches."""
    parcel, said = NEW, []
    for batch in batches:
        parcel = all_of(batch, parcel)
        found = telling_of(parcel, now, PICK_UPS, ALL)
        if isinstance(found, Telling):
            assert is_current(parcel, found)
            said.append(found)
            parcel = told(parcel, found)
        assert isinstance(telling_of(parcel, now, PICK_UPS, ALL), Silence)
    return said


@given(st.lists(st.lists(PLAIN, min_size=1, max_size=4), max_size=8))
def test_what_is_told_only_goes_forward_and_each_once(batches: list[list[ParcelNews]]) -> None:
    said = [one.milestone for one in heard(batches, at(12))]
    assert max(Counter(said).values(), default=0) <= 1
    forward = [FAR[one] for one in said if one not in COMES_AND_GOES]
    assert forward == sorted(forward)
    ends = [place for place, one in enumerate(said) if one in ENDS]
    assert not ends or set(said[ends[0] :]) <= ENDS


@given(st.lists(st.lists(PLAIN, min_size=1, max_size=4), max_size=8))
def test_in_the_end_a_shopper_knows_how_it_ended(batches: list[list[ParcelNews]]) -> None:
    end = standing(all_of(one for batch in batches for one in batch))
    said = heard(batches, at(10))
    if end and end.milestone in ENDS:
        assert end.milestone in {one.milestone for one in said}


@given(st.lists(st.lists(ANY, min_size=1, max_size=4), max_size=8))
def test_each_is_told_at_most_once_for_each_occasion(batches: list[list[ParcelNews]]) -> None:
    causes = Counter(one.cause for one in heard(batches, NOW + timedelta(hours=1)))
    assert max(causes.values(), default=0) <= 1
