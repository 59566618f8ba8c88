"""Since the tags ended, news to a closed window goes as a template or not at all, on every day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW
from tests.unit.test_instead_of_words import DAY, bench_of, rules
from tests.unit.test_templates_at_the_door import SHIPPED
from towkay.adapters.policy_book import policy_book
from towkay.domain.brand_rules import AccountRules
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import Purpose
from towkay.domain.policy.judging import Allowed, judge
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import Route, SenderKind
from towkay.domain.sends import SendState
from towkay.domain.situations import settings_of

BOOK = policy_book()
ENDED = datetime(2026, 4, 27, tzinfo=UTC)
DAYS = 3 * 365
ON_INSTAGRAM = ContactKey(Channel.INSTAGRAM, "17841400000000000", "1234567")


def every_day() -> Iterator[datetime]:
    """The first and the last second of each day, as the rows count days."""
    for number in range(DAYS):
        yield ENDED + timedelta(days=number)
        yield ENDED + timedelta(days=number + 1, seconds=-1)


def all_on(channel: Channel) -> tuple[str, ...]:
    """Every setting that an account can have."""
    on = tuple(one.id for one in BOOK.settings if one.channel is channel)
    return settings_of(AccountRules(channel, "1", on=on), BOOK, channel)


def news(channel: Channel, at: datetime, template: str = "", *, only: bool = False) -> Situation:
    return Situation(
        at,
        channel,
        Purpose.SERVICE,
        template=template,
        template_only=only,
        subscribed=True,
        window_opened_at=at - DAY,
        last_event_at=at - DAY,
        country="TW",
        account_country="TW",
        disclosed=True,
    )


@pytest.mark.parametrize("sender", SenderKind)
@pytest.mark.parametrize(("template", "only"), [("", False), ("t", False), ("t", True)])
def test_a_closed_window_on_messenger_is_written_into_by_template_or_not_at_all(
    template: str, only: bool, sender: SenderKind
) -> None:
    for at in every_day():
        of = replace(news(Channel.MESSENGER, at, template, only=only), sender=sender)
        if sender is SenderKind.HUMAN:
            of = replace(of, held_from=at - DAY, held_until=at + DAY)
        for settings in ((), all_on(Channel.MESSENGER)):
            ruling = judge(replace(of, settings=settings), BOOK)
            if isinstance(ruling, Allowed):
                routes = {row.route for row in (ruling.row, *ruling.dearer)}
                assert settings and routes == {Route.UTILITY_TEMPLATE} and template


def test_the_day_before_a_tag_was_still_a_way() -> None:
    """So that the test above could fail."""
    ruling = judge(news(Channel.MESSENGER, ENDED - timedelta(seconds=1)), BOOK)
    assert isinstance(ruling, Allowed) and ruling.row.route is Route.TAGGED_UPDATE


def test_a_closed_window_on_instagram_is_written_into_by_no_program_at_all() -> None:
    for at in every_day():
        of = replace(news(Channel.INSTAGRAM, at), settings=all_on(Channel.INSTAGRAM))
        for template, only in (("", False), ("t", False), ("t", True)):
            said = replace(of, template=template, template_only=only)
            assert not isinstance(judge(said, BOOK), Allowed)


def told(key: ContactKey, on: tuple[str, ...], at: datetime, **about: object) -> Bench:
    bench = bench_of(key, on=on, **about)  # type: ignore[arg-type]  # fields of Send
    bench.now = at
    bench.rules.publish("demo", rules(key, *on))
    bench.deliver()
    return bench


def test_with_every_setting_on_the_door_takes_the_template_and_never_a_tag() -> None:
    key = ContactKey(Channel.MESSENGER, "104512398760021", "684331092")
    bench = told(key, all_on(Channel.MESSENGER), NOW)
    assert [call.route for call in bench.calls] == [Route.UTILITY_TEMPLATE]
    bare = told(key, all_on(Channel.MESSENGER), NOW, instead=None)
    assert (bare.calls, bare.sends[0].reason) == ([], Reason.WINDOW_CLOSED)


@pytest.mark.parametrize("instead", [None, SHIPPED])
def test_on_instagram_the_reason_is_stored(instead: object) -> None:
    bench = told(
        *(ON_INSTAGRAM, all_on(Channel.INSTAGRAM), NOW), instead=instead, carries_disclosure=True
    )
    send = bench.sends[0]
    assert (bench.calls, send.state) == ([], SendState.SUPPRESSED)
    assert send.reason == Reason.WINDOW_CLOSED
    assert send.decision is not None and send.decision.rule == send.reason
