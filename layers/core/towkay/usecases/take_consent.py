"""Verify what a shop says of a checkout, make the code for its shopper, queue the consent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.channels import Channel
from towkay.domain.errors import MalformedBody
from towkay.domain.shipping.arrivals import Arrival
from towkay.domain.shipping.checkout import (
    SAY_WHICH_ACCOUNT,
    CheckedOut,
    ShopAccount,
    Slip,
    UnfitForm,
    named_among,
)
from towkay.domain.shipping.codes import signed_code
from towkay.domain.shipping.deliveries import Delivery
from towkay.domain.shipping.readings import Verdict
from towkay.ports.orders import ShipmentQueue
from towkay.ports.refs import RefKeys
from towkay.ports.shipping import BrandAccounts, CheckoutDesk, ShopKeys
from towkay.usecases.take_shipments import Taking, proved

# The address that opens a chat: of a channel, by a handle, with a code and first words.
LinkOf = Callable[[Channel, str, str, str], str]


@dataclass(frozen=True, slots=True)
class Way:
    """An account of the brand, and the address by which the shopper comes to it."""

    account: ShopAccount
    url: str


@dataclass(frozen=True, slots=True)
class Consented:
    """The answer, and what the shop's page needs: the code, the ways in, how many are known."""

    answer: Taking
    brand: str = ""
    order: str = ""
    code: str = field(default="", repr=False)
    expires_at: datetime | None = None
    ways: tuple[Way, ...] = field(default=(), repr=False)
    named: int = 0
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What a checkout is taken with."""

    form: CheckoutDesk
    keys: ShopKeys
    refs: RefKeys
    accounts: BrandAccounts
    queue: ShipmentQueue
    link_of: LinkOf


def take_consent(delivery: Delivery, desk: Desk, now: datetime) -> Consented:
    """Make the code, and queue the consent of whoever ticked the box.

    Raises `QueueRefused` or `ServiceUnavailable` when that cannot be promised: the shop must ask
    again then. What the body says never leads to an error.
    """
    raw = delivery.raw or b""
    verdict, brand = proved(delivery, raw, desk.form, desk.keys, now)
    if verdict is not Verdict.GENUINE:
        return Consented(Taking(verdict.value))
    signing = desk.refs.keys()
    if not signing:
        return Consented(Taking.CLOSED, brand)
    try:
        return _taken(desk.form.read(raw, now), brand, desk, signing[0], now)
    except UnfitForm as error:
        return Consented(Taking.MALFORMED, brand, slips=error.slips)
    except MalformedBody:
        return Consented(Taking.MALFORMED, brand)


def _taken(told: CheckedOut, brand: str, desk: Desk, key: str, now: datetime) -> Consented:
    accounts = desk.accounts.accounts(brand)
    named, unclear = named_among(told.contacts, accounts)
    if unclear:
        raise UnfitForm(SAY_WHICH_ACCOUNT)
    if told.agreed:
        desk.queue.put([Arrival(brand, told.consent(brand, named))])
    code = told.code(now)
    written = signed_code(code, brand, key)
    ways = (
        Way(one, desk.link_of(one.channel, one.handle, written, told.first_words))
        for one in accounts
    )
    return Consented(
        Taking.ACCEPTED,
        brand,
        told.order,
        written,
        code.until.replace(second=0, microsecond=0),  # as the code is cut
        tuple(way for way in ways if way.url),
        len(named) if told.agreed else 0,
    )
