"""Every table keeps a person's unasked messages, and lets one claim at a time add to them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_permit, a_turn, a_turn_key, claimed
from tests.support.engines import TableEngine
from towkay.adapters.dynamodb import keys
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.messages import Purpose
from towkay.domain.routes import Route
from towkay.domain.turns import Turn
from towkay.domain.unasked import MOST, REMEMBERED, History, PersonHistory, Unasked, unasked_id


@pytest.fixture
def contact() -> Contact:
    return a_contact()


def stored(table: TableEngine, contact: Contact) -> Turn:
    turn = a_turn(a_turn_key(contact.key))
    table.conversations.commit(contact, turn, now=NOW)
    return turn


def planned(table: TableEngine, contact: Contact) -> Turn:
    turn = a_turn(a_turn_key(contact.key))
    table.conversations.plan(turn, now=NOW)
    return turn


def with_one_more(before: History, turn: Turn, contact: Contact) -> PersonHistory:
    own = unasked_id(turn.key, 0)
    entry = Unasked(own, Purpose.MARKETING, NOW, Route.PUSH, told_opt_out=True)
    return PersonHistory("demo", contact.person_name, before.with_entry(entry))


def test_nobody_has_a_history_before_the_first_unasked_message(table: TableEngine) -> None:
    assert table.ledger.history("demo", "nobody") == History()


def test_a_claim_adds_to_the_history_and_everybody_reads_it(
    table: TableEngine, contact: Contact
) -> None:
    turn = stored(table, contact)
    after = with_one_more(History(), turn, contact)

    table.ledger.claim(turn, claimed(turn.sends[0]), a_permit(), after)

    assert table.ledger.history("demo", contact.person_name) == after.history
    assert table.conversations.history("demo", contact.person_name) == after.history
    assert table.ledger.history("other", contact.person_name) == History()


def test_what_had_to_make_room_is_remembered_by_its_moment(
    table: TableEngine, contact: Contact
) -> None:
    turn = stored(table, contact)
    full = History()
    for number in range(MOST + 1):
        at = NOW + timedelta(minutes=number)
        full = full.with_entry(Unasked(f"{number}/t", Purpose.SERVICE, at))
    after = PersonHistory("demo", contact.person_name, replace(full, revision=1))

    table.ledger.claim(turn, claimed(turn.sends[0]), a_permit(), after)

    found = table.ledger.history("demo", contact.person_name)
    assert found.crowded_out == NOW and len(found.entries) == MOST
    assert found.without(found.entries[5].send_id).crowded_out == NOW


def test_a_history_is_kept_for_as_long_as_a_cap_may_look_back(
    item_table: TableEngine, contact: Contact
) -> None:
    turn = stored(item_table, contact)
    after = with_one_more(History(), turn, contact)
    item_table.ledger.claim(turn, claimed(turn.sends[0]), a_permit(), after)

    row = item_table.items(keys.person_pk("demo", contact.person_name))[0]
    assert int(row["expires_at"]["N"]) == int((NOW + REMEMBERED).timestamp())


@pytest.mark.parametrize("seen", [0, 1])
def test_of_two_claims_on_one_history_the_second_is_stale_and_claims_nothing(
    table: TableEngine, contact: Contact, seen: int
) -> None:
    first, second = stored(table, contact), planned(table, contact)
    earlier = planned(table, contact)
    before = History()
    if seen:
        known = with_one_more(before, earlier, contact)
        table.ledger.claim(earlier, claimed(earlier.sends[0]), a_permit(), known)
        before = known.history
    won = with_one_more(before, first, contact)
    table.ledger.claim(first, claimed(first.sends[0]), a_permit(), won)

    with pytest.raises(StaleState):
        lost = with_one_more(before, second, contact)
        table.ledger.claim(second, claimed(second.sends[0]), a_permit(), lost)

    assert table.ledger.history("demo", contact.person_name) == won.history
    assert table.ledger.turn(second.key, NOW) == second


def test_a_claim_that_lost_the_contact_leaves_the_history_alone(
    table: TableEngine, contact: Contact
) -> None:
    turn = stored(table, contact)
    table.conversations.commit(
        replace(contact, version=1), a_turn(a_turn_key(contact.key)), now=NOW
    )

    with pytest.raises(StaleState):
        after = with_one_more(History(), turn, contact)
        table.ledger.claim(turn, claimed(turn.sends[0]), a_permit(), after)

    assert table.ledger.history("demo", contact.person_name) == History()


def test_what_nobody_saw_is_forgotten_and_the_rest_is_not(
    table: TableEngine, contact: Contact
) -> None:
    first, second = stored(table, contact), planned(table, contact)
    one = with_one_more(History(), first, contact)
    table.ledger.claim(first, claimed(first.sends[0]), a_permit(), one)
    two = with_one_more(one.history, second, contact)
    table.ledger.claim(second, claimed(second.sends[0]), a_permit(), two)

    table.ledger.forget("demo", contact.person_name, unasked_id(first.key, 0), NOW)
    table.ledger.forget("demo", contact.person_name, "never heard of", NOW)

    left = table.ledger.history("demo", contact.person_name)
    assert [entry.send_id for entry in left.entries] == [unasked_id(second.key, 0)]
    assert left.revision == 3


def test_a_send_that_was_called_for_again_since_is_not_forgotten(
    table: TableEngine, contact: Contact
) -> None:
    turn = stored(table, contact)
    after = with_one_more(History(), turn, contact)
    table.ledger.claim(turn, claimed(turn.sends[0]), a_permit(), after)

    earlier = NOW - timedelta(seconds=2)
    table.ledger.forget("demo", contact.person_name, unasked_id(turn.key, 0), earlier)

    assert table.ledger.history("demo", contact.person_name) == after.history


def test_of_eight_workers_one_gets_the_last_place_under_a_cap(
    threaded_table: TableEngine, contact: Contact
) -> None:
    turns = [stored(threaded_table, contact)]
    turns += [planned(threaded_table, contact) for _ in range(7)]

    def attempt(turn: Turn) -> bool:
        try:
            after = with_one_more(History(), turn, contact)
            threaded_table.ledger.claim(turn, claimed(turn.sends[0]), a_permit(), after)
        except StaleState:
            return False
        return True

    with ThreadPoolExecutor(8) as workers:
        won = list(workers.map(attempt, turns))

    assert won.count(True) == 1
    assert len(threaded_table.ledger.history("demo", contact.person_name).entries) == 1


def test_a_planned_turn_is_there_and_changes_nothing_of_the_contact(
    table: TableEngine, contact: Contact
) -> None:
    stored(table, contact)
    before = table.conversations.contact(contact.key)

    turn = planned(table, contact)

    assert table.conversations.turn(turn.key, NOW) == turn
    assert table.conversations.contact(contact.key) == before
    assert [due.key for due in table.due_turns.due(NOW + timedelta(minutes=5), 9)]


def test_a_cause_is_planned_once(table: TableEngine, contact: Contact) -> None:
    stored(table, contact)
    turn = planned(table, contact)

    with pytest.raises(TurnExists):
        table.conversations.plan(replace(turn, sends=()), now=NOW)

    assert table.conversations.turn(turn.key, NOW) == turn
