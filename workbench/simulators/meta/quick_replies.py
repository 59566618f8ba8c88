"""Which quick replies of text does every Send API of Meta take?"""

from typing import Any

from workbench.simulators.meta import refusals
from workbench.simulators.meta.parts import is_unicode

MOST = 13
MAX_TITLE = 20  # a longer one is shown cut, not refused
_MAX_PAYLOAD = 1000
CONTACT_DETAILS = {"user_phone_number": "+886912345678", "user_email": "shopper@example.com"}


def check_count(replies: Any) -> None:
    """Raises `GraphRefusal` for what is no list, or too long a one."""
    if not isinstance(replies, list):
        raise refusals.bad_parameter("Param message[quick_replies] must be an array.")
    if len(replies) > MOST:
        raise refusals.too_many("message[quick_replies]")


def check_words(where: str, reply: dict[str, Any]) -> None:
    """Raises `GraphRefusal` unless a reply of text has a title and a payload."""
    for member in ("title", "payload"):
        value = reply.get(member)
        if not isinstance(value, str) or not value.strip() or not is_unicode(value):
            raise refusals.bad_parameter(f"Param {where}[{member}] must be a non-empty string")
    if len(reply["payload"]) > _MAX_PAYLOAD:
        wrong = f"Length of param {where}[payload] must be less than or equal to {_MAX_PAYLOAD}"
        raise refusals.bad_parameter(wrong)
