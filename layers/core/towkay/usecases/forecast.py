"""What would a firing of a campaign come to, by the very judgement that its sends will meet?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.brand_rules import BrandRules
from towkay.domain.calendar.due import is_due
from towkay.domain.calls import call_for
from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.copying import changed
from towkay.domain.facts import CampaignFacts, Facts
from towkay.domain.forecasts import Forecast, Lane, Way, Why
from towkay.domain.health import account_of
from towkay.domain.membership import is_in
from towkay.domain.pacing.buckets import bucket_of
from towkay.domain.permits import Permit, Suppression, decide
from towkay.domain.pitching import Pitch
from towkay.domain.policy.costs import cost_millionths
from towkay.domain.routes import Route
from towkay.domain.sends import Send
from towkay.domain.turns import Turn
from towkay.domain.unasked import History, Unasked, unasked_id
from towkay.ports.accounts import AccountFactsReader
from towkay.ports.pushing import Recipient

_HOLDS = 4  # one after the other: the quiet hours, then a person at the conversation


@dataclass(slots=True)
class Sight:
    """What one firing is judged with; `left` of its budget goes down as people are counted.

    `told` is what people get by this very forecast, kept of those who are met on two channels, of
    everybody where it is one of several that follow each other.
    """

    pitch: Pitch
    rules: BrandRules
    accounts: AccountFactsReader
    left: int | None = None
    told: dict[str, History] = field(default_factory=dict)
    follows_others: bool = False


@dataclass(slots=True)
class _Person:
    """Somebody whom the firing is for, with their turn as it would be."""

    contact: Contact
    history: History
    turn: Turn
    words: object | None

    @property
    def key(self) -> ContactKey:
        return self.turn.key.contact


def forecast(chunks: Iterable[Sequence[Recipient]], now: datetime, sight: Sight) -> Forecast:
    """What comes of a topic's followers, read as a run would read them: a chunk at a time.

    Who is told together with others shares a request with those of the same chunk only.
    """
    found = Forecast()
    for chunk in chunks:
        shared: dict[object, int] = {}
        for recipient in chunk:
            found.followers += 1
            if recipient.contact is not None and is_meant(recipient.contact, sight.pitch):
                _count(_person(recipient.contact, recipient, now, sight), now, sight, found, shared)
    return found


def _person(contact: Contact, recipient: Recipient, now: datetime, sight: Sight) -> _Person:
    history = sight.told.get(contact.person_name, recipient.history)
    turn, words = sight.pitch.turn(contact, history, now)
    return _Person(contact, history, turn, words)


def is_meant(contact: Contact, pitch: Pitch) -> bool:
    """Whether a follower of the topic is one of those whom the run is for."""
    run, campaign = pitch.run, pitch.campaign
    subscription = contact.subscription(campaign.topic)
    return is_due(campaign, run.step, run.at, contact) and is_in(
        campaign.audience, contact, subscription, run.at
    )


def _count(
    person: _Person, now: datetime, sight: Sight, found: Forecast, shared: dict[object, int]
) -> None:
    found.planned += 1
    channel = str(person.key.channel)
    first, at = _at_last(person, now, sight, found)
    if isinstance(first, Suppression):
        found.kept_back[Why(channel, first.reason.value)] += 1
        return
    is_now = at == now
    (found.now if is_now else found.later)[Way(channel, first.route.value)] += 1
    if person.contact.person or sight.follows_others:
        _remember(person, first, at, sight)
    paid = found.messages if is_now else found.messages_later
    for send in person.turn.sends:
        ruling = first if send.index == 0 else _judged(person, send, at, sight)
        if not isinstance(ruling, Suppression):
            paid[Way(channel, ruling.route.value, ruling.decision.cost)] += 1
            _spend(ruling, sight)
            _call(person, send, ruling, found, shared)


def _at_last(
    person: _Person, now: datetime, sight: Sight, found: Forecast
) -> tuple[Permit | Suppression, datetime]:
    """The judgement once nothing holds it back any more, and when that is."""
    at = now
    first = _judged(person, person.turn.sends[0], at, sight)
    for _ in range(_HOLDS):
        if not isinstance(first, Suppression) or first.until is None:
            break
        if at == now:
            found.waits[Why(str(person.key.channel), first.reason.value)] += 1
        at = first.until
        first = _judged(person, person.turn.sends[0], at, sight)
    return first, at


def _judged(person: _Person, send: Send, at: datetime, sight: Sight) -> Permit | Suppression:
    account = account_of(person.key)
    template = send.approved
    state = sight.accounts.template(account, template.name, template.language) if template else None
    facts = Facts(
        person.turn,
        sight.pitch.book,
        sight.rules,
        person.history,
        sight.accounts.facts(account),
        state,
        CampaignFacts(budget_left=sight.left, currency=sight.pitch.run.currency),
    )
    return decide(send, person.contact, facts, at)


def _remember(person: _Person, permit: Permit, at: datetime, sight: Sight) -> None:
    """What one human gets on one channel counts towards the caps on the other."""
    send = person.turn.sends[0]
    own = unasked_id(person.turn.key, send.index)
    entry = Unasked(own, send.purpose, at, permit.route, send.carries_opt_out, send.topic)
    sight.told[person.contact.person_name] = person.history.with_entry(entry)


def _spend(permit: Permit, sight: Sight) -> None:
    if sight.left is not None:
        cost = cost_millionths(permit.decision.cost, sight.pitch.run.currency)
        sight.left = max(0, sight.left - (cost or 0))


def _call(
    person: _Person, send: Send, permit: Permit, found: Forecast, shared: dict[object, int]
) -> None:
    """The request that carries it: one of its own, or one with up to so many others."""
    account, kind = account_of(person.key), CAPABILITIES[person.key.channel]
    call = call_for(person.turn, send, permit.route, permit.token)
    if kind.has_quota and permit.route is Route.PUSH:
        found.used[account] += 1
    can_share = kind.many_at_once and permit.route is Route.PUSH and len(person.turn.sends) == 1
    if not can_share or person.words is None:
        found.calls[Lane(account, bucket_of(call))] += 1
        return
    alike = (account, person.turn.endpoint, person.words)
    already = shared[alike] = shared.get(alike, 0) + 1
    if already % kind.many_at_once == 1:
        found.calls[Lane(account, bucket_of(changed(call, to_many=True)))] += 1
