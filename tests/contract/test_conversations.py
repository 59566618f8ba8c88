"""Every table keeps contacts and turns by the same rules: one cause, one turn, all or nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import (
    NOW,
    a_contact,
    a_contact_key,
    a_full_contact,
    a_full_turn,
    a_stop,
    a_turn,
    a_turn_key,
)
from tests.support.engines import RETENTION_DAYS, TableEngine
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.turns import Turn

MILLISECOND = timedelta(milliseconds=1)
ODD_IDS = [
    "a#b",
    "100%",
    "%23",
    "with space",
    "運費問題",
    "🫖🍵",
    "a\tb\nc",
    "~",
    "x" * 128,
    "壺" * 128,
    "🫖" * 128,
]


def commit(table: TableEngine, contact: Contact, turn: Turn) -> Contact:
    """Commit, and return the contact as it is then."""
    table.conversations.commit(contact, turn, now=NOW)
    return replace(contact, version=contact.version + 1)


def test_nobody_is_known_before_the_first_turn(table: TableEngine) -> None:
    key = a_contact_key()

    assert table.conversations.contact(key) is None
    assert table.conversations.turn(a_turn_key(key), NOW) is None


def test_what_was_committed_is_read_back_whole(table: TableEngine) -> None:
    contact = a_full_contact()
    turn = a_full_turn(a_turn_key(contact.key))

    commit(table, contact, turn)

    assert table.conversations.contact(contact.key) == replace(contact, version=1)
    assert table.conversations.turn(turn.key, NOW) == turn
    assert table.ledger.contact(contact.key) == replace(contact, version=1)
    assert table.ledger.turn(turn.key, NOW) == turn


@pytest.mark.parametrize("text", ODD_IDS)
def test_odd_ids_come_back_as_they_were(table: TableEngine, text: str) -> None:
    key = ContactKey(a_contact_key().channel, text, text)
    contact, turn = a_contact(key), a_turn(a_turn_key(key, text))

    commit(table, contact, turn)

    assert table.conversations.contact(key) == replace(contact, version=1)
    assert table.conversations.turn(turn.key, NOW) == turn
    assert [due.key for due in table.due_turns.due(NOW + timedelta(days=1), 9)] == [turn.key]


def test_ids_that_look_alike_in_a_key_are_not_mixed_up(table: TableEngine) -> None:
    channel = a_contact_key().channel
    keys = [ContactKey(channel, "a#b", "c"), ContactKey(channel, "a", "b#c")]
    keys += [ContactKey(channel, "a%23b", "c"), ContactKey(channel, "a", "b%23c")]

    for number, key in enumerate(keys):
        commit(table, a_contact(key, language=f"l{number}"), a_turn(a_turn_key(key)))

    found = [table.conversations.contact(key) for key in keys]
    assert [contact and contact.language for contact in found] == ["l0", "l1", "l2", "l3"]


@pytest.mark.parametrize("version", [0, 2])
def test_a_contact_that_changed_since_it_was_read_is_not_overwritten(
    table: TableEngine, version: int
) -> None:
    contact = commit(table, a_contact(), a_turn())
    turn = a_turn(a_turn_key(contact.key))

    with pytest.raises(StaleState):
        table.conversations.commit(replace(contact, version=version), turn, now=NOW)

    assert table.conversations.turn(turn.key, NOW) is None
    assert table.conversations.contact(contact.key) == contact


def test_a_contact_that_vanished_is_not_made_anew(table: TableEngine) -> None:
    with pytest.raises(StaleState):
        table.conversations.commit(a_contact(version=1), a_turn(), now=NOW)


@pytest.mark.parametrize("contact_is_stale", [False, True])
def test_a_redelivered_cause_finds_its_turn_and_changes_nothing(
    table: TableEngine, contact_is_stale: bool
) -> None:
    before = a_contact()
    turn = a_turn(a_turn_key(before.key))
    after = commit(table, before, turn)
    seen = before if contact_is_stale else after

    with pytest.raises(TurnExists):
        table.conversations.commit(replace(seen, greeted=True), replace(turn, sends=()), now=NOW)

    assert table.conversations.contact(before.key) == after
    assert table.conversations.turn(turn.key, NOW) == turn


def test_an_expired_turn_is_gone_though_its_row_is_still_there(table: TableEngine) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))
    commit(table, contact, turn)
    expiry = NOW + timedelta(days=RETENTION_DAYS)

    assert table.conversations.turn(turn.key, expiry - MILLISECOND) == turn
    assert table.conversations.turn(turn.key, expiry) is None
    assert table.ledger.turn(turn.key, expiry) is None


def test_an_expired_turn_makes_room_for_a_new_one(table: TableEngine) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))
    contact = commit(table, contact, turn)
    expiry = NOW + timedelta(days=RETENTION_DAYS)
    again = replace(turn, created_at=expiry, sends=())

    with pytest.raises(TurnExists):
        table.conversations.commit(contact, again, now=expiry - MILLISECOND)
    table.conversations.commit(contact, again, now=expiry)

    assert table.conversations.turn(turn.key, expiry) == again


def test_a_cause_in_the_consent_ledger_is_not_decided_again(table: TableEngine) -> None:
    contact, stop = a_contact(), a_stop()
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW, consent=stop)
    turn = a_turn(a_turn_key(contact.key))

    with pytest.raises(TurnExists):
        table.conversations.commit(replace(contact, version=1), turn, now=NOW, consent=stop)

    assert table.conversations.turn(turn.key, NOW) is None


def test_of_eight_workers_with_one_cause_one_writes_the_turn(threaded_table: TableEngine) -> None:
    contact = a_contact()
    key = a_turn_key(contact.key)

    def attempt(number: int) -> bool:
        turn = replace(a_turn(key), brand=f"b{number}")
        try:
            threaded_table.conversations.commit(contact, turn, now=NOW)
        except (TurnExists, StaleState):
            return False
        return True

    with ThreadPoolExecutor(8) as workers:
        won = list(workers.map(attempt, range(8)))

    turn = threaded_table.conversations.turn(key, NOW)
    assert won.count(True) == 1
    assert turn is not None and turn.brand == f"b{won.index(True)}"


def test_of_eight_causes_at_once_each_sees_what_the_one_before_it_wrote(
    threaded_table: TableEngine,
) -> None:
    key = a_contact_key()
    conversations = threaded_table.conversations

    def take_turn(number: int) -> None:
        while True:
            contact = conversations.contact(key) or a_contact(key, language="")
            grown = replace(contact, language=f"{contact.language}{number}")
            try:
                return conversations.commit(grown, a_turn(a_turn_key(key)), now=NOW)
            except StaleState:
                continue

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(take_turn, range(8)))

    contact = conversations.contact(key)
    assert contact is not None and contact.version == 8
    assert sorted(contact.language or "") == list("01234567")
