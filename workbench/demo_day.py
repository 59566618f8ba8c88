"""The demo's morning as it goes: was every step seen and decided as the script says?"""

import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.items import turn_from
from towkay.adapters.dynamodb.receipt_ledger import DynamoReceiptLedger
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.receipts import Marks
from towkay.domain.turns import Turn
from workbench.demo_acts import CHANNEL_OF, Person, Step
from workbench.demo_print import print_step, why
from workbench.demo_script import SCRIPT
from workbench.memory import resident_mb
from workbench.simulators.conversation import Author, Bubble, NotThere
from workbench.simulators.sender import Sent
from workbench.simulators.shopper import Shopper
from workbench.stack import LocalStack
from workbench.transcript import WIDTH, block

_RETENTION_DAYS = 90  # longer than any demo


class Day:
    """The demo as it goes: who said what last, what was seen, what was not as expected."""

    def __init__(self, bench: LocalStack, began: float) -> None:
        self._bench = bench
        self._began = began
        self._last: dict[Person, Sent] = {}
        # People change their number, and with it their id.
        self._known_as: dict[Person, set[ContactKey]] = defaultdict(set)
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
        reason = why(sent, turn, self._marks_of(step.person))
        print_step(number, step, self._local_time(), bubbles, reason)
        self._count(step, bubbles, turn)
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
        return self._bench.travel.now().astimezone(ZoneInfo(self._bench.brand.zone))

    def _shopper(self, person: Person) -> Shopper:
        channel = CHANNEL_OF[person]
        return self._bench.simulators.shopper(channel, self._account(channel), person)

    def _account(self, channel: str) -> str:
        return next(known.account for known in self._bench.accounts if known.channel == channel)

    def _seen(self, person: Person) -> list[Bubble]:
        """What the shop put on the shopper's screen so far."""
        channel = CHANNEL_OF[person]
        world = self._bench.simulators.world
        account = world.account(channel, self._account(channel))
        contact = world.known(account, self._shopper(person).user)
        bubbles = contact.bubbles if contact else []
        return [bubble for bubble in bubbles if bubble.author is Author.SHOP]

    def _contact(self, person: Person) -> ContactKey:
        channel = CHANNEL_OF[person]
        return ContactKey(Channel(channel), self._account(channel), self._shopper(person).user)

    def _marks_of(self, person: Person) -> Marks:
        table = self._bench.deployed.outputs["TableName"]
        ledger = DynamoReceiptLedger(self._bench.aws.dynamodb, table, _RETENTION_DAYS)
        return ledger.marks(self._contact(person), self._bench.travel.now())

    def _turns_of(self, person: Person) -> list[Turn]:
        """What was decided for a person under every id they had, oldest first."""
        self._known_as[person].add(self._contact(person))
        found = [turn for contact in self._known_as[person] for turn in self._stored(contact)]
        return sorted(found, key=lambda turn: turn.created_at)

    def _stored(self, contact: ContactKey) -> list[Turn]:
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
        # A cause is the platform's id, with its kind in front where ids of two kinds might meet; of
        # an event without an id it is what happened, and the turn is the newest.
        turns = self._turns_of(step.person)
        mine = (turn for turn in reversed(turns) if turn.key.cause.endswith(sent.event_ids or ""))
        return next(mine, None) if sent.body else None

    def _count(self, step: Step, bubbles: list[Bubble], turn: Turn | None) -> None:
        self._turns += step.turns if turn else 0
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
