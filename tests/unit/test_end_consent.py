"""Staff end consent as their own act, and whatever was not under way by then is not sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key, a_turn, a_turn_key, claimed
from tests.support.engines import TableEngine, memory_table
from tests.support.permits import permit_of
from towkay.domain.audit.dossier import Dossier
from towkay.domain.audit.evidence import evidence_of
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_chain import verify_chain
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.errors import ContactUnknown, ServiceUnavailable, StaleState
from towkay.domain.routes import Route
from towkay.domain.turns import Rule, TurnKey
from towkay.ports.tables import Conversations
from towkay.usecases.end_consent import end_consent

LATER = NOW + timedelta(minutes=5)


def subscriber(table: TableEngine, *topics: str) -> Contact:
    contact = a_contact()
    for number, topic in enumerate(topics):
        at = NOW + timedelta(seconds=number)
        entry = ConsentEntry(
            ConsentAct.SUBSCRIBE, at, f"c{number}", False, ConsentSource.BUTTON, topic
        )
        changed, entry = recorded(*acted(contact, entry))
        turn = a_turn(a_turn_key(contact.key, entry.cause, at))
        table.conversations.commit(changed, turn, now=NOW, consent=entry)
        contact = replace(changed, version=contact.version + 1)
    return contact


def end(table: TableEngine, contact: Contact, topic: str = "") -> ConsentEntry:
    return end_consent(
        contact.key,
        by="美玲",
        at=LATER,
        cause="staff-1",
        conversations=table.conversations,
        topic=topic,
    )


def active(table: TableEngine, contact: Contact) -> set[str]:
    stored = table.conversations.contact(contact.key)
    assert stored is not None
    return {one.topic for one in stored.subscriptions if one.active}


def test_everything_ends_and_the_ledger_says_by_whom() -> None:
    table = memory_table()
    contact = subscriber(table, "news", "offers")

    entry = end(table, contact)

    stored = table.conversations.contact(contact.key)
    entries = table.consents.entries(contact.key)
    assert stored is not None and stored.consent.stopped and active(table, contact) == set()
    assert entries[-1] == entry and (entry.by, entry.number) == ("美玲", 3)
    assert verify_chain(contact.key, stored.consent, entries) is None


def test_an_audit_takes_it_for_no_act_of_the_shoppers() -> None:
    table = memory_table()
    contact = subscriber(table, "news")
    end(table, contact, "news")
    stored = table.conversations.contact(contact.key)
    turn = table.conversations.turn(TurnKey(contact.key, LATER, "staff-1"), LATER)
    assert turn is not None

    evidence = evidence_of(Dossier(contact.key, LATER + timedelta(hours=1), stored, (turn,)))

    assert evidence.last_event_at(LATER + timedelta(minutes=10)) is None


def test_one_topic_ends_alone() -> None:
    table = memory_table()
    contact = subscriber(table, "news", "offers")

    end(table, contact, "news")

    assert active(table, contact) == {"offers"}


def test_the_act_stands_in_the_conversations_history_and_says_nothing() -> None:
    table = memory_table()
    contact = subscriber(table, "news")

    end(table, contact)

    turn = table.conversations.turn(a_turn_key(contact.key, "staff-1", LATER), LATER)
    assert turn is not None and turn.reasoning.rule is Rule.STOPPED
    assert turn.sends == () and turn.inbound.kind == "StaffStopped"


def test_a_send_that_was_permitted_before_can_no_longer_be_claimed() -> None:
    table = memory_table()
    contact = subscriber(table, "news")
    turn = a_turn(a_turn_key(contact.key), sends=1)
    table.conversations.commit(contact, turn, now=NOW)
    permit = permit_of(contact.key, "s", Route.PUSH, contact.version + 1)

    end(table, contact, "news")

    with pytest.raises(StaleState):
        table.ledger.claim(turn, claimed(turn.sends[0]), permit)


def test_nobody_ends_the_consent_of_somebody_unknown() -> None:
    with pytest.raises(ContactUnknown):
        end(memory_table(), a_contact(a_contact_key()))


def test_a_shopper_who_writes_meanwhile_costs_a_second_try() -> None:
    table = memory_table()
    contact = subscriber(table, "news")

    class Busy:
        """Somebody else writes the contact once between reading and writing."""

        def __init__(self, inner: Conversations) -> None:
            self.inner, self.writes = inner, 1

        def contact(self, *arguments: object) -> Contact | None:
            found = self.inner.contact(contact.key)
            if self.writes and found:
                self.writes -= 1
                turn = a_turn(a_turn_key(contact.key))
                self.inner.commit(replace(found, language="en"), turn, now=NOW)
            return found

        def __getattr__(self, name: str) -> object:
            return getattr(self.inner, name)

    busy = replace(table, conversations=Busy(table.conversations))  # type: ignore[arg-type]
    end(busy, contact)

    stored = table.conversations.contact(contact.key)
    assert stored is not None and stored.consent.stopped and stored.language == "en"


def test_a_table_that_cannot_be_reached_is_told() -> None:
    class Down:
        """No answer."""

        def contact(self, *_: object) -> Contact | None:
            raise ServiceUnavailable("contact")

    table = replace(memory_table(), conversations=Down())  # type: ignore[arg-type]
    with pytest.raises(ServiceUnavailable):
        end(table, a_contact())
