"""`towkay contacts index`: find who subscribed before there was an index of it, and put them in.

A stack from before campaigns has subscriptions in its contacts alone; a push would miss them. What
stands in the index already is left as it is, so it can be run again, and while the stack works.
On the way tokens that a list brought are told from those that people gave here.
"""

import argparse
from collections.abc import Iterator
from typing import Any

from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import to_attribute
from towkay.adapters.dynamodb.items import contact_from, contact_key
from towkay.adapters.dynamodb.topic_rows import topic_row
from towkay.domain.contacts import Contact
from workbench.contacts.token_origin import told_apart
from workbench.contacts.words import Said
from workbench.languages import spoken_here
from workbench.targets import Target
from workbench.transcript import block

_WANTED = "sk = :state AND (attribute_exists(subscriptions) OR attribute_exists(tokens))"
_TRIES = 3  # a shopper may be writing at this very moment


def run(where: Target, options: argparse.Namespace) -> int:
    """Print how many contacts were looked at and how many rows were written."""
    table = where.stack().outputs["TableName"]
    looked_at = written = brought = 0
    for contact in _contacts(where.dynamodb, table):
        looked_at += 1
        written += _mended(where.dynamodb, table, contact)
        brought += told_apart(where.dynamodb, table, contact)
    language = spoken_here(options.language)
    print(block("", Said.INDEXED.spoken(language, count=looked_at, written=written)))
    if brought:
        print(block("", Said.BROUGHT.spoken(language, count=brought)))
    return 0


def _contacts(client: Any, table: str) -> Iterator[Contact]:
    """Everybody who ever said anything about a topic, or has a token; it reads the whole table."""
    asked: dict[str, Any] = {
        "TableName": table,
        "ConsistentRead": True,
        "FilterExpression": _WANTED,
        "ExpressionAttributeValues": {":state": {"S": keys.STATE}},
    }
    for page in client.get_paginator("scan").paginate(**asked):
        yield from map(contact_from, page["Items"])


def _mended(client: Any, table: str, contact: Contact) -> int:
    """The rows that were missing and are there now."""
    return sum(_written(client, table, contact, one.topic, _TRIES) for one in contact.subscriptions)


def _written(client: Any, table: str, contact: Contact, topic: str, tries: int) -> bool:
    """Whether the row was missing. What is said in it holds only for the contact as read."""
    said_of_it = contact.subscription(topic)
    if said_of_it is None:
        return False
    try:
        client.transact_write_items(
            TransactItems=[
                {"ConditionCheck": _unchanged(table, contact)},
                {"Put": _missing(table, topic_row(contact, said_of_it, said_of_it.agreed_at))},
            ]
        )
    except client.exceptions.TransactionCanceledException as error:
        version, row = (reason.get("Code") for reason in error.response["CancellationReasons"])
        if row == "ConditionalCheckFailed" or not tries:
            return False
        if version in ("ConditionalCheckFailed", "TransactionConflict"):
            found = client.get_item(
                TableName=table, Key=contact_key(contact.key), ConsistentRead=True
            )
            return _written(client, table, contact_from(found["Item"]), topic, tries - 1)
        raise
    return True


def _unchanged(table: str, contact: Contact) -> dict[str, Any]:
    return {
        "TableName": table,
        "Key": contact_key(contact.key),
        "ConditionExpression": "version = :seen",
        "ExpressionAttributeValues": {":seen": to_attribute(contact.version)},
    }


def _missing(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {"TableName": table, "Item": row, "ConditionExpression": "attribute_not_exists(pk)"}
