"""What may an account still do, by WhatsApp's own word?

Source: WhatsApp Business Platform, "Webhooks: account_update, account_alerts,
account_review_update". Dates come as seconds or as text that only people read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BeforeValidator

from towkay.adapters.channels.graph.times import time_or_none
from towkay.adapters.channels.shapes import OBJECT_OR_NONE, ONLY_OBJECTS, Shape, Words
from towkay.domain.account_news import AccountReported, Ground, Standing

# Who may not write, first or at all. Other restrictions leave conversations as they are.
_BARRING = frozenset(
    {"RESTRICTED_BIZ_INITIATED_MESSAGING", "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"}
)
_BY_EVENT: Mapping[str, tuple[Standing, Ground]] = MappingProxyType(
    {
        "ACCOUNT_DELETED": (Standing.BARRED, Ground.ENFORCEMENT),
        # The phone that shares the number left, and came back.
        "ACCOUNT_OFFBOARDED": (Standing.BARRED, Ground.PHONE),
        "ACCOUNT_RECONNECTED": (Standing.WELL, Ground.PHONE),
        "ACCOUNT_VIOLATION": (Standing.WARNED, Ground.ENFORCEMENT),
        # Nothing ever takes these back: whatever good is told later does.
        "ACCOUNT_RESTRICTION": (Standing.WARNED, Ground.UNNAMED),
        "PARTNER_REMOVED": (Standing.WARNED, Ground.UNNAMED),
        "PARTNER_APP_UNINSTALLED": (Standing.WARNED, Ground.UNNAMED),
    }
)
_BY_BAN: Mapping[str, Standing] = MappingProxyType(
    {
        "DISABLE": Standing.BARRED,
        "SCHEDULE_FOR_DISABLE": Standing.WARNED,
        "REINSTATE": Standing.WELL,
    }
)
_BY_DECISION: Mapping[str, Standing] = MappingProxyType(
    {"APPROVED": Standing.WELL, "REJECTED": Standing.BARRED}
)
_SERIOUS = frozenset({"CRITICAL", "HIGH"})


def _moment(value: object) -> datetime | None:
    """A moment in seconds, milliseconds or as a date; None for what is neither."""
    at = time_or_none(value)
    if at is not None or not isinstance(value, str):
        return at
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.tzinfo else None


Moment = Annotated[datetime | None, BeforeValidator(_moment)]


class Violation(Shape):
    """Which rule was broken."""

    violation_type: Words = ""


class Restriction(Shape):
    """What may not be done until when."""

    restriction_type: Words = ""
    expiration: Moment = None


class Ban(Shape):
    """Whether the whole business account is, or will be, shut."""

    waba_ban_state: Words = ""
    waba_ban_date: object = None


class Tier(Shape):
    """From which volume on the business account pays less."""

    tier: Words = ""
    pricing_category: Words = ""
    region: Words = ""


class AccountUpdate(Shape):
    """An `account_update` value."""

    event: Words = ""
    violation_info: Annotated[Violation | None, OBJECT_OR_NONE] = None
    restriction_info: Annotated[tuple[Restriction, ...], ONLY_OBJECTS] = ()
    ban_info: Annotated[Ban | None, OBJECT_OR_NONE] = None
    volume_tier_info: Annotated[Tier | None, OBJECT_OR_NONE] = None


class Alert(Shape):
    """An `account_alerts` value, or what it holds apart."""

    alert_type: Words = ""
    alert_severity: Words = ""
    alert_description: Words = ""


class Alerts(Alert):
    """What an alert says stands in the value or one step deeper."""

    alert_info: Annotated[Alert | None, OBJECT_OR_NONE] = None


class Review(Shape):
    """An `account_review_update` value."""

    decision: Words = ""


def read_update(value: Mapping[str, Any]) -> AccountReported:
    """An `account_update`: its event is what it is about."""
    update = AccountUpdate.model_validate(value)
    said = AccountReported(
        update.event.lower() or "account_update", " ".join(filter(None, _words(update)))
    )
    return _by_ban(said, update) or _by_restriction(said, update) or _by_event(said, update)


def _by_ban(said: AccountReported, update: AccountUpdate) -> AccountReported | None:
    ban = update.ban_info
    state = _BY_BAN.get(ban.waba_ban_state.upper()) if ban else None
    if ban is None or state is None:
        return None
    until = _moment(ban.waba_ban_date) if state is Standing.WARNED else None
    return replace(said, standing=state, until=until, ground=Ground.ENFORCEMENT)


def _by_restriction(said: AccountReported, update: AccountUpdate) -> AccountReported | None:
    ends = [one.expiration for one in update.restriction_info if one.restriction_type in _BARRING]
    if not ends:
        return None
    known = [end for end in ends if end]
    until = max(known) if len(known) == len(ends) else None
    # One without an end is lifted as a ban is: nothing else would ever lift it.
    ground = Ground.RESTRICTION if until else Ground.ENFORCEMENT
    return replace(said, standing=Standing.BARRED, until=until, ground=ground)


def _by_event(said: AccountReported, update: AccountUpdate) -> AccountReported:
    standing, ground = _BY_EVENT.get(update.event.upper(), (None, Ground.UNNAMED))
    return replace(said, standing=standing, ground=ground)


def _words(update: AccountUpdate) -> Iterator[str]:
    if update.violation_info:
        yield update.violation_info.violation_type
    yield from (one.restriction_type for one in update.restriction_info)
    if update.ban_info:
        date = update.ban_info.waba_ban_date
        yield update.ban_info.waba_ban_state
        yield str(date) if isinstance(date, str | int) else ""
    if tier := update.volume_tier_info:
        yield from (tier.pricing_category, tier.region, tier.tier)


def read_alert(value: Mapping[str, Any]) -> AccountReported:
    """An `account_alerts` value."""
    told = Alerts.model_validate(value)
    alert = told.alert_info or told
    severity = alert.alert_severity.upper()
    words = (alert.alert_type, severity, alert.alert_description)
    standing = Standing.WARNED if severity in _SERIOUS else None
    return AccountReported("account_alerts", " ".join(filter(None, words)), standing)


def read_review(value: Mapping[str, Any]) -> AccountReported:
    """An `account_review_update` value."""
    decision = Review.model_validate(value).decision
    standing = _BY_DECISION.get(decision.upper())
    ground = Ground.REVIEW if standing else Ground.UNNAMED
    return AccountReported("account_review_update", decision, standing, ground=ground)
