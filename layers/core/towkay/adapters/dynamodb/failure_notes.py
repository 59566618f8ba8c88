"""Notes about queue records that failed, one row for each message."""

import math
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from towkay.adapters.aws_failures import failure_code, failures_as_unavailable
from towkay.adapters.callsites import CallSite
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import Item, from_item, to_attribute, to_item
from towkay.adapters.dynamodb.rare_table import RareTable
from towkay.domain.failures import NOTE_LIFE, FailureNote

_NEWER_IS_THERE = "ConditionalCheckFailedException"


class DynamoFailureNotes(RareTable):
    """`ports.FailureNotes` over the table."""

    def put(self, message_id: str, note: FailureNote) -> None:
        expires_at = math.ceil((note.at + NOTE_LIFE).timestamp())
        with failures_as_unavailable("failure note"), self._gate(CallSite.FAILURE_NOTE_PUT):
            try:
                self._client.update_item(
                    TableName=self._table_name,
                    Key=failure_key(message_id),
                    UpdateExpression="SET note = :note, expires_at = :expires_at",
                    # A worker thought lost may tell of its failure after the next one has.
                    ConditionExpression="attribute_not_exists(pk) OR expires_at <= :expires_at",
                    ExpressionAttributeValues={
                        ":note": to_attribute(to_plain(note)),
                        ":expires_at": to_attribute(expires_at),
                    },
                )
            except ClientError as error:
                if failure_code(error) != _NEWER_IS_THERE:
                    raise


def failure_key(message_id: str) -> Item:
    return to_item({"pk": keys.failure_pk(message_id), "sk": keys.NOTE})


def failure_note_from(item: Mapping[str, Any]) -> FailureNote:
    return from_plain(FailureNote, from_item(item)["note"])
