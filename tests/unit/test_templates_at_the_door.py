"""A template goes out by a template's way, unless its platform is known to have taken it back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.door import Bench
from tests.support.shop import NOW
from towkay.domain.account_facts import NOTHING_KNOWN, AccountFacts, QuotaRead
from towkay.domain.account_news import AccountReported, Standing, TemplateState
from towkay.domain.brand_rules import DEFAULT_RULES
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.health import AccountKey
from towkay.domain.messages import Message, Purpose, TemplateMessage, Text
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.rules import Content
from towkay.domain.routes import Route
from towkay.domain.sends import SendState
from towkay.domain.subscriptions import Subscription
from towkay.domain.templates import Template, TemplateKind

SHOPPER = ContactKey(Channel.WHATSAPP, "106540352242922", "US.1234")
ON_LINE = ContactKey(Channel.LINE, "U00112233445566778899aabbccddeeff", "Ua9")
SHIPPED = Template("order_shipped", "zh_TW", TemplateKind.UTILITY)


class Facts:
    """What the channel told; counts how often it was asked."""

    def __init__(
        self, state: TemplateState | None = None, account: AccountFacts = NOTHING_KNOWN
    ) -> None:
        self.state, self.account, self.reads = state, account, 0

    def facts(self, account: AccountKey) -> AccountFacts:
        self.reads += 1
        return self.account

    def template(self, account: AccountKey, name: str, language: str) -> TemplateState | None:
        self.reads += 1
        assert (name, language) == (SHIPPED.name, SHIPPED.language)
        return self.state


def told(
    facts: Facts,
    said: Message = TemplateMessage(SHIPPED),  # noqa: B008  # frozen
    *,
    key: ContactKey = SHOPPER,
    purpose: Purpose = Purpose.SERVICE,
) -> Bench:
    bench = Bench(key)
    bench.tools = {"facts": facts}
    bench.rules.publish("demo", replace(DEFAULT_RULES, quiet_hours=None, caps=()))
    bench.contact = replace(
        bench.contact,
        window_closes_at=None,
        subscriptions=(Subscription("news", True, NOW - timedelta(days=9), "c"),),
    )
    turn = bench.store_turn("x", purpose=purpose)
    name = said.template.name if isinstance(said, TemplateMessage) else ""
    send = replace(turn.sends[0], messages=(said,), template=name, topic="news")
    bench.table.settle(turn, replace(send, carries_opt_out=True))
    bench.deliver()
    return bench


@pytest.mark.parametrize("state", [None, TemplateState.APPROVED, TemplateState.OTHER])
def test_a_template_goes_out_by_its_own_way(state: TemplateState | None) -> None:
    bench = told(Facts(state))
    (call,) = bench.calls
    assert (call.route, call.messages) == (Route.UTILITY_TEMPLATE, (TemplateMessage(SHIPPED),))


@pytest.mark.parametrize(
    "state", sorted(set(TemplateState) - {TemplateState.APPROVED, TemplateState.OTHER})
)
def test_a_template_that_was_taken_back_stays_here_and_says_why(state: TemplateState) -> None:
    bench = told(Facts(state))
    assert (bench.calls, bench.states) == ([], [SendState.SUPPRESSED])
    assert bench.sends[0].reason == Reason.TEMPLATE_UNAPPROVED


def test_free_words_are_no_template_whatever_stands_beside_them() -> None:
    bench = told(Facts(), Text("已出貨"))
    assert (bench.calls, bench.sends[0].reason) == ([], Reason.WINDOW_CLOSED)


def test_a_code_is_told_from_an_ordinary_template() -> None:
    code = TemplateMessage(replace(SHIPPED, kind=TemplateKind.AUTHENTICATION))
    bench = told(Facts(), code)
    decision = bench.sends[0].decision
    assert decision and decision.situation.template_kind is Content.CODE
    assert [call.route for call in bench.calls] == [Route.AUTHENTICATION_TEMPLATE]


HOUR = timedelta(hours=1)


def barred(until: datetime | None = None) -> AccountFacts:
    report = AccountReported("policy_enforcement", "block", Standing.BARRED, until)
    return AccountFacts().after_report(report, NOW)


def test_a_barred_account_writes_to_nobody_first_until_the_bar_ends() -> None:
    assert told(Facts(None, barred(NOW + HOUR))).sends[0].reason == Reason.ACCOUNT_BARRED
    assert told(Facts(None, barred(NOW - HOUR))).states == [SendState.SENT]


@pytest.mark.parametrize(("used", "left"), [(200, False), (199, True)])
def test_what_is_left_of_the_month_is_asked_before_it_is_used_up(used: int, left: bool) -> None:
    facts = Facts(None, AccountFacts(quota=QuotaRead(used, NOW, 200)))
    bench = told(facts, Text("已出貨"), key=ON_LINE)
    assert (bench.states == [SendState.SENT]) is left
    assert left or bench.sends[0].reason == Reason.QUOTA


def test_a_reply_costs_no_read_of_what_channels_told() -> None:
    facts = Facts(None, barred())
    bench = told(facts, Text("好"), key=ON_LINE, purpose=Purpose.REPLY)
    assert (bench.states, facts.reads) == ([SendState.SENT], 0)
