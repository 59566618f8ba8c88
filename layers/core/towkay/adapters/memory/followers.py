"""Who follows which topic, in the order of the index: over sorted lists, with the table's keys."""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.dynamodb import campaign_keys as places
from towkay.adapters.dynamodb.topic_rows import changed_topics, is_followed, shown_as
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.moving import Moved
from towkay.domain.runs import SubscriberPage
from towkay.domain.subscriptions import Subscription

_Shard = tuple[str, str, int]


@dataclass(slots=True)
class _Rows:
    """One shard: contacts by their place, the places sorted when somebody asks."""

    contacts: dict[str, ContactKey] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    is_sorted: bool = True

    def put(self, place: str, contact: ContactKey) -> None:
        self.contacts[place] = contact
        self.is_sorted = False

    def drop(self, place: str, contact: ContactKey) -> None:
        if self.contacts.get(place) == contact:  # another may have taken its place over
            del self.contacts[place]
            self.is_sorted = False

    def between(self, first: str, last: str, limit: int) -> Sequence[str]:
        if not self.is_sorted:
            self.places, self.is_sorted = sorted(self.contacts), True
        start = bisect.bisect_left(self.places, first)
        end = bisect.bisect_right(self.places, last)
        return self.places[start : min(end, start + limit)]


@dataclass(slots=True)
class Followers:
    """The index; a contact stands in it once for each topic."""

    shards: dict[_Shard, _Rows] = field(default_factory=dict)
    _places: dict[tuple[str, str, ContactKey], tuple[int, str]] = field(default_factory=dict)

    def note(
        self, contact: Contact, consent: ConsentEntry | None, moved: Moved | None, now: datetime
    ) -> None:
        """What an act changed, as the rows of the table tell it."""
        for changed in changed_topics(contact, consent, moved, now):
            self._note(*changed)

    def note_all(self, contact: Contact) -> None:
        """What a contact follows that nobody has written about before."""
        for said in contact.subscriptions:
            self._note(contact, said, said.agreed_at)

    def _note(self, contact: Contact, said: Subscription, at: datetime) -> None:
        if is_followed(contact, said):
            self.put(contact.brand, said.topic, contact.key, at, shown_as(contact, said))
        else:
            self.drop(contact.brand, said.topic, contact.key)

    def put(
        self,
        brand: str,
        topic: str,
        contact: ContactKey,
        granted_at: datetime,
        shown: ContactKey | None = None,
    ) -> None:
        """The contact follows the topic since then, wherever it stood before."""
        named = shown or contact
        place = places.topic_shard(named), places.followed_at(named, granted_at)
        if self._places.get((brand, topic, contact)) == place:
            return
        self.drop(brand, topic, contact)
        self._places[brand, topic, contact] = place
        self._rows(brand, topic, place[0]).put(place[1], contact)

    def drop(self, brand: str, topic: str, contact: ContactKey) -> None:
        """The contact follows it no more."""
        place = self._places.pop((brand, topic, contact), None)
        if place is not None:
            self._rows(brand, topic, place[0]).drop(place[1], contact)

    def page(
        self, shard: _Shard, bounds: tuple[str, str], limit: int, cursor: str
    ) -> SubscriberPage:
        """At most `limit` contacts whose places are within the bounds."""
        rows = self._rows(*shard)
        places = rows.between(*bounds, limit)
        contacts = tuple(rows.contacts[place] for place in places)
        return SubscriberPage(contacts, places[-1] if places else cursor, len(places) < limit)

    def _rows(self, brand: str, topic: str, shard: int) -> _Rows:
        return self.shards.setdefault((brand, topic, shard), _Rows())


class MemorySubscribers:
    """`ports.Subscribers`."""

    def __init__(
        self,
        followers: Followers,
        contacts: Mapping[ContactKey, Contact],
        gate: Gate = open_gate,
    ) -> None:
        self._followers = followers
        self._contacts = contacts
        self._gate = gate

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
        bounds = places.followers_range(cursor, entered_from, entered_to)
        with self._gate(CallSite.FOLLOWERS_READ):
            return self._followers.page((brand, topic, shard), bounds, limit, cursor)

    def contacts(self, keys: Sequence[ContactKey]) -> dict[ContactKey, Contact]:
        with self._gate(CallSite.CONTACTS_READ):
            return {key: self._contacts[key] for key in keys if key in self._contacts}
