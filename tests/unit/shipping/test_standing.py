"""Where a parcel is, however the news of it came."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from tests.support.parcels import (
    ATTEMPTED,
    DAY,
    DELAYED,
    DELIVERED,
    HANDED,
    LABEL,
    LOST,
    NEW,
    OUT,
    RETURNED,
    STORE,
    TRANSIT,
    after,
    again,
    all_of,
    at,
    news,
    withdrawn,
)
from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.parcels import Aspect, folded, happened_at, looked_at
from towkay.domain.shipping.standing import (
    FINAL,
    RANK,
    Standing,
    is_stuck,
    needs_person,
    standing,
    stuck_at,
)


def where(*told: ParcelNews) -> Milestone | None:
    """Where it is after these, which is the same in every order."""
    found = {standing(all_of(order)) for order in permutations(told)}
    (only,) = found
    return only.milestone if only else None


def test_of_a_parcel_nobody_told_of_nothing_is_known() -> None:
    assert where() is None
    assert stuck_at(NEW) is None
    assert not needs_person(NEW)


def test_every_milestone_has_its_rank() -> None:
    assert RANK.keys() == set(Milestone)
    assert {RANK[one] for one in FINAL} == {max(RANK.values())}


@pytest.mark.parametrize("milestone", Milestone)
def test_one_milestone_is_where_it_is(milestone: Milestone) -> None:
    assert where(news(milestone, 1)) is milestone
    assert standing(after(news(milestone, 1))) == Standing(milestone, at(1))


@pytest.mark.parametrize("final", FINAL)
@pytest.mark.parametrize("later", set(Milestone) - FINAL)
def test_nothing_leads_back_from_an_end(final: Milestone, later: Milestone) -> None:
    assert where(news(final, 1), news(later, 2)) is final


def test_of_two_ends_the_later_one_counts() -> None:
    assert where(news(LOST, 1), news(DELIVERED, 2)) is DELIVERED
    assert where(news(DELIVERED, 1), news(RETURNED, 2)) is RETURNED


def test_what_is_further_along_counts_whatever_its_time() -> None:
    assert where(news(OUT, 1), news(TRANSIT, 2)) is OUT
    assert where(news(TRANSIT, 1), news(HANDED, 2), news(LABEL, 3)) is TRANSIT


def test_of_two_that_are_as_far_the_later_one_counts() -> None:
    assert where(news(OUT, 1), news(STORE, 2)) is STORE
    assert where(news(STORE, 1), news(OUT, 2)) is OUT


def test_of_equal_times_what_is_further_along_counts() -> None:
    assert where(*(news(one, 1) for one in (TRANSIT, OUT, ATTEMPTED))) is ATTEMPTED
    assert where(news(DELAYED, 1), news(TRANSIT, 1)) is DELAYED
    assert where(*(news(one, 1) for one in (DELAYED, LOST, RETURNED, DELIVERED))) is DELIVERED


@pytest.mark.parametrize("trouble", [ATTEMPTED, DELAYED])
@pytest.mark.parametrize("onward", [TRANSIT, OUT, STORE])
def test_trouble_lasts_until_the_parcel_moves_on(trouble: Milestone, onward: Milestone) -> None:
    assert where(news(TRANSIT, 1), news(trouble, 2)) is trouble
    assert where(news(TRANSIT, 1), news(trouble, 2), news(onward, 3)) is onward


def test_after_a_failed_attempt_it_is_on_its_way_again_not_at_the_door() -> None:
    assert where(news(OUT, 1), news(ATTEMPTED, 2), news(TRANSIT, 3)) is TRANSIT


def test_a_label_printed_again_ends_no_trouble() -> None:
    assert where(news(HANDED, 1), news(DELAYED, 2), news(LABEL, 3)) is DELAYED
    assert where(news(OUT, 1), news(ATTEMPTED, 2), news(HANDED, 3)) is ATTEMPTED
    assert where(news(LABEL, 1), news(DELAYED, 2), news(HANDED, 3)) is HANDED


def test_a_withdrawn_delivery_leaves_what_was_before_it() -> None:
    assert where(news(OUT, 1), news(DELIVERED, 2), withdrawn(DELIVERED, 3)) is OUT
    assert where(news(OUT, 1), news(DELIVERED, 2), withdrawn(DELIVERED, 2)) is OUT
    assert where(news(DELIVERED, 2), withdrawn(DELIVERED, 3)) is None


def test_a_delivery_after_a_withdrawal_counts() -> None:
    told = news(DELIVERED, 1), withdrawn(DELIVERED, 2), news(DELIVERED, 3)
    assert where(*told) is DELIVERED


def test_a_withdrawn_return_leaves_a_delivery_alone() -> None:
    assert where(news(DELIVERED, 1), withdrawn(RETURNED, 2)) is DELIVERED
    assert where(news(ATTEMPTED, 1), news(RETURNED, 2), withdrawn(RETURNED, 3)) is ATTEMPTED


def test_what_goes_back_can_come_to_its_store_again() -> None:
    assert where(news(STORE, 1), news(RETURNED, 2), again(STORE, 3)) is STORE
    assert where(news(LOST, 2), again(STORE, 3)) is STORE
    assert where(news(RETURNED, 2), again(STORE, 2)) is STORE
    assert where(again(STORE, 1), news(RETURNED, 2)) is RETURNED


def test_what_was_handed_out_is_in_no_store_again() -> None:
    assert where(news(DELIVERED, 2), again(STORE, 3)) is DELIVERED


def test_a_shoppers_return_is_no_step_of_what_was_sent_to_them() -> None:
    back = news(DELIVERED, 9, is_return=True)
    assert where(news(OUT, 1), back) is OUT
    assert where(back) is None
    assert after(back).at(Aspect.RETURNING) == at(9)


def test_a_parcel_that_its_shop_undid_is_nowhere_until_it_moves() -> None:
    undone = news(None, 2, dropped=True)
    assert where(news(LABEL, 1), undone) is None
    assert where(news(LABEL, 1), undone, news(TRANSIT, 3)) is TRANSIT


@pytest.mark.parametrize("minutes", [10, 11])
def test_a_time_that_lies_ahead_counts_as_when_it_came(minutes: int) -> None:
    ahead = news(OUT, 2, received_at=at(2) - timedelta(minutes=minutes))
    assert happened_at(ahead) == (ahead.occurred_at if minutes == 10 else ahead.received_at)


def test_a_clock_that_is_days_ahead_holds_nothing_up() -> None:
    ahead = news(DELAYED, 72, received_at=at(1))
    assert where(ahead, news(OUT, 2)) is OUT


def test_a_time_that_lies_ahead_counts_as_when_it_first_came_however_often_it_comes() -> None:
    ahead = news(OUT, 8, received_at=at(0))
    parcel = after(ahead, news(DELAYED, 1))
    for hours in (2, 5, 7.9, 9, 400):
        assert after(replace(ahead, received_at=at(hours)), parcel=parcel) == parcel
    assert standing(parcel) == Standing(DELAYED, at(1))


def test_as_many_times_that_lie_ahead_are_remembered_as_a_parcel_has_scans() -> None:
    days = [news(TRANSIT, 99, received_at=at(hour), dedupe=str(hour)) for hour in range(200)]
    parcel = after(*days)
    newest = [replace(one, received_at=at(500)) for one in days[-16:]]
    assert after(*newest, parcel=parcel) == parcel
    assert len(parcel.facts) < 25


def test_late_news_keeps_the_carriers_time() -> None:
    late = news(TRANSIT, 1, received_at=at(100))
    assert standing(after(late)) == Standing(TRANSIT, at(1))


def test_news_of_another_parcel_is_refused() -> None:
    with pytest.raises(ValueError, match="another"):
        folded(NEW, news(OUT, 1, parcel="7700124"))
    with pytest.raises(ValueError, match="another"):
        folded(NEW, news(OUT, 1, source="shippo"))


@pytest.mark.parametrize("milestone", [HANDED, TRANSIT, OUT, ATTEMPTED, DELAYED])
def test_a_parcel_under_way_is_stuck_after_three_days_of_silence(milestone: Milestone) -> None:
    parcel = after(news(milestone, 0))
    assert stuck_at(parcel) == at(72)
    assert not is_stuck(parcel, at(72) - timedelta(microseconds=1))
    assert is_stuck(parcel, at(72))


@pytest.mark.parametrize("milestone", [LABEL, STORE, *FINAL])
def test_what_waits_for_somebody_else_is_never_stuck(milestone: Milestone) -> None:
    assert not is_stuck(after(news(milestone, 0)), at(0) + 30 * DAY)


def test_any_news_says_that_a_parcel_is_not_stuck() -> None:
    parcel = after(news(TRANSIT, 0), news(None, 50))
    assert stuck_at(parcel) == at(122)


def test_a_person_is_needed_until_one_has_looked() -> None:
    parcel = after(news(DELAYED, 1, needs_person=True))
    assert needs_person(parcel)
    assert not needs_person(looked_at(parcel))
    assert needs_person(after(news(None, 2, needs_person=True), parcel=looked_at(parcel)))


def test_nobody_has_to_look_after_a_delivery_unless_it_is_taken_back() -> None:
    asked = after(news(DELAYED, 1, needs_person=True))
    assert not needs_person(after(news(DELIVERED, 2), parcel=asked))
    assert needs_person(after(news(RETURNED, 2), parcel=asked))
    assert needs_person(after(news(DELIVERED, 0), parcel=asked))
    taken_back = after(news(DELIVERED, 2), withdrawn(DELIVERED, 3), parcel=asked)
    assert needs_person(taken_back)


def test_looking_at_nothing_changes_nothing() -> None:
    assert looked_at(NEW) == NEW
