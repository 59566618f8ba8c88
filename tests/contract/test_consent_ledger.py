"""Every table keeps the consent ledger whole, in order, and in one transaction with the contact."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key, a_turn, a_turn_key
from tests.support.engines import TableEngine
from towkay.adapters.dynamodb import keys
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_chain import verify_chain
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.errors import LedgerUnreadable, StaleState
from towkay.domain.messages import Purpose

MINUTE = timedelta(minutes=1)


def subscribed(minutes: int, topic: str = "weekly") -> ConsentEntry:
    return ConsentEntry(
        ConsentAct.SUBSCRIBE,
        NOW + minutes * MINUTE,
        f"cause-{minutes}",
        took_effect=False,
        source=ConsentSource.BUTTON,
        topic=topic,
        purpose=Purpose.MARKETING,
        wording="0123456789ab",
        place="chat",
    )


def stopped_by_staff(minutes: int) -> ConsentEntry:
    source, at = ConsentSource.STAFF, NOW + minutes * MINUTE
    return ConsentEntry(ConsentAct.STOP, at, f"cause-{minutes}", False, source, by="美玲")


def written(table: TableEngine, contact: Contact, entry: ConsentEntry) -> Contact:
    changed, entry = recorded(*acted(contact, entry))
    turn = a_turn(a_turn_key(contact.key, entry.cause, entry.at))
    table.conversations.commit(changed, turn, now=NOW, consent=entry)
    return replace(changed, version=contact.version + 1)


def test_a_contact_without_an_act_has_an_empty_ledger(table: TableEngine) -> None:
    assert table.consents.entries(a_contact_key()) == []


def test_entries_come_back_whole_and_in_the_order_they_were_written(table: TableEngine) -> None:
    contact = a_contact()
    for entry in (subscribed(5), stopped_by_staff(9), subscribed(7, "parcels")):
        contact = written(table, contact, entry)

    entries = table.consents.entries(contact.key)

    assert [entry.cause for entry in entries] == ["cause-5", "cause-9", "cause-7"]
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert entries[0] == replace(subscribed(5), took_effect=True, number=1, chain=entries[0].chain)
    assert entries[1].by == "美玲"
    stored = table.conversations.contact(contact.key)
    assert stored == contact
    assert verify_chain(contact.key, contact.consent, entries) is None


def test_rows_from_before_the_chain_are_read_and_left_alone(table: TableEngine) -> None:
    contact = a_contact()
    old = ConsentEntry(ConsentAct.STOP, NOW, "old", took_effect=True)
    table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW, consent=old)
    contact = written(table, replace(contact, version=1), subscribed(5))

    entries = table.consents.entries(contact.key)

    assert entries[0] == old and entries[0].source is None
    assert verify_chain(contact.key, contact.consent, entries) is None


def test_an_entry_is_written_only_with_the_contact_it_belongs_to(table: TableEngine) -> None:
    contact = written(table, a_contact(), subscribed(5))

    with pytest.raises(StaleState):
        written(table, replace(contact, version=7), subscribed(6))

    assert len(table.consents.entries(contact.key)) == 1


def test_the_ledgers_of_two_contacts_are_not_mixed(table: TableEngine) -> None:
    first, second = a_contact(), a_contact()
    written(table, first, subscribed(5))

    assert table.consents.entries(second.key) == []


def test_a_ledger_longer_than_one_page_is_read_to_its_end(table: TableEngine) -> None:
    contact = a_contact()
    for minute in range(30):
        entry = replace(stopped_by_staff(minute), place="x" * 60_000)
        contact = written(table, contact, entry)

    assert len(table.consents.entries(contact.key)) == 30


def test_a_row_that_claims_staff_granted_is_reported_and_not_believed(
    item_table: TableEngine,
) -> None:
    contact = written(item_table, a_contact(), subscribed(5))
    _alter(item_table, contact.key, "staff")

    with pytest.raises(LedgerUnreadable):
        item_table.consents.entries(contact.key)


def _alter(table: TableEngine, contact: ContactKey, source: str) -> None:
    assert table.client is not None
    table.client.update_item(
        TableName=table.table_name,
        Key={
            "pk": {"S": keys.contact_pk(contact)},
            "sk": {"S": keys.consent_sk(NOW + 5 * MINUTE, "cause-5")},
        },
        UpdateExpression="SET #source = :source",
        ExpressionAttributeNames={"#source": "source"},
        ExpressionAttributeValues={":source": {"S": source}},
    )
