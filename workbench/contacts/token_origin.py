"""Did the person give a token here, or did a list bring it before such tokens had their own kind?

The consent ledger has an entry of the platform's for every token that was given here, written with
it and at the same moment. A token without one was brought, and is told apart from now on.
"""

from dataclasses import replace
from typing import Any

from botocore.exceptions import ClientError

from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.consent_ledger import DynamoConsentLedger
from towkay.adapters.dynamodb.items import contact_key
from towkay.domain.consent import ConsentAct, ConsentSource
from towkay.domain.contacts import Contact
from towkay.domain.optins import TokenKind
from towkay.domain.subscriptions import ChannelToken

_GIVEN = (ConsentAct.SUBSCRIBE, ConsentAct.OPT_IN)


def told_apart(client: Any, table: str, contact: Contact) -> int:
    """How many tokens of the contact are a list's now; 0 where somebody wrote it meanwhile."""
    if all(one.kind != TokenKind.NOTIFICATION.value for one in contact.tokens):
        return 0
    after = _by_origin(contact, DynamoConsentLedger(client, table))
    moved = sum(one not in contact.tokens for one in after)
    return moved if moved and _written(client, table, contact, after) else 0


def _by_origin(contact: Contact, ledger: DynamoConsentLedger) -> tuple[ChannelToken, ...]:
    """Those of a list first, where the next opt-in displaces them."""
    ids = filter(None, (contact.key.user, contact.moved_from))
    given = {
        entry.at
        for user in ids
        for entry in ledger.entries(replace(contact.key, user=user))
        if entry.act in _GIVEN and entry.source in (None, ConsentSource.PLATFORM)
    }
    brought, own = list[ChannelToken](), list[ChannelToken]()
    for one in contact.tokens:
        if one.kind == TokenKind.NOTIFICATION.value and one.got_at not in given:
            brought.append(replace(one, kind=TokenKind.IMPORTED.value))
        else:
            own.append(one)
    return (*brought, *own)


def _written(client: Any, table: str, contact: Contact, tokens: tuple[ChannelToken, ...]) -> bool:
    plain = to_plain(replace(contact, tokens=tokens))["tokens"]
    values = {":tokens": plain, ":seen": contact.version, ":next": contact.version + 1}
    try:
        client.update_item(
            TableName=table,
            Key=contact_key(contact.key),
            UpdateExpression="SET tokens = :tokens, version = :next",
            ConditionExpression="version = :seen",
            ExpressionAttributeValues=to_item(values),
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
            return False
        raise
    return True
