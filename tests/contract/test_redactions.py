"""Every table finds the turns of a message, and takes its text away when the shopper does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_turn, a_turn_key
from tests.support.engines import TableEngine
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState
from towkay.domain.turns import Turn


def commit(table: TableEngine, contact: Contact, turn: Turn) -> Contact:
    """Commit, and return the contact as it is then."""
    table.conversations.commit(contact, turn, now=NOW)
    return replace(contact, version=contact.version + 1)


def test_a_message_is_found_by_its_id_newest_turn_first(table: TableEngine) -> None:
    contact = a_contact()
    said = [
        a_turn(a_turn_key(contact.key, occurred_at=NOW + timedelta(minutes=minute)))
        for minute in range(4)
    ]
    said[2] = replace(said[2], inbound=replace(said[2].inbound, message_id="m-2"))
    for turn in said:
        contact = commit(table, contact, turn)
    other = a_contact()
    commit(table, other, a_turn(a_turn_key(other.key)))

    since = NOW + timedelta(minutes=1)
    found = table.conversations.turns_of_message(contact.key, "m-1", since)

    assert found == [said[3], said[1]]


def test_a_redaction_takes_the_text_and_nothing_else(table: TableEngine) -> None:
    contact = a_contact()
    said = a_turn(a_turn_key(contact.key))
    contact = commit(table, contact, said)
    unsent = a_turn(a_turn_key(contact.key), sends=0)

    table.conversations.commit(contact, unsent, now=NOW, redacted=[said.key])

    blank = replace(said, inbound=replace(said.inbound, text=None))
    assert table.conversations.turn(said.key, NOW) == blank
    assert [due.key for due in table.due_turns.due(NOW + timedelta(days=1), 9)] == [said.key]


def test_a_turn_that_is_gone_is_not_half_made_by_its_redaction(table: TableEngine) -> None:
    contact = a_contact()
    gone = a_turn_key(contact.key)
    unsent = a_turn(a_turn_key(contact.key), sends=0)

    with pytest.raises(StaleState):
        table.conversations.commit(contact, unsent, now=NOW, redacted=[gone])

    assert table.conversations.turn(gone, NOW) is None
    assert table.conversations.turn(unsent.key, NOW) is None
    assert table.conversations.contact(contact.key) is None
