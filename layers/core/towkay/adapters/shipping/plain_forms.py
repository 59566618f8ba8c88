"""In which form may any shop's own system tell of its parcels and orders?

This is our own form, so it is strict: a slip of a program is told at once, with the place of it.
docs/openapi-shipments.json is made from these models, their descriptions included.
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)

from towkay.domain.links import LINK_LIMIT, is_public_https
from towkay.domain.shipping.news import Milestone

MOST_TOLD = 200  # parcels, and as many orders, in one request
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]")
_NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"


def _public(link: str) -> str:
    if link and not is_public_https(link):
        raise ValueError("no https address that is open to all")
    return link


def _written(value: object) -> object:
    if not isinstance(value, str) or not _WRITTEN.match(value):
        raise ValueError("a moment is written out: a bare number may be seconds or more")
    return value


def _known(at: datetime) -> datetime:
    try:
        moment = at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("no moment of any calendar") from error
    if moment < _FIRST:
        raise ValueError("before any parcel")
    return moment


Text = Annotated[str, StringConstraints(max_length=100, pattern=_NO_CONTROLS)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=_NO_CONTROLS)]
At = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_known)]
Flag = StrictBool
Link = Annotated[str, StringConstraints(max_length=LINK_LIMIT), AfterValidator(_public)]


def _said(description: str, **more: Any) -> Any:
    return Field(description=description, **more)


class Form(BaseModel):
    """A member that is not named here is a slip."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Parcel(Form):
    """One thing that happened to one parcel."""

    parcel: Name = _said("Your own name of the parcel; the same in all that you tell of it.")
    milestone: Milestone | None = _said("How far it is. null: kept for people, told to nobody.")
    occurred_at: At = _said("When it happened, with its zone; not when you tell it.")
    id: Text = _said(
        "The same for every repeat. Left out, the same content is a repeat.", default=""
    )
    order: Text = _said(
        "The order's number as shoppers know it, or your own key of it.", default=""
    )
    tracking: Text = _said("The carrier's number, as shoppers are to read it.", default="")
    carrier: Text = _said(
        "The carrier, always written alike: UNIMARTC2C, FAMIC2C, TCAT …", default=""
    )
    code: Text = _said("The carrier's own word for the state, for people.", default="")
    place: Text = _said("The name of the store where it waits.", default="")
    collect_by: At | None = _said("Until when it waits there.", default=None)
    link: Link = _said("The carrier's page on it: https, open to all.", default="")
    needs_person: Flag = _said("Somebody should look before the shopper hears more.", default=False)
    is_return: Flag = _said("It is on its way from the shopper to you.", default=False)
    again: Flag = _said("Another place, or a new try: tell it although it was told.", default=False)
    withdraws: Milestone | None = _said("What you said of it by mistake.", default=None)
    dropped: Flag = _said("There is no such parcel any more.", default=False)


class Order(Form):
    """One order, so that news of its parcels find the shopper."""

    order: Name = _said("Its number as shoppers know it.")
    placed_at: At = _said("When it was placed, with its zone.")
    id: Text = _said(
        "The same for every repeat. Left out, the same content is a repeat.", default=""
    )
    order_key: Text = _said("Your own key of it, if parcels name it by that.", default="")
    phone: Text = _said("As the shopper wrote it. What is no number is left out.", default="")
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] = _said(
        "Where a number without its country's code is from: TW is the one plan that is known, of "
        "any other country write + and the code.",
        default="TW",
    )
    cancelled: Flag = _said("It was cancelled.", default=False)
    items: StrictInt = _said("How many pieces.", default=0, ge=0, le=1_000_000)
    refs: dict[Name, Text] = _said(
        "What was noted at checkout, for example line_user.", default={}, max_length=20
    )


class News(Form):
    """What is told in one request."""

    parcels: list[Parcel] = _said("What happened to parcels.", default=[], max_length=MOST_TOLD)
    orders: list[Order] = _said("Orders, new or changed.", default=[], max_length=MOST_TOLD)
