"""Say one thing to all friends of an account, as it was agreed to and while it still may be."""

import hashlib
from dataclasses import dataclass, replace

from towkay.domain.audience_permits import (
    AudienceFacts,
    AudiencePermit,
    AudienceRefusal,
    decide_audience,
)
from towkay.domain.channels import CAPABILITIES
from towkay.domain.masses import Crowd, MassSend, MassWay
from towkay.domain.messages import Message, Text
from towkay.domain.outcomes import Outcome
from towkay.domain.packing import pack
from towkay.ports.clock import Clock
from towkay.ports.masses import Friends, MassGateway


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants said to all. The same `name` is sent once; `most` ends it earlier."""

    text: str
    name: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The send as it would go out, what is known, and what policy says of it."""

    send: MassSend
    facts: AudienceFacts
    ruling: AudiencePermit | AudienceRefusal


@dataclass(frozen=True, slots=True)
class TooLong:
    """It takes this many messages, which are more than one call holds."""

    needed: int


@dataclass(frozen=True, slots=True)
class Changed:
    """It would not be any more what was agreed to: somebody else may have it, or other words."""


def judge(wish: Wish, friends: Friends, clock: Clock) -> Judged | TooLong:
    """What would go out now, with the way to refuse under it and without whoever said stop."""
    text = f"{wish.text}\n\n{friends.opt_out_line}"
    requests = pack([Text(text)], CAPABILITIES[friends.account.channel]).requests
    if len(requests) != 1:
        return TooLong(sum(map(len, requests)))
    send, facts = _without_refusers(_to_all(wish, text, requests[0], friends), friends)
    if wish.most:
        send = replace(send, way=MassWay.NARROWCAST, most=wish.most)
    return Judged(send, facts, decide_audience(send, facts, clock()))


def announce(
    agreed: MassSend, wish: Wish, friends: Friends, gateway: MassGateway, clock: Clock
) -> Outcome | AudienceRefusal | Changed:
    """Say what was agreed to, if that is still what it is and still may be.

    While somebody thought, a friend may have said stop and the night may have begun.
    """
    now = judge(wish, friends, clock)
    if isinstance(now, TooLong) or now.send != agreed:
        return Changed()
    if isinstance(now.ruling, AudienceRefusal):
        return now.ruling
    return gateway.announce(now.send, now.ruling)


def _to_all(wish: Wish, text: str, messages: tuple[Message, ...], friends: Friends) -> MassSend:
    name = wish.name or hashlib.sha256(text.encode()).hexdigest()[:16]
    return MassSend(friends.account, friends.endpoint.name, name, messages, carries_opt_out=True)


def _without_refusers(send: MassSend, friends: Friends) -> tuple[MassSend, AudienceFacts]:
    """Left out by the channel's lists of them; while those are not ready, nobody is."""
    facts = friends.facts()
    if not facts.refusers:
        return send, facts
    audiences = friends.audiences_of(facts.refusers)
    left_out = facts.refusers if audiences else frozenset[str]()
    narrowed = replace(send, way=MassWay.NARROWCAST, crowd=Crowd(without=audiences))
    return narrowed, replace(facts, left_out=left_out)
