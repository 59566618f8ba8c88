"""Which sends do the Send APIs of Messenger and Instagram refuse for the same reason?"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from workbench.simulators.conversation import Contact
from workbench.simulators.meta import refusals

_SENDER_ACTIONS = ("typing_on", "typing_off", "mark_seen", "react", "unreact")
# Refused since 27 April 2026.
_RETIRED_TAGS = ("ACCOUNT_UPDATE", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE")


def wrote_within(contact: Contact | None, span: timedelta, now: datetime) -> bool:
    """Did the person write less than `span` ago?"""
    wrote_at = contact.wrote_at if contact else None
    return wrote_at is not None and now - wrote_at < span


def message_xor_action(params: Mapping[str, Any]) -> None:
    """A call says something or shows a sign. Raises `GraphRefusal`."""
    has_message, has_action = "message" in params, "sender_action" in params
    if has_message and has_action:
        text = "Cannot send both message and state at the same time."
        raise refusals.bad_parameter(text, 2018014)
    if not has_message and not has_action:
        raise refusals.bad_parameter("The parameter message is required")
    if has_action and params["sender_action"] not in _SENDER_ACTIONS:
        allowed = ", ".join(_SENDER_ACTIONS)
        raise refusals.bad_parameter(f"Param sender_action must be one of {{{allowed}}}")


def tag_known(params: Mapping[str, Any], tags: Collection[str]) -> None:
    """A tag and the type that wants one come together. Raises `GraphRefusal`."""
    tagged, tag = params.get("messaging_type") == "MESSAGE_TAG", params.get("tag")
    if not tagged and tag is None:
        return
    if not tagged:
        raise refusals.bad_parameter("Messaging type should be MESSAGE_TAG for tagged messages.")
    if tag in _RETIRED_TAGS:
        raise refusals.bad_parameter()
    if tag not in tags:
        raise refusals.bad_parameter("Invalid tag.")
