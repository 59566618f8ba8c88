"""How is a fault put into the records of a shopper, past everything that would refuse it?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from towkay.domain.audit.dossier import Called, Dossier
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.notices import INBOUND_KIND

Plant: TypeAlias = Callable[[Dossier], Dossier | None]


def first(dossier: Dossier, who: Callable[[Called], bool]) -> Called | None:
    return next((one for one in dossier.called() if who(one)), None)


def with_call(dossier: Dossier, before: Called, after: Called) -> Dossier:
    """The dossier with one call, and what else of its turn was changed, otherwise."""
    spoiled = after.turn.with_send(after.send)
    turns = tuple(spoiled if one.key == before.turn.key else one for one in dossier.turns)
    return replace(dossier, turns=turns)


def without_acts(who: Callable[[Called], bool]) -> Plant:
    """The records of somebody with such a call, without a word of the shopper's."""

    def plant(dossier: Dossier) -> Dossier | None:
        ours = tuple(one for one in dossier.turns if one.inbound.kind == INBOUND_KIND)
        return replace(dossier, turns=ours) if first(dossier, who) else None

    return plant


def altered(entry: ConsentEntry, **about: object) -> ConsentEntry:
    """A row as somebody with access to the table could write it: no check is made."""
    copy: ConsentEntry = object.__new__(ConsentEntry)
    for name in ConsentEntry.__slots__:
        object.__setattr__(copy, name, about.get(name, getattr(entry, name)))
    return copy


def not_heeded(dossier: Dossier, act: ConsentAct, at: datetime, source: ConsentSource) -> Dossier:
    """The dossier with an act on record, in its place in time, that no decision heeded."""
    number = max((one.number for one in dossier.ledger if one.at <= at), default=0)
    act_of_theirs = ConsentEntry(act, at, f"~{at:%d%H%M%S}", True, source, number=number)
    return replace(dossier, ledger=(*dossier.ledger, act_of_theirs))


def decided_on(**about: object) -> Callable[[Called], Called]:
    """The call with other facts in its stored situation."""

    def alter(one: Called) -> Called:
        assert one.send.decision
        of = replace(one.send.decision.situation, **about)  # type: ignore[arg-type]  # its fields
        return sent_with(decision=replace(one.send.decision, situation=of))(one)

    return alter


def sent_with(**about: object) -> Callable[[Called], Called]:
    def alter(one: Called) -> Called:
        return Called(one.turn, replace(one.send, **about))  # type: ignore[arg-type]  # its fields

    return alter


def ruled(rule: str) -> Callable[[Called], Called]:
    def alter(one: Called) -> Called:
        assert one.send.decision
        return sent_with(decision=replace(one.send.decision, rule=rule))(one)

    return alter
