"""What a shopper is told of a parcel, and what is kept from them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.parcels import (
    ATTEMPTED,
    DAY,
    DELAYED,
    DELIVERED,
    HANDED,
    HOUR,
    LABEL,
    LOST,
    NEW,
    OUT,
    PICK_UPS,
    RETURNED,
    STORE,
    TRANSIT,
    after,
    again,
    at,
    news,
    withdrawn,
)
from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.parcels import Parcel, looked_at
from towkay.domain.shipping.telling import (
    USUALLY_TOLD,
    Silence,
    Telling,
    is_current,
    telling_of,
    told,
)

ALL = frozenset(Milestone)


class Shopper:
    """Hears what is told as it becomes known; each item of `hears` came at once."""

    def __init__(self, tells: Iterable[Milestone] = ALL) -> None:
        self.parcel = NEW
        self.tells = frozenset(tells)
        self.heard: list[Telling] = []
        self.silence: Silence | None = None

    def hears(self, *batches: ParcelNews | tuple[ParcelNews, ...]) -> list[Milestone]:
        for batch in batches:
            came = (batch,) if isinstance(batch, ParcelNews) else batch
            self.parcel = after(*came, parcel=self.parcel)
            self.looks(max(one.received_at for one in came))
        return [one.milestone for one in self.heard]

    def looks(self, now: datetime) -> Silence | None:
        found = telling_of(self.parcel, now, PICK_UPS, self.tells)
        self.silence = found if isinstance(found, Silence) else None
        if isinstance(found, Telling):
            self.heard.append(found)
            self.parcel = told(self.parcel, found)
        return self.silence


def test_each_milestone_is_told_as_it_comes() -> None:
    steps = [LABEL, HANDED, TRANSIT, DELAYED, OUT, ATTEMPTED, STORE, DELIVERED]
    assert Shopper().hears(*(news(one, hour) for hour, one in enumerate(steps))) == steps


def test_each_milestone_is_told_once_however_many_codes_say_it() -> None:
    shopper = Shopper()
    assert shopper.hears(news(TRANSIT, 1), news(TRANSIT, 2, code="3024"), news(TRANSIT, 1)) == [
        TRANSIT
    ]
    assert shopper.silence is Silence.TOLD


def test_of_what_comes_at_once_only_the_newest_is_told() -> None:
    assert Shopper().hears((news(OUT, 2), news(DELIVERED, 3), news(TRANSIT, 1))) == [DELIVERED]


def test_who_was_told_of_an_end_hears_of_nothing_before_it() -> None:
    shopper = Shopper()
    late = [news(one, 1, received_at=at(5)) for one in (TRANSIT, OUT, ATTEMPTED, DELAYED, STORE)]
    assert shopper.hears(news(DELIVERED, 4), *late) == [DELIVERED]


def test_who_was_told_it_comes_today_is_not_told_that_it_is_on_its_way() -> None:
    shopper = Shopper()
    assert shopper.hears(news(OUT, 1), news(ATTEMPTED, 2), news(TRANSIT, 3)) == [OUT, ATTEMPTED]
    assert shopper.silence is Silence.BEHIND


def test_a_delay_told_early_silences_nothing_that_comes_after_it() -> None:
    told_of = Shopper().hears(news(DELAYED, 1), news(HANDED, 2), news(TRANSIT, 3))
    assert told_of == [DELAYED, HANDED, TRANSIT]


@pytest.mark.parametrize("milestone", Milestone)
def test_a_brand_switches_each_milestone_off(milestone: Milestone) -> None:
    shopper = Shopper(ALL - {milestone, HANDED, TRANSIT})
    assert shopper.hears(news(milestone, 1)) == []
    assert shopper.silence is Silence.SWITCHED_OFF


def test_usually_all_but_a_label_is_told() -> None:
    assert {LABEL} == ALL - USUALLY_TOLD
    shopper = Shopper(USUALLY_TOLD)
    assert shopper.hears(news(LABEL, 1)) == []


def test_where_a_step_is_not_told_what_is_true_as_well_is() -> None:
    assert Shopper(ALL - {TRANSIT}).hears(news(TRANSIT, 1)) == [HANDED]
    assert Shopper(ALL - {OUT}).hears(news(OUT, 1)) == [TRANSIT]
    assert Shopper({HANDED}).hears(news(OUT, 1), news(HANDED, 0, received_at=at(2))) == [HANDED]


@pytest.mark.parametrize("milestone", [STORE, ATTEMPTED, DELIVERED, RETURNED, LOST, DELAYED])
def test_a_parcel_that_moves_no_more_is_never_told_to_be_on_its_way(milestone: Milestone) -> None:
    assert Shopper({HANDED, TRANSIT}).hears((news(TRANSIT, 1), news(milestone, 2))) == []


def test_another_place_is_told_once_more() -> None:
    shopper = Shopper()
    moved = again(STORE, 5, place="Minquan")
    assert shopper.hears(news(STORE, 1, place="Fuxing"), moved, moved) == [STORE, STORE]
    assert [one.place for one in shopper.heard] == ["Fuxing", "Minquan"]
    assert len({one.cause for one in shopper.heard}) == 2


def test_the_same_place_told_twice_for_one_moment_is_told_once() -> None:
    assert Shopper().hears(news(STORE, 1), again(STORE, 1)) == [STORE]
    assert Shopper().hears(again(STORE, 1), news(STORE, 1)) == [STORE]


def test_another_place_told_late_is_told_though_newer_news_came_first() -> None:
    shopper = Shopper()
    moved = again(STORE, 5, received_at=at(8))
    assert shopper.hears(news(STORE, 1), news(STORE, 7), moved, moved) == [STORE, STORE]


def test_the_first_that_is_heard_of_a_parcel_is_told_once_though_it_came_again() -> None:
    late = news(STORE, 1, received_at=at(6))
    assert Shopper().hears(again(STORE, 5), late, again(STORE, 5)) == [STORE]


def test_a_repeat_of_another_place_is_none_though_its_time_lies_ahead() -> None:
    ahead = again(STORE, 90, received_at=at(5))
    repeats = [replace(ahead, received_at=at(hour)) for hour in (6, 7)]
    assert Shopper().hears(news(STORE, 1), ahead, *repeats) == [STORE, STORE]
    assert Shopper().hears(ahead, *repeats, again(STORE, 95)) == [STORE, STORE]


def test_a_new_place_without_a_name_does_not_carry_the_old_one() -> None:
    shopper = Shopper()
    shopper.hears(news(STORE, 1, place="i-box 12", collect_by=at(60)), again(STORE, 5))
    assert [(one.place, one.collect_by) for one in shopper.heard] == [
        ("i-box 12", at(60)),
        ("", None),
    ]


def test_what_goes_to_the_store_again_after_a_return_is_told_with_all_that_follows() -> None:
    steps = [news(STORE, 1), news(RETURNED, 2), again(STORE, 3), news(RETURNED, 4)]
    assert Shopper().hears(*steps) == [STORE, RETURNED, STORE, RETURNED]


def test_a_withdrawal_is_no_news_by_itself() -> None:
    shopper = Shopper()
    overtaken = (news(OUT, 1), news(DELIVERED, 2))
    assert shopper.hears(overtaken, withdrawn(DELIVERED, 3)) == [DELIVERED]
    assert shopper.silence is Silence.TAKEN_BACK


def test_what_was_taken_back_may_be_told_anew() -> None:
    shopper = Shopper()
    steps = [news(DELIVERED, 1), withdrawn(DELIVERED, 2), news(STORE, 3), news(DELIVERED, 4)]
    assert shopper.hears(*steps) == [DELIVERED, STORE, DELIVERED]
    assert len({one.cause for one in shopper.heard}) == 3


def test_a_repeat_of_what_was_taken_back_is_told_to_nobody() -> None:
    delivered = news(DELIVERED, 1)
    assert Shopper().hears(delivered, withdrawn(DELIVERED, 2), delivered) == [DELIVERED]


def test_what_a_person_should_see_first_is_held_until_one_has() -> None:
    shopper = Shopper()
    assert shopper.hears(news(TRANSIT, 1), news(LOST, 2, needs_person=True)) == [TRANSIT]
    assert shopper.silence is Silence.PERSON_FIRST
    shopper.parcel = looked_at(shopper.parcel)
    assert shopper.looks(at(3)) is None
    assert shopper.heard[-1].milestone is LOST


def test_what_overtakes_trouble_is_told_though_nobody_looked() -> None:
    steps = [news(DELAYED, 1, needs_person=True), news(OUT, 2)]
    assert Shopper().hears(*steps) == [OUT]


def test_nothing_is_told_of_what_has_no_milestone() -> None:
    shopper = Shopper()
    assert shopper.hears(news(None, 1), news(DELIVERED, 2, is_return=True)) == []
    assert shopper.silence is Silence.NO_MILESTONE


@pytest.mark.parametrize(
    ("told_of", "until"),
    [
        (news(OUT, 9), at(12)),  # 21:00 in Taipei: midnight is three hours on
        (news(OUT, 13), at(36)),  # 01:00
        (news(TRANSIT, 0), at(7 * 24)),
        (news(STORE, 0), at(7 * 24)),
        (news(STORE, 0, collect_by=at(50)), at(50)),
        (news(STORE, 0, collect_by=at(400)), at(400)),
    ],
)
def test_news_is_of_use_for_a_while(told_of: ParcelNews, until: datetime) -> None:
    parcel = after(told_of)
    last = until - timedelta(seconds=1)
    found = telling_of(parcel, last, PICK_UPS)
    assert isinstance(found, Telling) and found.until == until
    assert telling_of(parcel, until, PICK_UPS) is Silence.TOO_LATE


def test_what_waited_is_dropped_when_it_was_overtaken() -> None:
    parcel = after(news(OUT, 1))
    waited = telling_of(parcel, at(1), PICK_UPS)
    assert isinstance(waited, Telling)
    assert is_current(told(parcel, waited), waited)
    assert not is_current(after(news(DELIVERED, 2), parcel=parcel), waited)
    assert not is_current(after(news(None, 2, dropped=True), parcel=parcel), waited)
    delivered = after(news(DELIVERED, 3))
    waited = telling_of(delivered, at(3), PICK_UPS)
    assert isinstance(waited, Telling)
    redone = after(withdrawn(DELIVERED, 4), news(DELIVERED, 5), parcel=delivered)
    assert not is_current(redone, waited)


def test_two_who_work_out_the_same_telling_give_it_the_same_cause() -> None:
    one = telling_of(after(news(DELIVERED, 1)), at(1), PICK_UPS)
    other = telling_of(after(news(DELIVERED, 1), news(DELIVERED, 2)), at(2), PICK_UPS)
    assert isinstance(one, Telling) and isinstance(other, Telling)
    assert one.cause == other.cause


def test_a_telling_carries_what_the_newest_news_says() -> None:
    steps = (
        news(LABEL, 0, order="CR1", tracking="F1", carrier="UNIMARTC2C", link="https://a.example/"),
        news(STORE, 2, link="https://b.example/", place="Fuxing", collect_by=at(2) + 7 * DAY),
        news(TRANSIT, 1, link="https://c.example/", place="elsewhere"),
    )
    assert telling_of(after(*steps), at(2), PICK_UPS) == Telling(
        source="ecpay",
        parcel="7700123",
        order="CR1",
        milestone=STORE,
        at=at(2),
        until=at(2) + 7 * DAY,
        place="Fuxing",
        collect_by=at(2) + 7 * DAY,
        link="https://b.example/",
        tracking="F1",
        carrier="UNIMARTC2C",
    )


def test_telling_again_what_is_told_changes_nothing() -> None:
    parcel: Parcel = after(news(OUT, 1))
    first = telling_of(parcel, at(1) + HOUR, PICK_UPS)
    assert isinstance(first, Telling)
    assert told(told(parcel, first), first) == told(parcel, first)


def test_what_waited_is_dropped_when_something_further_along_was_told() -> None:
    parcel = after(news(HANDED, 1))
    waited = telling_of(parcel, at(1), PICK_UPS)
    assert isinstance(waited, Telling)
    parcel = after(news(OUT, 2), parcel=told(parcel, waited))
    assert is_current(parcel, waited), "of a brand that does not tell who brings it"
    further = telling_of(parcel, at(2), PICK_UPS)
    assert isinstance(further, Telling)
    assert not is_current(told(parcel, further), waited)
