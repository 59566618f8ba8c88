"""`towkay demo`: play a morning at the shop on the local stack; the exit code tells."""

import argparse
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.items import turn_from
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.turns import Turn
from workbench.demo_script import CHANNEL_NAMES, CHANNEL_OF, SCRIPT, Person, Step
from workbench.memory import resident_mb
from workbench.paths import DEMO_BRAND
from workbench.simulators.conversation import NotThere
from workbench.simulators.sender import Sent
from workbench.simulators.shopper import Shopper
from workbench.stack import LocalStack
from workbench.transcript import WIDTH, block, lines_of, padded, width_of

_ZONE = ZoneInfo("Asia/Taipei")
_MORNING_DAYS = (1, 2, 3)  # Tuesday to Thursday: the demo shop is open from 11:00
_MORNING = (11, 5)


def run(options: argparse.Namespace) -> int:
    """Play the script; 0 when every step came out as expected, else 1."""
    began = time.monotonic()
    print("towkay 頭家 · 拾露茶器的一個早上 a morning at Shilu Tea & Ware", flush=True)
    print("starting the stack on this machine: table, queues, functions, channels …", flush=True)
    with LocalStack(DEMO_BRAND) as bench:
        ready = time.monotonic() - began
        bench.advance(_until_morning(bench.travel.now()).total_seconds())
        day = Day(bench, began)
        for number, step in enumerate(SCRIPT, start=1):
            day.play(number, step)
        day.expect_nothing_lost()
        return day.close(ready)


def _until_morning(now: datetime) -> timedelta:
    """How long until the next morning on which the shop is open."""
    local = now.astimezone(_ZONE)
    for days in range(8):
        morning = (local + timedelta(days=days)).replace(
            hour=_MORNING[0], minute=_MORNING[1], second=0, microsecond=0
        )
        if morning > local and morning.weekday() in _MORNING_DAYS:
            return morning - local
    raise AssertionError("a week has a Tuesday")


class Day:
    """The demo as it goes: who said what last, what was seen, what was not as expected."""

    def __init__(self, bench: LocalStack, began: float) -> None:
        self._bench = bench
        self._began = began
        self._last: dict[Person, Sent] = {}
        self._faults: list[str] = []
        self._first_answer_s: float | None = None
        self._turns = 0
        self._bubbles = 0

    def play(self, number: int, step: Step) -> None:
        """Do one step, print it, and note whatever is not as expected."""
        shopper = self._shopper(step.person)
        seen = len(self._seen(step.person))
        try:
            sent = step.act(shopper, self._last.get(step.person))
        except NotThere as error:
            self._faults.append(f"step {number}: {error}")
            return
        self._bench.wait_idle()
        if step.status == 200:
            self._last[step.person] = sent
        bubbles = self._seen(step.person)[seen:]
        turn = self._turn_of(step, sent) if step.rule else None
        self._print(number, step, sent, bubbles, turn)
        self._count(bubbles, turn)
        self._faults += [f"step {number}: {fault}" for fault in _faults(step, sent, bubbles, turn)]

    def expect_nothing_lost(self) -> None:
        """At the end of the day every queue is empty and no send is open."""
        state = self._bench.wait_idle()
        if not state["idle"] or state["dead_letters"]:
            self._faults.append(f"the queues are not at rest: {state}")
        everyone = [turn for person in Person for turn in self._turns_of(person)]
        still_open = [turn for turn in everyone if turn.open_sends]
        if still_open:
            self._faults.append(f"{len(still_open)} turns have sends that are not final")
        if len(everyone) != self._turns:
            self._faults.append(f"{len(everyone)} turns stored, {self._turns} expected")

    def close(self, ready: float) -> int:
        """Print the sum of the day; the exit code."""
        print("─" * WIDTH)
        total = time.monotonic() - self._began
        print(f"{self._turns} turns, {self._bubbles} messages seen, {len(SCRIPT)} steps")
        memory = resident_mb()
        print(
            f"stack ready {ready:.1f} s · first answer {self._first_answer_s or 0:.1f} s · "
            f"whole demo {total:.1f} s" + (f" · memory {memory:.0f} MB" if memory else "")
        )
        for fault in self._faults:
            print(block("✗ ", fault))
        if self._faults:
            print("not as expected: run `towkay up` and try the same in the playground")
            return 1
        print("✓ every step as expected. Next: `.venv/bin/towkay up` and open the playground,")
        print("  then edit brands/demo/faq.csv and run `.venv/bin/towkay check brands/demo`.")
        return 0

    def _shopper(self, person: Person) -> Shopper:
        channel = CHANNEL_OF[person]
        return self._bench.simulators.shopper(channel, self._account(channel), person)

    def _account(self, channel: str) -> str:
        return next(known.account for known in self._bench.accounts if known.channel == channel)

    def _seen(self, person: Person) -> list[dict[str, object]]:
        user = self._shopper(person).user
        return self._bench.simulators.world.ledger.read(channel=CHANNEL_OF[person], user=user)

    def _turns_of(self, person: Person) -> list[Turn]:
        channel = CHANNEL_OF[person]
        user = self._shopper(person).user
        contact = ContactKey(Channel(channel), self._account(channel), user)
        first, last = keys.turn_range(datetime(2000, 1, 1, tzinfo=UTC))
        found = self._bench.aws.dynamodb.query(
            TableName=self._bench.deployed.outputs["TableName"],
            KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues={
                ":pk": {"S": keys.contact_pk(contact)},
                ":first": {"S": first},
                ":last": {"S": last},
            },
        )
        return [turn_from(item) for item in found["Items"]]

    def _turn_of(self, step: Step, sent: Sent) -> Turn | None:
        # A cause is the platform's id, with its kind in front where ids of two kinds might meet.
        turns = self._turns_of(step.person)
        mine = (turn for turn in reversed(turns) if turn.key.cause.endswith(sent.event_ids))
        return next(mine, None) if sent.event_ids else None

    def _count(self, bubbles: list[dict[str, object]], turn: Turn | None) -> None:
        self._turns += turn is not None
        self._bubbles += len(bubbles)
        if bubbles and self._first_answer_s is None:
            self._first_answer_s = time.monotonic() - self._began

    def _print(
        self,
        number: int,
        step: Step,
        sent: Sent,
        bubbles: list[dict[str, object]],
        turn: Turn | None,
    ) -> None:
        local = self._bench.travel.now().astimezone(_ZONE)
        print("─" * WIDTH)
        print(f"{number:>2}  {step.title}")
        print(block(_line_head(f"{local:%H:%M:%S}", step, f"{step.person} ›"), step.shown))
        for bubble in bubbles:
            print(block(_line_head("", step, "店 ‹"), str(bubble["text"])))
            for labels in lines_of(_buttons(bubble), WIDTH - width_of(_line_head("", step, ""))):
                print(_line_head("", step, "") + labels)
        print(block(_line_head("", step, "why"), _why(sent, turn)), flush=True)


def _line_head(clock: str, step: Step, who: str) -> str:
    channel = CHANNEL_NAMES[CHANNEL_OF[step.person]] if clock else ""
    return f"    {padded(clock, 9)} {padded(channel, 10)}{padded(who, 8)}"


def _buttons(bubble: dict[str, object]) -> Iterable[str]:
    """The buttons under a message, from the very request the channel got."""
    return (f"[{label}]" for label in _labels(bubble["request"]))


def _labels(node: object) -> Iterable[str]:
    """Labels of quick replies, wherever a channel's request keeps them."""
    if isinstance(node, list):
        for member in node:
            yield from _labels(member)
    if isinstance(node, dict):
        if node.get("content_type") == "text" or node.get("type") == "postback":
            yield str(node.get("title") or node.get("label"))
        for member in node.values():
            yield from _labels(member)


def _why(sent: Sent, turn: Turn | None) -> str:
    if turn is None:
        if sent.status == 200:
            return "200 · known already: nothing decided, nothing sent"
        return f"{sent.status} · signature does not match: nothing read, nothing written"
    reasoning = turn.reasoning
    parts = [f"rule {reasoning.rule}"]
    if reasoning.band:
        parts.append(f"band {reasoning.band} {reasoning.confidence:.2f}")
    if reasoning.entries:
        parts.append("entry " + ", ".join(reasoning.entries))
    parts += [f"route {send.route}, {send.state}" for send in turn.sends]
    return " · ".join(parts)


def _faults(
    step: Step, sent: Sent, bubbles: list[dict[str, object]], turn: Turn | None
) -> Iterable[str]:
    said = "\n".join(str(bubble["text"]) for bubble in bubbles)
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
