"""Time travel: the changes of 2025 and 2026 break, day by day, what they broke in the world."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from towkay.adapters.policy_book import policy_book
from towkay.domain.channels import Channel, every_channel
from towkay.domain.messages import Purpose
from towkay.domain.permits import cost_of
from towkay.domain.policy.judging import Allowed, judge
from towkay.domain.policy.rules import Row
from towkay.domain.policy.situation import Situation

BOOK = policy_book()
NOON = timedelta(hours=4)  # in Taipei


def days(first: date, last: date) -> Iterator[datetime]:
    for day in range((last - first).days + 1):
        yield datetime(first.year, first.month, first.day, tzinfo=UTC) + timedelta(days=day) + NOON


def answers(of: Situation, first: date, last: date) -> list[tuple[date, str, str]]:
    """The days on which the answer changes, each with the rule and the cost from then on."""
    found: list[tuple[date, str, str]] = []
    for at in days(first, last):
        # Everything keeps its distance from the day: only the rules may change.
        moved = replace(
            of,
            at=at,
            window_opened_at=_moved(of.window_opened_at, of.at, at),
            last_by_token_at=_moved(of.last_by_token_at, of.at, at),
        )
        ruling = judge(moved, BOOK)
        if isinstance(ruling, Allowed):
            answer = ruling.row.id, cost_of(ruling)
        else:
            answer = ruling.reason.value, ""
        if not found or found[-1][1:] != answer:
            found.append((at.date(), *answer))
    return found


def _moved(moment: datetime | None, of: datetime, at: datetime) -> datetime | None:
    return None if moment is None else at - (of - moment)


AT = datetime(2026, 1, 1, 4, tzinfo=UTC)
NEWS = Situation(
    AT,
    Channel.MESSENGER,
    Purpose.SERVICE,
    subscribed=True,
    window_opened_at=AT - timedelta(hours=30),
    country="TW",
    account_country="TW",
)
PROMOTION = replace(
    NEWS, purpose=Purpose.MARKETING, carries_opt_out=True, tokens=("notification_messages",)
)


def test_news_by_message_tags_break_on_the_27th_of_april_2026() -> None:
    assert answers(NEWS, date(2025, 11, 1), date(2026, 11, 1)) == [
        (date(2025, 11, 1), "messenger-tagged-update", ""),
        (date(2026, 4, 27), "window_closed", ""),
    ]


def test_with_a_template_the_same_news_go_on_without_a_day_between() -> None:
    ready = replace(NEWS, template="shipped", settings=("messenger_utility_templates",))
    assert answers(ready, date(2026, 4, 1), date(2026, 5, 31)) == [
        (date(2026, 4, 1), "messenger-tagged-update", ""),
        (date(2026, 4, 27), "messenger-utility-template", ""),
    ]


def test_recurring_notifications_close_to_new_apps_and_then_to_taiwan() -> None:
    assert answers(PROMOTION, date(2025, 8, 1), date(2026, 3, 1)) == [
        (date(2025, 8, 1), "messenger-recurring-daily", ""),
        (date(2025, 9, 1), "window_closed", ""),
    ]
    old_app = replace(PROMOTION, settings=("messenger_recurring_notifications",))
    assert answers(old_app, date(2025, 8, 1), date(2026, 3, 1)) == [
        (date(2025, 8, 1), "messenger-recurring-daily", ""),
        (date(2025, 9, 1), "messenger-recurring-old-apps", ""),
        (date(2026, 2, 10), "window_closed", ""),
    ]
    japan = replace(old_app, country="JP", account_country="JP")
    assert answers(japan, date(2026, 2, 1), date(2026, 11, 1)) == [
        (date(2026, 2, 1), "messenger-recurring-old-apps", ""),
        (date(2026, 2, 10), "messenger-recurring-five-regions", ""),
    ]


def test_the_spacing_of_recurring_notifications_doubles_in_september_2025() -> None:
    sent = PROMOTION.at - timedelta(hours=30)
    again = replace(
        PROMOTION, settings=("messenger_recurring_notifications",), last_by_token_at=sent
    )
    assert answers(again, date(2025, 8, 25), date(2025, 9, 5)) == [
        (date(2025, 8, 25), "messenger-recurring-daily", ""),
        (date(2025, 9, 1), "window_closed", ""),
    ]


def test_the_spacing_of_paid_messages_halves_in_august_2025() -> None:
    sent = PROMOTION.at - timedelta(hours=13)
    paid = replace(PROMOTION, settings=("messenger_marketing_messages",), last_by_token_at=sent)
    assert answers(paid, date(2025, 6, 20), date(2025, 8, 20)) == [
        (date(2025, 6, 20), "window_closed", ""),
        (date(2025, 8, 11), "messenger-marketing-message", "?"),
    ]


def test_paid_messages_open_in_july_2025() -> None:
    paid = replace(PROMOTION, settings=("messenger_marketing_messages",))
    rows = [row.id for row in open_on(paid, date(2025, 7, 1))]
    assert rows == ["messenger-recurring-daily", "messenger-marketing-message-daily"]
    assert [row.id for row in open_on(paid, date(2025, 6, 30))] == ["messenger-recurring-daily"]


def open_on(of: Situation, day: date) -> tuple[Row, ...]:
    (at,) = days(day, day)
    moved = replace(of, at=at, window_opened_at=None, last_by_token_at=at - timedelta(hours=25))
    ruling = judge(moved, BOOK)
    assert isinstance(ruling, Allowed)
    return (ruling.row, *ruling.dearer)


def test_what_whatsapp_costs_changes_in_july_2025_and_october_2026() -> None:
    inside = replace(NEWS, channel=Channel.WHATSAPP, window_opened_at=NEWS.at - timedelta(hours=2))
    assert answers(inside, date(2025, 6, 1), date(2026, 11, 1)) == [
        (date(2025, 6, 1), "whatsapp-service-free", ""),
        (date(2026, 10, 1), "whatsapp-service", "0.0113 USD"),
    ]
    template = replace(inside, template="shipped", template_only=True)
    assert answers(template, date(2025, 6, 1), date(2026, 11, 1)) == [
        (date(2025, 6, 1), "whatsapp-utility-conversation", "?"),
        (date(2025, 7, 1), "whatsapp-utility-in-window", ""),
        (date(2026, 10, 1), "whatsapp-utility", "0.0113 USD"),
    ]


def test_marketing_to_the_united_states_ends_in_april_2025() -> None:
    offer = replace(PROMOTION, channel=Channel.WHATSAPP, template="sale", country="US")
    assert answers(offer, date(2025, 3, 1), date(2025, 8, 1)) == [
        (date(2025, 3, 1), "whatsapp-marketing-everywhere", "?"),
        (date(2025, 4, 1), "window_closed", ""),
    ]


@pytest.mark.parametrize("channel", every_channel())
def test_a_reply_in_time_is_never_broken_by_a_date(channel: Channel) -> None:
    question = replace(
        NEWS,
        channel=channel,
        purpose=Purpose.REPLY,
        carries_disclosure=True,
        window_opened_at=NEWS.at - timedelta(minutes=1),
    )
    found = answers(question, date(2024, 1, 1), date(2027, 1, 1))
    assert not [rule for _, rule, _ in found if "-" not in rule]
