"""Whom does a call of the Send API name, and in which of the forms?"""

from dataclasses import dataclass
from typing import Any

from workbench.simulators.meta import refusals as common

_FORMS = (
    *("id", "user_ref", "comment_id", "post_id", "one_time_notif_token"),
    *("notification_messages_token", "phone_number"),
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """The one form that was used, and what it says."""

    form: str
    value: str

    @property
    def is_public(self) -> bool:
        """A comment or a visitor's post, which may be answered in private once."""
        return self.form in ("comment_id", "post_id")


def recipient_of(params: dict[str, Any]) -> Recipient:
    """Raises `GraphRefusal` for none, several or an unreadable one."""
    recipient = params.get("recipient")
    forms = [form for form in _FORMS if form in recipient] if isinstance(recipient, dict) else []
    if not isinstance(recipient, dict) or len(forms) != 1:
        raise common.bad_parameter("The parameter recipient is required")
    value = recipient[forms[0]]
    if not isinstance(value, str) or forms[0] == "phone_number":
        raise _nobody(forms[0])
    return Recipient(forms[0], value)


def _nobody(form: str) -> common.GraphRefusal:
    if form in ("comment_id", "post_id"):
        return common.bad_parameter(f"Invalid {form}", 2018292)
    return common.bad_parameter("No matching user found", 2018001)
