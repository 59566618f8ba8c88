"""A channel with the platforms' own rules about repeating, and with faults."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.permits import Permit
from towkay.domain.turns import Route

_TOKEN_LIFE = timedelta(seconds=60)


@dataclass(slots=True)
class Seen:
    """One message a shopper saw."""

    send_id: str
    call: ChannelCall


@dataclass(slots=True)
class FaultyChannel:
    """`shares` gives the probability of each fault; `counts` what was injected."""

    clock: Callable[[], datetime]
    rng: random.Random
    pass_time: Callable[[timedelta], None]
    shares: dict[str, float] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, datetime] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    accepted_keys: set[str] = field(default_factory=set)

    def respond(self, call: ChannelCall, permit: Permit) -> Outcome:
        """Answer one call, or lose its answer after or before it took effect."""
        fault = self._fault()
        is_silent = fault in ("lost_before", "lost_after")
        # A call takes time, and one whose answer is lost takes until the caller gives up.
        self.pass_time(timedelta(seconds=6 if is_silent else self.rng.uniform(0.05, 0.5)))
        if fault in ("refused", "capped"):
            verdict = Verdict.REFUSED if fault == "refused" else Verdict.CAPPED
            return Outcome(verdict, Refusal.BAD_REQUEST)
        if fault in ("rate_limit", "unreachable"):
            verdict = Verdict.SLOW_DOWN if fault == "rate_limit" else Verdict.NOT_SENT
            return Outcome(verdict, Refusal.RATE if fault == "rate_limit" else None)
        if fault == "lost_before":
            return Outcome(Verdict.UNKNOWN)
        outcome = self._take(call)
        return Outcome(Verdict.UNKNOWN) if fault == "lost_after" else outcome

    def _take(self, call: ChannelCall) -> Outcome:
        if call.route is Route.REPLY_TOKEN:
            return self._take_reply(call)
        if call.contact.channel is Channel.LINE:
            if call.send_id in self.accepted_keys:
                return Outcome(Verdict.SENT)  # 409: the retry key was accepted before
            self.accepted_keys.add(call.send_id)
        return self._show(call)

    def _take_reply(self, call: ChannelCall) -> Outcome:
        token = call.reply_token or ""
        issued = self.tokens.get(token)
        alive = issued is not None and self.clock() < issued + _TOKEN_LIFE
        if token in self.used or not alive:
            return Outcome(Verdict.REFUSED, Refusal.REPLY_TOKEN)
        self.used.add(token)
        return self._show(call)

    def _show(self, call: ChannelCall) -> Outcome:
        self.seen.append(Seen(call.send_id, call))
        return Outcome(Verdict.SENT, provider_ids=(f"p-{len(self.seen)}",))

    def _fault(self) -> str | None:
        for name, share in self.shares.items():
            if self.rng.random() < share:
                self.counts[name] = self.counts.get(name, 0) + 1
                return name
        return None
