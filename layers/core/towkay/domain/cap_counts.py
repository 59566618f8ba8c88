"""Which caps bind a send, and how much of each has the person had?"""

from datetime import datetime, timedelta

from towkay.domain.brand_rules import Cap
from towkay.domain.facts import Facts
from towkay.domain.messages import Purpose
from towkay.domain.policy.situation import CapCount
from towkay.domain.sends import Send
from towkay.domain.unasked import History, turn_name


def cap_counts(send: Send, facts: Facts, now: datetime) -> tuple[CapCount, ...]:
    """Every cap that binds the send, with what counts towards it at `now`."""
    own = turn_name(facts.turn.key)
    binding = (cap for cap in facts.rules.caps if cap.binds(send.purpose, send.topic))
    return tuple(_count(cap, send, facts.history, own, now) for cap in binding)


def _count(cap: Cap, send: Send, history: History, own: str, now: datetime) -> CapCount:
    # Marketing yields to service, never the other way round: a cap on both counts both for it.
    counted = (Purpose.SERVICE,) if send.purpose is Purpose.SERVICE else cap.purposes
    since = now - timedelta(seconds=cap.within_s)
    count = history.count(counted, since, besides=own, topic=cap.topic)
    return CapCount(cap.most, cap.within_s, count, cap.topic)
