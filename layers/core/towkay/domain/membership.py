"""Is somebody in a campaign's audience, by all that is known of them or by their id alone?"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from towkay.domain.audiences import (
    ActedWithin,
    AllOf,
    AnyOf,
    AudienceRule,
    CameBy,
    Compare,
    FieldRule,
    NotThese,
    OnChannel,
    SilentFor,
    Speaks,
    SubscribedFor,
    Tagged,
)
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.subscriptions import Subscription

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,9})?")


def is_in(
    rule: AudienceRule, contact: Contact, subscription: Subscription | None, now: datetime
) -> bool:
    """Whether the rule holds for a contact that follows the campaign's topic by `subscription`."""
    match rule:
        case AllOf(rules=rules):
            return all(is_in(one, contact, subscription, now) for one in rules)
        case AnyOf(rules=rules):
            return any(is_in(one, contact, subscription, now) for one in rules)
        case NotThese(rule=inner):
            return not is_in(inner, contact, subscription, now)
        case CameBy() | SubscribedFor():
            return subscription is not None and _fits_entry(rule, subscription, now)
        case _:
            return _fits_contact(rule, contact, now)


def known_by_key(rule: AudienceRule, key: ContactKey) -> bool | None:
    """What a contact's name alone tells of the rule; None where the contact must be read."""
    match rule:
        case OnChannel(channels=channels):
            return key.channel in channels
        case NotThese(rule=inner):
            known = known_by_key(inner, key)
            return None if known is None else not known
        case AllOf(rules=rules):
            return _decided([known_by_key(one, key) for one in rules], by=False)
        case AnyOf(rules=rules):
            return _decided([known_by_key(one, key) for one in rules], by=True)
        case _:
            return None


def _decided(parts: list[bool | None], *, by: bool) -> bool | None:
    """One part `by` settles the whole, else whatever is not known leaves it open."""
    if by in parts:
        return by
    return None if None in parts else not by


def _fits_entry(rule: CameBy | SubscribedFor, subscription: Subscription, now: datetime) -> bool:
    if isinstance(rule, SubscribedFor):
        return subscription.agreed_at <= now - timedelta(days=rule.days)
    kind = subscription.place.partition(":")[0]
    return bool(kind) and (kind in rule.places or subscription.place in rule.places)


def _fits_contact(rule: AudienceRule, contact: Contact, now: datetime) -> bool:
    match rule:
        case Tagged(tag=name):
            return any(tag.name == name and _lasts(tag.expires_at, now) for tag in contact.tags)
        case FieldRule():
            return _fits_field(rule, field_of(contact, rule.field))
        case OnChannel(channels=channels):
            return contact.key.channel in channels
        case Speaks(languages=languages):
            return (contact.language or "") in languages
        case ActedWithin(days=days):
            return _acted_after(contact, now - timedelta(days=days))
        case SilentFor(days=days):
            return not _acted_after(contact, now - timedelta(days=days))
        case _:
            return False


def field_of(contact: Contact, name: str) -> str:
    """What is known under a field's name; empty where nobody filled it in."""
    return next((one.value.strip() for one in contact.fields if one.name == name), "")


def _lasts(expires_at: datetime | None, now: datetime) -> bool:
    return expires_at is None or now < expires_at


def _acted_after(contact: Contact, moment: datetime) -> bool:
    return contact.acted_at is not None and contact.acted_at > moment


def _fits_field(rule: FieldRule, value: str) -> bool:
    match rule.compare:
        case Compare.KNOWN:
            return bool(value)
        case Compare.UNKNOWN:
            return not value
        case Compare.IS_NOT:
            return not value or _ordered(value) != _ordered(rule.value)
        case Compare.IS:
            return bool(value) and _ordered(value) == _ordered(rule.value)
        case Compare.CONTAINS:
            return bool(value) and rule.value.strip().casefold() in value.casefold()
        case _:
            return bool(value) and _fits_bound(rule, value)


def _fits_bound(rule: FieldRule, value: str) -> bool:
    """A number is never more or less than a word: what cannot be compared is not in."""
    own, bound = _ordered(value), _ordered(rule.value)
    if own[0] != bound[0]:
        return False
    return own >= bound if rule.compare is Compare.AT_LEAST else own <= bound


def _ordered(text: str) -> tuple[int, Decimal, str]:
    """A number, a day or words, so that alike things can be put in order."""
    written = text.strip()
    if _DAY.fullmatch(written):
        return (1, Decimal(_ordinal(written)), "")
    number = _number(written)
    return (2, Decimal(0), written.casefold()) if number is None else (0, number, "")


def _ordinal(written: str) -> int:
    try:
        return date.fromisoformat(written).toordinal()
    except ValueError:
        return 0  # no day of any calendar: before all of them


def _number(written: str) -> Decimal | None:
    try:
        return Decimal(written) if _NUMBER.fullmatch(written) else None
    except InvalidOperation:
        return None
