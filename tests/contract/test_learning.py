"""What a no teaches is stored with its outcome, by every table, both or neither."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key, a_full_contact, a_turn, a_turn_key
from tests.support.engines import TableEngine
from towkay.domain.aftermath import Learnt
from towkay.domain.channels import Channel
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState
from towkay.domain.reach import Miss, Reach
from towkay.domain.receipts import Marks
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn

GONE = Reach(NOW, (Miss(NOW - timedelta(minutes=1), NOW),))


def stored(table: TableEngine, contact: Contact) -> tuple[Turn, Contact]:
    """A turn as the first of its contact, and the contact as it is read."""
    turn = a_turn(a_turn_key(contact.key))
    table.conversations.commit(contact, turn, now=NOW)
    known = table.ledger.contact(contact.key)
    assert known
    return turn, known


def refused(turn: Turn) -> Send:
    return replace(turn.sends[0], state=SendState.REFUSED, reason="contact_gone:551")


def ended(contact: Contact) -> Learnt:
    act = ConsentAct.REFUSE_MARKETING
    entry = ConsentEntry(act, NOW, "s.refused", False, ConsentSource.PLATFORM)
    return Learnt(*recorded(*acted(contact, entry)))


@pytest.mark.parametrize("full", [True, False])
def test_what_is_learnt_is_stored_with_the_outcome(table: TableEngine, full: bool) -> None:
    turn, contact = stored(table, a_full_contact() if full else a_contact())
    after = replace(contact, reach=GONE, window_closes_at=None)

    assert table.ledger.settle(turn, refused(turn), Learnt(after)) == turn.with_send(refused(turn))

    assert table.ledger.turn(turn.key, NOW) == turn.with_send(refused(turn))
    assert table.ledger.contact(contact.key) == replace(after, version=contact.version + 1)


def test_a_leave_that_was_ended_is_a_row_of_the_ledger(table: TableEngine) -> None:
    turn, contact = stored(table, a_contact())
    lesson = ended(contact)

    table.receipts.settle(turn, refused(turn), lesson)

    assert table.consents.entries(contact.key) == [lesson.consent]
    assert table.ledger.contact(contact.key) == replace(lesson.contact, version=2)


def test_a_topic_that_was_ended_is_followed_no_more(table: TableEngine) -> None:
    key = a_contact_key()
    began = ConsentEntry(ConsentAct.SUBSCRIBE, NOW, "yes", False, ConsentSource.WORD, key.user)
    contact, entry = recorded(*acted(a_contact(key), began))
    turn = a_turn(a_turn_key(key))
    table.conversations.commit(contact, turn, now=NOW, consent=entry)
    assert len(table.places(contact.brand, key.user, key)) == 1
    known = table.ledger.contact(key)
    assert known

    stop = ConsentEntry(
        ConsentAct.STOP_TOPIC, NOW, "s.refused", False, ConsentSource.PLATFORM, key.user
    )
    lesson = Learnt(*recorded(*acted(known, stop)))
    table.ledger.settle(turn, refused(turn), lesson)

    assert table.places(contact.brand, key.user, key) == []
    assert table.consents.entries(key) == [entry, lesson.consent]


@pytest.mark.parametrize("changed", ["contact", "turn"])
def test_where_one_of_them_changed_neither_is_stored(table: TableEngine, changed: str) -> None:
    turn, contact = stored(table, a_contact())
    if changed == "contact":
        other = a_turn(a_turn_key(contact.key), sends=0)
        table.conversations.commit(replace(contact, greeted=True), other, now=NOW)
    else:
        table.ledger.settle(turn, replace(turn.sends[0], attempts=1))
    before = table.ledger.turn(turn.key, NOW), table.ledger.contact(contact.key)

    with pytest.raises(StaleState):
        table.ledger.settle(turn, refused(turn), ended(replace(contact, reach=GONE)))

    assert (table.ledger.turn(turn.key, NOW), table.ledger.contact(contact.key)) == before
    assert table.consents.entries(contact.key) == []


def test_until_when_all_was_delivered_is_read_by_both_who_settle(table: TableEngine) -> None:
    key = a_contact_key(channel=Channel.WHATSAPP)
    assert table.ledger.delivered_up_to(key) is None
    table.receipts.advance(key, Marks(delivered_up_to=NOW), NOW)
    assert table.ledger.delivered_up_to(key) == table.receipts.delivered_up_to(key) == NOW
