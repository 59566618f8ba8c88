"""May this send go out now, and by which route?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from towkay.domain.channels import CAPABILITIES, Capabilities
from towkay.domain.contacts import Contact
from towkay.domain.messages import Purpose
from towkay.domain.turns import Route, Rule, Send, Turn

# A reply that comes later than this answers a question the shopper has left behind. One promise for
# both who keep it: nothing is decided to be said later, and nothing decided is let out later.
REPLY_LIFE = timedelta(minutes=15)
REPLY_LIFE_IF_FOLLOWED = timedelta(minutes=2)
# The platform's clock decides whether the window is open; a call near its end would be refused.
_WINDOW_MARGIN = timedelta(seconds=60)
# LINE takes a reply token for one minute after the webhook; the call itself needs some of it.
REPLY_TOKEN_LIFE = timedelta(seconds=50)

_CONSENT_ACKNOWLEDGEMENTS = frozenset({Rule.STOPPED, Rule.RESUMED})


class Reason(StrEnum):
    """Why a send was suppressed; the value is also the metric and log label."""

    EXPIRED = "expired"
    OVERTAKEN = "overtaken"
    STOPPED = "stopped"
    NO_CONSENT = "no_consent"
    UNREACHABLE = "unreachable"
    HUMAN_HOLDS = "human_holds"
    WINDOW_CLOSED = "window_closed"
    EARLIER_REFUSED = "earlier_refused"
    CHANNEL_CAP = "channel_cap"


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to make one call at one moment.

    It holds only while the contact is still at `contact_version`: the claim checks that in the
    same transaction, so whatever changed in between (a stop, a person taking over) wins.
    """

    route: Route
    contact_version: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """No leave, and the reason that is stored with the send."""

    reason: Reason


def decide(send: Send, turn: Turn, contact: Contact, now: datetime) -> Permit | Suppression:
    """Judge one send at `now`: consent, then person in charge, then route. The first no counts."""
    reason = _objection(send, turn, contact, now)
    if reason:
        return Suppression(reason)
    route = _route(send, turn, contact, now)
    if route is None:
        return Suppression(Reason.WINDOW_CLOSED)
    return Permit(route, contact.version)


def _objection(send: Send, turn: Turn, contact: Contact, now: datetime) -> Reason | None:
    if send.purpose is Purpose.REPLY and now > turn.received_at + REPLY_LIFE:
        return Reason.EXPIRED
    if _overtaken(send, turn, contact, now):
        return Reason.OVERTAKEN
    if not contact.consent.reachable:
        return Reason.UNREACHABLE
    if send.purpose is not Purpose.REPLY:
        # Subscriptions are the only consent to unasked messages, and there are none yet.
        return Reason.STOPPED if contact.consent.stopped else Reason.NO_CONSENT
    if _held_back_by_stop(turn, contact):
        return Reason.STOPPED
    if _held_back_by_human(turn, contact, now):
        return Reason.HUMAN_HOLDS
    return None


def _overtaken(send: Send, turn: Turn, contact: Contact, now: datetime) -> bool:
    """A reply delayed by minutes, while the shopper has written again, would answer out of turn."""
    heard_at = min(turn.key.occurred_at, turn.received_at)
    newer = contact.last_event_at is not None and contact.last_event_at > heard_at
    return send.purpose is Purpose.REPLY and newer and now > heard_at + REPLY_LIFE_IF_FOLLOWED


def _held_back_by_stop(turn: Turn, contact: Contact) -> bool:
    """A stop holds back every send of an earlier cause, but not its own acknowledgement."""
    consent = contact.consent
    own_acknowledgement = turn.key.cause == consent.stop_cause
    heard_at = min(turn.key.occurred_at, turn.received_at)  # as a stop's own time is bounded
    earlier = consent.stop_at is not None and heard_at <= consent.stop_at
    return earlier and not own_acknowledgement


def _held_back_by_human(turn: Turn, contact: Contact, now: datetime) -> bool:
    """A person in the conversation silences the bot, but for consent and the hand-over itself."""
    began_it = contact.handover is not None and contact.handover.cause == turn.key.cause
    about_consent = turn.reasoning.rule in _CONSENT_ACKNOWLEDGEMENTS
    return contact.silenced(now) and not began_it and not about_consent


def _route(send: Send, turn: Turn, contact: Contact, now: datetime) -> Route | None:
    capabilities = CAPABILITIES[contact.key.channel]
    if capabilities.window is not None:
        open_until = contact.window_closes_at
        is_open = open_until is not None and now < open_until - _WINDOW_MARGIN
        return Route.OPEN_WINDOW if is_open else None
    if _reply_token_is_good(send, turn, capabilities, now):
        return Route.REPLY_TOKEN
    # A reply that may have arrived must not be said again by push.
    said_already = send.ambiguous and send.route is Route.REPLY_TOKEN
    return None if said_already else Route.PUSH


def _reply_token_is_good(send: Send, turn: Turn, capabilities: Capabilities, now: datetime) -> bool:
    """A reply token serves one call: the first send of its turn, within its life."""
    has_token = capabilities.reply_tokens and turn.reply_token is not None
    first = send.index == 0 and not send.token_spent
    return has_token and first and now < turn.received_at + REPLY_TOKEN_LIFE
