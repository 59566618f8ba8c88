"""What goes with a shopper whom a channel knows by a new id from now on?

Everything: consent, stops, subscriptions, the person in charge, the language. Consent is carried
over act by act, each a link of the new contact's own chain, so that its ledger says by itself where
it stands; the old ledger stays as it is. A stop on either side wins.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from towkay.domain.comments import MOST_ANSWERED
from towkay.domain.consent import Consent, ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact, Handover
from towkay.domain.events import Event
from towkay.domain.moments import latest
from towkay.domain.profile import Asked, FieldValue, Tag, remembered
from towkay.domain.shipping.asked import both
from towkay.domain.subscriptions import Subscription

_NEVER = datetime.min.replace(tzinfo=UTC)
_MOST_TOKENS = 4


@dataclass(frozen=True, slots=True)
class Moved:
    """The contact that was left, and the acts that went with its shopper, in the order written."""

    left: Contact
    entries: tuple[ConsentEntry, ...]


def taken_over(former: Contact, contact: Contact, event: Event) -> tuple[Contact, Moved]:
    """The contact that goes on, and what is written beside it in the same transaction."""
    after, entries = contact, []
    for number, act in enumerate(_acts_of(former.consent, former.subscriptions)):
        after, entry = _carried(after, act, former, event, number)
        entries.append(entry)
    for act in _stops_lost(former, contact, after, event.effective_at):
        after, entry = _carried(after, act, former, event, len(entries))
        entries.append(entry)
    following = tuple(_in_its_place(one, former, contact) for one in after.subscriptions)
    goes_on = _joined(former, replace(after, subscriptions=following))
    return goes_on, Moved(left_for(contact, former, event), tuple(entries))


def left_for(contact: Contact, former: Contact, event: Event) -> Contact:
    """A contact whose shopper is found under another id from now on."""
    user, at = contact.key.user, event.effective_at
    return replace(former, moved_to=user, moved_at=at, handover=None, offered=())


def _carried(
    contact: Contact, act: ConsentEntry, former: Contact, event: Event, number: int
) -> tuple[Contact, ConsentEntry]:
    named = replace(act, cause=f"{event.cause}.{number}", by=former.key.user)
    return recorded(*acted(contact, named))


def _in_its_place(one: Subscription, former: Contact, before: Contact) -> Subscription:
    """Whoever reads the followers meanwhile meets the shopper in one place, under either id."""
    theirs, own = former.subscription(one.topic), before.subscription(one.topic)
    is_theirs = theirs is not None and theirs.agreed_at == one.agreed_at
    if theirs is None or not is_theirs or (own and own.agreed_at == one.agreed_at):
        return one
    return replace(one, followed_as=theirs.followed_as or former.key.user)


def _joined(former: Contact, contact: Contact) -> Contact:
    """What is no consent: the newest and the widest of both."""
    tokens = {one.token: one for one in (*former.tokens, *contact.tokens)}
    comments = dict.fromkeys((*former.answered_comments, *contact.answered_comments))
    return replace(
        _known_together(former, contact),
        moved_to="",
        moved_at=None,
        moved_from=former.key.user,
        language=contact.language or former.language,
        country=contact.country or former.country,
        zone=contact.zone or former.zone,
        # Caps count one human, whatever the channel calls them.
        person=contact.person or former.person_name,
        greeted=contact.greeted or former.greeted,
        tokens=tuple(tokens.values())[-_MOST_TOKENS:],
        answered_comments=tuple(comments)[-MOST_ANSWERED:],
        handover=longer(former.handover, contact.handover),
        window_closes_at=latest(former.window_closes_at, contact.window_closes_at),
        last_event_at=latest(former.last_event_at, contact.last_event_at),
        last_act_at=latest(former.last_act_at, contact.last_act_at),
        ad_entry_at=latest(former.ad_entry_at, contact.ad_entry_at),
        followed_at=latest(former.followed_at, contact.followed_at),
        disclosed_at=latest(former.disclosed_at, contact.disclosed_at),
        order_ask=both(former.order_ask, contact.order_ask),
    )


def _known_together(former: Contact, contact: Contact) -> Contact:
    """The contact that goes on, with what the other one showed, told and was asked."""
    ways = filter(None, (former.came, contact.came))
    return replace(
        contact,
        tags=_tags(former.tags, contact.tags),
        fields=_fields(former.fields, contact.fields),
        asked=_asks(former.asked, contact.asked),
        came=max(ways, key=lambda one: one.at, default=None),
    )


def _tags(former: tuple[Tag, ...], own: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Each tag once, as it was put on last."""
    newest = {one.name: one for one in sorted((*former, *own), key=lambda one: one.at)}
    return tuple(newest.values())


def _fields(former: tuple[FieldValue, ...], own: tuple[FieldValue, ...]) -> tuple[FieldValue, ...]:
    """Where both know a field, the id that goes on counts."""
    known = {one.name: one for one in (*former, *own)}
    return tuple(known.values())


def _asks(former: tuple[Asked, ...], own: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """Every request that was shown, under whichever id."""
    shown = {(one.topic, one.at): one for one in (*former, *own)}
    return remembered(shown.values())


def _acts_of(consent: Consent, subscriptions: tuple[Subscription, ...]) -> Iterator[ConsentEntry]:
    """The fewest acts that lead to where a contact stands, oldest first."""
    acts = [act for one in subscriptions for act in _acts_of_topic(one)]
    acts += _acts_of_whole(consent)
    yield from sorted(acts, key=lambda act: (act.at, act.act is not ConsentAct.SUBSCRIBE))


def _acts_of_topic(one: Subscription) -> Iterator[ConsentEntry]:
    granted_at = one.granted_at or (one.changed_at if one.active else None)
    if granted_at is not None:
        began = _act(ConsentAct.SUBSCRIBE, granted_at, topic=one.topic)
        yield replace(began, wording=one.wording, place=one.place)
    if not one.active and not one.by_stop_word:
        yield _act(ConsentAct.STOP_TOPIC, one.changed_at, topic=one.topic)


def _acts_of_whole(consent: Consent) -> Iterator[ConsentEntry]:
    """A bare stop is the shopper's own word: it keeps what a resume word would bring back."""
    if consent.stop_at:
        yield replace(_act(ConsentAct.STOP, consent.stop_at), source=ConsentSource.WORD)
    if consent.resumed_at:
        yield replace(_act(ConsentAct.RESUME, consent.resumed_at), source=ConsentSource.WORD)
    if consent.marketing_said_at:
        refuses = consent.marketing_refused
        act = ConsentAct.REFUSE_MARKETING if refuses else ConsentAct.ALLOW_MARKETING
        yield _act(act, consent.marketing_said_at)
    if not consent.reachable:
        yield _act(ConsentAct.BLOCK, consent.reach_at or consent.changed_at or _NEVER)


def _stops_lost(
    former: Contact, before: Contact, after: Contact, at: datetime
) -> Iterator[ConsentEntry]:
    """The stops of either side that the other side's later acts would have lifted."""
    sides = (former, before)
    if any(one.consent.stopped for one in sides) and not after.consent.stopped:
        yield replace(_act(ConsentAct.STOP, at), source=ConsentSource.WORD)
    if any(one.consent.marketing_refused for one in sides) and not after.consent.marketing_refused:
        yield _act(ConsentAct.REFUSE_MARKETING, at)
    ended = {one.topic for side in sides for one in side.subscriptions if not one.active}
    for one in after.subscriptions:
        if one.active and one.topic in ended:
            yield _act(ConsentAct.STOP_TOPIC, at, topic=one.topic)


def _act(act: ConsentAct, at: datetime, topic: str = "") -> ConsentEntry:
    return ConsentEntry(act, at, "", False, ConsentSource.PLATFORM, topic)


def longer(one: Handover | None, other: Handover | None) -> Handover | None:
    """Of two people in charge, the one who keeps it for longer."""
    return max(filter(None, (one, other)), key=lambda held: held.until, default=None)
