"""How do contacts, turns and the consent ledger look as items of the table?"""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_item
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.errors import LedgerUnreadable, NotTheirsToGive
from towkay.domain.turns import Turn, TurnKey

# Channels repeat events for up to 7 days and we refuse older than 8: no turn may be gone sooner.
LEAST_RETENTION = timedelta(days=9)


def contact_key(key: ContactKey) -> Item:
    return to_item({"pk": keys.contact_pk(key), "sk": keys.STATE})


def turn_key(key: TurnKey) -> Item:
    return to_item({"pk": keys.contact_pk(key.contact), "sk": keys.turn_sk(key)})


def contact_item(contact: Contact) -> Item:
    fields = _without_key(contact)
    return {**contact_key(contact.key), **to_item(fields)}


def contact_from(item: Mapping[str, Any]) -> Contact:
    plain = from_item(item)
    key = keys.parse_contact(plain["pk"])
    return from_plain(Contact, {**plain, "key": to_plain(key)})


def turn_item(turn: Turn, retention: timedelta) -> Item:
    fields = {
        **_without_key(turn),
        **due_fields(turn),
        "revision": turn.revision,  # always there: conditions compare with it
        "expires_at": math.ceil(expiry(turn, retention).timestamp()),
    }
    return {**turn_key(turn.key), **to_item(fields)}


def turn_from(item: Mapping[str, Any]) -> Turn:
    plain = from_item(item)
    key = keys.parse_turn(plain["pk"], plain["sk"])
    return from_plain(Turn, {**plain, "key": to_plain(key)})


def is_expired(item: Mapping[str, Any], now: datetime) -> bool:
    """Whether the row counts as gone: TTL deletes days late, so nobody waits for it."""
    expires_at = item.get("expires_at")
    return expires_at is not None and int(expires_at["N"]) <= now.timestamp()


def expiry(turn: Turn, retention: timedelta) -> datetime:
    return turn.created_at + max(retention, LEAST_RETENTION)


def due_fields(turn: Turn) -> dict[str, str]:
    """The keys of the due index; none once every send is final, which takes the turn out of it."""
    due_at = turn.due_at
    if due_at is None:
        return {}
    shard = keys.due_shard(turn.key.contact)
    return {"due_pk": keys.due_pk(shard), "due_sk": keys.due_sk(due_at, turn.key)}


def consent_item(contact: ContactKey, entry: ConsentEntry) -> Item:
    place = {"pk": keys.contact_pk(contact), "sk": keys.consent_sk(entry.at, entry.cause)}
    return to_item({**to_plain(entry), **place})


def consent_from(item: Mapping[str, Any]) -> ConsentEntry:
    """Raises `LedgerUnreadable` when the row is no entry of ours."""
    try:
        return from_plain(ConsentEntry, from_item(item))
    except (ValueError, KeyError, TypeError, AttributeError, NotTheirsToGive) as error:
        raise LedgerUnreadable(f"a consent row cannot be read: {type(error).__name__}") from None


def _without_key(value: Contact | Turn) -> dict[str, Any]:
    """The fields; the key is told by `pk` and `sk`."""
    fields = to_plain(value)
    del fields["key"]
    return fields
