"""What does a shop say of somebody who has just checked out, and what is wrong with it?"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from towkay.domain.channels import Channel, ContactKey
from towkay.domain.errors import MalformedBody
from towkay.domain.languages import Language
from towkay.domain.shipping.arrivals import CheckoutConsent, Named
from towkay.domain.shipping.codes import OrderCode
from towkay.domain.shipping.orders import order_name

LONGEST_CODE = timedelta(hours=48)  # from the moment at which the box was ticked, or not
_SIGNS = 24  # of hexadecimal
_FIRST_WORDS: Mapping[str, str] = {
    "zh": "訂單 {order} 的出貨通知",
    "en": "Updates on order {order}",
}


@dataclass(frozen=True, slots=True)
class ShopAccount:
    """An account of a brand, its endpoint, and what links call it by; empty where nobody told."""

    channel: Channel
    account: str
    endpoint: str
    handle: str = ""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A contact as the shop knows it; `account` is empty where the brand has one alone."""

    channel: Channel
    user: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """Who ordered what, whether they ticked the box and which words stood beside it."""

    order: str
    agreed: bool
    wording: str
    agreed_at: datetime
    language: Language = ""
    phone: str = field(default="", repr=False)  # E.164, or empty
    items: int = 0
    placed_at: datetime | None = None
    contacts: tuple[AskedFor, ...] = field(default=(), repr=False)
    valid: timedelta = LONGEST_CODE

    @property
    def first_words(self) -> str:
        """What whoever comes by a link says first, where a channel carries nothing else."""
        chinese = not self.language or self.language.lower().startswith("zh")
        return _FIRST_WORDS["zh" if chinese else "en"].format(order=self.order)

    def code(self, now: datetime) -> OrderCode:
        """It lasts as long as was asked for, and a repeat of the request makes the same."""
        ends = min(now + self.valid, self.agreed_at + LONGEST_CODE)
        return OrderCode(order_name(self.order), self.agreed, ends.astimezone(UTC))

    def consent(self, brand: str, named: Sequence[Named]) -> CheckoutConsent:
        """As it is queued; its cause is the same for every repeat."""
        said = "\n".join(
            (brand, order_name(self.order), self.agreed_at.astimezone(UTC).isoformat())
        )
        return CheckoutConsent(
            order=self.order,
            cause=f"checkout:{hashlib.sha256(said.encode()).hexdigest()[:_SIGNS]}",
            agreed_at=self.agreed_at,
            wording=self.wording,
            phone=self.phone,
            language=self.language,
            items=self.items,
            placed_at=self.placed_at,
            named=tuple(named),
        )


def named_among(
    contacts: Sequence[AskedFor], accounts: Sequence[ShopAccount]
) -> tuple[tuple[Named, ...], tuple[AskedFor, ...]]:
    """The contacts with the endpoint of their account; and those of which it is unclear which.

    Whose channel the brand has no account on is neither.
    """
    named: list[Named] = []
    unclear: list[AskedFor] = []
    for one in contacts:
        found = [
            known
            for known in accounts
            if known.channel == one.channel and one.account in ("", known.account)
        ]
        if len(found) > 1:
            unclear.append(one)
        for known in found[:1] if len(found) == 1 else ():
            contact = ContactKey(known.channel, known.account, one.user)
            named.append(Named(contact, known.endpoint))
    return tuple(dict.fromkeys(named)), tuple(unclear)


@dataclass(frozen=True, slots=True)
class Said:
    """The same in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Which member is wrong, why, and what to do; never what stood there."""

    member: str
    reason: Said
    remedy: Said


class UnfitForm(MalformedBody):
    """A genuine request that is not of our form; nothing of it is taken."""

    def __init__(self, *slips: Slip) -> None:
        super().__init__(", ".join(one.member for one in slips))
        self.slips = slips


SAY_WHICH_ACCOUNT = Slip(
    "contacts",
    Said("品牌在這個通路有好幾個帳號", "the brand has several accounts on that channel"),
    Said("寫明 account", "say which, as `account`"),
)
