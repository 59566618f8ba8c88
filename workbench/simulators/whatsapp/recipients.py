"""Whom is a send for: a phone number, or a business-scoped id?"""

import re
from dataclasses import dataclass

from workbench.simulators.whatsapp.people import BSUID, Person
from workbench.simulators.whatsapp.refusals import CloudRefusal, required, wrong_value
from workbench.simulators.whatsapp.state import Number, State
from workbench.simulators.whatsapp.values import JsonObject

_PHONE_DIGITS = range(7, 16)
_HOME = "886"  # the country code of the bench's numbers


@dataclass(frozen=True, slots=True)
class Recipient:
    """`person` is None where nobody is behind what was given: that is told later, not at once."""

    given: str
    person: Person | None
    phone: str = ""  # the digits, when it was given as a phone number

    def shown(self) -> JsonObject:
        """As the answer names it; a send to an id learns no phone number."""
        shown = {"input": self.given}
        if self.phone:
            shown["wa_id"] = self.phone
        if self.person is not None:
            shown["user_id"] = self.person.bsuid
        return shown


def recipient_of(state: State, number: Number, body: JsonObject) -> Recipient:
    """`to` wins over `recipient`. Raises `CloudRefusal`."""
    to, scoped = body.get("to"), body.get("recipient")
    if to not in (None, ""):
        return _by_phone(state, number, str(to))
    if scoped in (None, ""):
        raise required("to")
    if not isinstance(scoped, str) or not BSUID.fullmatch(scoped):
        raise wrong_value("Param recipient is not a valid business-scoped user ID.")
    if state.rules.test_recipients is not None:
        raise CloudRefusal(131030, "Recipient is not in the allowed list.")
    return Recipient(scoped, state.people.with_id(number.account.portfolio, scoped))


def _by_phone(state: State, number: Number, given: str) -> Recipient:
    digits = re.sub(r"[^0-9]", "", given)
    if digits.startswith("0") and not given.startswith("+"):
        digits = _HOME + digits[1:]
    if digits == number.account.phone:
        raise CloudRefusal(131021, "The recipient is the sending number.")
    allowed = state.rules.test_recipients
    if allowed is not None and digits not in allowed:
        raise CloudRefusal(131030, "Recipient phone number not in allowed list.")
    if BSUID.fullmatch(given) or len(digits) not in _PHONE_DIGITS:
        return Recipient(given, None, digits)  # its digits are some number, and nobody's
    person = state.people.with_phone(number.account.portfolio, digits)
    return Recipient(given, person, digits)
