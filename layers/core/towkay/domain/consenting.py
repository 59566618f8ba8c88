"""What does one act change in a contact's consent, by the time at which it happened?

On a tie a stop wins. Three sources of stop are kept apart: the shopper's own acts, a block, and the
platform's marketing switch; none lifts another's. An act heard late changes what it would have
changed in time, or less, never more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from towkay.domain.consent import Consent, ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.subscriptions import Subscription

_OWN = frozenset({ConsentSource.WORD, ConsentSource.BUTTON})
_ENDS_ALL = frozenset({ConsentAct.STOP, ConsentAct.BLOCK})
_LIFTS = frozenset({ConsentAct.RESUME, ConsentAct.SUBSCRIBE})
_SWITCH = frozenset({ConsentAct.REFUSE_MARKETING, ConsentAct.ALLOW_MARKETING})

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Standing:
    """A contact's consent as a whole, and by topic."""

    consent: Consent = field(default_factory=Consent)
    subscriptions: tuple[Subscription, ...] = ()


def applied(standing: Standing, entry: ConsentEntry) -> Standing:
    """The standing after an act."""
    consent = _reached(standing.consent, entry)
    if entry.act in _SWITCH:
        return replace(standing, consent=_switched(consent, entry))
    if entry.act is ConsentAct.SUBSCRIBE and _ended_since(consent, entry.at):
        return replace(standing, consent=consent)
    if entry.source is ConsentSource.CHECKOUT and _is_ended(standing, entry.topic):
        return replace(standing, consent=consent)
    topics = _topics(standing, entry)
    if entry.act in _ENDS_ALL or _lifts(entry):
        consent = _whole(consent, entry.act, entry.at, entry.cause)
    if entry.act in _ENDS_ALL and not _ended_since(consent, entry.at):
        consent = replace(consent, all_ended_at=entry.at)
    return Standing(consent, topics)


def matters(before: Standing, after: Standing) -> bool:
    """Whether an act changed anything but what is remembered of its time."""
    ended_at = after.consent.all_ended_at
    return replace(before, consent=replace(before.consent, all_ended_at=ended_at)) != after


def replayed(entries: Iterable[ConsentEntry]) -> Standing:
    """Where a whole ledger leads, its entries in the order they were written.

    What only the conversation knows (`acknowledged`) and the chain are not in it.
    """
    standing = Standing()
    for entry in entries:
        standing = applied(standing, entry)
    return standing


def _is_ended(standing: Standing, topic: str) -> bool:
    """Whether the shopper ended it, or everything: that is theirs alone to take back."""
    known = next((one for one in standing.subscriptions if one.topic == topic), None)
    return standing.consent.stopped or (known is not None and not known.active)


def _lifts(entry: ConsentEntry) -> bool:
    """Whoever types a stranger's number at a checkout lifts nothing that the stranger ended."""
    return entry.act in _LIFTS and entry.source is not ConsentSource.CHECKOUT


def _reached(consent: Consent, entry: ConsentEntry) -> Consent:
    """Whether messages arrive has a time of its own: whoever writes or presses can be reached."""
    known_at = consent.reach_at or (None if consent.reachable else consent.changed_at)
    if entry.act is ConsentAct.BLOCK:
        late = known_at is not None and entry.at < known_at
        return consent if late else replace(consent, reachable=False, reach_at=entry.at)
    shows = entry.act is ConsentAct.UNBLOCK or entry.source in _OWN
    late = known_at is not None and entry.at <= known_at
    return replace(consent, reachable=True, reach_at=entry.at) if shows and not late else consent


def _whole(consent: Consent, act: ConsentAct, at: datetime, cause: str) -> Consent:
    """Apply a stop or what lifts it by its event time; an older act changes nothing."""
    if consent.changed_at and at < consent.changed_at:
        return consent
    if consent.changed_at == at and consent.stopped and act in _LIFTS:
        return consent
    if act in _LIFTS:
        resumed_at = at if act is ConsentAct.RESUME else consent.resumed_at
        return replace(consent, stopped=False, changed_at=at, resumed_at=resumed_at)
    kept = consent.stopped and consent.acknowledged
    return replace(
        consent,
        stopped=True,
        changed_at=at,
        stop_at=at,
        stop_cause=consent.stop_cause if kept else cause,
        acknowledged=kept,
    )


def _switched(consent: Consent, entry: ConsentEntry) -> Consent:
    """The platform's own switch has a time of its own."""
    said_at, refuses = consent.marketing_said_at, entry.act is ConsentAct.REFUSE_MARKETING
    if said_at is not None and (entry.at < said_at or (entry.at == said_at and not refuses)):
        return consent
    return replace(consent, marketing_refused=refuses, marketing_said_at=entry.at)


def _ended_since(consent: Consent, at: datetime) -> bool:
    return consent.all_ended_at is not None and at <= consent.all_ended_at


def _topics(standing: Standing, entry: ConsentEntry) -> tuple[Subscription, ...]:
    known = standing.subscriptions
    match entry.act:
        case ConsentAct.STOP if entry.source in (None, *_OWN):
            return tuple(_ended_by_word(one, entry, standing.consent) for one in known)
        case ConsentAct.STOP | ConsentAct.BLOCK:
            return tuple(_ended_for_good(one, entry) for one in known)
        case ConsentAct.RESUME:
            return tuple(_resumed(one, entry) for one in known)
        case ConsentAct.SUBSCRIBE:
            return _with_topic(known, entry, _subscribed)
        case ConsentAct.STOP_TOPIC:
            return _with_topic(known, entry, _ended_for_good)
        case _:
            return known


def _ended_by_word(one: Subscription, entry: ConsentEntry, consent: Consent) -> Subscription:
    resumed_since = consent.resumed_at is not None and entry.at < consent.resumed_at
    if resumed_since or entry.at < one.changed_at:
        return one
    by_word = one.active or one.by_stop_word
    return replace(one, active=False, changed_at=entry.at, cause=entry.cause, by_stop_word=by_word)


def _ended_for_good(one: Subscription, entry: ConsentEntry) -> Subscription:
    """Only subscribing anew brings it back: not even a resume word that was heard before this."""
    if entry.at < (one.agreed_at if one.active or one.by_stop_word else one.changed_at):
        return one
    at = max(entry.at, one.changed_at)
    return replace(one, active=False, changed_at=at, cause=entry.cause, by_stop_word=False)


def _resumed(one: Subscription, entry: ConsentEntry) -> Subscription:
    if not one.by_stop_word or entry.at <= one.changed_at:
        return one
    return replace(one, active=True, changed_at=entry.at, cause=entry.cause, by_stop_word=False)


def _subscribed(one: Subscription, entry: ConsentEntry) -> Subscription:
    if entry.at <= one.changed_at:
        return one
    at, cause = entry.at, entry.cause
    return Subscription(one.topic, True, at, cause, entry.wording, entry.place, granted_at=at)


def _with_topic(
    known: tuple[Subscription, ...],
    entry: ConsentEntry,
    change: Callable[[Subscription, ConsentEntry], Subscription],
) -> tuple[Subscription, ...]:
    others = tuple(one for one in known if one.topic != entry.topic)
    before = next((one for one in known if one.topic == entry.topic), None)
    new = Subscription(entry.topic, False, _NEVER, entry.cause)
    after = change(before or new, entry)
    return tuple(sorted((*others, after), key=lambda one: one.topic))
