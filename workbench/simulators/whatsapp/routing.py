"""Who has the conversation where several apps share a number, and how does it change hands?"""

from workbench.simulators.whatsapp import events
from workbench.simulators.whatsapp.door import Call, number_of
from workbench.simulators.whatsapp.recipients import recipient_of
from workbench.simulators.whatsapp.refusals import CloudRefusal, bad_parameter, required
from workbench.simulators.whatsapp.state import Number, State, Thread
from workbench.simulators.whatsapp.values import JsonObject
from workbench.simulators.whatsapp.webhooks import WhatsAppWebhooks

ROLES = ("customer_service", "marketing", "utility", "ctwa", "ai_agent", "escalation")
_ESCALATION = "escalation"
_MAX_METADATA = 2000


class Routing:
    """`/{number}/thread_control`. Nobody can ask who owns a talk; it shows in what is told."""

    def __init__(self, state: State, webhooks: WhatsAppWebhooks) -> None:
        self._state = state
        self._webhooks = webhooks

    def thread_control(self, call: Call) -> JsonObject:
        number = number_of(self._state, call)
        if call.params.get("messaging_product") != "whatsapp":
            raise required("messaging_product")
        recipient = recipient_of(self._state, number, call.params)
        if recipient.person is None:
            raise CloudRefusal(131009, "There is no conversation with this user.")
        if len(call.text("metadata")) > _MAX_METADATA:
            raise bad_parameter(f"Param metadata must be at most {_MAX_METADATA} characters long.")
        thread, action = self._state.thread(number, recipient.person), call.text("action")
        if action == "take":
            self._take(number, thread)
        elif action in ("pass", "release"):
            self._give(number, thread, call)
        else:
            raise bad_parameter("Param action must be one of {pass, release, take}.")
        return {"messaging_product": "whatsapp"}

    def _take(self, number: Number, thread: Thread) -> None:
        if self._state.rules.role != _ESCALATION:
            raise CloudRefusal(2494191, "Only the app for escalations may take a conversation.")
        number.routed, thread.owner = True, self._state.rules.role

    def _give(self, number: Number, thread: Thread, call: Call) -> None:
        """Only its owner may; a release is told to nobody."""
        rules, now = self._state.rules, self._state.world.now()
        number.routed = True
        if self._state.owned_elsewhere(number, thread, now):
            raise CloudRefusal(138038, "Another app has this conversation.")
        if call.text("action") == "release":
            thread.owner = ""
            return
        control = call.params.get("control_pass") or {}
        target = str(control.get("target_role", _ESCALATION))
        if target not in ROLES:
            raise bad_parameter(f"Param target_role must be one of {{{', '.join(ROLES)}}}.")
        metadata = call.text("metadata")
        hand_over(self._state, self._webhooks, number, thread, target, metadata, rules.role)


def hand_over(
    state: State,
    webhooks: WhatsAppWebhooks,
    number: Number,
    thread: Thread,
    role: str,
    metadata: str = "",
    previous: str = "",
) -> None:
    """The talk goes to the app with this role, and every app hears of it."""
    number.routed = True
    passed: JsonObject = {
        "previous_owner_role": previous or thread.owner or state.rules.role,
        "new_owner_role": role,
    }
    if metadata:
        passed["metadata"] = metadata
    thread.owner = role
    now = state.world.now()
    told = events.handover(number, thread.person, now, control_passed=passed)
    webhooks.later(number, thread.contact.user, [told])
