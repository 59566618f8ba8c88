"""What speaks against a send before any route is looked at: time, consent, people?"""

from datetime import datetime, timedelta

from towkay.domain.messages import Purpose
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import SenderKind

# A reply that comes later than this answers a question the shopper has left behind. One promise for
# both who keep it: nothing is decided to be said later, and nothing decided is let out later.
REPLY_LIFE = timedelta(minutes=15)
REPLY_LIFE_IF_FOLLOWED = timedelta(minutes=2)
# A person may take days to find out, and platforms that limit them let them answer for seven. What
# they write later answers nothing: it is news, and needs what news needs.
ANSWER_LIFE = timedelta(days=7)


def objection(of: Situation) -> tuple[Reason, datetime | None] | None:
    """The first reason that forbids the send, and when that reason ends if it does by itself."""
    before = _of_its_turn(of)
    if before:
        return before, None
    if of.erased:
        return Reason.ERASED, None
    if _is_late(of):
        return Reason.EXPIRED, None
    if of.cancelled:
        return Reason.CANCELLED, None
    if of.outdated or _is_overtaken(of):
        return (Reason.OUTDATED if of.outdated else Reason.OVERTAKEN), None
    if of.unreachable or (of.gone and of.purpose is not Purpose.REPLY):
        return Reason.UNREACHABLE, None
    refusal = _consent_missing(of)
    if refusal:
        return refusal, None
    return _of_people(of)


def answer_ends(of: Situation) -> datetime | None:
    """The last moment at which a reply answers its cause; None for other messages."""
    if of.purpose is not Purpose.REPLY:
        return None
    if of.sender is SenderKind.HUMAN:
        return of.heard_at + ANSWER_LIFE if of.heard_at else None
    return of.received_at + REPLY_LIFE if of.received_at else None


def holds(of: Situation) -> bool:
    """Whether a person holds the conversation at that moment."""
    begun = of.held_from is not None and of.held_from <= of.at
    return begun and of.held_until is not None and of.at < of.held_until


def _of_its_turn(of: Situation) -> Reason | None:
    """What became of the sends before it."""
    if of.after_refused:
        return Reason.EARLIER_REFUSED
    return Reason.SAID_BY_TEMPLATE if of.said_by_template else None


def _is_late(of: Situation) -> bool:
    if of.expires_at is not None and of.at >= of.expires_at:
        return True
    if of.purpose is Purpose.REPLY and of.sender is SenderKind.HUMAN and of.heard_at is None:
        return True
    ends = answer_ends(of)
    return ends is not None and of.at > ends


def _is_overtaken(of: Situation) -> bool:
    """A reply delayed by minutes, while the shopper has written again, would answer out of turn."""
    automatic = of.purpose is Purpose.REPLY and of.sender is SenderKind.BOT
    if not automatic or of.heard_at is None or of.last_event_at is None:
        return False
    return of.last_event_at > of.heard_at and of.at > of.heard_at + REPLY_LIFE_IF_FOLLOWED


def _consent_missing(of: Situation) -> Reason | None:
    if of.purpose is Purpose.REPLY:
        return Reason.STOPPED if _stopped_since(of) else None
    if of.stopped or of.topic_stopped:
        return Reason.STOPPED
    if of.purpose is Purpose.MARKETING and of.marketing_refused:
        return Reason.MARKETING_REFUSED
    return None if of.subscribed else Reason.NO_CONSENT


def _stopped_since(of: Situation) -> bool:
    """A stop holds back every reply to an earlier cause, but not its own acknowledgement."""
    earlier = of.stop_at is not None and of.heard_at is not None and of.heard_at <= of.stop_at
    return earlier and not of.acknowledges_stop


def _of_people(of: Situation) -> tuple[Reason, datetime | None] | None:
    if of.sender is SenderKind.HUMAN:
        return None if holds(of) else (Reason.HANDOVER_OVER, None)
    if not holds(of) or of.hands_over or of.about_consent:
        return None
    # News of an order can wait for the person to leave; what we would like to sell cannot.
    waits = of.purpose is Purpose.SERVICE
    return Reason.HUMAN_HOLDS, of.held_until if waits else None
