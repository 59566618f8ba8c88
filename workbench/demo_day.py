"""The demo as it goes: was every step seen and decided as the script says?"""

import contextlib
import io
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.turns import Turn
from workbench import cli
from workbench.demo_acts import Person, Step
from workbench.demo_later import Awaited, Leap, Order, became_at, missed
from workbench.demo_orders import Comes, Told
from workbench.demo_print import (
    print_awaited,
    print_order,
    print_step,
    print_title,
    print_told,
    why,
    why_planned,
)
from workbench.demo_script import SCRIPT
from workbench.demo_shop import ShopSide
from workbench.demo_sight import Sight
from workbench.memory import resident_mb
from workbench.simulators.conversation import Bubble, NotThere
from workbench.simulators.sender import Sent
from workbench.stack import LocalStack
from workbench.transcript import WIDTH, block

_TurnOf = Callable[[Person, datetime], Turn | None]


@dataclass(frozen=True, slots=True)
class _Before:
    """The moment, and how much of the shop each person had on the screen then."""

    at: datetime
    seen: Mapping[Person, int]


class Day:
    """The demo as it goes: who said what last, what was seen, what was not as expected."""

    def __init__(self, bench: LocalStack, began: float) -> None:
        self._bench = bench
        self._wall = ZoneInfo(bench.brand.zone)
        self._began = began
        self._last: dict[Person, Sent] = {}
        self._sight = Sight(bench)
        self._faults: list[str] = []
        self._first_answer_s: float | None = None
        self._morning, self._turns, self._bubbles = self._local_time(), 0, 0
        self._shop = ShopSide(bench)

    def play(self, number: int, item: Step | Order | Leap | Told | Comes) -> None:
        """Do what comes next, print it, and note whatever is not as expected."""
        print_title(number, item.title)
        match item:
            case Step():
                found = self._step(item)
            case Order():
                found = self._order(item)
            case Leap():
                found = self._leap(item)
            case Told():
                found = self._told(item)
            case Comes():
                found = self._step(item.step(self._shop.code))
        self._faults += [f"step {number}: {fault}" for fault in found]

    def _step(self, step: Step) -> list[str]:
        shopper = self._sight.shopper(step.person)
        seen = len(self._sight.seen(step.person))
        try:
            sent = step.act(shopper, self._last.get(step.person))
        except NotThere as error:
            return [str(error)]
        self._bench.wait_idle()
        if step.status == 200:
            self._last[step.person] = sent
        bubbles = self._sight.seen(step.person)[seen:]
        turn = self._turn_of(step, sent) if step.rule else None
        reason = why(sent, turn, self._sight.marks_of(step.person))
        print_step(step, self._local_time(), bubbles, reason)
        self._count(step.turns if turn else 0, bubbles)
        return list(_faults(step, sent, bubbles, turn))

    def _order(self, order: Order) -> list[str]:
        words = order.words(self._sight.contact, self._local_time())
        if words[0] != "contacts":
            words = ["campaigns", *words]
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            code = cli.main([*words, "--endpoint-url", self._bench.aws.endpoint])
        told = said.getvalue().splitlines()
        print_order(words, told[: order.lines or None])
        self._count(order.turns, [])
        return [f"exit code {code}"] if code else []

    def _leap(self, leap: Leap) -> list[str]:
        before = self._before(leap.awaited)
        self._bench.advance((leap.moment(self._morning) - before.at).total_seconds())
        self._bench.wait_idle()
        return list(self._became(leap.awaited, before, self._sight.planned))

    def _told(self, told: Told) -> list[str]:
        before = self._before(told.awaited)
        body = told.body(self._sight.contact, self._local_time())
        status = self._shop.post(told.door, body)
        self._bench.wait_idle()
        print_told(told.door, told.shown, status, self._local_time())
        self._turns += told.turns
        wrong = [] if status == told.status else [f"status {status}"]
        return [*wrong, *self._became(told.awaited, before, self._sight.told_of_parcel)]

    def _before(self, awaited: Iterable[Awaited]) -> _Before:
        seen = {one.person: len(self._sight.seen(one.person)) for one in awaited}
        return _Before(self._bench.travel.now(), seen)

    def _became(
        self, awaited: Iterable[Awaited], before: _Before, turn_of: _TurnOf
    ) -> Iterator[str]:
        """What is not as it has to be of each person since then; all of it is printed."""
        ended = self._bench.travel.now()
        for one in awaited:
            bubbles = self._sight.seen(one.person)[before.seen[one.person] :]
            turn = turn_of(one.person, before.at)
            reason = why_planned(turn, self._sight.marks_of(one.person))
            at = became_at(bubbles, turn, ended).astimezone(self._wall)
            print_awaited(one.person, at, bubbles, reason)
            self._count(1 if turn else 0, bubbles)
            yield from (f"{one.person}: {fault}" for fault in missed(one, bubbles, turn))

    def expect_nothing_lost(self) -> None:
        """At the end of the day every queue is empty and no send is open."""
        state = self._bench.wait_idle()
        if not state["idle"] or state["dead_letters"]:
            self._faults.append(f"the queues are not at rest: {state}")
        everyone = [turn for person in Person for turn in self._sight.turns_of(person)]
        still_open = [turn for turn in everyone if turn.open_sends]
        if still_open:
            self._faults.append(f"{len(still_open)} turns have sends that are not final")
        if len(everyone) != self._turns:
            self._faults.append(f"{len(everyone)} turns stored, {self._turns} expected")

    def close(self, ready: float) -> int:
        """Print the sum of the day; the exit code."""
        print("─" * WIDTH)
        print(f"{self._turns} turns, {self._bubbles} messages seen, {len(SCRIPT)} steps")
        print(self._figures(ready))
        for fault in self._faults:
            print(block("✗ ", fault))
        if self._faults:
            print("not as expected: run `towkay up` and try the same in the playground")
            return 1
        print("✓ every step as expected. Next: `.venv/bin/towkay up` and open the playground,")
        print("  then edit brands/demo/faq.csv and run `.venv/bin/towkay check brands/demo`.")
        return 0

    def _figures(self, ready: float) -> str:
        total = time.monotonic() - self._began
        memory = resident_mb()
        return (
            f"stack ready {ready:.1f} s · first answer {self._first_answer_s or 0:.1f} s · "
            f"whole demo {total:.1f} s" + (f" · memory {memory:.0f} MB" if memory else "")
        )

    def _local_time(self) -> datetime:
        return self._bench.travel.now().astimezone(self._wall)

    def _turn_of(self, step: Step, sent: Sent) -> Turn | None:
        # A cause is the platform's id, with its kind in front where ids of two kinds might meet; of
        # an event without an id it is what happened, and the turn is the newest.
        turns = self._sight.turns_of(step.person)
        mine = (turn for turn in reversed(turns) if turn.key.cause.endswith(sent.event_ids or ""))
        return next(mine, None) if sent.body else None

    def _count(self, turns: int, bubbles: list[Bubble]) -> None:
        self._turns += turns
        self._bubbles += len(bubbles)
        if bubbles and self._first_answer_s is None:
            self._first_answer_s = time.monotonic() - self._began


def _faults(step: Step, sent: Sent, bubbles: list[Bubble], turn: Turn | None) -> Iterable[str]:
    said = "\n".join(bubble.text for bubble in bubbles)
    if sent.status != step.status:
        yield f"HTTP {sent.status} instead of {step.status}"
    if len(bubbles) != step.bubbles:
        yield f"{len(bubbles)} messages seen instead of {step.bubbles}"
    if step.contains not in said:
        yield f"「{step.contains}」 is not in what was seen"
    if step.rule and (turn is None or turn.reasoning.rule is not step.rule):
        yield f"decided by {turn.reasoning.rule if turn else 'nothing'} instead of {step.rule}"
    if step.entry and (turn is None or step.entry not in turn.reasoning.entries[:1]):
        yield f"answered with {turn.reasoning.entries if turn else ()} instead of {step.entry}"
