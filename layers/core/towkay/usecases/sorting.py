"""What becomes of each event of a genuine body: whose is it, and who must hear of it?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from towkay.domain.account_news import AccountNews
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Event, Incoming, ReceiptArrived, Unknown, is_stale
from towkay.domain.optins import PreferenceStated
from towkay.domain.outcomes import Refusal
from towkay.domain.secrets import FactName, VerifySecrets

# What else than by its own id a channel calls an account by, among an endpoint's facts.
_OTHER_NAMES = (FactName.WABA, FactName.PHONE)


class Fate(StrEnum):
    """What became of each event of an accepted body; the value is also the metric's name."""

    QUEUED = "queued"
    UNLISTED_ACCOUNT = "unlisted_account"
    STALE = "stale"
    UNKNOWN = "unknown"
    RECEIPT = "receipt"  # queued too, for receipts
    ACCOUNT = "account"  # of an account as a whole; queued for receipts as well


STORED = frozenset({Fate.QUEUED, Fate.RECEIPT, Fate.ACCOUNT})


@dataclass(frozen=True, slots=True)
class Source:
    """Where the events of one body come from."""

    channel: Channel
    endpoint: str
    known: VerifySecrets
    received_at: datetime


def sort(item: Incoming, source: Source) -> tuple[Fate, list[Event]]:
    """What becomes of an event, and what is queued of it: nothing where it is only counted.

    News of a business that several of its accounts belong to is news of each of them.
    """
    accounts = _accounts_of(item, source.known)
    fate = _fate_of(item, accounts, source.received_at)
    if fate not in STORED:
        return fate, []
    events = [_event(item, account, source) for account in accounts]
    return fate, [*events, *(refused for one in events if (refused := _refused(one)))]


def _accounts_of(item: Incoming, known: VerifySecrets) -> list[str]:
    if item.account in known.accounts:
        return [item.account]
    meant = [one for one in known.accounts if item.account in _names(known.facts.get(one, {}))]
    # A person talks to one account: where it may be one of several, nobody can say to which.
    return meant if len(meant) < 2 or _is_news(item) else []


def _names(facts: Mapping[str, str]) -> list[str]:
    return [facts[name] for name in _OTHER_NAMES if facts.get(name)]


def _is_news(item: Incoming) -> bool:
    return isinstance(item.happening, AccountNews)


def _fate_of(item: Incoming, accounts: list[str], now: datetime) -> Fate:
    if not accounts:
        return Fate.UNLISTED_ACCOUNT
    if isinstance(item.happening, Unknown) or (item.user is None and not _is_news(item)):
        return Fate.UNKNOWN
    if is_stale(item.occurred_at, now):
        return Fate.STALE
    if _is_news(item):
        return Fate.ACCOUNT
    return Fate.RECEIPT if isinstance(item.happening, ReceiptArrived) else Fate.QUEUED


def _refused(event: Event) -> Event | None:
    """What a failure tells of the shopper's own wish: they refuse to be marketed to."""
    told = event.happening
    if not isinstance(told, ReceiptArrived) or told.refusal is not Refusal.SUBSCRIPTION_ENDED:
        return None
    cause = f"{event.cause}.refused"
    return replace(event, cause=cause, happening=PreferenceStated(wanted=False))


def _event(item: Incoming, account: str, source: Source) -> Event:
    user = "" if item.user is None or _is_news(item) else item.user
    return Event(
        contact=ContactKey(source.channel, account, user),
        brand=source.known.accounts[account],
        endpoint=source.endpoint,
        cause=item.cause,
        occurred_at=item.occurred_at,
        received_at=source.received_at,
        happening=item.happening,
        reply_token=item.reply_token,
        may_answer=item.may_answer,
        redelivered=item.redelivered,
        trimmed=item.trimmed,
        country=item.country,
        number=item.number,
    )
