"""What closes a row, what a message costs, and when a night is over."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from towkay.adapters.policy_book import policy_book
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.costs import price_of
from towkay.domain.policy.judging import Allowed, Denied, judge
from towkay.domain.policy.openness import obstacle
from towkay.domain.policy.quiet import quiet_until
from towkay.domain.policy.reasons import Obstacle, Reason
from towkay.domain.policy.rules import Content, Opener, Price, Row, book_of
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import Route, SenderKind
from workbench.policy_words import OBSTACLES, REASONS, ROUTES

AT = datetime(2026, 11, 22, 4, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OF = Situation(AT, Channel.WHATSAPP, Purpose.SERVICE, country="TW", account_country="TW")
ROW = Row(
    id="whatsapp-test",
    channel=Channel.WHATSAPP,
    route=Route.OPEN_WINDOW,
    purposes=frozenset(Purpose),
    senders=frozenset(SenderKind),
    since=date(2026, 1, 1),
    source="a test",
)


@pytest.mark.parametrize(
    ("row", "of", "closed_by"),
    [
        ({}, {}, None),
        ({"since": date(2026, 11, 23)}, {}, Obstacle.NOT_YET),
        ({"until": date(2026, 11, 22)}, {}, Obstacle.RETIRED),
        ({"until": date(2026, 11, 23)}, {}, None),
        ({"purposes": frozenset({Purpose.REPLY})}, {}, Obstacle.PURPOSE),
        ({"senders": frozenset({SenderKind.HUMAN})}, {}, Obstacle.SENDER),
        ({"settings": ("beta",)}, {}, Obstacle.SETTING_OFF),
        ({"settings": ("beta",)}, {"settings": ("alpha", "beta")}, None),
        ({"account_in": frozenset({"JP"})}, {}, Obstacle.ACCOUNT_REGION),
        ({"contact_in": frozenset({"JP"})}, {}, Obstacle.CONTACT_REGION),
        ({"contact_in": frozenset({"JP"})}, {"country": ""}, Obstacle.CONTACT_REGION),
        ({"contact_not_in": frozenset({"TW"})}, {}, Obstacle.CONTACT_REGION),
        ({"contact_not_in": frozenset({"TW"})}, {"country": ""}, None),
        ({}, {"template": "t"}, None),
        ({}, {"template": "t", "template_only": True}, Obstacle.NEEDS_FREE_WORDS),
        ({"content": Content.TEMPLATE}, {}, Obstacle.NEEDS_TEMPLATE),
        ({"content": Content.TEMPLATE}, {"template": "t"}, None),
        (
            {"content": Content.TEMPLATE},
            {"template": "t", "template_kind": Content.SURVEY},
            Obstacle.NEEDS_TEMPLATE,
        ),
        (
            {"content": Content.SURVEY},
            {"template": "t", "template_kind": Content.SURVEY},
            None,
        ),
        ({"content": Content.CODE}, {"template": "t"}, Obstacle.NEEDS_TEMPLATE),
        ({"token": "coin"}, {}, Obstacle.NO_TOKEN),
        ({"token": "coin"}, {"tokens": ("coin",)}, None),
        (
            {"token": "coin", "spacing": DAY},
            {"tokens": ("coin",), "last_by_token_at": AT - HOUR},
            Obstacle.TOO_SOON,
        ),
        ({"token": "coin", "once": True}, {"tokens": ("coin",)}, None),
        (
            {"token": "coin", "once": True},
            {"tokens": ("coin",), "last_by_token_at": AT - DAY},
            Obstacle.NO_TOKEN,
        ),
        ({"token": "reply_token"}, {"tokens": ("reply_token",)}, Obstacle.NO_TOKEN),
        ({"token": "reply_token"}, {"reply_token": True}, None),
        ({}, {"said_by_token": True}, Obstacle.SAID_BY_TOKEN),
        ({"longest": 640}, {"length": 641}, Obstacle.TOO_LONG),
        ({"longest": 640}, {"length": 640}, None),
        ({}, {"length": 1999}, None),
        ({"opener": Opener.INBOUND, "window": DAY}, {}, Obstacle.WINDOW),
        ({"opener": Opener.COMMENT, "window": DAY, "once": True}, {}, Obstacle.NO_COMMENT),
        (
            {"opener": Opener.COMMENT, "window": DAY, "once": True},
            {"comment_at": AT, "comment_answered": True},
            Obstacle.COMMENT_ANSWERED,
        ),
        (
            {"opener": Opener.AD_ENTRY, "window": 3 * DAY, "also_within": DAY},
            {"ad_entry_at": AT - DAY, "window_opened_at": AT - DAY},
            Obstacle.WINDOW,
        ),
        (
            {"opener": Opener.AD_ENTRY, "window": 3 * DAY, "also_within": DAY},
            {"ad_entry_at": AT - 2 * DAY, "window_opened_at": AT - HOUR},
            None,
        ),
    ],
)
def test_a_row_is_closed_by_the_first_thing_that_does_not_fit(
    row: dict[str, Any], of: dict[str, Any], closed_by: Obstacle | None
) -> None:
    assert obstacle(replace(ROW, **row), replace(OF, **of)) is closed_by


def price(amount: str, **conditions: Any) -> Price:
    return Price(
        Channel.WHATSAPP, "utility", amount, "USD", date(2026, 1, 1), "a test", **conditions
    )


def test_a_price_is_that_of_the_country_before_that_of_everywhere() -> None:
    taiwan, anywhere = price("2", countries=frozenset({"TW"})), price("1")
    book = book_of("test", (), prices=(taiwan, anywhere))
    row = replace(ROW, price="utility")
    assert price_of(row, OF, book) == taiwan
    assert price_of(row, replace(OF, country="JP"), book) == anywhere
    assert price_of(row, replace(OF, country=""), book) == taiwan  # counts as the account's


def test_a_price_of_a_plan_goes_by_the_account_and_not_by_the_shopper() -> None:
    plan = price("3", account_in=frozenset({"TW"}))
    book = book_of("test", (), prices=(plan,))
    row = replace(ROW, price="utility")
    assert price_of(row, replace(OF, country="JP"), book) == plan
    assert price_of(row, replace(OF, account_country="JP"), book) is None


def test_a_price_holds_from_its_first_day_and_not_on_its_last() -> None:
    ends = replace(price("1"), until=date(2026, 11, 22))
    book = book_of("test", (), prices=(ends,))
    row = replace(ROW, price="utility")
    assert price_of(row, OF, book) is None
    assert price_of(row, replace(OF, at=AT - DAY), book) == ends
    assert price_of(row, replace(OF, at=datetime(2025, 12, 31, tzinfo=UTC)), book) is None


_CLOCKS = st.sampled_from(["00:00", "01:30", "02:00", "02:30", "06:00", "21:00", "23:59"])
_ZONES = st.sampled_from(
    ["Asia/Taipei", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
)
_NIGHTS = st.datetimes(
    datetime(2026, 3, 1), datetime(2026, 11, 30), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip


@given(_NIGHTS, _ZONES, _CLOCKS, _CLOCKS)
def test_quiet_hours_end_later_than_now_and_within_a_day(
    at: datetime, zone: str, start: str, end: str
) -> None:
    loud = (int(start[:2]) - int(end[:2])) % 24 * 60 + int(start[3:]) - int(end[3:])
    assume(loud >= 60)  # minutes a day: a night without an hour may swallow fewer
    until = quiet_until(at, zone, start, end)
    if until is not None:
        assert at < until <= at + timedelta(hours=25)
        assert quiet_until(until, zone, start, end) is None


def test_a_night_that_comes_twice_is_quiet_both_times() -> None:
    new_york = ZoneInfo("America/New_York")
    second = datetime(2026, 11, 1, 1, 15, fold=1, tzinfo=new_york)
    until = quiet_until(second.astimezone(UTC), "America/New_York", "21:00", "01:30")
    assert until == datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=new_york).astimezone(UTC)


def test_every_reason_obstacle_and_way_can_be_said_in_both_languages() -> None:
    assert set(REASONS) == set(Reason)
    assert set(OBSTACLES) == set(Obstacle)
    assert set(ROUTES) == set(Route)
    said = [*REASONS.values(), *OBSTACLES.values()]
    words = [*ROUTES.values(), *(one.what for one in said), *(one.change for one in said)]
    assert all(one.zh and one.en and one.zh != one.en for one in words)


def test_nothing_unasked_begins_that_would_reach_into_the_night() -> None:
    dusk = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)  # 21:00 in Taipei
    situation = Situation(
        dusk - timedelta(seconds=14),
        Channel.LINE,
        Purpose.SERVICE,
        subscribed=True,
        zone="Asia/Taipei",
        quiet_from="21:00",
        quiet_to="09:00",
    )
    begun = judge(situation, policy_book())
    assert begun == Denied(Reason.QUIET_HOURS, dusk + timedelta(hours=12))
    earlier = replace(situation, at=dusk - timedelta(seconds=16))
    assert isinstance(judge(earlier, policy_book()), Allowed)
