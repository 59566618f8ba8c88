"""What do a contact's own records say of a moment, apart from what any decision claims?

A transaction ends a little after its moment was read off a clock, and clocks differ. So around the
moment of a call several states of the records may be the true one: all of them are looked at, and
only what none of them bears out is a fault.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple, get_args

from towkay.domain.audit.dossier import Called, Dossier
from towkay.domain.consent import ConsentAct, ConsentEntry
from towkay.domain.consent_chain import in_written_order
from towkay.domain.consenting import Standing, applied
from towkay.domain.contacts import NOT_THEIRS, Handover, HandoverState
from towkay.domain.events import (
    Followed,
    Happening,
    MessageReceived,
    PostbackPressed,
    Reacted,
    Referred,
)
from towkay.domain.messages import Purpose
from towkay.domain.turns import Turn
from towkay.domain.unasked import turn_name

# One run of a function and two clocks a few seconds apart.
MARGIN = timedelta(seconds=15)


class Told(NamedTuple):
    """A turn of an unasked message: its name in the person's history, and what caps ask of it."""

    name: str
    purpose: Purpose
    at: datetime
    topic: str


MOMENT = timedelta(milliseconds=1)  # keys keep no more
_OPENERS = frozenset(
    kind.__name__ for kind in (MessageReceived, PostbackPressed, Followed, Reacted, Referred)
)
_NOT_THEIRS = frozenset(kind.__name__ for kind in NOT_THEIRS)
_ACTS = frozenset(kind.__name__ for kind in get_args(Happening))  # a stop by staff is none


@dataclass(frozen=True, slots=True)
class _Act:
    """An act of the shopper's: when it counts as done, and when we wrote it down."""

    at: datetime
    recorded_at: datetime


@dataclass(slots=True)
class Evidence:
    """The records of one contact, in the order in which they were written."""

    dossier: Dossier
    calls: tuple[Called, ...] = ()
    unasked: tuple[Told, ...] = ()
    own_turns: frozenset[str] = frozenset()
    _acts: list[_Act] = field(default_factory=list)
    _openers: list[_Act] = field(default_factory=list)
    _theirs: list[_Act] = field(default_factory=list)
    _standings: list[tuple[datetime, Standing]] = field(default_factory=list)
    _recorded: dict[str, datetime] = field(default_factory=dict)
    _stops: frozenset[str] = frozenset()

    def window_opened_at(self, at: datetime) -> datetime | None:
        """The newest act that may have opened a messaging window by then."""
        return max(
            (act.at for act in self._openers if act.recorded_at <= at + MARGIN and act.at <= at),
            default=None,
        )

    def last_event_at(self, at: datetime) -> datetime | None:
        """The newest act that was on record by then for certain."""
        known = (act.at for act in self._acts if act.recorded_at <= at - MARGIN)
        return max(known, default=None)

    def acted_at(self, at: datetime) -> datetime | None:
        """The newest thing that the shopper may have done by then."""
        known = (act.at for act in self._theirs if act.recorded_at <= at + MARGIN)
        return max(known, default=None)

    def standings(self, at: datetime) -> Iterator[Standing]:
        """Every state that consent may have had at that moment, the likeliest first."""
        before = Standing()
        within: list[Standing] = []
        for recorded_at, standing in self._standings:
            if recorded_at <= at - MARGIN:
                before = standing
            elif recorded_at <= at + MARGIN:
                within.append(standing)
        yield from (*within, before)

    def is_a_stop(self, cause: str) -> bool:
        return cause in self._stops

    def handover(self, at: datetime) -> Handover | None:
        """The newest handover, if it silenced the bot then for certain."""
        found = self.dossier.contact.handover if self.dossier.contact else None
        if found is None or found.state is HandoverState.OFFERED or not found.silences(at):
            return None
        begun = self._recorded.get(found.cause, found.since)
        return found if begun <= at - MARGIN else None

    def is_kept(self, moment: datetime) -> bool:
        """Whether a turn of that moment would still be there."""
        return moment > self.dossier.as_of - self.dossier.kept_for


def evidence_of(dossier: Dossier) -> Evidence:
    """Sort the records of a contact for questions about many moments."""
    acts = [turn for turn in dossier.turns if turn.inbound.kind in _ACTS]
    recorded = {turn.key.cause: turn.created_at for turn in dossier.turns}
    calls = (*dossier.called(),)
    return Evidence(
        dossier,
        calls,
        (*_unasked(calls),),
        frozenset(turn_name(one.turn.key) for one in calls if one.send.is_unasked),
        [_act(turn) for turn in acts],
        [_act(turn) for turn in acts if turn.inbound.kind in _OPENERS],
        [_act(turn) for turn in acts if turn.inbound.kind not in _NOT_THEIRS],
        [*_standings(dossier, recorded)],
        recorded,
        frozenset(entry.cause for entry in dossier.ledger if entry.act is ConsentAct.STOP),
    )


def _act(turn: Turn) -> _Act:
    return _Act(turn.heard_at, turn.created_at)


def _standings(
    dossier: Dossier, recorded: dict[str, datetime]
) -> Iterator[tuple[datetime, Standing]]:
    standing = Standing()
    for entry in in_written_order(dossier.ledger):
        standing = applied(standing, entry)
        yield _recorded_at(entry, recorded), standing


def _recorded_at(entry: ConsentEntry, recorded: dict[str, datetime]) -> datetime:
    """When the row was written: with the turn of its cause, of which it is one transaction."""
    return recorded.get(entry.cause, entry.at)


def unasked_before(evidence: Evidence, one: Called) -> Iterator[Told]:
    """Turns of unasked messages that the person may have seen before.

    Of this contact by its turns, of the person's other contacts by the common history.
    """
    own = turn_name(one.turn.key)
    for told in evidence.unasked:
        if told.name != own and (told.at, told.name) < (one.at, own):
            yield told
    for entry in evidence.dossier.history.entries:
        if entry.at < one.at and entry.turn not in evidence.own_turns:
            yield Told(entry.turn, entry.purpose, entry.at, entry.topic)


def _unasked(calls: tuple[Called, ...]) -> Iterator[Told]:
    for one in calls:
        if one.send.is_unasked and one.may_be_seen:
            yield Told(turn_name(one.turn.key), one.send.purpose, one.at, one.send.topic)
