"""What do the use cases need from a source of shipping news?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from towkay.domain.shipping.checkout import CheckedOut, ShopAccount
from towkay.domain.shipping.readings import Reading, SourceKey, Verdict

CHECKOUT = "checkout"  # where keys are asked for: the name of no source


@dataclass(frozen=True, slots=True)
class BrandKey:
    """A key, and the brand that whoever holds it speaks for."""

    brand: str
    key: SourceKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class Manners:
    """How a source wants to be answered: by when, and with which bytes.

    `deadline` is the source's own; where it publishes none, what we hold ourselves to.
    """

    deadline: timedelta
    content_type: str = "application/json"
    success: bytes = b"{}"


class Proving(Protocol):
    """Whoever can tell whether a request came from the holder of a key."""

    name: str

    def verify(
        self,
        headers: Mapping[str, str],
        raw: bytes,
        keys: Sequence[SourceKey],
        now: datetime,
        *,
        query: Mapping[str, str],
    ) -> Verdict:
        """Whether the holder of one of `keys` sent exactly these bytes. Never raises."""
        ...


class ShipmentSource(Proving, Protocol):
    """One source's side of `POST /shipments/{source}`; header names are lower-case.

    The answer to a repeat is the same success. Neither method asks a clock.
    """

    manners: Manners

    def read(self, raw: bytes, headers: Mapping[str, str], received_at: datetime) -> Reading:
        """What a genuine delivery tells.

        Raises `MalformedBody`, and nothing else. What is in no table of ours is kept and named.
        """
        ...


class CheckoutDesk(Proving, Protocol):
    """Our own form of `POST /checkout/consents`; header names are lower-case."""

    def read(self, raw: bytes, now: datetime) -> CheckedOut:
        """What a genuine request says. Raises `MalformedBody`, or its kind `UnfitForm`."""
        ...


class BrandAccounts(Protocol):
    """Which accounts a brand has."""

    def accounts(self, brand: str) -> Sequence[ShopAccount]:
        """All of them, at most five minutes old. May raise `ServiceUnavailable`."""
        ...


class ShopKeys(Protocol):
    """The keys by which shops and carriers come in."""

    def read(self, source: str, *, fresh: bool = False) -> Sequence[BrandKey]:
        """Those of a source, or of `CHECKOUT`; none where it is closed.

        `fresh` asks past the cache, which a store grants at most once every 30 s per source. May
        raise `ServiceUnavailable`.
        """
        ...
