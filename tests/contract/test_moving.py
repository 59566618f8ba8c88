"""Every table writes a shopper's new id, who was left and what was carried over, all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import (
    NOW,
    a_contact,
    a_contact_key,
    a_full_contact,
    a_stop,
    a_turn,
    a_turn_key,
    sent,
)
from tests.support.engines import TableEngine
from towkay.adapters.callsites import CallSite
from towkay.adapters.dynamodb.send_ledger import DynamoSendLedger
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState, TurnExists
from towkay.domain.moving import Moved
from towkay.domain.subscriptions import ChannelToken


def left_by(table: TableEngine, contact: Contact) -> Moved:
    """The contact of an old id as it is stored, and two acts that were its shopper's."""
    old = a_contact()
    table.conversations.commit(old, a_turn(a_turn_key(old.key)), now=NOW)
    gone = replace(old, version=1, moved_to=contact.key.user)
    return Moved(gone, (a_stop("a.0", NOW), a_stop("a.1", NOW)))


def test_both_contacts_and_every_act_are_written_together(table: TableEngine) -> None:
    contact = a_contact()
    moved = left_by(table, contact)
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW, moved=moved)
    assert table.conversations.contact(contact.key) == replace(contact, version=1)
    assert table.conversations.contact(moved.left.key) == replace(moved.left, version=2)
    kept = {entry.cause for entry in table.consents.entries(contact.key)}
    assert kept == {"a.0", "a.1"}


def test_nothing_is_written_when_the_one_who_was_left_changed_meanwhile(table: TableEngine) -> None:
    contact = a_contact()
    moved = left_by(table, contact)
    stale = Moved(replace(moved.left, version=0), moved.entries)
    turn = a_turn(a_turn_key(contact.key))
    with pytest.raises(StaleState):
        table.conversations.commit(contact, turn, now=NOW, moved=stale)
    assert table.conversations.contact(contact.key) is None
    assert table.conversations.turn(turn.key, NOW) is None
    assert table.consents.entries(contact.key) == []


def test_acts_that_stand_in_the_ledger_already_prove_the_cause_handled(table: TableEngine) -> None:
    contact = a_contact()
    moved = left_by(table, contact)
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW, moved=moved)
    again = Moved(replace(moved.left, version=2), moved.entries)
    newer = replace(contact, version=1)
    with pytest.raises(TurnExists):
        table.conversations.commit(newer, a_turn(a_turn_key(contact.key)), now=NOW, moved=again)


def a_number(contact: Contact) -> Contact:
    """The contact of a telephone number that nobody had heard of, leading to another one now."""
    return a_contact(a_contact_key("+886912345678"), moved_to=contact.key.user, moved_at=NOW)


def test_a_number_that_nobody_had_heard_of_is_written_with_the_turn_that_tells_it(
    table: TableEngine,
) -> None:
    contact = a_contact(number="+886912345678")
    number, turn = a_number(contact), a_turn(a_turn_key(contact.key))
    table.conversations.commit(contact, turn, now=NOW, moved=Moved(number, ()))
    assert table.conversations.contact(number.key) == replace(number, version=1)
    assert table.conversations.contact(contact.key) == replace(contact, version=1)
    assert table.receipts.contact(number.key) == replace(number, version=1)


def test_a_number_that_somebody_wrote_of_meanwhile_is_looked_at_again(table: TableEngine) -> None:
    contact = a_contact(number="+886912345678")
    number, turn = a_number(contact), a_turn(a_turn_key(contact.key))
    echoed = a_contact(number.key)
    table.conversations.commit(echoed, a_turn(a_turn_key(number.key)), now=NOW)
    with pytest.raises(StaleState):
        table.conversations.commit(contact, turn, now=NOW, moved=Moved(number, ()))
    assert table.conversations.contact(contact.key) is None
    assert table.conversations.contact(number.key) == replace(echoed, version=1)
    assert table.conversations.turn(turn.key, NOW) is None


def test_the_turns_since_a_moment_come_newest_first(table: TableEngine) -> None:
    contact = a_contact()
    turns = [
        a_turn(a_turn_key(contact.key, f"c{hours}", NOW - timedelta(hours=hours)))
        for hours in (30, 2, 1)
    ]
    for number, turn in enumerate(turns):
        table.conversations.commit(replace(contact, version=number), turn, now=NOW)
    found = table.conversations.turns_since(contact.key, NOW - timedelta(hours=24))
    assert [turn.key.cause for turn in found] == ["c1", "c2"]
    assert table.conversations.turns_since(a_contact_key(), NOW) == []


def test_whoever_decides_can_settle_a_send_that_was_proved(table: TableEngine) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))
    table.conversations.commit(contact, turn, now=NOW)
    after = table.conversations.settle(turn, sent(turn.sends[0]))
    assert table.ledger.turn(turn.key, NOW) == after
    with pytest.raises(StaleState):
        table.conversations.settle(turn, sent(turn.sends[0]))


def token(name: str, kind: str = "notification_messages") -> ChannelToken:
    return ChannelToken(kind, name, NOW - timedelta(days=9))


def test_a_token_that_was_called_on_is_used_and_one_that_is_good_once_is_spent(
    table: TableEngine,
) -> None:
    contact = a_contact(tokens=(token("often"), token("once", "one_time_notification")))
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW)
    for name in ("often", "once"):
        table.ledger.use_token(contact.key, name, NOW, dead=False)
    stored = table.ledger.contact(contact.key)
    assert stored and stored.version == 3
    often, once = stored.tokens
    assert (often.last_used_at, often.spent) == (NOW, False)
    assert (once.last_used_at, once.spent) == (NOW, True)


def test_a_token_that_the_channel_takes_no_longer_is_spent(table: TableEngine) -> None:
    contact = replace(a_full_contact(), tokens=(token("t"),), version=0)
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW)
    table.ledger.use_token(contact.key, "t", NOW, dead=True)
    stored = table.ledger.contact(contact.key)
    assert stored and stored.tokens[0].spent


def test_what_changed_the_contact_while_a_token_is_noted_wins(table: TableEngine) -> None:
    if table.client is None:
        return  # there the one look is the one step
    contact = a_contact(tokens=(token("t"),))
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW)
    stopped = replace(contact, version=1, consent=Consent(stopped=True))

    @contextmanager
    def meanwhile(site: CallSite) -> Iterator[None]:
        if site is CallSite.TOKEN_USE:
            table.conversations.commit(stopped, a_turn(a_turn_key(contact.key)), now=NOW)
        yield

    ledger = DynamoSendLedger(table.client, table.table_name, meanwhile)
    with pytest.raises(StaleState):
        ledger.use_token(contact.key, "t", NOW, dead=False)
    assert table.ledger.contact(contact.key) == replace(stopped, version=2)


def test_a_token_of_nobody_and_one_that_is_gone_change_nothing(table: TableEngine) -> None:
    contact = a_contact()
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW)
    table.ledger.use_token(a_contact_key(), "t", NOW, dead=False)
    table.ledger.use_token(contact.key, "t", NOW, dead=False)
    assert table.ledger.contact(contact.key) == replace(contact, version=1)
