"""Contacts and turns as the door moves them: claim before the call, outcome after it."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from towkay.adapters.callsites import CallSite
from towkay.adapters.codec import to_plain
from towkay.adapters.dynamodb.attributes import to_attribute, to_item
from towkay.adapters.dynamodb.conditions import failures_of_transaction, failures_of_update
from towkay.adapters.dynamodb.histories import history_update
from towkay.adapters.dynamodb.items import contact_key, turn_key
from towkay.adapters.dynamodb.settling import DynamoSettling
from towkay.domain.channels import ContactKey
from towkay.domain.errors import StaleState
from towkay.domain.permits import Permit
from towkay.domain.sends import Send
from towkay.domain.tokens import used
from towkay.domain.turns import Turn, TurnKey
from towkay.domain.unasked import PersonHistory


class DynamoSendLedger(DynamoSettling):
    """`ports.SendLedger` over the table."""

    def claim(
        self, turn: Turn, send: Send, permit: Permit, after: PersonHistory | None = None
    ) -> Turn:
        moved = turn.with_send(send)
        # In one transaction with the contact: a stop or a person who came in between wins.
        check = {
            "TableName": self._table_name,
            "Key": contact_key(turn.key.contact),
            "ConditionExpression": "version = :seen",
            "ExpressionAttributeValues": {":seen": to_attribute(permit.contact_version)},
        }
        writes: list[Any] = [
            {"Update": self._move(turn, moved, send)},
            {"ConditionCheck": check},
        ]
        if after:
            writes.append({"Update": history_update(self._table_name, after)})
        meanings = [StaleState] * len(writes)
        with failures_of_transaction("claim", meanings), self._gate(CallSite.SEND_CLAIM):
            self._client.transact_write_items(TransactItems=writes)
        return moved

    def forget(self, brand: str, person: str, send_id: str, called_at: datetime) -> None:
        before = self.history(brand, person)
        if not before.tells_of(send_id, called_at):
            return
        update: Any = history_update(
            self._table_name, PersonHistory(brand, person, before.without(send_id))
        )
        with failures_of_update("history"), self._gate(CallSite.HISTORY_FORGET):
            self._client.update_item(**update)

    def use_token(self, contact: ContactKey, token: str, at: datetime, *, dead: bool) -> None:
        known = self.contact(contact)
        if known is None or all(one.token != token for one in known.tokens):
            return
        after = to_plain(used(known, token, at, dead=dead))
        values = {"tokens": after["tokens"], "seen": known.version, "next": known.version + 1}
        with failures_of_update("token"), self._gate(CallSite.TOKEN_USE):
            self._client.update_item(
                TableName=self._table_name,
                Key=contact_key(contact),
                UpdateExpression="SET tokens = :tokens, version = :next",
                ConditionExpression="version = :seen",
                ExpressionAttributeValues=to_item(
                    {f":{name}": value for name, value in values.items()}
                ),
            )

    def set_aside(self, key: TurnKey) -> None:
        with (
            suppress(StaleState),  # it is gone, or somebody is moving it
            failures_of_update("set aside"),
            self._gate(CallSite.TURN_SET_ASIDE),
        ):
            self._client.update_item(
                TableName=self._table_name,
                Key=turn_key(key),
                UpdateExpression="REMOVE due_pk, due_sk",
                ConditionExpression="attribute_exists(pk)",
            )
