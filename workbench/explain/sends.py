"""How is one send named, and what has become of it in two lines?"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from towkay.domain.proofs_of_arrival import arrival_of
from towkay.domain.send_ids import send_id
from towkay.domain.sends import Send, SendState
from towkay.domain.turns import Turn
from workbench.explain.lines import Teller
from workbench.explain.state_words import ARRIVALS, STATES, reason_said
from workbench.policy_words import PURPOSES, ROUTES
from workbench.transcript import block

Placed = tuple[Turn, Send]
_SHORTEST = 13  # of an id: the moment in milliseconds and the number within its turn


def id_of(one: Placed) -> str:
    turn, send = one
    return send_id(turn.key, send.index)


def moment_of(one: Placed) -> datetime:
    """When it was called, else decided, else planned."""
    turn, send = one
    decided = send.decision.situation.at if send.decision else turn.created_at
    return send.called_at or decided


def beginnings(ids: Sequence[str]) -> dict[str, str]:
    """The shortest beginning of each id that no other one has: enough to ask for it."""
    return {one: _beginning(one, [other for other in ids if other != one]) for one in ids}


def _beginning(one: str, others: Sequence[str]) -> str:
    for length in range(_SHORTEST, len(one)):
        begins = one[:length]
        if begins[-1] != "." and not any(other.startswith(begins) for other in others):
            return begins
    return one


def listed(one: Placed, name: str, teller: Teller, now: datetime) -> Iterator[str]:
    """When, what for and what became of it, with the name it is asked for by; then how or why."""
    _, send = one
    purpose = PURPOSES[send.purpose].spoken(teller.language)
    head = (teller.short(moment_of(one)), purpose, state_said(send, teller, now), name)
    yield "  ".join(filter(None, head))
    if how := _how(send, teller):
        yield block("    ", how)


def state_said(send: Send, teller: Teller, now: datetime) -> str:
    """The state, and of what waits until when."""
    waits = send.state is SendState.READY and send.not_before and now < send.not_before
    if not waits or send.not_before is None:
        arrival = arrival_of(send, now)
        return (ARRIVALS[arrival] if arrival else STATES[send.state]).spoken(teller.language)
    until = teller.short(send.not_before)
    if send.is_held(now):
        return teller.say(f"先留著，到 {until} 再判定", f"held until {until}")
    return teller.say(f"等到 {until} 再試", f"waits until {until}")


def _how(send: Send, teller: Teller) -> str:
    if send.reason:
        return reason_said(send.reason, teller.language)
    if not send.route:
        return ""
    route = f"{ROUTES[send.route].spoken(teller.language)} ({send.route.value})"
    return f"{route} · {teller.cost(send.decision.cost)}" if send.decision else route
