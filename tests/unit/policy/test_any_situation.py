"""What holds for every situation there can be; each rule is told anew here, not by the engine."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.any_situation import situations
from towkay.adapters.policy_book import policy_book
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.costs import cheapness
from towkay.domain.policy.judging import Allowed, judge
from towkay.domain.policy.openness import obstacle
from towkay.domain.policy.rules import KnownBy, Row
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import Route, SenderKind

BOOK = policy_book()
DAY = timedelta(days=1)
# Written here a second time, from the platforms' words: the longest that each way stays open.
WINDOWS = {
    (Channel.MESSENGER, Route.OPEN_WINDOW): DAY,
    (Channel.INSTAGRAM, Route.OPEN_WINDOW): DAY,
    (Channel.WHATSAPP, Route.OPEN_WINDOW): DAY,
    (Channel.MESSENGER, Route.HUMAN_AGENT): 7 * DAY,
    (Channel.INSTAGRAM, Route.HUMAN_AGENT): 7 * DAY,
    (Channel.MESSENGER, Route.CUSTOMER_FEEDBACK): 7 * DAY,
}
ENDS = {
    Route.TAGGED_UPDATE: datetime(2026, 4, 27),  # noqa: DTZ001  # compared as UTC days
    Route.SPONSORED_MESSAGE: datetime(2024, 7, 31),  # noqa: DTZ001
}
FIVE_REGIONS = {"AU", "JP", "KR", "GB", "DE"}  # of the drawn countries
EXAMPLES = settings(max_examples=1000)


def permitted(of: Situation) -> Row | None:
    ruling = judge(of, BOOK)
    return ruling.row if isinstance(ruling, Allowed) else None


@EXAMPLES
@given(situations())
def test_no_message_that_nobody_asked_for_goes_without_consent(of: Situation) -> None:
    if of.purpose is Purpose.REPLY or permitted(of) is None:
        return
    assert of.subscribed and not (of.stopped or of.topic_stopped)
    assert not (of.purpose is Purpose.MARKETING and of.marketing_refused)


@EXAMPLES
@given(situations())
def test_no_message_goes_outside_the_window_of_its_way(of: Situation) -> None:
    row = permitted(of)
    if row is None or (row.channel, row.route) not in WINDOWS:
        return
    assert of.window_opened_at is not None
    assert of.at - of.window_opened_at < WINDOWS[row.channel, row.route]


@EXAMPLES
@given(situations())
def test_no_private_reply_without_a_fresh_comment_or_a_second_time(of: Situation) -> None:
    row = permitted(of)
    if row is not None and row.route is Route.PRIVATE_REPLY:
        assert of.comment_at is not None and of.at - of.comment_at < 7 * DAY
        assert not of.comment_answered


@EXAMPLES
@given(situations())
def test_no_message_takes_a_way_before_its_first_day_or_after_its_last(of: Situation) -> None:
    row = permitted(of)
    if row is None:
        return
    assert row.since <= of.at.date() and (row.until is None or of.at.date() < row.until)
    if row.route in ENDS:
        assert of.at.replace(tzinfo=None) < ENDS[row.route]


@EXAMPLES
@given(situations())
def test_a_program_takes_no_way_that_is_for_people(of: Situation) -> None:
    row = permitted(of)
    if row is not None and of.sender is SenderKind.BOT:
        assert row.route is not Route.HUMAN_AGENT


@EXAMPLES
@given(situations())
def test_a_person_writes_only_while_a_person_holds_the_conversation(of: Situation) -> None:
    if of.sender is SenderKind.HUMAN and permitted(of) is not None:
        assert of.held_from is not None and of.held_until is not None
        assert of.held_from <= of.at < of.held_until


@EXAMPLES
@given(situations())
def test_nothing_unasked_goes_in_quiet_hours(of: Situation) -> None:
    if of.purpose is Purpose.REPLY or not of.quiet_from or permitted(of) is None:
        return
    if of.purpose is Purpose.SERVICE and of.passes_quiet_until and of.at < of.passes_quiet_until:
        return  # news of today alone
    wall = of.at.astimezone(ZoneInfo(of.zone)).strftime("%H:%M")
    over_midnight = of.quiet_to < of.quiet_from
    after, before = of.quiet_from <= wall, wall < of.quiet_to
    quiet = (after or before) if over_midnight else (after and before)
    assert not quiet


@EXAMPLES
@given(situations())
def test_nothing_unasked_goes_over_a_cap_or_beyond_the_quota(of: Situation) -> None:
    if of.purpose is Purpose.REPLY or permitted(of) is None:
        return
    assert all(cap.count < cap.most for cap in of.caps) and not of.told_already
    assert of.quota_left is None or of.quota_left > 0


@EXAMPLES
@given(situations())
def test_nothing_overtaken_goes_and_nothing_a_second_time_in_words(of: Situation) -> None:
    if permitted(of) is not None:
        assert not (of.outdated or of.said_by_template)


@EXAMPLES
@given(situations())
def test_a_number_alone_is_never_pushed_to_and_a_friend_never_notified(of: Situation) -> None:
    row = permitted(of)
    if row is not None and of.known_by is not None:
        by_number = of.known_by is KnownBy.NUMBER
        closed = Route.PUSH if by_number else Route.NOTIFICATION_MESSAGE
        assert row.route is not closed


@EXAMPLES
@given(situations())
def test_no_promotion_goes_into_a_region_that_excludes_it(of: Situation) -> None:
    row = permitted(of)
    if row is None:
        return
    if row.channel is Channel.MESSENGER and row.route is Route.MARKETING_MESSAGE:
        assert of.country not in FIVE_REGIONS
    is_late = of.at.date().isoformat() >= "2026-02-10"
    if row.route is Route.RECURRING_NOTIFICATION and is_late:
        assert of.country in FIVE_REGIONS and of.account_country in FIVE_REGIONS
    if row.route is Route.MARKETING_TEMPLATE and of.at.date().isoformat() >= "2025-04-01":
        assert of.country != "US"


@EXAMPLES
@given(situations())
def test_a_stop_never_opens_anything(of: Situation) -> None:
    """Whatever is forbidden stays forbidden after a stop, and all that is unasked becomes so."""
    latest = max(filter(None, (of.stop_at, of.at)))
    stopped = replace(of, stopped=True, stop_at=latest, acknowledges_stop=False)
    if permitted(stopped) is not None:
        assert permitted(of) is not None
        assert of.purpose is Purpose.REPLY
        assert of.heard_at is None or of.heard_at > latest


@EXAMPLES
@given(situations(), st.timedeltas(timedelta(0), timedelta(days=30)))
def test_time_alone_opens_no_window_again(of: Situation, passed: timedelta) -> None:
    later = replace(of, at=of.at + passed)
    for row in BOOK.by_channel[of.channel]:
        if row.opener is None or row.spacing is not None:
            continue
        began = row.since <= of.at.date()
        if began and obstacle(row, of) is not None:
            assert obstacle(row, later) is not None, row.id


@EXAMPLES
@given(situations())
def test_the_cheapest_open_way_is_taken_and_every_time_the_same(of: Situation) -> None:
    ruling = judge(of, BOOK)
    assert judge(of, BOOK) == ruling
    if isinstance(ruling, Allowed):
        costs = [cheapness(row, of, BOOK) for row in (ruling.row, *ruling.dearer)]
        assert costs == sorted(costs)
        assert all(obstacle(row, of) is None for row in (ruling.row, *ruling.dearer))


@EXAMPLES
@given(situations())
def test_a_hold_ends_after_now_and_before_the_send_is_worthless(of: Situation) -> None:
    ruling = judge(of, BOOK)
    if isinstance(ruling, Allowed) or ruling.until is None:
        return
    assert ruling.until > of.at
    assert of.expires_at is None or ruling.until < of.expires_at


@EXAMPLES
@given(situations())
def test_the_order_of_the_rows_decides_nothing(of: Situation) -> None:
    turned = replace(
        BOOK, by_channel={of.channel: BOOK.by_channel[of.channel][::-1]}, prices=BOOK.prices[::-1]
    )
    assert judge(of, turned) == judge(of, BOOK)


def test_the_drawn_situations_reach_every_kind_of_answer() -> None:
    seen: set[str] = set()

    @settings(max_examples=1500, database=None, derandomize=True)
    @given(situations())
    def look(of: Situation) -> None:
        ruling = judge(of, BOOK)
        seen.add(ruling.row.route if isinstance(ruling, Allowed) else ruling.reason)

    look()
    assert {"open_window", "push", "reply_token", "stopped", "no_consent", "cap"} <= seen
    assert {"quiet_hours", "window_closed", "human_holds", "expired", "human_agent"} <= seen
