"""Which sends does the Send API refuse? The questions, in the order the platform asks them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workbench.simulators.conversation import Contact
from workbench.simulators.messenger import content, refusals
from workbench.simulators.rules import Rules

_RECIPIENT_FORMS = frozenset(
    {
        "id",
        "user_ref",
        "comment_id",
        "post_id",
        "one_time_notif_token",
        "notification_messages_token",
        "phone_number",
    }
)
_MESSAGING_TYPES = ("RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY")
_NOTIFICATION_TYPES = ("REGULAR", "SILENT_PUSH", "NO_PUSH")
_SENDER_ACTIONS = ("typing_on", "typing_off", "mark_seen", "react", "unreact")
# Refused since 27 April 2026.
_RETIRED_TAGS = ("ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE")
_TAGS = ("HUMAN_AGENT", "CUSTOMER_FEEDBACK", "NON_PROMOTIONAL_SUBSCRIPTION")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the Send API; `contact` is None when the Page does not know the person."""

    params: dict[str, Any]
    contact: Contact | None
    rules: Rules
    now: datetime

    def wrote_within(self, span: timedelta) -> bool:
        """Did the person write less than `span` ago?"""
        wrote_at = self.contact.wrote_at if self.contact else None
        return wrote_at is not None and self.now - wrote_at < span


def recipient_of(params: dict[str, Any]) -> str:
    """The PSID a call is for. Raises `GraphRefusal` for any other form of recipient."""
    recipient = params.get("recipient")
    forms = _RECIPIENT_FORMS & recipient.keys() if isinstance(recipient, dict) else set()
    if not isinstance(recipient, dict) or len(forms) != 1:
        raise refusals.bad_parameter("The parameter recipient is required")
    if forms == {"comment_id"}:
        raise refusals.bad_parameter("Invalid comment_id", 2018292)
    psid = recipient.get("id")
    if not isinstance(psid, str):
        raise refusals.bad_parameter("No matching user found", 2018001)
    return psid


def refuse_if_wrong(call: Call) -> None:
    """Raises `GraphRefusal` for the first thing the platform would object to."""
    for check in _CHECKS:
        check(call)


def _person_known(call: Call) -> None:
    if call.contact is None:
        raise refusals.bad_parameter("No matching user found", 2018001)


def _message_xor_action(call: Call) -> None:
    has_message, has_action = "message" in call.params, "sender_action" in call.params
    if has_message and has_action:
        text = "Cannot send both message and state at the same time."
        raise refusals.bad_parameter(text, 2018014)
    if not has_message and not has_action:
        raise refusals.bad_parameter("The parameter message is required")
    if has_action and call.params["sender_action"] not in _SENDER_ACTIONS:
        allowed = ", ".join(_SENDER_ACTIONS)
        raise refusals.bad_parameter(f"Param sender_action must be one of {{{allowed}}}")


def _types_known(call: Call) -> None:
    for name, allowed in (
        ("messaging_type", _MESSAGING_TYPES),
        ("notification_type", _NOTIFICATION_TYPES),
    ):
        if name in call.params and call.params[name] not in allowed:
            listed = ", ".join(allowed)
            raise refusals.bad_parameter(f"Param {name} must be one of {{{listed}}}")


def _tag_allowed(call: Call) -> None:
    tagged = call.params.get("messaging_type") == "MESSAGE_TAG"
    tag = call.params.get("tag")
    if tag is None and not tagged:
        return
    if not tagged:
        raise refusals.bad_parameter("Messaging type should be MESSAGE_TAG for tagged messages.")
    if tag in _RETIRED_TAGS:
        raise refusals.bad_parameter("Invalid parameter")
    if tag not in _TAGS:
        raise refusals.bad_parameter("Invalid tag.")


def _window_open(call: Call) -> None:
    if "message" not in call.params:
        return
    kind = call.params.get("messaging_type", "RESPONSE")
    if kind == "UTILITY":
        raise refusals.utility_permission_needed()
    if kind == "MESSAGE_TAG":
        _tagged_window_open(call)
    elif not call.wrote_within(call.rules.messenger_window):
        raise refusals.window_closed()


def _tagged_window_open(call: Call) -> None:
    tag = call.params["tag"]
    if tag == "HUMAN_AGENT" and not call.rules.human_agent_approved:
        raise refusals.no_permission()
    if tag == "NON_PROMOTIONAL_SUBSCRIPTION":
        raise refusals.news_permission_needed()
    if not call.wrote_within(call.rules.human_agent_window):
        raise refusals.window_closed()
    if tag == "CUSTOMER_FEEDBACK" and content.template_type(call.params) != "customer_feedback":
        raise refusals.bad_parameter("Invalid parameter")


def _content_right(call: Call) -> None:
    if "message" in call.params:
        content.refuse_if_wrong(call.params["message"])


def _person_reachable(call: Call) -> None:
    if call.contact is not None and call.contact.blocked:
        raise refusals.unavailable_person()


_CHECKS: tuple[Callable[[Call], None], ...] = (
    _person_known,
    _message_xor_action,
    _types_known,
    _tag_allowed,
    _window_open,
    _content_right,
    _person_reachable,
)
