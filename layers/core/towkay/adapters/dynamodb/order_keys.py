"""Under which keys are orders and all that belongs to them, and what nobody could place?"""

from datetime import datetime

from towkay.adapters.digests import digest
from towkay.adapters.dynamodb.key_parts import below, head, join, moment_text, split, text_after
from towkay.adapters.dynamodb.keys import NEWS, contact_pk
from towkay.adapters.joined import channel_named
from towkay.domain.channels import ContactKey
from towkay.domain.shipping.arrivals import Puzzle
from towkay.domain.shipping.references import Reference
from towkay.domain.shipping.waiting import Waiting
from towkay.ports.orders import OrderKey

ORDER = "ORDER"
PARCEL = "PARCEL"
FOLLOWER = "FOLLOWER"
PUZZLE = "PUZZLE"
LOOK_SHARDS = 4
_PARTS = 16  # rows that hold an order's parcels; of few parcels each has its own
_REF = "REF"
_PUZZLES = "PUZZLES"
_LOOK = "PARCELS"
_HASH_LENGTH = 32  # hex digits: 128 bits
# What a shopper types may be a letter. No order has such a number, and no key of DynamoDB either.
_LONGEST = 900

Place = tuple[str, str]  # the partition key and the sort key of a row


def order_pk(key: OrderKey) -> str:
    return join(ORDER, key.brand, key.name)


def parse_order(key: str) -> OrderKey:
    """Raises `ValueError` when it is not an order's partition, nor a contact's row of one."""
    brand, name = split(key, ORDER, 2)
    return OrderKey(brand, name)


def may_be_named(key: OrderKey) -> bool:
    """Whether an order can have this name at all."""
    return len(order_pk(key).encode()) <= _LONGEST


def parcels_sk(source: str, name: str) -> str:
    """The row of a parcel, which it shares with others where an order has very many.

    So that one transaction takes all of an order, whatever is heard of it at once.
    """
    part = int(_hash(source, name)[:2], 16) % _PARTS
    return join(PARCEL, f"{part:02d}")


def follower_sk(contact: ContactKey) -> str:
    return join(FOLLOWER, contact.channel, contact.account, contact.user)


def parse_follower(sk: str) -> ContactKey:
    """Raises `ValueError` when the sort key is not a follower's."""
    channel, account, user = split(sk, FOLLOWER, 3)
    return ContactKey(channel_named(channel), account, user)


def of_contact(contact: ContactKey, key: OrderKey) -> Place:
    """The row that tells that the contact may see the order."""
    return contact_pk(contact), order_pk(key)


def orders_range(brand: str) -> tuple[str, str]:
    """First and last sort key of such rows of a brand."""
    return below(ORDER, brand)


def reference_pk(brand: str, reference: Reference) -> str:
    return join(_REF, brand, reference.kind, reference.value)


def kept_sk(news: Waiting) -> str:
    """A hash: a source's name for its news is as long as the source likes."""
    told = news.news
    said = (told.milestone or "", told.code)  # of a system of one's own, which may name two alike
    return join(NEWS, _hash(told.source, told.parcel, told.dedupe, *said))


def kept_range() -> tuple[str, str]:
    """First and last sort key of the news that wait under a reference."""
    return below(NEWS)


def look_pk(shard: int) -> str:
    return join(_LOOK, str(shard))


def look_at(key: OrderKey, at: datetime) -> dict[str, str]:
    """The index attributes of an order that somebody must look at then.

    The moment is rounded up, so that nothing is found before its time.
    """
    hashed = _hash(key.brand, key.name)
    shard = int(hashed[0], 16) % LOOK_SHARDS
    return {"lookup_pk": look_pk(shard), "lookup_sk": join(text_after(at), hashed)}


def look_bounds(now: datetime) -> tuple[str, str]:
    """First and last place of what is due."""
    return "0", below(moment_text(now))[1]


def parse_look(sk: str) -> datetime:
    """The moment of a `look_at`."""
    return datetime.fromisoformat(head(sk))


def puzzles_pk(brand: str) -> str:
    return join(_PUZZLES, brand)


def puzzle_sk(puzzle: Puzzle) -> str:
    parcel = puzzle.news.parcel if puzzle.news else ""
    hashed = _hash(puzzle.source, puzzle.why, puzzle.word, puzzle.dedupe, parcel)
    return join(PUZZLE, hashed)


def puzzle_lookup(brand: str, puzzle: Puzzle) -> dict[str, str]:
    """The index attributes by which a brand's puzzles are read in the order of their moments."""
    return {"lookup_pk": puzzles_pk(brand), "lookup_sk": join(moment_text(puzzle.at), PUZZLE)}


def _hash(*parts: str) -> str:
    return digest(*parts).hex()[:_HASH_LENGTH]
