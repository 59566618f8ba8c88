"""What does a shop's back end tell of a checkout, and does it hold our key?"""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import ValidationError

from towkay.adapters.shipping import plain
from towkay.adapters.shipping.consent_forms import Consent, Contact
from towkay.adapters.shipping.consent_slips import NOT_JSON, unfit
from towkay.adapters.shipping.shapes import members_of
from towkay.domain.channels import Channel
from towkay.domain.errors import MalformedBody
from towkay.domain.shipping.checkout import AskedFor, CheckedOut, UnfitForm
from towkay.domain.shipping.phones import e164
from towkay.domain.shipping.readings import SourceKey, Verdict
from towkay.ports.shipping import CHECKOUT

_MEMBERS = frozenset({*Consent.model_fields, *Contact.model_fields})


class Checkout:
    """Our own side of `POST /checkout/consents`: proved as our plain form for parcels is."""

    name = CHECKOUT

    def verify(
        self,
        headers: Mapping[str, str],
        raw: bytes,
        keys: Sequence[SourceKey],
        now: datetime,
        *,
        query: Mapping[str, str],
    ) -> Verdict:
        return plain.SOURCE.verify(headers, raw, keys, now, query=query)

    def read(self, raw: bytes, now: datetime) -> CheckedOut:
        """All of it or nothing: `UnfitForm` says where the first slips are, never a value."""
        try:
            told = Consent.model_validate(members_of(raw), context=now)
        except ValidationError as problems:
            raise unfit(problems, _MEMBERS) from None
        except MalformedBody:
            raise UnfitForm(NOT_JSON) from None
        contacts = (_contact(one, told.country) for one in told.contacts)
        return CheckedOut(
            order=told.order,
            agreed=told.agreed,
            wording=told.wording,
            agreed_at=told.agreed_at,
            language=told.language,
            phone=e164(told.phone, told.country),
            items=told.items,
            placed_at=told.placed_at,
            contacts=tuple(one for one in contacts if one.user),
            valid=timedelta(minutes=told.valid_minutes),
        )


def _contact(one: Contact, country: str) -> AskedFor:
    """Whom a channel knows by a number: WhatsApp by the number, LINE by its SHA-256."""
    channel, number = Channel(one.channel), e164(one.phone, country)
    if channel == Channel.LINE and number:
        number = hashlib.sha256(number.encode()).hexdigest()
    return AskedFor(channel, one.user or number, one.account)


DESK = Checkout()
