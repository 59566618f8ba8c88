"""No brand can open a way that its channel's adapter has no request for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from tests.support.builders import a_contact, a_turn, a_turn_key
from towkay.adapters.policy_book import policy_book
from towkay.domain.brand_rules import AccountRules, BrandRules
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey, every_channel
from towkay.domain.facts import Facts
from towkay.domain.messages import Message, Purpose, TemplateMessage, Text
from towkay.domain.permits import BotPermit, HumanPermit, decide
from towkay.domain.policy.rules import Content, Row
from towkay.domain.routes import Route, SenderKind
from towkay.domain.sends import Send
from towkay.domain.subscriptions import ChannelToken, Subscription
from towkay.domain.templates import Template, TemplateKind

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
BOOK = policy_book()
KINDS = sorted({row.token for row in BOOK.rows if row.token})


def everything_on(key: ContactKey, country: str) -> BrandRules:
    on = tuple(one.id for one in BOOK.settings if one.channel is key.channel)
    account = AccountRules(key.channel, key.account, country, on=on)
    return BrandRules("Asia/Taipei", None, (), (account,))


def permitted(
    channel: Channel, opened: timedelta, country: str, user: str = "2"
) -> Iterator[Route]:
    """The routes of every permit that a contact with every token and consent can be given."""
    key = ContactKey(channel, "1", user)
    contact = a_contact(
        key,
        subscriptions=(Subscription("news", True, NOON - timedelta(days=30), "c"),),
        tokens=tuple(ChannelToken(kind, kind, NOON - timedelta(days=9)) for kind in KINDS),
        window_closes_at=NOON - opened + timedelta(days=1),
        last_event_at=NOON - opened,
        country=country,
        disclosed_at=NOON - timedelta(days=30),
    )
    turn = a_turn(a_turn_key(key, occurred_at=NOON), received_at=NOON, comment="c1")
    facts = Facts(turn, BOOK, everything_on(key, country))
    templates = [Template("approved", "en", kind) for kind in TemplateKind]
    templates.append(Template("approved", "en", TemplateKind.UTILITY, words="x", reviewed=True))
    approved = map(TemplateMessage, templates)
    unsaid: list[tuple[tuple[Message, ...], str]] = [
        ((), "approved"),
        ((Text("x"),), ""),
        *(((one,), "approved") for one in approved),
    ]
    for purpose, sender, (said, template) in product(Purpose, SenderKind, unsaid):
        send = Send(
            0, purpose, said, sender=sender, topic="news", template=template, carries_opt_out=True
        )
        ruling = decide(send, contact, facts, NOON)
        if isinstance(ruling, BotPermit | HumanPermit):
            yield ruling.route


@pytest.mark.parametrize("country", ["TW", "JP", "US", "DE", "KR", "TH", ""])
@pytest.mark.parametrize("opened", [timedelta(hours=1), timedelta(hours=30), timedelta(days=20)])
@pytest.mark.parametrize("channel", every_channel())
def test_with_every_setting_on_a_permit_is_only_for_what_can_be_sent(
    channel: Channel, opened: timedelta, country: str
) -> None:
    assert set(permitted(channel, opened, country)) <= CAPABILITIES[channel].routes


def test_the_ways_that_can_be_sent_are_open_to_somebody() -> None:
    in_time, late = timedelta(hours=1), timedelta(hours=30)
    on_page = {*permitted(Channel.MESSENGER, in_time, "TW")} | {
        *permitted(Channel.MESSENGER, late, "TW")
    }
    assert {Route.OPEN_WINDOW, Route.PRIVATE_REPLY, Route.UTILITY_TEMPLATE} <= on_page
    assert {*permitted(Channel.LINE, late, "TW")} == {Route.PUSH}
    by_number = permitted(Channel.LINE, late, "TW", "a1" * 32)
    assert {*by_number} == {Route.NOTIFICATION_MESSAGE}


def needs_what_nothing_tells(row: Row) -> bool:
    """The platform's own survey: no send of ours is one."""
    return row.content is Content.SURVEY


def test_every_way_that_cannot_be_sent_is_behind_a_setting_that_opens_nothing() -> None:
    for row in BOOK.rows:
        ended = row.until is not None and row.until <= NOON.date()
        if ended or needs_what_nothing_tells(row):
            continue
        if row.route not in CAPABILITIES[row.channel].routes:
            assert set(row.settings) & BOOK.idle, row.id


def test_a_setting_of_a_way_that_can_be_sent_is_no_idle_one() -> None:
    assert "messenger_human_agent" not in BOOK.idle
    assert "line_notification_messages" not in BOOK.idle
    assert {"messenger_news_page"} <= BOOK.idle
