"""What does a shop's own system tell, and does it hold our key?

Either it sends the key itself, or it signs moment and body with it. Who signs must sign rightly.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from towkay.adapters.shipping.plain_forms import News, Order, Parcel
from towkay.adapters.shipping.proofs import header, stamped, with_keys, worded
from towkay.adapters.shipping.shapes import fingerprint, members_of, parcel_name
from towkay.domain.errors import MalformedBody
from towkay.domain.shipping.news import OrderNews, ParcelNews
from towkay.domain.shipping.phones import e164
from towkay.domain.shipping.readings import Reading, SourceKey, Verdict
from towkay.ports.shipping import Manners

SIGNATURE = "towkay-signature"
_BEARER = "bearer "
_MOST_SLIPS = 5


class Plain:
    """Our own side of `POST /shipments/json`."""

    name = "json"
    manners = Manners(timedelta(seconds=3))

    def verify(
        self,
        headers: Mapping[str, str],
        raw: bytes,
        keys: Sequence[SourceKey],
        now: datetime,
        *,
        query: Mapping[str, str],
    ) -> Verdict:
        """The key as a bearer token, or an HMAC of moment and body at most 5 minutes away."""
        presented, bearer = header(headers, SIGNATURE), header(headers, "authorization")

        def judge(held: list[SourceKey]) -> Verdict:
            secrets = [key.value for key in held]
            if presented:
                return stamped(raw, presented, secrets, now)
            is_bearer = bearer[: len(_BEARER)].lower() == _BEARER
            return worded(bearer[len(_BEARER) :] if is_bearer else "", secrets)

        return with_keys(raw, keys, now, judge)

    def read(self, raw: bytes, headers: Mapping[str, str], received_at: datetime) -> Reading:
        """All of it or nothing: `MalformedBody` says where the first slips are, never a value."""
        try:
            told = News.model_validate(members_of(raw))
        except ValidationError as slips:
            raise MalformedBody(_places(slips)) from None
        parcels = [_parcel(one, received_at) for one in told.parcels]
        return Reading((*(_order(one, received_at) for one in told.orders), *parcels))


def _parcel(one: Parcel, received_at: datetime) -> ParcelNews:
    members = {name: getattr(one, name) for name in _PARCEL_MEMBERS}
    return ParcelNews(
        source="json",
        parcel=parcel_name(one.parcel),
        received_at=received_at,
        dedupe=_dedupe(one, "parcel"),
        **members,
    )


def _order(one: Order, received_at: datetime) -> OrderNews:
    return OrderNews(
        source="json",
        order=one.order,
        order_key=one.order_key,
        placed_at=one.placed_at,
        dedupe=_dedupe(one, "order"),
        phone=e164(one.phone, one.country),
        cancelled=one.cancelled,
        items=one.items,
        refs=tuple(one.refs.items()),
        told_at=received_at,
    )


_PARCEL_MEMBERS = tuple(name for name in Parcel.model_fields if name not in ("id", "parcel"))


def _dedupe(one: Parcel | Order, kind: str) -> str:
    """By the sender's own id, else by the content."""
    return fingerprint(kind, one.id or one.model_dump_json())


def _places(slips: ValidationError) -> str:
    """Where they are and of what kind; never a value, which may be a shopper's."""
    found: list[Any] = slips.errors(include_input=False, include_context=False, include_url=False)
    return "; ".join(f"{_path(slip['loc'])}: {slip['type']}" for slip in found[:_MOST_SLIPS])


def _path(steps: tuple[int | str, ...]) -> str:
    """A place by our own names; a name of the sender's making is not repeated."""
    return ".".join(str(step) if _is_ours(step) else "?" for step in steps)


def _is_ours(step: int | str) -> bool:
    return isinstance(step, int) or any(step in form.model_fields for form in (News, Parcel, Order))


SOURCE = Plain()
