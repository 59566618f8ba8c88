"""What lies in the table is readable, small, and gone when its time is over."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.support.builders import (
    NOW,
    a_contact,
    a_contact_key,
    a_full_contact,
    a_permit,
    a_stop,
    a_turn,
    a_turn_key,
    claimed,
    sent,
)
from tests.support.engines import RETENTION_DAYS, TableEngine
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import from_item
from towkay.adapters.dynamodb.conversations import DynamoConversations
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.messages import Purpose, QuickReply, Text
from towkay.domain.sends import plan_sends
from towkay.domain.turns import Inbound

DAY_S = 24 * 60 * 60


def size(value: Any) -> int:
    """Bytes as DynamoDB counts them: names and values in UTF-8, and a little for each nesting."""
    match value:
        case {"S": str(text)}:
            return len(text.encode())
        case {"L": list(items)}:
            return 3 + sum(1 + size(item) for item in items)
        case {"M": dict(fields)}:
            return 3 + size(fields)
        case dict() if not value.keys() & {"N", "BOOL", "NULL"}:
            return sum(len(name) + 1 + size(content) for name, content in value.items())
        case _:
            return 21  # the most a number takes


def rows(table: TableEngine, contact: ContactKey) -> dict[str, dict[str, object]]:
    items = table.items(keys.contact_pk(contact))
    return {item["sk"]["S"]: from_item(item) for item in items}


def test_a_partition_holds_state_turns_and_ledger_under_readable_keys(
    item_table: TableEngine,
) -> None:
    contact = a_contact(a_contact_key("U 1#2"))
    turn, stop = a_turn(a_turn_key(contact.key, "cause#1")), a_stop("cause#1")

    item_table.conversations.commit(contact, turn, now=NOW, consent=stop)

    assert keys.contact_pk(contact.key).endswith("#U%201%232")
    assert sorted(rows(item_table, contact.key)) == [
        "CONSENT#2026-11-22T03:00:00.000Z#cause%231",
        "STATE",
        "TURN#2026-11-22T03:00:00.000Z#cause%231",
    ]


def test_the_ledger_says_what_was_done_by_which_event(item_table: TableEngine) -> None:
    contact, stop = a_contact(), a_stop("stop-9")

    item_table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW, consent=stop)

    row = rows(item_table, contact.key)[keys.consent_sk(stop.at, stop.cause)]
    assert row["act"] == "stop"
    assert row["cause"] == "stop-9"
    assert row["at"] == "2026-11-22T03:00:00.000Z"
    assert row["took_effect"] is True
    assert "expires_at" not in row


def test_a_contact_never_expires_and_a_turn_does(item_table: TableEngine) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))

    item_table.conversations.commit(contact, turn, now=NOW)

    found = rows(item_table, contact.key)
    expires_at = int(NOW.timestamp()) + RETENTION_DAYS * DAY_S
    assert "expires_at" not in found[keys.STATE]
    assert found[keys.turn_sk(turn.key)]["expires_at"] == expires_at


def test_a_turn_outlives_every_redelivery_however_short_the_retention(
    item_table: TableEngine,
) -> None:
    assert item_table.client
    short = DynamoConversations(item_table.client, item_table.table_name, retention_days=1)
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))

    short.commit(contact, turn, now=NOW)

    row = rows(item_table, contact.key)[keys.turn_sk(turn.key)]
    assert row["expires_at"] == int(NOW.timestamp()) + 9 * DAY_S


def test_index_keys_are_there_only_while_a_send_is_open(item_table: TableEngine) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key))
    item_table.conversations.commit(contact, turn, now=NOW)
    before = rows(item_table, contact.key)[keys.turn_sk(turn.key)]

    turn = item_table.ledger.claim(turn, claimed(turn.sends[0]), a_permit())
    during = rows(item_table, contact.key)[keys.turn_sk(turn.key)]
    item_table.ledger.settle(turn, sent(turn.sends[0]))
    after = rows(item_table, contact.key)[keys.turn_sk(turn.key)]

    assert before["due_pk"] == during["due_pk"] == keys.due_pk(keys.due_shard(contact.key))
    assert str(before["due_sk"]).startswith("2026-11-22T03:01:30.000Z#")
    assert str(during["due_sk"]).startswith("2026-11-22T03:00:20.000Z#")
    assert after.keys() & {"due_pk", "due_sk"} == set()


def test_a_redacted_text_is_nowhere_in_the_row(item_table: TableEngine) -> None:
    contact = a_contact()
    turn = a_turn(a_turn_key(contact.key), inbound=Inbound("MessageReceived", "私の秘密", "m-1"))
    item_table.conversations.commit(contact, turn, now=NOW)
    unsent = a_turn(a_turn_key(contact.key), sends=0)

    contact = replace(contact, version=1)
    item_table.conversations.commit(contact, unsent, now=NOW, redacted=[turn.key])

    assert "私の秘密" not in str(item_table.items(keys.contact_pk(contact.key)))


def test_a_contact_with_a_subscription_stays_below_one_kilobyte(item_table: TableEngine) -> None:
    contact = replace(a_full_contact(), handover=None, tokens=())

    assert size(_state(item_table, contact)) <= 1024


def test_the_largest_contact_stays_below_five_kilobytes(item_table: TableEngine) -> None:
    full = a_full_contact()
    cause = "postback:m_" + "A" * 120
    subscriptions = tuple(
        replace(full.subscriptions[0], topic=f"topic_{number}", cause=cause) for number in range(10)
    )
    tokens = tuple(replace(full.tokens[0], token=f"{number}" * 20) for number in range(4))

    largest = replace(full, subscriptions=subscriptions, tokens=tokens)

    assert size(_state(item_table, largest)) <= 5 * 1024


def _state(item_table: TableEngine, contact: Contact) -> dict[str, Any]:
    item_table.conversations.commit(contact, a_turn(a_turn_key(contact.key)), now=NOW)
    state = item_table.items(keys.contact_pk(contact.key))[0]
    assert state["sk"]["S"] == keys.STATE
    return state


def test_the_largest_turn_stays_below_64_kilobytes(item_table: TableEngine) -> None:
    contact = a_contact()
    replies = tuple(QuickReply("按鈕" * 10, "p" * 300) for _ in range(13))
    answer = [Text("茶" * 1999), Text("茶" * 1999), Text("茶" * 1999), Text("茶" * 1999, replies)]
    turn = replace(
        a_turn(a_turn_key(contact.key, "c" * 200)),
        inbound=Inbound("MessageReceived", "字" * 8_000, "m" * 200),
        sends=plan_sends(Purpose.REPLY, [[message] for message in answer]),
    )

    item_table.conversations.commit(contact, turn, now=NOW)

    row = item_table.items(keys.contact_pk(contact.key))[1]
    assert size(row) <= 64 * 1024
    assert item_table.conversations.turn(turn.key, NOW + timedelta(days=1)) == turn
