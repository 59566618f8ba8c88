"""Every table lets one worker claim a send, and only while nothing it was permitted by changed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.support.builders import (
    NOW,
    a_contact,
    a_permit,
    a_turn,
    a_turn_key,
    claimed,
    sent,
)
from tests.support.engines import TableEngine
from towkay.domain.contacts import Contact
from towkay.domain.errors import StaleState
from towkay.domain.templates import Template, TemplateKind
from towkay.domain.turns import Turn


@pytest.fixture
def contact() -> Contact:
    return a_contact()


def stored(table: TableEngine, contact: Contact, *, sends: int = 2) -> Turn:
    """A turn as the first of its contact; the contact is at version 1 then."""
    turn = a_turn(a_turn_key(contact.key), sends=sends)
    table.conversations.commit(contact, turn, now=NOW)
    return turn


def test_a_claim_is_stored_and_returned(table: TableEngine, contact: Contact) -> None:
    turn = stored(table, contact)
    send = claimed(turn.sends[1])

    after = table.ledger.claim(turn, send, a_permit())

    assert after == turn.with_send(send)
    assert table.ledger.turn(turn.key, NOW) == after


def test_words_are_stored_with_the_template_beside_them_and_claimed_as_it(
    table: TableEngine, contact: Contact
) -> None:
    template = Template("shipped", "zh_TW", TemplateKind.UTILITY, words="已出貨", reviewed=True)
    bare = a_turn(a_turn_key(contact.key))
    news = replace(bare.sends[0], instead=template, passes_quiet_until=NOW)
    turn = replace(bare, sends=(news, *bare.sends[1:]))
    table.conversations.commit(contact, turn, now=NOW)
    read = table.ledger.turn(turn.key, NOW)
    assert read is not None and read.sends[0] == news

    instead = news.as_template()
    assert instead is not None
    table.ledger.claim(read, claimed(instead), a_permit())

    after = table.ledger.turn(turn.key, NOW)
    assert after is not None and after.sends[0] == claimed(instead)
    assert (after.sends[0].approved, after.sends[0].instead) == (template, None)


def test_the_second_claim_of_the_same_read_is_stale(table: TableEngine, contact: Contact) -> None:
    turn = stored(table, contact)
    first = table.ledger.claim(turn, claimed(turn.sends[0], "worker-1"), a_permit())

    with pytest.raises(StaleState):
        table.ledger.claim(turn, claimed(turn.sends[0], "worker-2"), a_permit())

    assert table.ledger.turn(turn.key, NOW) == first


def test_whatever_changed_the_contact_after_the_permit_wins(
    table: TableEngine, contact: Contact
) -> None:
    turn = stored(table, contact)
    stop = a_turn(a_turn_key(contact.key))
    table.conversations.commit(replace(contact, version=1), stop, now=NOW)

    with pytest.raises(StaleState):
        table.ledger.claim(turn, claimed(turn.sends[0]), a_permit(contact_version=1))

    assert table.ledger.turn(turn.key, NOW) == turn


def test_nothing_is_claimed_of_a_turn_or_contact_that_is_not_there(
    table: TableEngine, contact: Contact
) -> None:
    turn = stored(table, contact)
    of_nobody = a_turn()
    unknown = a_turn(a_turn_key(contact.key))

    for absent in (of_nobody, unknown):
        with pytest.raises(StaleState):
            table.ledger.claim(absent, claimed(absent.sends[0]), a_permit())

    assert table.ledger.turn(of_nobody.key, NOW) is None
    assert table.ledger.turn(turn.key, NOW) == turn


def test_an_outcome_is_stored_whatever_became_of_the_contact(
    table: TableEngine, contact: Contact
) -> None:
    turn = stored(table, contact)
    turn = table.ledger.claim(turn, claimed(turn.sends[0]), a_permit())
    table.conversations.commit(
        replace(contact, version=1), a_turn(a_turn_key(contact.key)), now=NOW
    )

    after = table.ledger.settle(turn, sent(turn.sends[0]))

    assert after == turn.with_send(sent(turn.sends[0]))
    assert table.ledger.turn(turn.key, NOW) == after


def test_an_outcome_of_an_older_read_is_stale(table: TableEngine, contact: Contact) -> None:
    turn = stored(table, contact)
    after = table.ledger.claim(turn, claimed(turn.sends[0]), a_permit())

    with pytest.raises(StaleState):
        table.ledger.settle(turn, sent(turn.sends[0]))

    assert table.ledger.turn(turn.key, NOW) == after


def test_nothing_is_settled_of_a_turn_that_is_not_there(table: TableEngine) -> None:
    turn = a_turn()

    with pytest.raises(StaleState):
        table.ledger.settle(turn, sent(turn.sends[0]))

    assert table.ledger.turn(turn.key, NOW) is None


def test_a_redaction_does_not_disturb_a_send_under_way(
    table: TableEngine, contact: Contact
) -> None:
    turn = stored(table, contact)
    turn = table.ledger.claim(turn, claimed(turn.sends[0]), a_permit())
    unsent = a_turn(a_turn_key(contact.key), sends=0)
    table.conversations.commit(replace(contact, version=1), unsent, now=NOW, redacted=[turn.key])

    table.ledger.settle(turn, sent(turn.sends[0]))

    after = table.ledger.turn(turn.key, NOW)
    blank = replace(turn.inbound, text=None)
    assert after == replace(turn.with_send(sent(turn.sends[0])), inbound=blank)


def test_of_eight_workers_one_gets_the_claim(threaded_table: TableEngine, contact: Contact) -> None:
    turn = stored(threaded_table, contact)

    def attempt(number: int) -> bool:
        send = claimed(turn.sends[0], f"worker-{number}")
        try:
            threaded_table.ledger.claim(turn, send, a_permit())
        except StaleState:
            return False
        return True

    with ThreadPoolExecutor(8) as workers:
        won = list(workers.map(attempt, range(8)))

    after = threaded_table.ledger.turn(turn.key, NOW)
    assert won.count(True) == 1
    assert after is not None and after.sends[0].owner == f"worker-{won.index(True)}"


def test_of_a_stop_and_a_claim_at_once_only_one_is_first(threaded_table: TableEngine) -> None:
    """A claim that won was made before the stop; one that lost changed nothing."""
    for _ in range(6):
        contact = a_contact()
        turn = stored(threaded_table, contact)
        stop = a_turn(a_turn_key(contact.key), sends=0)

        def claim(turn: Turn = turn) -> bool:
            try:
                threaded_table.ledger.claim(turn, claimed(turn.sends[0]), a_permit(1))
            except StaleState:
                return False
            return True

        def halt(contact: Contact = contact, stop: Turn = stop) -> bool:
            try:
                threaded_table.conversations.commit(replace(contact, version=1), stop, now=NOW)
            except StaleState:
                return False
            return True

        with ThreadPoolExecutor(2) as workers:
            claiming, halting = workers.submit(claim), workers.submit(halt)
        after = threaded_table.ledger.turn(turn.key, NOW)
        assert after is not None
        assert (after.revision == 1) is claiming.result()
        assert claiming.result() or halting.result()
