"""What is on record of one contact, for whoever asks whether all that was sent was lawful?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.policy.reasons import Reason
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn
from towkay.domain.unasked import History


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """A brand's rules as published last, and since when; what held before is not on record."""

    rules: BrandRules = DEFAULT_RULES
    since: datetime | None = None

    def held_at(self, at: datetime) -> bool:
        return self.since is not None and self.since <= at


@dataclass(frozen=True, slots=True)
class Dossier:
    """All records of one contact at `as_of`, oldest first. `contact` is None once it was erased.

    `kept_for` is how long turns are kept: what is older is no evidence either way.
    """

    key: ContactKey
    as_of: datetime
    contact: Contact | None
    turns: tuple[Turn, ...] = ()
    ledger: tuple[ConsentEntry, ...] = ()
    history: History = field(default_factory=History)
    rules: RulesInForce = field(default_factory=RulesInForce)
    kept_for: timedelta = timedelta(days=90)

    @property
    def brand(self) -> str:
        known = (self.contact.brand if self.contact else "", *(one.brand for one in self.turns))
        return next(filter(None, known), "")

    def called(self) -> Iterator["Called"]:
        """Every send for which a call was made, or may have been."""
        for turn in self.turns:
            for send in turn.sends:
                if was_called(send):
                    yield Called(turn, send)


@dataclass(frozen=True, slots=True)
class Called:
    """A send that a channel was asked to take."""

    turn: Turn
    send: Send

    @property
    def id(self) -> str:
        return send_id(self.turn.key, self.send.index)

    @property
    def at(self) -> datetime:
        """When its last call was made."""
        return self.send.called_at or self.turn.created_at

    @property
    def may_be_seen(self) -> bool:
        return self.send.ambiguous or self.send.state in _SEEN


_CALLED = frozenset(
    {
        SendState.CLAIMED,
        SendState.SENT,
        SendState.REFUSED,
        SendState.UNKNOWN,
        SendState.PARKED,
    }
)
_SEEN = _CALLED - {SendState.REFUSED}


def was_called(send: Send) -> bool:
    """Whether a call was made for it, or may have been: not whether anybody saw it."""
    capped = send.state is SendState.SUPPRESSED and send.reason == Reason.CHANNEL_CAP.value
    return send.state in _CALLED or send.ambiguous or capped
