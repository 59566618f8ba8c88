"""Every table keeps how far a contact has got, forward only, and apart from the conversation."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from tests.support.builders import (
    NOW,
    a_contact,
    a_contact_key,
    a_permit,
    a_turn,
    a_turn_key,
    claimed,
    sent,
)
from tests.support.engines import RETENTION_DAYS, TableEngine
from towkay.adapters.dynamodb import keys
from towkay.domain.channels import ContactKey
from towkay.domain.errors import StaleState
from towkay.domain.receipts import Marks

LATER = NOW + timedelta(milliseconds=1)
RETENTION = timedelta(days=RETENTION_DAYS)


@pytest.fixture
def contact() -> ContactKey:
    return a_contact_key()


def delivered(at: datetime) -> Marks:
    return Marks(delivered_up_to=at)


def read(at: datetime) -> Marks:
    return Marks(read_up_to=at)


def test_nothing_is_known_of_a_contact_before_its_first_receipt(
    table: TableEngine, contact: ContactKey
) -> None:
    assert table.receipts.marks(contact, NOW) == Marks()


@pytest.mark.parametrize("mark", [delivered, read])
def test_a_mark_moves_forward_only(
    table: TableEngine, contact: ContactKey, mark: Callable[[datetime], Marks]
) -> None:
    moved = [table.receipts.advance(contact, mark(at), NOW) for at in (NOW, LATER, LATER, NOW)]

    assert moved == [True, True, False, False]
    assert table.receipts.marks(contact, NOW).delivered_up_to == LATER


def test_what_was_read_was_delivered(table: TableEngine, contact: ContactKey) -> None:
    assert table.receipts.advance(contact, read(LATER), NOW)
    assert not table.receipts.advance(contact, delivered(NOW), NOW)
    assert not table.receipts.advance(contact, delivered(LATER), NOW)

    assert table.receipts.marks(contact, NOW) == Marks(LATER, LATER)


def test_the_two_marks_move_each_on_its_own(table: TableEngine, contact: ContactKey) -> None:
    assert table.receipts.advance(contact, delivered(LATER), NOW)
    assert table.receipts.advance(contact, read(NOW), NOW)
    assert table.receipts.advance(contact, Marks(NOW, LATER), NOW)

    assert table.receipts.marks(contact, NOW) == Marks(LATER, LATER)


def test_a_moment_is_compared_as_a_moment_however_it_is_written(
    table: TableEngine, contact: ContactKey
) -> None:
    in_taipei = NOW.astimezone(timezone(timedelta(hours=8)))
    a_bit_later = NOW + timedelta(microseconds=1)

    assert table.receipts.advance(contact, read(in_taipei), NOW)
    assert table.receipts.advance(contact, read(a_bit_later), NOW)
    assert not table.receipts.advance(contact, read(NOW), NOW)

    assert table.receipts.marks(contact, NOW).read_up_to == a_bit_later


def test_contacts_do_not_share_marks(table: TableEngine, contact: ContactKey) -> None:
    table.receipts.advance(contact, read(NOW), NOW)

    assert table.receipts.marks(a_contact_key(), NOW) == Marks()


def test_marks_past_their_expiry_are_gone_although_they_are_stored(
    table: TableEngine, contact: ContactKey
) -> None:
    table.receipts.advance(contact, read(LATER), NOW)
    much_later = NOW + RETENTION + timedelta(seconds=1)

    assert table.receipts.marks(contact, much_later) == Marks()
    assert table.receipts.advance(contact, delivered(much_later), much_later)
    assert table.receipts.marks(contact, much_later) == delivered(much_later)


def test_a_mark_past_its_expiry_holds_no_other_back(
    table: TableEngine, contact: ContactKey
) -> None:
    table.receipts.advance(contact, delivered(LATER), NOW)

    assert not table.receipts.advance(contact, delivered(NOW), NOW)
    assert table.receipts.advance(contact, delivered(NOW), LATER + RETENTION)


def test_each_receipt_keeps_the_row_for_another_retention(
    table: TableEngine, contact: ContactKey
) -> None:
    table.receipts.advance(contact, delivered(NOW), NOW)
    a_day_on = NOW + timedelta(days=1)
    table.receipts.advance(contact, delivered(a_day_on), a_day_on)

    assert table.receipts.marks(contact, NOW + RETENTION) == delivered(a_day_on)


def test_a_receipt_does_not_disturb_a_claim(table: TableEngine) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))
    table.conversations.commit(contact, turn, now=NOW)

    table.receipts.advance(contact.key, read(NOW), NOW)
    after = table.ledger.claim(turn, claimed(turn.sends[0]), a_permit())

    assert table.receipts.turn(turn.key, NOW) == after
    stored = table.conversations.contact(contact.key)
    assert stored == replace(contact, version=1)


def test_a_receipt_settles_a_send_under_the_turn_s_revision(table: TableEngine) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))
    table.conversations.commit(contact, turn, now=NOW)
    claim = table.ledger.claim(turn, claimed(turn.sends[0]), a_permit())

    with pytest.raises(StaleState):
        table.receipts.settle(turn, sent(turn.sends[0]))
    after = table.receipts.settle(claim, sent(claim.sends[0]))

    assert table.receipts.turn(turn.key, NOW) == after
    assert list(table.due_turns.due(NOW + timedelta(days=1), 10)) == []


def test_of_many_receipts_at_once_the_newest_stays(
    threaded_table: TableEngine, contact: ContactKey
) -> None:
    moments = [NOW + timedelta(seconds=(7 * number) % 16) for number in range(16)]

    with ThreadPoolExecutor(8) as workers:
        list(
            workers.map(lambda at: threaded_table.receipts.advance(contact, read(at), NOW), moments)
        )

    assert threaded_table.receipts.marks(contact, NOW).read_up_to == max(moments)


def test_the_row_lies_with_its_contact_and_expires(
    item_table: TableEngine, contact: ContactKey
) -> None:
    item_table.receipts.advance(contact, delivered(NOW), NOW)

    (row,) = item_table.items(keys.contact_pk(contact))
    assert row["sk"] == {"S": "MARKS"}
    assert int(row["expires_at"]["N"]) == (NOW + RETENTION).timestamp()
