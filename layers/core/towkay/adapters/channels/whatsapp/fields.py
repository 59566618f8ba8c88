"""What do WhatsApp's other webhook fields tell of an account: its templates, limits, standing?

Source: WhatsApp Business Platform, "Webhooks" reference pages of each field. Such an event names
the business account, or the number by its digits; never the number's id that sends go by.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from towkay.adapters.channels.graph.templates import reviewed
from towkay.adapters.channels.graph.times import number_text
from towkay.adapters.channels.shapes import clean
from towkay.adapters.channels.whatsapp.account_updates import read_alert, read_review, read_update
from towkay.adapters.channels.whatsapp.people import digits_of, safe_id
from towkay.adapters.channels.whatsapp.value_shapes import Fault
from towkay.domain.account_news import AccountNews, AccountReported, Ground, Standing

_BY_QUALITY: Mapping[str, Standing] = MappingProxyType(
    {"FLAGGED": Standing.WARNED, "DOWNGRADE": Standing.WARNED, "UNFLAGGED": Standing.WELL}
)
# What keeps the whole account from sending, among the errors that come without a message.
_BARRING_ERRORS = frozenset({"368", "131031", "131037", "131045", "133010"})

# The members worth telling of each field, in their order.
_TOLD: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "message_template_quality_update": (
            *("message_template_name", "message_template_language"),
            *("previous_quality_score", "new_quality_score"),
        ),
        "template_category_update": (
            *("message_template_name", "message_template_language", "previous_category"),
            *("new_category", "correct_category", "category_update_timestamp"),
        ),
        "template_correct_category_detection": (
            *("message_template_name", "message_template_language", "category", "new_category"),
            "correct_category",
        ),
        "message_template_components_update": (
            *("message_template_name", "message_template_language"),
        ),
        "phone_number_quality_update": (
            *("event", "old_limit", "current_limit", "max_daily_conversations_per_business"),
        ),
        "business_capability_update": (
            *("max_daily_conversations_per_business", "max_daily_conversation_per_phone"),
            *("max_phone_numbers_per_business", "max_phone_numbers_per_waba"),
        ),
        "phone_number_name_update": ("decision", "rejection_reason"),
        "business_username_updates": ("status", "username"),
        "account_settings_update": ("type",),
        "security": ("event",),
        "flows": ("event", "message", "old_status", "new_status"),
    }
)


def read_account_news(field: str, value: Mapping[str, Any]) -> AccountNews | None:
    """What a field tells; None where it is none of an account's, or names nothing."""
    read = _READERS.get(field)
    if read:
        return read(value)
    return AccountReported(field, _words(field, value)) if field in _TOLD else None


def read_error(fault: Fault) -> AccountReported:
    """An error that concerns no message."""
    said = AccountReported("errors", f"{fault.code} {fault.title}".strip())
    if fault.code not in _BARRING_ERRORS:
        return said
    return replace(said, standing=Standing.BARRED, ground=Ground.ENFORCEMENT)


def account_named(value: Mapping[str, Any], entry_id: str) -> str:
    """Whom the news is about: a number by its digits, or else a business account.

    Entries about partners carry the portfolio's id, and the business account inside.
    """
    number = value.get("display_phone_number") or value.get("phone_number")
    partner = value.get("waba_info")
    waba = safe_id(partner.get("waba_id")) if isinstance(partner, dict) else ""
    return digits_of(number_text(number)) or waba or entry_id


def _words(field: str, value: Mapping[str, Any]) -> str:
    told = (clean(number_text(value.get(name))) for name in _TOLD[field])
    return " ".join(filter(None, told))


def _quality(value: Mapping[str, Any]) -> AccountReported:
    field = "phone_number_quality_update"
    event = number_text(value.get("event")).upper()
    standing = _BY_QUALITY.get(event)
    ground = Ground.QUALITY if standing else Ground.UNNAMED
    return AccountReported(field, _words(field, value), standing, ground=ground)


_READERS: Mapping[str, Callable[[Mapping[str, Any]], AccountNews | None]] = MappingProxyType(
    {
        "message_template_status_update": reviewed,
        "phone_number_quality_update": _quality,
        "account_update": read_update,
        "account_alerts": read_alert,
        "account_review_update": read_review,
    }
)
