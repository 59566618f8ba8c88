"""Who follows the topic, shard by shard, where everybody is only a number?"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb.campaign_keys import topic_shard
from towkay.domain.channels import ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.runs import SHARDS, SubscriberPage
from workbench.rehearse.people import People

_BLOCK = 100  # numbers that stay together: nobody's two channels end up apart


def numbers_of(people: People, part: int, parts: int) -> range | list[int]:
    """Which of the people one of so many processes looks after."""
    if parts == 1:
        return range(people.number)
    return [one for one in range(people.number) if one // _BLOCK % parts == part]


@dataclass
class PeopleIndex:
    """`ports.Subscribers`: the numbers of each shard, in the order in which they subscribed."""

    people: People
    numbers: Sequence[int]
    gate: Gate
    shards: list["array[int]"] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shards = [array("I") for _ in range(SHARDS)]
        for number in self.numbers:
            self.shards[topic_shard(self.people.key(number))].append(number)

    @property
    def untroubled(self) -> "PeopleIndex":
        """The same people, where no time passes and nothing goes wrong."""
        other = PeopleIndex(self.people, (), open_gate)
        other.shards = self.shards
        return other

    def page(
        self,
        brand: str,
        topic: str,
        shard: int,
        *,
        cursor: str,
        limit: int,
        entered_from: datetime | None = None,
        entered_to: datetime | None = None,
    ) -> SubscriberPage:
        rows = self.shards[shard]
        with self.gate(CallSite.FOLLOWERS_READ):
            first = int(cursor) if cursor else self._after(rows, entered_from)
            last = len(rows) if entered_to is None else self._after(rows, entered_to)
            found = rows[first : min(last, first + limit)]
        contacts = tuple(map(self.people.key, found))
        end = first + len(found)
        return SubscriberPage(contacts, str(end), end >= last)

    def contacts(self, keys: Sequence[ContactKey]) -> dict[ContactKey, Contact]:
        with self.gate(CallSite.CONTACTS_READ):
            return {key: self.people.contact(self.people.number_of(key)) for key in keys}

    def _after(self, rows: "array[int]", moment: datetime | None) -> int:
        """The place of the first who subscribed after that moment."""
        if moment is None:
            return 0
        return bisect_right(rows, moment, key=self.people.subscribed_at)
