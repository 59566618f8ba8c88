"""Every table stores a turn and its first claim in one write, while all that it rests on holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_permit, a_turn, a_turn_key, claimed, sent
from tests.support.engines import TableEngine
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.messages import Purpose
from towkay.domain.turns import Turn
from towkay.domain.unasked import History, PersonHistory, Unasked

LATER = NOW + timedelta(days=400)


@pytest.fixture
def contact(table: TableEngine) -> Contact:
    """Stored, at version 1."""
    contact = a_contact()
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW)
    return contact


def begun(contact: Contact, cause: str = "campaign:a:b") -> Turn:
    """A turn whose first send is claimed already."""
    turn = a_turn(a_turn_key(contact.key, cause))
    return replace(turn, sends=(claimed(turn.sends[0]),))


def told_once(contact: Contact, revision: int = 1) -> PersonHistory:
    entry = Unasked("0/x", Purpose.MARKETING, NOW)
    return PersonHistory("demo", contact.person_name, History((entry,), revision))


def test_a_turn_is_stored_with_its_claim_and_its_persons_history(
    table: TableEngine, contact: Contact
) -> None:
    turn, after = begun(contact), told_once(contact)

    table.ledger.begin(turn, a_permit(), after, now=NOW)

    assert table.ledger.turn(turn.key, NOW) == turn
    assert table.ledger.history("demo", contact.person_name) == after.history


def test_what_is_claimed_is_found_when_its_lease_is_over(
    table: TableEngine, contact: Contact
) -> None:
    turn = begun(contact)
    table.ledger.begin(turn, a_permit(), None, now=NOW)

    lease_until = turn.sends[0].lease_until
    assert lease_until is not None
    found = [due for due in table.due_turns.due(lease_until, 99) if due.key == turn.key]
    assert [due.due_at for due in found] == [lease_until]


def test_a_cause_is_begun_once_and_the_history_stays_as_it_was(
    table: TableEngine, contact: Contact
) -> None:
    turn = begun(contact)
    table.ledger.begin(turn, a_permit(), None, now=NOW)

    with pytest.raises(TurnExists):
        table.ledger.begin(turn, a_permit(), told_once(contact), now=NOW)

    assert table.ledger.history("demo", contact.person_name) == History()


def test_a_turn_there_is_goes_before_a_contact_that_changed(
    table: TableEngine, contact: Contact
) -> None:
    turn = begun(contact)
    table.ledger.begin(turn, a_permit(), None, now=NOW)

    with pytest.raises(TurnExists):
        table.ledger.begin(turn, a_permit(contact_version=7), None, now=NOW)


def test_whatever_changed_the_contact_after_the_permit_wins(
    table: TableEngine, contact: Contact
) -> None:
    turn = begun(contact)

    with pytest.raises(StaleState):
        table.ledger.begin(turn, a_permit(contact_version=2), told_once(contact), now=NOW)

    assert table.ledger.turn(turn.key, NOW) is None
    assert table.ledger.history("demo", contact.person_name) == History()


def test_a_history_that_somebody_else_wrote_wins(table: TableEngine, contact: Contact) -> None:
    table.ledger.begin(begun(contact, "campaign:a:1"), a_permit(), told_once(contact), now=NOW)
    second = begun(contact, "campaign:a:2")

    with pytest.raises(StaleState):
        table.ledger.begin(second, a_permit(), told_once(contact), now=NOW)

    assert table.ledger.turn(second.key, NOW) is None


def test_a_row_past_its_expiry_is_no_turn(table: TableEngine, contact: Contact) -> None:
    turn = begun(contact)
    table.ledger.begin(turn, a_permit(), None, now=NOW)
    again = replace(turn, created_at=LATER)

    table.ledger.begin(again, a_permit(), None, now=LATER)

    assert table.ledger.turn(turn.key, LATER) == again


def test_what_was_begun_is_settled_as_any_other(table: TableEngine, contact: Contact) -> None:
    turn = begun(contact)
    table.ledger.begin(turn, a_permit(), None, now=NOW)

    after = table.ledger.settle(turn, sent(turn.sends[0]))

    assert table.ledger.turn(turn.key, NOW) == after


def test_a_turn_without_a_call_is_planned_once(table: TableEngine, contact: Contact) -> None:
    turn = a_turn(a_turn_key(contact.key))

    table.ledger.plan(turn, now=NOW)

    assert table.ledger.turn(turn.key, NOW) == turn
    with pytest.raises(TurnExists):
        table.ledger.plan(turn, now=NOW)


def test_people_are_read_at_once_in_the_order_asked_for(table: TableEngine) -> None:
    known = [a_contact() for _ in range(120)]
    for contact in known:
        table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW)
    told = begun(known[7])
    table.ledger.begin(told, a_permit(), told_once(known[7]), now=NOW)
    table.ledger.begin(begun(known[8], "another"), a_permit(), told_once(known[8]), now=NOW)
    stranger = a_contact()
    keys = [begun(contact).key for contact in (*known, stranger)]

    found = table.recipients.read(keys, NOW)

    assert [one.key for one in found] == keys
    assert [one.contact for one in found[:-1]] == [replace(one, version=1) for one in known]
    assert [place for place, one in enumerate(found) if one.turn is not None] == [7]
    assert found[7].turn == told
    assert found[8].history == told_once(known[8]).history
    assert (found[-1].contact, found[-1].turn) == (None, None)
    assert found[0].history == History()


def test_a_turn_past_its_expiry_is_read_as_none(table: TableEngine, contact: Contact) -> None:
    turn = begun(contact)
    table.ledger.begin(turn, a_permit(), None, now=NOW)

    (found,) = table.recipients.read([turn.key], LATER)

    assert found.turn is None
