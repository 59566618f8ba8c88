"""News goes in words where words may go, else as the template that says the same, and once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW
from tests.unit.test_templates_at_the_door import SHIPPED, Facts
from towkay.adapters.policy_book import policy_book
from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules, BrandRules, QuietHours
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import Purpose, TemplateMessage, Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.explaining import why
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.supposing import What
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.domain.shipping.about import AboutParcel
from towkay.domain.subscriptions import Subscription
from towkay.domain.templates import Template, TemplateKind

ON_PAGE = ContactKey(Channel.MESSENGER, "104512398760021", "684331092")
ON_WHATSAPP = ContactKey(Channel.WHATSAPP, "106540352242922", "US.1234")
BY_NUMBER = ContactKey(Channel.LINE, "U00112233445566778899aabbccddeeff", "1315ec4a" * 8)
WORDS = (Text("您的包裹已出貨"),)
DAY = timedelta(days=1)
_ON = ("messenger_utility_templates",)


def rules(key: ContactKey, *on: str, quiet: QuietHours | None = None) -> BrandRules:
    account = AccountRules(key.channel, key.account, "TW", on)
    return replace(DEFAULT_RULES, quiet_hours=quiet, caps=(), accounts=(account,))


def bench_of(
    key: ContactKey = ON_PAGE,
    *,
    window: bool = False,
    facts: Facts | None = None,
    on: tuple[str, ...] = _ON,
    texts: tuple[str, ...] = ("您的包裹已出貨",),
    parcel: AboutParcel | None = None,
    **about: object,
) -> Bench:
    """A turn of news whose first send has a template that says the same."""
    bench = Bench(key)
    bench.tools = {"facts": facts or Facts(TemplateState.APPROVED)}
    bench.rules.publish("demo", rules(key, *on))
    bench.contact = replace(
        bench.contact,
        window_closes_at=NOW + timedelta(hours=2) if window else NOW - DAY,
        subscriptions=(Subscription("news", True, NOW - 9 * DAY, "c"),),
    )
    news = {"topic": "news", "instead": SHIPPED, **about}
    sends = tuple(Send(n, Purpose.SERVICE, (Text(text),)) for n, text in enumerate(texts))
    first = replace(sends[0], **news)  # type: ignore[arg-type]  # fields of Send
    rest = tuple(replace(one, topic="news") for one in sends[1:])
    bench.store_turn(sends=(first, *rest), about=parcel)
    return bench


def test_in_the_window_the_words_go_and_nobody_asks_for_the_template() -> None:
    facts = Facts(TemplateState.APPROVED)
    bench = bench_of(window=True, facts=facts)
    bench.deliver()
    (call,) = bench.calls
    assert (call.route, call.messages) == (Route.OPEN_WINDOW, WORDS)
    assert (bench.sends[0].template, facts.reads) == ("", 1)  # of the account, and no other


def test_words_go_in_the_window_also_where_they_cost_as_much_as_the_template() -> None:
    bench = bench_of(ON_WHATSAPP, window=True)
    bench.deliver()
    (call,) = bench.calls
    assert (call.route, call.messages) == (Route.OPEN_WINDOW, WORDS)


@pytest.mark.parametrize("key", [ON_PAGE, ON_WHATSAPP])
def test_outside_the_window_the_template_goes_and_is_what_is_stored(key: ContactKey) -> None:
    bench = bench_of(key, carries_disclosure=True)
    bench.deliver()
    (call,), send = bench.calls, bench.sends[0]
    assert (call.route, call.messages) == (Route.UTILITY_TEMPLATE, (TemplateMessage(SHIPPED),))
    assert (send.state, send.messages, send.template) == (
        SendState.SENT,
        (TemplateMessage(SHIPPED),),
        SHIPPED.name,
    )
    assert (send.instead, send.said_instead, send.carries_disclosure) == (None, True, False)
    assert send.decision is not None and send.decision.situation.template == SHIPPED.name


def test_a_template_that_is_not_approved_stays_here_and_its_reason_is_told() -> None:
    bench = bench_of(facts=Facts(TemplateState.PAUSED))
    bench.deliver()
    send = bench.sends[0]
    assert (bench.calls, send.state, send.reason) == (
        [],
        SendState.SUPPRESSED,
        Reason.TEMPLATE_UNAPPROVED,
    )
    assert (send.messages, send.instead) == (WORDS, SHIPPED)


def test_where_the_account_has_no_leave_for_templates_that_is_the_reason() -> None:
    bench = bench_of(on=())
    bench.deliver()
    send = bench.sends[0]
    assert (bench.calls, send.reason) == ([], Reason.NOT_GRANTED)
    assert send.decision is not None
    told = why(send.decision, policy_book())
    steps = {(step.what, step.name) for change in told.changes for step in change.steps}
    assert (What.SHOPPER_WRITES, "") in steps
    assert (What.SETTING, "messenger_utility_templates") in steps


def test_a_template_that_waits_for_the_morning_waits_as_words() -> None:
    """Until then the shopper may have written, and words may go."""
    bench = bench_of()
    bench.rules.publish("demo", rules(ON_PAGE, *_ON, quiet=QuietHours("00:00", "23:59")))
    bench.deliver()
    send = bench.sends[0]
    assert (send.state, send.reason, send.messages) == (SendState.READY, "quiet_hours", WORDS)
    assert send.instead == SHIPPED
    bench.rules.publish("demo", rules(ON_PAGE, *_ON))
    bench.now = send.not_before or NOW
    bench.change_contact(window_closes_at=bench.now + timedelta(hours=5))
    bench.deliver()
    assert [call.messages for call in bench.calls] == [WORDS]


def test_what_may_have_been_seen_in_words_is_never_said_again_as_a_template() -> None:
    bench = bench_of(window=True)
    bench.deliver()
    turn = bench.table.turn(bench.turn_key, bench.now)
    assert turn is not None
    unclear = replace(turn.sends[0], state=SendState.READY, ambiguous=True)
    bench.table.settle(turn, unclear)
    bench.change_contact(window_closes_at=NOW - DAY)
    bench.deliver()
    assert (len(bench.calls), bench.states) == (1, [SendState.PARKED])
    assert bench.sends[0].messages == WORDS  # what is on record is what may have been seen


def test_a_template_that_must_be_tried_again_is_the_same_though_the_window_opened() -> None:
    bench = bench_of()
    bench.answers = [Outcome(Verdict.SLOW_DOWN)]
    bench.deliver()
    assert bench.states == [SendState.READY]
    bench.now += timedelta(minutes=5)
    bench.change_contact(window_closes_at=bench.now + timedelta(hours=5))
    bench.deliver()
    assert [call.messages for call in bench.calls] == [(TemplateMessage(SHIPPED),)] * 2
    assert bench.states == [SendState.SENT]


def test_words_that_surely_did_not_leave_may_go_as_the_template_later() -> None:
    bench = bench_of(window=True)
    bench.answers = [Outcome(Verdict.NOT_SENT)]
    bench.deliver()
    bench.now += timedelta(minutes=5)
    bench.change_contact(window_closes_at=bench.now - timedelta(minutes=1))
    bench.deliver()
    assert [call.messages for call in bench.calls] == [WORDS, (TemplateMessage(SHIPPED),)]


@pytest.mark.parametrize("state", [TemplateState.APPROVED, TemplateState.PAUSED])
def test_words_that_the_channel_refuses_for_its_window_go_as_the_template(
    state: TemplateState,
) -> None:
    bench = bench_of(window=True, facts=Facts(state))
    bench.answers = [Outcome(Verdict.REFUSED, Refusal.WINDOW_CLOSED, code="10")]
    bench.deliver()
    said = [call.messages for call in bench.calls]
    if state is TemplateState.APPROVED:
        assert (said, bench.states) == ([WORDS, (TemplateMessage(SHIPPED),)], [SendState.SENT])
    else:
        assert (said, bench.sends[0].reason) == ([WORDS], Reason.TEMPLATE_UNAPPROVED)


def test_words_refused_for_anything_else_or_without_a_template_are_refused() -> None:
    closed = Outcome(Verdict.REFUSED, Refusal.WINDOW_CLOSED)
    for instead, outcome in ((None, closed), (SHIPPED, Outcome(Verdict.REFUSED))):
        bench = bench_of(window=True, instead=instead)
        bench.answers = [outcome]
        bench.deliver()
        assert (len(bench.calls), bench.states) == (1, [SendState.REFUSED])


def test_what_follows_a_template_that_said_it_all_stays_back_with_its_reason() -> None:
    bench = bench_of(texts=("第一則", "第二則"))
    bench.deliver()
    assert bench.states == [SendState.SENT, SendState.SUPPRESSED]
    assert bench.sends[1].reason == Reason.SAID_BY_TEMPLATE
    in_words = bench_of(texts=("第一則", "第二則"), window=True)
    in_words.deliver()
    assert in_words.states == [SendState.SENT, SendState.SENT]


def test_nothing_goes_as_a_template_after_a_stop() -> None:
    facts = Facts(TemplateState.APPROVED)
    bench = bench_of(facts=facts)
    bench.change_contact(subscriptions=(Subscription("news", False, NOW, "c"),))
    bench.deliver()
    assert (bench.calls, bench.sends[0].reason) == ([], Reason.STOPPED)
    assert facts.reads == 1  # a stop is no matter of the template


def test_a_number_is_notified_by_the_template_and_never_pushed_to() -> None:
    bench = bench_of(BY_NUMBER, window=True, on=("line_notification_messages",))
    bench.deliver()
    (call,) = bench.calls
    assert (call.route, call.messages) == (
        Route.NOTIFICATION_MESSAGE,
        (TemplateMessage(SHIPPED),),
    )
    assert bench_of_number_without_leave().reason == Reason.NOT_GRANTED


def bench_of_number_without_leave() -> Send:
    bench = bench_of(BY_NUMBER, on=())
    bench.deliver()
    return bench.sends[0]


def test_reviewed_words_go_where_the_account_has_that_leave() -> None:
    said = Template("r1", "zh_TW", TemplateKind.UTILITY, words="包裹到了", reviewed=True)
    granted = bench_of(BY_NUMBER, on=("line_notification_messages_flexible",), instead=said)
    granted.tools = {}
    granted.deliver()
    assert [call.messages for call in granted.calls] == [(TemplateMessage(said),)]
    other = bench_of(BY_NUMBER, on=("line_notification_messages",), instead=said)
    other.tools = {}
    other.deliver()
    assert (other.calls, other.sends[0].reason) == ([], Reason.NOT_GRANTED)
