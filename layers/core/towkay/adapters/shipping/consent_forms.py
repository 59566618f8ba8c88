"""In which form does a shop's back end tell of a checkout?

This is our own form, so it is strict: a slip of a program is told at once, with what to do.
docs/openapi-checkout.json is made from these models, their descriptions included.
"""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from towkay.adapters.shipping.plain_forms import At, Form, Name, Text
from towkay.domain.shipping.codes import LONGEST_NAME
from towkay.domain.shipping.orders import order_name

MOST_CONTACTS = 8
MOST_MINUTES = 2880
_CLOCKS_DIFFER = timedelta(minutes=10)
_OLDEST = timedelta(hours=48)


def _coded(order: str) -> str:
    if not 0 < len(order_name(order).encode()) <= LONGEST_NAME:
        raise PydanticCustomError("unnamed", "no code can name it")
    return order


OrderName = Annotated[Name, AfterValidator(_coded)]
Wording = Annotated[
    str,
    StringConstraints(min_length=1, max_length=1000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f]*$"),
]
LineUser = Annotated[str, StringConstraints(pattern=r"^(U[0-9a-f]{32})?$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})?$")
]


def _said(description: str, **more: Any) -> Any:
    return Field(description=description, **more)


class Contact(Form):
    """Where the shopper can be told: what the shop knows of them on one channel."""

    channel: Literal["line", "whatsapp"] = _said("The channel.")
    user: LineUser = _said("LINE: the user id, of LINE Login or of your own bot.", default="")
    phone: Text = _said(
        "WhatsApp, or LINE without a user id: as the shopper wrote it. What is no number is left "
        "out, and `named` does not count it.",
        default="",
    )
    account: Text = _said("Your account on the channel, where you have several there.", default="")

    @model_validator(mode="after")
    def _is_one(self) -> "Contact":
        if bool(self.user) == bool(self.phone) or (self.user and self.channel != "line"):
            raise PydanticCustomError("contact", "either a user or a phone")
        return self


class Consent(Form):
    """Somebody has checked out; `agreed` says whether they want to hear where the parcel is."""

    order: OrderName = _said("Its number as shoppers know it.")
    agreed: StrictBool = _said(
        "Whether the box was ticked: by the shopper, never by the page. false makes a code alone, "
        "and whoever comes by it is asked in the chat."
    )
    wording: Wording = _said("The text beside the box, word for word as it was shown.")
    agreed_at: At = _said(
        "When the checkout was sent, with its zone: at most 48 hours ago, and not later than now."
    )
    language: LanguageTag = _said("The shopper's language, as zh-TW or en.", default="")
    phone: Text = _said(
        "The order's number as the shopper wrote it: its last digits prove who asks for the order. "
        "What is no number is left out.",
        default="",
    )
    country: Country = _said(
        "Where a number without its country's code is from: TW is the one plan that is known, of "
        "any other country write + and the code.",
        default="TW",
    )
    items: StrictInt = _said("How many pieces.", default=0, ge=0, le=1_000_000)
    placed_at: At | None = _said("When the order was placed, with its zone.", default=None)
    contacts: list[Contact] = _said(
        "Who you know the shopper as; empty where they come by a link.",
        default=[],
        max_length=MOST_CONTACTS,
    )
    valid_minutes: StrictInt = _said(
        "How long the code counts; never longer than 48 hours from `agreed_at`.",
        default=MOST_MINUTES,
        ge=1,
        le=MOST_MINUTES,
    )

    @field_validator("agreed_at")
    @classmethod
    def _is_of_now(cls, at: datetime, told: ValidationInfo[datetime]) -> datetime:
        """Judged by the moment that is the validation's context."""
        now = told.context or at
        if at > now + _CLOCKS_DIFFER:
            raise PydanticCustomError("future", "later than now")
        if at < now - _OLDEST:
            raise PydanticCustomError("too_old", "too long ago")
        return at
