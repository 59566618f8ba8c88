"""What has arrived stays sent, and a status finds its send under whatever id the shopper has."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import permutations

import pytest

from tests.support.builders import an_event
from tests.support.door import Bench
from tests.support.shop import PAGE_SHOPPER
from tests.unit.test_settle import S, apply, echo, failure, in_state
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.conversations import MemoryReceiptLedger
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.events import ReceiptArrived, ReceiptKind
from towkay.domain.send_ids import send_id
from towkay.domain.sends import SendState
from towkay.usecases.settle import Effect, Settled, settle


def two_sends() -> Bench:
    bench = Bench(PAGE_SHOPPER)
    bench.store_turn("一", "二")
    return bench


@pytest.mark.parametrize("seen", [ReceiptKind.DELIVERED, ReceiptKind.READ])
@pytest.mark.parametrize("first", [S.UNKNOWN, S.PARKED, S.SENT, S.CLAIMED, S.REFUSED])
def test_what_was_delivered_stays_sent_whenever_a_failure_is_told_of_it(
    first: SendState, seen: ReceiptKind
) -> None:
    for order in set(permutations("ddeff")):
        bench = two_sends()
        in_state(bench, first)
        arrival = ReceiptArrived(seen, send_id(bench.turn_key, 0), "m_1", up_to=bench.now)
        told = {"d": arrival, "e": echo(bench), "f": failure(bench)}
        for kind in order:
            apply(bench, told[kind])
        assert (bench.sends[0].state, bench.sends[0].reason) == (S.SENT, ""), order
        bench.deliver()
        assert bench.states == [S.SENT, S.SENT], "the rest of the turn goes on"


def test_a_failure_after_the_arrival_is_counted_as_nothing_new() -> None:
    bench = two_sends()
    in_state(bench, S.SENT)
    apply(bench, ReceiptArrived(ReceiptKind.READ, send_id(bench.turn_key, 0), up_to=bench.now))
    assert apply(bench, failure(bench)) == Settled(Effect.KNOWN, S.SENT, S.SENT)


def test_what_one_message_is_known_to_have_reached_says_nothing_of_an_earlier_one() -> None:
    bench = two_sends()
    for index in (0, 1):
        in_state(bench, S.SENT, index, called_at=bench.now)
    apply(bench, ReceiptArrived(ReceiptKind.READ, send_id(bench.turn_key, 1), up_to=bench.now))
    assert apply(bench, failure(bench)).effect is Effect.FAILED
    assert bench.states == [S.REFUSED, S.SENT]


OLD = ContactKey(Channel.WHATSAPP, "209911887700123", "TW.1001")
NEW, PHONE = replace(OLD, user="TW.2002"), replace(OLD, user="+886912345678")


@pytest.fixture
def moved() -> Bench:
    """A send went out under the old id, whose shopper has a new one since, and a known number."""
    bench = Bench(OLD)
    bench.store_turn()
    at = bench.now
    bench.change_contact(number=PHONE.user, moved_to=NEW.user, moved_at=at)
    known = [
        Contact(NEW, "demo", "demo", version=1, moved_from=OLD.user),
        Contact(PHONE, "demo", "demo", version=1, moved_to=OLD.user),
    ]
    bench.table.contacts.update({one.key: one for one in known})
    return bench


@pytest.mark.parametrize("named", [OLD, NEW, PHONE])
def test_a_status_finds_the_send_by_every_name_of_its_shopper(
    moved: Bench, named: ContactKey
) -> None:
    in_state(moved, S.UNKNOWN)
    seen = ReceiptArrived(ReceiptKind.READ, send_id(moved.turn_key, 0), "w1", up_to=moved.now)
    assert apply(moved, seen, contact=named) == Settled(Effect.CONFIRMED, S.UNKNOWN, S.SENT)
    assert moved.table.marks_at(OLD, moved.now).read_up_to == moved.now
    assert moved.table.marks_at(NEW, moved.now).read_up_to is None


def test_a_status_that_names_the_old_id_finds_what_went_out_under_the_new_one() -> None:
    bench = Bench(NEW)
    bench.store_turn()
    left = Contact(OLD, "demo", "demo", version=1, moved_to=NEW.user)
    bench.table.contacts[OLD] = left
    assert apply(bench, echo(bench), contact=OLD).effect is Effect.CONFIRMED
    bench.table.contacts[OLD] = replace(left, moved_to="")
    assert apply(bench, echo(bench), contact=OLD).effect is Effect.UNMATCHED


def test_a_status_of_nobody_s_send_is_counted_and_looks_no_further_than_its_shopper(
    moved: Bench,
) -> None:
    sites: list[CallSite] = []
    unknown = ReceiptArrived(ReceiptKind.ECHOED, "19a.0.other-cause", "w1")
    event = an_event(NEW, happening=unknown, received_at=moved.now)

    def gate(site: CallSite) -> AbstractContextManager[None]:
        sites.append(site)
        return nullcontext()

    ledger = MemoryReceiptLedger(moved.table, gate)
    assert settle(event, now=moved.now, ledger=ledger) == Settled(Effect.UNMATCHED)
    assert sites == [CallSite.TURN_READ, CallSite.CONTACT_READ] * 2


def test_a_status_that_finds_its_send_reads_no_contact(moved: Bench) -> None:
    sites: list[CallSite] = []

    def gate(site: CallSite) -> AbstractContextManager[None]:
        sites.append(site)
        return nullcontext()

    event = an_event(OLD, happening=echo(moved), received_at=moved.now)
    settle(event, now=moved.now, ledger=MemoryReceiptLedger(moved.table, gate))
    assert sites == [CallSite.TURN_READ, CallSite.SEND_SETTLE]
