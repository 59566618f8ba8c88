"""`towkay announce` says what would happen, asks, and leaves out whoever said stop."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import boto3
import pytest
from moto import mock_aws

from tests.support.builders import a_contact
from tests.unit.simulators.rig import BOT
from towkay.adapters.dynamodb.items import contact_item
from towkay.adapters.dynamodb.refusers import DynamoRefusers
from towkay.adapters.policy_book import policy_book
from towkay.domain.account_facts import AccountFacts, QuotaRead
from towkay.domain.audience_permits import SETTING, AudienceFacts, AudiencePermit
from towkay.domain.brand_rules import AccountRules, BrandRules, QuietHours
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import Consent
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.masses import MassSend, MassWay
from towkay.domain.outcomes import Outcome, Verdict
from workbench.announce import NOT_SENT, SENT, announced
from workbench.announce_facts import Desk
from workbench.cfn import load
from workbench.cli import _parser
from workbench.errors import WorkbenchError

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
ACCOUNT = AccountKey(Channel.LINE, BOT.account)
HOUR = timedelta(hours=1)


@dataclass
class AtDesk:
    """What LINE and the stack would tell, and what has come by the time that somebody agreed."""

    known: AudienceFacts
    by_then: AudienceFacts | None = None
    answered_at: datetime = NOON
    has_answered: bool = False
    ids: tuple[int, ...] = (7,)
    account: AccountKey = ACCOUNT
    endpoint: Endpoint = field(default_factory=lambda: Endpoint(Channel.LINE, "tea", None, None))
    opt_out_line: str = "不想再收請回「停止」"

    def facts(self) -> AudienceFacts:
        return self.by_then or self.known if self.has_answered else self.known

    def clock(self) -> datetime:
        return self.answered_at if self.has_answered else NOON

    def asked(self, answer: str) -> Callable[[str], str]:
        def ask(_: str) -> str:
            self.has_answered = True
            return answer

        return ask

    def audiences_of(self, people: frozenset[str]) -> tuple[int, ...]:
        return self.ids


@dataclass
class Noting:
    """A gateway that notes what it is asked."""

    outcome: Outcome = field(default_factory=lambda: Outcome(Verdict.SENT, request_id="r-1"))
    sent: list[MassSend] = field(default_factory=list)

    def multicast(self, cast: Any, permits: Any) -> Outcome:
        raise AssertionError("nobody is listed")

    def announce(self, send: MassSend, permit: AudiencePermit) -> Outcome:
        self.sent.append(send)
        return self.outcome


def known(*, on: bool = True, refusers: tuple[str, ...] = ()) -> AudienceFacts:
    settings = (SETTING,) if on else ()
    account = AccountRules(Channel.LINE, BOT.account, "TW", on=settings)
    rules = BrandRules("Asia/Taipei", None, (), (account,))
    facts = AccountFacts(quota=QuotaRead(0, NOON - HOUR, 1_000))
    return AudienceFacts(rules, policy_book(), facts, 900, frozenset(refusers))


def said(
    desk: AtDesk, gateway: Noting, *more: str, answer: str = "y", text: str = "春茶到了"
) -> tuple[int, str]:
    options = _parser().parse_args(["announce", f"line:{BOT.account}", text, *more])
    out = io.StringIO()
    code = announced(options, desk, gateway, desk.clock, "en", ask=desk.asked(answer), out=out)
    return code, out.getvalue()


def test_all_friends_are_told_with_the_way_to_refuse_under_it() -> None:
    gateway = Noting()

    code, told = said(AtDesk(known()), gateway)

    (send,) = gateway.sent
    assert (code, send.way, send.carries_opt_out) == (SENT, MassWay.BROADCAST, True)
    assert getattr(send.messages[0], "text", "") == "春茶到了\n\n不想再收請回「停止」"
    assert "at most 900" in told
    assert "--progress r-1" in told


def test_nothing_goes_out_before_somebody_has_agreed() -> None:
    gateway = Noting()

    assert said(AtDesk(known()), gateway, answer="n")[0] == NOT_SENT
    assert gateway.sent == []
    assert said(AtDesk(known()), gateway, "--yes", answer="n")[0] == SENT


def test_whoever_says_stop_while_somebody_thinks_is_left_out_of_nothing_sent_by_surprise() -> None:
    gateway = Noting()

    code, told = said(AtDesk(known(), by_then=known(refusers=("Ua",))), gateway)

    assert (code, gateway.sent) == (NOT_SENT, [])
    assert "changed meanwhile" in told


def test_a_yes_that_comes_at_night_waits_for_the_morning() -> None:
    gateway, asleep = Noting(), known()
    asleep = replace(asleep, rules=replace(asleep.rules, quiet_hours=QuietHours("21:00", "09:00")))

    code, told = said(AtDesk(asleep, answered_at=NOON + 10 * HOUR), gateway)

    assert (code, gateway.sent) == (NOT_SENT, [])
    assert "quiet_hours" in told


def test_whoever_said_stop_is_left_out_by_a_list_of_them() -> None:
    gateway = Noting()

    code, told = said(AtDesk(known(refusers=("Ua", "Ub"))), gateway)

    (send,) = gateway.sent
    assert (code, send.way, send.crowd.without) == (SENT, MassWay.NARROWCAST, (7,))
    assert "without the 2" in told


def test_while_the_list_is_not_ready_nothing_goes_out() -> None:
    gateway = Noting()

    code, told = said(AtDesk(known(refusers=("Ua",)), ids=()), gateway)

    assert (code, gateway.sent) == (NOT_SENT, [])
    assert "refusers_among" in told


def test_an_account_not_switched_on_is_told_what_to_switch_on() -> None:
    code, told = said(AtDesk(known(on=False)), Noting())

    assert code == NOT_SENT
    assert "line_broadcast" in told


def test_an_unclear_answer_says_that_the_same_again_is_sent_once() -> None:
    code, told = said(AtDesk(known()), Noting(Outcome(Verdict.UNKNOWN)))

    assert code == NOT_SENT
    assert "never sent twice" in told


def test_a_limit_makes_it_a_narrowcast_of_so_many() -> None:
    gateway = Noting()

    said(AtDesk(replace(known(), reach=5_000)), gateway, "--most", "500")

    assert (gateway.sent[0].way, gateway.sent[0].most) == (MassWay.NARROWCAST, 500)


def test_there_must_be_something_to_say() -> None:
    options = _parser().parse_args(["announce", f"line:{BOT.account}", " "])
    with pytest.raises(WorkbenchError):
        announced(options, cast(Desk, AtDesk(known())), Noting(), lambda: NOON, "en")


@pytest.fixture
def refusers() -> Iterator[tuple[Any, DynamoRefusers]]:
    with mock_aws():
        client = boto3.client("dynamodb", "ap-northeast-1")
        table = load()["Resources"]["Table"]["Properties"]
        names = ("KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes")
        client.create_table(TableName="T", **{name: table[name] for name in names})
        yield client, DynamoRefusers(client, "T")


def test_those_who_said_stop_to_this_account_are_found_and_nobody_else(
    refusers: tuple[Any, DynamoRefusers],
) -> None:
    client, found = refusers
    states = {
        "Ustop": Consent(stopped=True),
        "Uno": Consent(marketing_refused=True),
        "Uyes": Consent(),
        "Ugone": Consent(stopped=True, reachable=False),
    }
    for user, consent in states.items():
        contact = a_contact(ContactKey(Channel.LINE, BOT.account, user), consent=consent)
        client.put_item(TableName="T", Item=contact_item(contact))
    other = a_contact(ContactKey(Channel.LINE, f"{BOT.account}0", "Ux"), consent=states["Ustop"])
    client.put_item(TableName="T", Item=contact_item(other))

    assert found.of(ACCOUNT) == {"Ustop", "Uno"}
