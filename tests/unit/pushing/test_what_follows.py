"""What a push leaves behind: more messages than one request, held ones, and records to audit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.pushes import RULES, PushBench, campaign, on_line, on_messenger
from tests.support.shop import NOW
from towkay.adapters.policy_book import policy_book
from towkay.domain.audit.auditing import audited, indexed
from towkay.domain.audit.dossier import Dossier, RulesInForce
from towkay.domain.brand_rules import QuietHours
from towkay.domain.campaigns import CampaignState
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_chain import in_written_order
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.messages import Image, Text
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.usecases.deliver import deliver

ANNA, BEN = on_messenger(1), on_messenger(2)
TWO = (Text("新茶到了"), Image("https://shop.example/tea.jpg", "新茶"))


def test_what_takes_two_requests_is_sent_in_order_and_once() -> None:
    bench = PushBench((ANNA, BEN), campaign=campaign(*TWO))

    moved = bench.push()

    assert [call.contact for call in bench.calls] == [ANNA, ANNA, BEN, BEN]
    assert [send.state for send in moved] == [SendState.SENT] * 4
    turn = bench.turn(ANNA)
    assert turn is not None and len({call.send_id for call in bench.calls[:2]}) == len(turn.sends)


def test_after_a_refusal_the_rest_of_it_is_kept_back() -> None:
    gone = Outcome(Verdict.REFUSED, Refusal.NOT_PERMITTED, code="10")
    bench = PushBench((ANNA,), campaign=campaign(*TWO), answers=[gone])

    bench.push()

    turn = bench.turn(ANNA)
    assert turn is not None
    assert [send.state for send in turn.sends] == [SendState.REFUSED, SendState.SUPPRESSED]
    assert len(bench.calls) == 1


def held(**about: object) -> PushBench:
    """Pushed within quiet hours that end while its grace lasts."""
    rules = replace(RULES, quiet_hours=QuietHours("10:00", "11:30"))
    bench = PushBench((ANNA, on_line(1)), rules=rules, **about)  # type: ignore[arg-type]
    bench.push()
    bench.now += timedelta(minutes=33)
    return bench


def go_on(bench: PushBench) -> None:
    for key in bench.people:
        list(deliver(bench.key(key), door=bench.door("sweep", seconds=10)))


def test_what_was_held_is_said_afterwards_by_the_ordinary_delivery() -> None:
    bench = held()

    go_on(bench)

    assert {bench.send(key).state for key in bench.people} == {SendState.SENT}
    assert len(bench.calls) == 2


@pytest.mark.parametrize(
    ("state", "expected", "reason"),
    [
        (CampaignState.CANCELLED, SendState.SUPPRESSED, Reason.CANCELLED),
        (CampaignState.PAUSED, SendState.READY, Reason.PAUSED),
    ],
)
def test_what_was_held_hears_what_people_decided_meanwhile(
    state: CampaignState, expected: SendState, reason: Reason
) -> None:
    bench = held()
    bench.decide_on(state)

    go_on(bench)

    assert {bench.send(key).state for key in bench.people} == {expected}
    assert {bench.send(key).reason for key in bench.people} == {reason}
    assert bench.calls == []


def test_what_was_held_is_paid_for_out_of_the_same_budget() -> None:
    bench = held(budget=0)

    go_on(bench)

    assert bench.send(on_line(1)).reason == Reason.BUDGET
    assert bench.send(ANNA).state is SendState.SENT, "its window is open: it costs nothing"


def agreed_on_record(bench: PushBench, key: ContactKey) -> tuple[Contact, tuple[ConsentEntry, ...]]:
    """The contact, with a ledger that bears its subscription out."""
    at = NOW - timedelta(days=9)
    said = ConsentEntry(
        ConsentAct.SUBSCRIBE, at, "agreed", False, ConsentSource.BUTTON, "news", wording="w1"
    )
    after, entry = acted(replace(bench.table.contacts[key], subscriptions=()), said)
    contact, written = recorded(after, entry)
    bench.table.contacts[key] = contact
    return contact, (written,)


def test_an_audit_finds_nothing_wrong_with_a_push() -> None:
    people = (*(on_line(number) for number in range(4)), on_line(7))
    bench = PushBench(people, campaign=campaign(holdout=30))
    ledgers = {key: agreed_on_record(bench, key)[1] for key in people}

    bench.push()

    called = 0
    for key in people:
        contact = bench.table.contacts[key]
        turn = bench.turn(key)
        assert turn is not None
        dossier = Dossier(
            key,
            bench.now + timedelta(minutes=1),
            contact,
            (turn,),
            tuple(in_written_order(ledgers[key])),
            bench.table.history("demo", contact.person_name),
            RulesInForce(RULES, NOW - timedelta(days=1)),
        )
        found = audited(dossier, indexed(policy_book()))
        assert found.findings == ()
        called += found.calls
    assert called == len(bench.casts[0].contacts) > 1
