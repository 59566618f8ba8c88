"""What is told of a message afterwards: sent, delivered, read, or failed?"""

from datetime import timedelta
from typing import Any

from workbench.simulators.accounts import WHATSAPP
from workbench.simulators.faults import AFTERWARDS, Fault
from workbench.simulators.whatsapp import events
from workbench.simulators.whatsapp.fates import Accepted
from workbench.simulators.whatsapp.refusals import failure
from workbench.simulators.whatsapp.state import State
from workbench.simulators.whatsapp.values import JsonObject
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks

_STEP = timedelta(seconds=5)
_READ_ONLY, _OUT_OF_ORDER = 0.3, 0.5  # of the untidy ones; the others come twice


class Statuses:
    """Builds the statuses of accepted messages and has them told."""

    def __init__(self, state: State, webhooks: WhatsAppWebhooks) -> None:
        self._state = state
        self._webhooks = webhooks

    def tell(self, sent: Accepted, wamid: str, price: str) -> None:
        """The message arrives, and is read by who lets that be seen."""
        steps = ["sent"] if sent.body.get("type") == "reaction" else ["sent", "delivered", "read"]
        if sent.thread is not None and not sent.thread.person.reads_openly:
            steps = steps[:2]
        pricing = {
            "billable": price == "regular",
            "pricing_model": "PMP",
            "type": price,
            "category": sent.category,
        }
        told = [
            self._status(sent, wamid, step, **({} if step == "read" else {"pricing": pricing}))
            for step in steps
        ]
        self._post(sent, self._disturbed(sent, told))

    def tell_failure(self, sent: Accepted, wamid: str, code: int, details: str) -> None:
        """It does not arrive; why is told now, after the call was answered with 200."""
        errors = [failure(code, details)]
        self._post(sent, [self._status(sent, wamid, "failed", errors=errors)])

    def _status(self, sent: Accepted, wamid: str, status: str, **parts: Any) -> JsonObject:
        """The phone number stands in it only where it may be known."""
        at = events.seconds(sent.now)
        told: JsonObject = {"id": wamid, "status": status, "timestamp": at}
        thread = sent.thread
        if thread is not None:
            if self._state.knows_phone(thread, sent.now):
                told["recipient_id"] = thread.person.phone
            told["recipient_user_id"] = thread.person.bsuid
        if "biz_opaque_callback_data" in sent.body:
            told["biz_opaque_callback_data"] = sent.body["biz_opaque_callback_data"]
        return told | parts

    def _disturbed(self, sent: Accepted, told: list[JsonObject]) -> list[JsonObject]:
        """As it was ordered to go wrong, else as untidily as it goes now and then."""
        world = self._state.world
        fault = world.faults.take(WHATSAPP, AFTERWARDS)
        if fault is Fault.RECEIPTS_REORDERED:
            return told[::-1]
        if fault is Fault.ECHO_LATE:
            due = world.now() + world.rules.echo_delay
            user = sent.thread.contact.user if sent.thread else ""
            self._webhooks.at(due, sent.number, user, [self._change(sent, told[0])])
        if fault is not None:
            return told[1:]
        return self._untidy(told) if world.ids.chance(self._state.rules.untidiness) else told

    def _untidy(self, told: list[JsonObject]) -> list[JsonObject]:
        ids = self._state.world.ids
        if ids.chance(_READ_ONLY) and told[-1]["status"] == "read":
            pricing = told[0]["pricing"]  # the chat was open: nothing is told of the delivery
            return [told[0], told[-1] | {"pricing": pricing}]
        if ids.chance(_OUT_OF_ORDER) and len(told) > 1:
            return [told[1], told[0], *told[2:]]
        return [*told, told[-1]]

    def _change(self, sent: Accepted, status: JsonObject) -> JsonObject:
        about: JsonObject = {"statuses": [status]}
        if sent.thread is not None and status["status"] != "failed":
            person, known = sent.thread.person, "recipient_id" in status
            about["contacts"] = [events.contact(person, with_phone=known)]
        return events.change(sent.number, "messages", **about)

    def _post(self, sent: Accepted, told: list[JsonObject]) -> None:
        world, user = self._state.world, sent.thread.contact.user if sent.thread else ""
        changes = [self._change(sent, one) for one in told]
        if world.ids.chance(self._state.rules.surprises):
            changes.append(events.surprise(sent.number))
        if not self._state.rules.slow_statuses:
            self._webhooks.later(sent.number, user, changes)
            return
        for number, one in enumerate(changes, 1):
            self._webhooks.at(world.now() + number * _STEP, sent.number, user, [one])
