"""What do the invented channels take, refuse, show and charge, and what goes wrong on the way?

They keep books of their own, and know nothing of ours: what a person saw, how often, and what it
costs by the price list. Only what makes a rehearsal worth while is enforced: rates, windows,
quotas, people who left, and that a retry key is good once.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.masses import Multicast
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.pacing.buckets import bucket_of
from towkay.domain.permits import Permit
from towkay.domain.routes import Route
from workbench.rehearse.clock import VirtualClock
from workbench.rehearse.people import People
from workbench.rehearse.tariff import UNTOLD, Tariff

_CALL = (0.12, 0.30)  # seconds that an answer takes
_TIMEOUT = 4.0  # and until the caller gives up
_RATE = Outcome(Verdict.SLOW_DOWN, Refusal.RATE, code="429")
_GONE = Outcome(Verdict.REFUSED, Refusal.CONTACT_GONE, code="551")
_CLOSED = Outcome(Verdict.REFUSED, Refusal.WINDOW_CLOSED, code="10")
_QUOTA = Outcome(Verdict.CAPPED, Refusal.QUOTA, code="429")
_TAKEN = Outcome(Verdict.SENT, request_id="r")
_FAILED: Mapping[str, Outcome] = {
    "rate_limit": _RATE,
    "timeout_before": Outcome(Verdict.UNKNOWN, code="ReadTimeoutError"),
    "timeout_after": Outcome(Verdict.UNKNOWN, code="ReadTimeoutError"),
    "server_error": Outcome(Verdict.UNKNOWN, code="500"),
    "unreachable": Outcome(Verdict.NOT_SENT, code="NewConnectionError"),
}
_SHOWN_ALL_THE_SAME = frozenset({"timeout_after"})


@dataclass(slots=True)
class Books:
    """What the channels know: who saw the message how often, and what everything costs."""

    seen: bytearray
    minutes: dict[str, Counter[int]] = field(default_factory=dict)
    bill: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    untold: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    too_fast: int = 0
    unseen: int = 0  # taken, and nobody there who could see it
    last_at: float = 0.0


@dataclass
class Channels:
    """All accounts of the brand. `echo` is told of what a channel will prove to have taken."""

    people: People
    clock: VirtualClock
    tariff: Tariff
    rates: Mapping[tuple[Channel, str], int]
    rng: random.Random
    faults: Mapping[str, float] = field(default_factory=dict)
    quota: int | None = None
    echo: Callable[[ChannelCall], None] = lambda call: None

    def __post_init__(self) -> None:
        self.books = Books(bytearray(self.people.number))
        self._made: Counter[tuple[Channel, str, int]] = Counter()
        self._keys: set[str] = set()
        self._used = 0

    def respond(self, call: ChannelCall, permit: Permit) -> Outcome:
        """One request for one person."""
        number = self.people.number_of(call.contact)
        fault = self._passed(call)
        no = _FAILED.get(fault) or self._refusal(call, number)
        is_shown = fault in _SHOWN_ALL_THE_SAME or no is None
        if is_shown and self._is_new(f"{call.contact.user}/{call.send_id}", call.contact.channel):
            self._show(call, number)
        if fault in _SHOWN_ALL_THE_SAME:
            self.echo(call)
        return no or _TAKEN

    def respond_to_many(self, cast: Multicast) -> Outcome:
        """One request for up to so many; a repetition under the same key shows nothing again."""
        first = cast.contacts[0]
        call = ChannelCall(first, cast.endpoint, cast.name, Route.PUSH, cast.messages, to_many=True)
        fault = self._passed(call)
        no = _FAILED.get(fault)
        is_over = self.quota is not None and self._used + len(cast.contacts) > self.quota
        if not fault and is_over:
            return _QUOTA
        is_shown = fault in _SHOWN_ALL_THE_SAME or no is None
        if is_shown and self._is_new(cast.name, first.channel):
            for contact in cast.contacts:
                self._show(call, self.people.number_of(contact))
        return no or _TAKEN

    def _passed(self, call: ChannelCall) -> str:
        """Time goes by; what goes wrong with the call, empty for nothing."""
        channel, books = call.contact.channel, self.books
        fault = next((name for name, share in self.faults.items() if self.rng.random() < share), "")
        self.clock.pass_time(_TIMEOUT if fault.startswith("timeout") else self.rng.uniform(*_CALL))
        place = (channel, bucket_of(call), int(self.clock.seconds))
        self._made[place] += 1
        books.calls[f"{channel} {place[1]}"] += 1
        if not fault and self._made[place] > self.rates[channel, place[1]]:
            books.too_fast += 1
            fault = "rate_limit"
        if fault:
            books.faults[fault] += 1
        return fault

    def _refusal(self, call: ChannelCall, number: int) -> Outcome | None:
        channel = call.contact.channel
        if channel is Channel.LINE:  # takes what nobody will see, and does not tell
            is_over = self.quota is not None and self._used >= self.quota
            return _QUOTA if is_over and call.route is Route.PUSH else None
        if self.people.is_gone(number):
            return _GONE
        if call.route is Route.OPEN_WINDOW:
            closes_at = self.people.contact(number).window_closes_at
            is_open = closes_at is not None and self.clock.now() < closes_at
            return None if is_open else _CLOSED
        return None

    def _is_new(self, key: str, channel: Channel) -> bool:
        """Whether the channel shows it: only some know a request that they had before."""
        if not CAPABILITIES[channel].retry_keys:
            return True
        is_new = key not in self._keys
        self._keys.add(key)
        return is_new

    def _show(self, call: ChannelCall, number: int) -> None:
        books, channel = self.books, call.contact.channel
        if self.people.is_gone(number):
            books.unseen += 1
            return
        if _is_first(call):
            books.seen[number] = min(255, books.seen[number] + 1)
        minute = int(self.clock.seconds // 60)
        books.minutes.setdefault(str(channel), Counter())[minute] += 1
        books.last_at = max(books.last_at, self.clock.seconds)
        self._charge(call, number)

    def _charge(self, call: ChannelCall, number: int) -> None:
        channel, books = call.contact.channel, self.books
        country = self.people.country(number) if channel is Channel.WHATSAPP else ""
        charged = self.tariff.charge(channel, call.route, call.messages, country)
        if channel is Channel.LINE:
            self._used += 1
        if charged is None:
            return
        if charged.currency == UNTOLD:
            books.untold[f"{channel} {charged.category}"] += 1
            return
        place = (str(channel), charged.currency)
        books.bill[place] = books.bill.get(place, Decimal(0)) + Decimal(charged.amount)


def _is_first(call: ChannelCall) -> bool:
    """Of several requests that one message takes; a request to many is always alone."""
    return call.to_many or call.send_id.split(".", 2)[1] == "0"
