"""Every due index holds exactly the turns with a send that is not final, at their time."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.support.builders import NOW, a_contact, a_permit, a_turn, a_turn_key, claimed, sent
from tests.support.engines import TableEngine
from towkay.adapters.dynamodb import keys
from towkay.domain.turns import Turn

MILLISECOND = timedelta(milliseconds=1)
LATER = NOW + timedelta(days=1)


def stored(table: TableEngine, *, sends: int = 1, not_before: datetime | None = None) -> Turn:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key), sends=sends)
    held = tuple(replace(send, not_before=not_before) for send in turn.sends)
    turn = replace(turn, sends=held)
    table.conversations.commit(contact, turn, now=NOW)
    return turn


def due(table: TableEngine, now: datetime, limit: int = 99) -> list[tuple[object, datetime]]:
    return [(found.key, found.due_at) for found in table.due_turns.due(now, limit)]


def test_a_turn_is_found_from_its_due_moment_on(table: TableEngine) -> None:
    moment = NOW + timedelta(minutes=5, milliseconds=17)
    turn = stored(table, not_before=moment)

    assert due(table, moment - MILLISECOND) == []
    assert due(table, moment) == [(turn.key, moment)]
    assert due(table, LATER) == [(turn.key, moment)]


def test_nothing_is_found_before_its_time_however_fine_the_clock(table: TableEngine) -> None:
    moment = NOW + timedelta(microseconds=1)
    stored(table, not_before=moment)

    assert due(table, NOW) == []
    assert len(due(table, NOW + MILLISECOND)) == 1


def test_what_was_held_until_the_same_moment_is_found_in_the_order_in_which_it_happened(
    table: TableEngine,
) -> None:
    contact, morning = a_contact(), NOW + timedelta(hours=8)
    news = [a_turn_key(contact.key, cause, NOW + MILLISECOND * n) for n, cause in enumerate("cba")]
    for key in reversed(news):
        turn = a_turn(key)
        held = tuple(replace(send, not_before=morning) for send in turn.sends)
        table.conversations.plan(replace(turn, sends=held), now=NOW)

    assert [key for key, _ in due(table, morning)] == news


def test_a_turn_that_sends_nothing_is_never_due(table: TableEngine) -> None:
    stored(table, sends=0)

    assert due(table, LATER) == []


def test_a_claim_moves_the_due_moment_to_the_end_of_its_lease(table: TableEngine) -> None:
    turn = stored(table)
    send = claimed(turn.sends[0])

    table.ledger.claim(turn, send, a_permit())

    assert due(table, LATER) == [(turn.key, send.lease_until)]


def test_a_turn_leaves_the_index_with_its_last_open_send(table: TableEngine) -> None:
    turn = stored(table, sends=2)

    turn = table.ledger.settle(turn, sent(turn.sends[0]))
    still = due(table, LATER)
    turn = table.ledger.settle(turn, sent(turn.sends[1]))

    assert [key for key, _ in still] == [turn.key]
    assert due(table, LATER) == []


def test_a_turn_that_is_set_aside_is_not_due_until_one_of_its_sends_moves(
    table: TableEngine,
) -> None:
    turn, other = stored(table, sends=2), stored(table)

    table.ledger.set_aside(turn.key)

    assert table.ledger.turn(turn.key, NOW) == turn
    assert [key for key, _ in due(table, LATER)] == [other.key]
    table.ledger.settle(turn, sent(turn.sends[0]))
    assert {key for key, _ in due(table, LATER)} == {turn.key, other.key}


def test_a_turn_that_is_gone_is_not_made_by_setting_it_aside(table: TableEngine) -> None:
    key = a_turn_key(a_contact().key)

    table.ledger.set_aside(key)
    table.ledger.set_aside(key)

    assert table.ledger.turn(key, NOW) is None
    assert table.client is None or table.items(keys.contact_pk(key.contact)) == []


def test_a_turn_that_nobody_can_read_is_set_aside_all_the_same(item_table: TableEngine) -> None:
    table = item_table
    assert table.client is not None
    turn = stored(table)
    row = {"pk": {"S": keys.contact_pk(turn.key.contact)}, "sk": {"S": keys.turn_sk(turn.key)}}
    table.client.update_item(
        TableName=table.table_name, Key=row, UpdateExpression="REMOVE sends, reasoning, created_at"
    )

    table.ledger.set_aside(turn.key)

    assert due(table, LATER) == []


def test_no_more_turns_are_found_than_asked_for(table: TableEngine) -> None:
    turns = {stored(table).key for _ in range(20)}

    few = due(table, LATER, limit=7)
    all_of_them = due(table, LATER, limit=20)

    assert len(few) == len(set(few)) == 7
    assert {key for key, _ in all_of_them} == turns


def test_a_crowded_shard_is_read_to_its_end(table: TableEngine) -> None:
    contact = a_contact()
    turns = []
    for minute in range(19):
        moment = NOW + timedelta(minutes=minute)
        turn = a_turn(a_turn_key(contact.key, occurred_at=moment), created_at=moment)
        table.conversations.commit(replace(contact, version=minute), turn, now=NOW)
        turns.append(turn.key)

    found = due(table, LATER, limit=19)
    first_ones = due(table, LATER, limit=17)

    assert [key for key, _ in found] == turns
    assert [key for key, _ in first_ones] == turns[:17]
