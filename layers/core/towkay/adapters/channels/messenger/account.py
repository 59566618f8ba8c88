"""What does Messenger tell of a Page as a whole, with no person behind it?

Source: Messenger Platform, "Webhooks: messaging_policy_enforcement", "messaging_handovers",
"Utility messages"; Marketing messages on Messenger, "Send messages".
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from towkay.adapters.channels.graph.templates import reviewed
from towkay.adapters.channels.shapes import OBJECT_OR_NONE, Shape, Words
from towkay.domain.account_news import AccountNews, AccountReported, Ground, Standing

_STANDINGS: Mapping[str, Standing] = MappingProxyType(
    {"warning": Standing.WARNED, "block": Standing.BARRED, "unblock": Standing.WELL}
)
# The fields that report on a Page or its audience, and the member that says it best.
_REPORTS: Mapping[str, str] = MappingProxyType(
    {
        "business_integrity": "status",
        "marketing_message_delivery_failed": "error_message",
        "marketing_messages_subscriber_upload_status": "batch_uploading_status",
    }
)


class PolicyEnforcement(Shape):
    """A warning or a bar; an unblocking gives no reason."""

    action: Words = ""
    reason: Words = ""


class AccountEvent(Shape):
    """The members of a messaging event that concern the Page."""

    policy_enforcement: Annotated[PolicyEnforcement | None, OBJECT_OR_NONE] = None
    app_roles: Annotated[dict[str, Any] | None, OBJECT_OR_NONE] = None


def read_account_event(raw: dict[str, Any], app_id: str) -> AccountNews | None:
    """What an event without a person says; None for any other one."""
    event = AccountEvent.model_validate(raw)
    if event.policy_enforcement:
        told = event.policy_enforcement
        standing = _STANDINGS.get(told.action.lower())
        detail = ": ".join(filter(None, (told.action, told.reason)))
        ground = Ground.ENFORCEMENT if standing else Ground.UNNAMED
        return AccountReported("policy_enforcement", detail, standing, ground=ground)
    if event.app_roles:
        return AccountReported("app_roles", _roles(event.app_roles.get(app_id)))
    return None


def _roles(roles: object) -> str:
    names = roles if isinstance(roles, list) else []
    return ", ".join(name for name in names if isinstance(name, str))


def read_account_change(field: object, value: dict[str, Any]) -> AccountNews | None:
    """What a change of a field says of the Page; None for any other field."""
    if field == "message_template_status_update":
        return reviewed(value)
    if not isinstance(field, str) or field not in _REPORTS:
        return None
    detail = value.get(_REPORTS[field])
    return AccountReported(field, detail if isinstance(detail, str) else "")
