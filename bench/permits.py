"""How many permits a second does policy give, beside a bare check of the messaging window?

`python -m bench.permits`: `decide` with the deployed book, for an answer on each channel and for a
campaign's message with a person's whole history of unasked ones. The check is what one would write
without policy: is the last message younger than a day?
"""

import statistics
from collections.abc import Callable, Iterator
from datetime import timedelta

from bench.figures import Figure, run
from bench.pairs import Pairs, in_turn, seconds_of
from tests.support.shop import LINE_SHOPPER, NOW, PAGE_SHOPPER
from towkay.adapters.policy_book import policy_book
from towkay.domain.brand_rules import DEFAULT_RULES
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.facts import Facts
from towkay.domain.messages import Purpose, Text
from towkay.domain.permits import Suppression, decide
from towkay.domain.routes import Route
from towkay.domain.sends import Send
from towkay.domain.subscriptions import Subscription
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.domain.unasked import History, Unasked

_DAY = timedelta(days=1)
_ENTRIES = 20  # as many as weeks of a lively brand leave
_TOPIC = "news"
_BESIDE = "window check alone"


def measure(quick: bool) -> Iterator[Figure]:
    """How many, and what each takes beside the check."""
    times, pairs = (500, 3) if quick else (5000, 9)
    for what, key, purpose in (
        ("answer on Messenger", PAGE_SHOPPER, Purpose.REPLY),
        ("answer on LINE", LINE_SHOPPER, Purpose.REPLY),
        ("campaign on Messenger", PAGE_SHOPPER, Purpose.MARKETING),
        ("campaign on LINE", LINE_SHOPPER, Purpose.MARKETING),
    ):
        both = _both(_judged(key, purpose), _bare_check(key), times, pairs)
        yield both.figure(f"permit: {what}", "us", _BESIDE)
        yield Figure(f"permit: {what}", "/s", 1e6 / statistics.median(both.ours))


def _both(ours: Callable[[], object], floor: Callable[[], object], times: int, pairs: int) -> Pairs:
    """Microseconds of either; the floor is so short that it is run more often."""
    return in_turn(
        lambda: 1e6 * seconds_of(ours, times), lambda: 1e6 * seconds_of(floor, 50 * times), pairs
    )


def _contact(key: ContactKey) -> Contact:
    agreed = Subscription(_TOPIC, True, NOW - 30 * _DAY, "cause-0", granted_at=NOW - 30 * _DAY)
    return Contact(
        key,
        "demo",
        "demo",
        window_closes_at=NOW + _DAY,
        last_event_at=NOW,
        subscriptions=(agreed,),
    )


def _judged(key: ContactKey, purpose: Purpose) -> Callable[[], object]:
    contact = _contact(key)
    topic = _TOPIC if purpose is Purpose.MARKETING else ""
    send = Send(0, purpose, (Text("好"),), topic=topic, carries_opt_out=True)
    token = "token-1" if key is LINE_SHOPPER else None
    turn = Turn(
        TurnKey(key, NOW, "cause-1"),
        "demo",
        "demo",
        Inbound("MessageReceived", "問"),
        Reasoning(Rule.ANSWERED),
        created_at=NOW,
        received_at=NOW,
        sends=(send,),
        reply_token=token,
    )
    facts = Facts(turn, policy_book(), DEFAULT_RULES, _history())
    moment = NOW + timedelta(seconds=2)
    if isinstance(ruling := decide(send, contact, facts, moment), Suppression):
        raise SystemExit(f"a permit was to be measured, and there is none: {ruling.reason}")
    return lambda: decide(send, contact, facts, moment)


def _history() -> History:
    entries = tuple(
        Unasked(f"s{day}", Purpose.MARKETING, NOW - day * 1.5 * _DAY, Route.PUSH)
        for day in range(1, _ENTRIES + 1)
    )
    return History(entries, revision=_ENTRIES)


def _bare_check(key: ContactKey) -> Callable[[], object]:
    contact = _contact(key)
    moment = NOW + timedelta(seconds=2)
    return lambda: contact.window_closes_at is not None and moment < contact.window_closes_at


if __name__ == "__main__":
    run(measure, __doc__)
