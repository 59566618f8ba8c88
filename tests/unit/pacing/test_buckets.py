"""A call counts towards the rate that its channel names for it."""

from datetime import date

import pytest

from tests.support.shop import LINE_SHOPPER, PAGE_SHOPPER
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import Card, Image, Message, Text
from towkay.domain.pacing.buckets import UNKNOWN_RATE, bucket_of, rate_of
from towkay.domain.policy.rules import Rate, book_of
from towkay.domain.routes import Route

TODAY = date(2026, 11, 22)
TEXT, IMAGE, CARD = Text("好"), Image("https://a.example/b.jpg"), Card("茶", "好茶")


def rate(per_second: int, since: date, until: date | None = None) -> Rate:
    return Rate(Channel.LINE, "push", per_second, since, "made up", until)


def call(contact: ContactKey, message: Message, route: Route) -> ChannelCall:
    return ChannelCall(contact, "demo", "s1", route, (message,))


@pytest.mark.parametrize(
    ("contact", "message", "route", "bucket"),
    [
        (PAGE_SHOPPER, TEXT, Route.OPEN_WINDOW, "send"),
        (PAGE_SHOPPER, CARD, Route.OPEN_WINDOW, "send"),
        (PAGE_SHOPPER, IMAGE, Route.OPEN_WINDOW, "media"),
        (LINE_SHOPPER, TEXT, Route.REPLY_TOKEN, "reply"),
        (LINE_SHOPPER, IMAGE, Route.PUSH, "push"),
    ],
)
def test_a_call_counts_towards_the_bucket_of_its_endpoint_and_kind(
    contact: ContactKey, message: Message, route: Route, bucket: str
) -> None:
    assert bucket_of(call(contact, message, route)) == bucket


def test_the_row_in_force_says_the_rate() -> None:
    book = book_of("t", (), rates=(rate(2000, date(2020, 1, 1), TODAY), rate(100, TODAY)))

    assert rate_of(book, Channel.LINE, "push", date(2026, 11, 21)) == 2000
    assert rate_of(book, Channel.LINE, "push", TODAY) == 100


def test_of_two_rows_the_lower_holds() -> None:
    book = book_of("t", (), rates=(rate(2000, TODAY), rate(100, TODAY)))

    assert rate_of(book, Channel.LINE, "push", TODAY) == 100


def test_a_bucket_nobody_knows_the_rate_of_goes_slowly() -> None:
    book = book_of("t", (), rates=(rate(2000, TODAY),))

    assert rate_of(book, Channel.LINE, "reply", TODAY) == UNKNOWN_RATE
    assert rate_of(book, Channel.MESSENGER, "push", TODAY) == UNKNOWN_RATE
