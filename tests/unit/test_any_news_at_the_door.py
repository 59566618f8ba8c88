"""Whatever is known of a shopper, an account and a parcel: what the door does with news of it.

Each expectation is written here anew, from what the platforms and the shopper said, not asked of
the engine.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.door import SENT, Bench
from tests.support.shop import NOW
from tests.unit.test_instead_of_words import BY_NUMBER, DAY, ON_PAGE, ON_WHATSAPP, bench_of, rules
from tests.unit.test_overtaken_news import ABOUT, DELIVERED, ON_ITS_WAY, Known
from tests.unit.test_templates_at_the_door import ON_LINE, SHIPPED, Facts
from towkay.adapters.policy_book import policy_book
from towkay.domain.account_facts import AccountFacts, QuotaRead
from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import QuietHours
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import TemplateMessage, Text
from towkay.domain.outcomes import Outcome
from towkay.domain.permits import Permit, covers
from towkay.domain.policy.openness import obstacle
from towkay.domain.routes import Route
from towkay.domain.sends import SendState
from towkay.domain.subscriptions import Subscription

ON_INSTAGRAM = ContactKey(Channel.INSTAGRAM, "17841400000000000", "1234567")
LEAVES = ("messenger_utility_templates", "line_notification_messages", "instagram_human_agent")
NIGHT = QuietHours("00:00", "23:59")
ROWS = {row.id: row for row in policy_book().rows}
BY_TEMPLATE = {
    ON_PAGE: Route.UTILITY_TEMPLATE,
    ON_WHATSAPP: Route.UTILITY_TEMPLATE,
    BY_NUMBER: Route.NOTIFICATION_MESSAGE,
}
WITH_WINDOW = (ON_PAGE, ON_INSTAGRAM, ON_WHATSAPP)
_flag = st.booleans()


@dataclass(frozen=True)
class Case:
    """One piece of news, and all that bears on it. `quota` is what is left of LINE's month."""

    key: ContactKey
    window: bool
    template: bool
    state: TemplateState | None
    leave: bool
    consent: str
    night: bool
    passes_for: int | None
    overtaken: bool | None
    quota: int | None

    @property
    def may_be_told(self) -> bool:
        passes = self.passes_for is not None and self.passes_for > 0
        is_time = not self.night or passes
        return self.consent == "yes" and not self.overtaken and is_time

    @property
    def route(self) -> Route | None:
        """The way that the news takes, if it takes any."""
        if not self.may_be_told:
            return None
        if self.key == ON_LINE:
            return Route.PUSH if self.quota != 0 else None
        if self.key in WITH_WINDOW and self.window:
            return Route.OPEN_WINDOW
        return self._by_template

    @property
    def _by_template(self) -> Route | None:
        way = BY_TEMPLATE.get(self.key)
        granted = self.leave or self.key == ON_WHATSAPP
        approved = self.state in (None, TemplateState.APPROVED, TemplateState.OTHER)
        return way if self.template and granted and approved else None


cases = st.builds(
    Case,
    key=st.sampled_from([ON_PAGE, ON_INSTAGRAM, ON_WHATSAPP, ON_LINE, BY_NUMBER]),
    window=_flag,
    template=_flag,
    state=st.none() | st.sampled_from(TemplateState),
    leave=_flag,
    consent=st.sampled_from(["yes", "yes", "yes", "no", "stopped", "ended"]),
    night=st.sampled_from([False, False, True]),
    passes_for=st.sampled_from([None, -1, 0, 1, 3600]),
    overtaken=st.sampled_from([None, False, False, True]),
    quota=st.sampled_from([None, 0, 1, 1000]),
)


def bench_for(case: Case, permits: list[tuple[ChannelCall, Permit]]) -> Bench:
    month = QuotaRead(1000 - case.quota, NOW, 1000) if case.quota is not None else None
    until = None if case.passes_for is None else NOW + timedelta(seconds=case.passes_for)
    bench = bench_of(
        case.key,
        window=case.window,
        facts=Facts(case.state, AccountFacts(quota=month)),
        parcel=None if case.overtaken is None else ABOUT,
        instead=SHIPPED if case.template else None,
        passes_quiet_until=until,
        carries_disclosure=True,
    )
    on = tuple(one for one in LEAVES if case.leave and one.startswith(case.key.channel))
    bench.rules.publish("demo", rules(case.key, *on, quiet=NIGHT if case.night else None))
    bench.tools["orders"] = Known(*[DELIVERED if case.overtaken else ON_ITS_WAY] * 3)
    _with_consent(bench, case.consent)

    def respond(call: ChannelCall, permit: Permit) -> Outcome:
        permits.append((call, permit))
        return SENT

    bench.respond = respond  # type: ignore[method-assign]  # to see the permits as well
    return bench


def _with_consent(bench: Bench, consent: str) -> None:
    contact = bench.table.contacts[bench.key]
    if consent == "stopped":
        bench.change_contact(consent=replace(contact.consent, stopped=True, stop_at=NOW))
    elif consent == "no":
        bench.change_contact(subscriptions=())
    elif consent == "ended":
        ended = Subscription("news", False, NOW - DAY, "c")
        bench.change_contact(subscriptions=(ended,))


@settings(max_examples=600, deadline=None)
@given(cases)
def test_news_takes_the_one_lawful_way_or_none_and_says_why(case: Case) -> None:
    permits: list[tuple[ChannelCall, Permit]] = []
    bench = bench_for(case, permits)
    bench.deliver()
    assert [call.route for call, _ in permits] == ([case.route] if case.route else [])
    send = bench.sends[0]
    if case.route is None:
        held = case.night and send.reason == "quiet_hours"
        assert send.state is (SendState.READY if held else SendState.SUPPRESSED)
        assert send.reason and send.decision is not None
        assert send.messages == (Text("您的包裹已出貨"),)
    else:
        assert send.state is SendState.SENT


@settings(max_examples=600, deadline=None)
@given(cases)
def test_no_call_is_made_but_on_a_permit_whose_row_is_open(case: Case) -> None:
    permits: list[tuple[ChannelCall, Permit]] = []
    bench = bench_for(case, permits)
    bench.deliver()
    for call, permit in permits:
        row, of = ROWS[permit.decision.rule], permit.decision.situation
        assert covers(permit, call) and row.route is call.route
        assert obstacle(row, of) is None and not of.outdated and of.subscribed
        in_words = not isinstance(call.messages[0], TemplateMessage)
        assert in_words is (call.route in (Route.OPEN_WINDOW, Route.PUSH))
        assert bench.sends[0].messages == call.messages
        assert bench.sends[0].decision == permit.decision


@settings(max_examples=200, deadline=None)
@given(cases, cases)
def test_what_was_held_for_the_night_is_judged_by_all_that_is_so_in_the_morning(
    evening: Case, morning: Case
) -> None:
    evening = replace(evening, night=True, passes_for=None, consent="yes", overtaken=False)
    permits: list[tuple[ChannelCall, Permit]] = []
    bench = bench_for(evening, permits)
    bench.deliver()
    send = bench.sends[0]
    assert permits == []
    if send.state is not SendState.READY or send.not_before is None:
        return
    later = replace(evening, night=False, consent=morning.consent, overtaken=morning.overtaken)
    bench.now = send.not_before
    bench.rules.publish(
        "demo",
        rules(
            evening.key,
            *(one for one in LEAVES if evening.leave and one.startswith(evening.key.channel)),
        ),
    )
    bench.tools["orders"] = Known(DELIVERED if later.overtaken else ON_ITS_WAY)
    closes = bench.now + (timedelta(hours=2) if later.window else -DAY)
    bench.change_contact(window_closes_at=closes)
    _with_consent(bench, later.consent)
    bench.deliver()
    assert [call.route for call, _ in permits] == ([later.route] if later.route else [])
