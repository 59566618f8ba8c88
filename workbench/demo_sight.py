"""What does a person of the demo see, and what is stored of them?"""

from collections import defaultdict
from datetime import UTC, datetime

from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.items import turn_from
from towkay.adapters.dynamodb.receipt_ledger import DynamoReceiptLedger
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.receipts import Marks
from towkay.domain.runs import run_of
from towkay.domain.turns import Turn
from workbench.demo_acts import CHANNEL_OF, Person
from workbench.simulators.conversation import Author, Bubble
from workbench.simulators.shopper import Shopper
from workbench.stack import LocalStack

_RETENTION_DAYS = 90  # longer than any demo


class Sight:
    """Looks at the screens of the simulators and into the table of the bench."""

    def __init__(self, bench: LocalStack) -> None:
        self._bench = bench
        # People change their number, and with it their id.
        self._known_as: dict[Person, set[ContactKey]] = defaultdict(set)

    def shopper(self, person: Person) -> Shopper:
        channel = CHANNEL_OF[person]
        return self._bench.simulators.shopper(channel, self._account(channel), person)

    def _account(self, channel: str) -> str:
        return next(known.account for known in self._bench.accounts if known.channel == channel)

    def seen(self, person: Person) -> list[Bubble]:
        """What the shop put on the shopper's screen so far."""
        channel = CHANNEL_OF[person]
        world = self._bench.simulators.world
        account = world.account(channel, self._account(channel))
        contact = world.known(account, self.shopper(person).user)
        bubbles = contact.bubbles if contact else []
        return [bubble for bubble in bubbles if bubble.author is Author.SHOP]

    def contact(self, person: Person) -> ContactKey:
        channel = CHANNEL_OF[person]
        return ContactKey(Channel(channel), self._account(channel), self.shopper(person).user)

    def marks_of(self, person: Person) -> Marks:
        table = self._bench.deployed.outputs["TableName"]
        ledger = DynamoReceiptLedger(self._bench.aws.dynamodb, table, _RETENTION_DAYS)
        return ledger.marks(self.contact(person), self._bench.travel.now())

    def turns_of(self, person: Person) -> list[Turn]:
        """What was decided for a person under every id they had, oldest first."""
        self._known_as[person].add(self.contact(person))
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

    def planned(self, person: Person, since: datetime) -> Turn | None:
        """What a campaign planned for them since then."""
        turns = (turn for turn in self.turns_of(person) if turn.key.occurred_at > since)
        return next((turn for turn in turns if run_of("", turn.key.cause)), None)

    def told_of_parcel(self, person: Person, since: datetime) -> Turn | None:
        """What news of a parcel led to for them since then."""
        turns = (turn for turn in self.turns_of(person) if turn.created_at >= since)
        return next((turn for turn in turns if turn.about), None)
