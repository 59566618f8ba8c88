"""Under which keys are campaigns, their runs, chunks and batches, and who follows a topic?"""

from datetime import datetime

from towkay.adapters.digests import contact_digest
from towkay.adapters.dynamodb.key_parts import (
    after_all,
    below,
    join,
    just_after,
    moment_text,
    split,
    text_after,
)
from towkay.domain.channels import ContactKey
from towkay.domain.runs import SHARDS, ChunkKey, RunKey

TOPIC = "TOPIC"
CAMPAIGN = "CAMPAIGN"
RUN = "RUN"
CHUNK = "CHUNK"
BATCH = "BATCH"
FORECAST = "FORECAST"
OPEN = "OPEN"
BRANDS = "BRANDS"
LOOKUP_INDEX = "by_lookup"
_BRAND = "BRAND"
_FIRST, _LAST = "0", "~"  # around every year
_HASH_LENGTH = 32  # hex digits: 128 bits of the contact's hash


def brand_mark(brand: str) -> tuple[str, str]:
    """The row that tells that a brand has campaigns."""
    return BRANDS, join(_BRAND, brand)


def brand_marks() -> tuple[str, tuple[str, str]]:
    """The partition of those rows, and first and last sort key of them."""
    return BRANDS, below(_BRAND)


def parse_brand_mark(sk: str) -> str:
    """Raises `ValueError` when the sort key names no brand."""
    (brand,) = split(sk, _BRAND, 1)
    return brand


def campaign_sk(campaign: str) -> str:
    return join(CAMPAIGN, campaign)


def campaign_range() -> tuple[str, str]:
    """First and last sort key of a brand's campaigns."""
    return below(CAMPAIGN)


def run_sk(key: RunKey) -> str:
    return join(RUN, key.campaign, key.occurrence)


def run_range(campaign: str = "") -> tuple[str, str]:
    """First and last sort key of a campaign's runs, of the brand's where none is named."""
    return below(RUN, campaign) if campaign else below(RUN)


def run_pk(key: RunKey) -> str:
    """The partition of what belongs to one run."""
    return join(RUN, key.brand, key.campaign, key.occurrence)


def open_pk(brand: str) -> str:
    return join(OPEN, brand)


def open_sk(at: datetime, key: RunKey) -> str:
    return join(moment_text(at), key.campaign, key.occurrence)


def every_open() -> tuple[str, str]:
    """First and last place in the index of open runs."""
    return _FIRST, _LAST


def parse_run(brand: str, sk: str) -> RunKey:
    """Raises `ValueError` when the sort key is not a run's."""
    campaign, occurrence = split(sk, RUN, 2)
    return RunKey(brand, campaign, occurrence)


def chunk_sk(key: ChunkKey) -> str:
    return join(CHUNK, f"{key.shard:02d}", f"{key.number:06d}")


def chunk_range() -> tuple[str, str]:
    """First and last sort key of a run's chunks."""
    return below(CHUNK)


def parse_chunk(run: RunKey, sk: str) -> ChunkKey:
    """Raises `ValueError` when the sort key is not a chunk's."""
    shard, number = split(sk, CHUNK, 2)
    return ChunkKey(run, int(shard), int(number))


def batch_sk(name: str) -> str:
    return join(BATCH, name)


def topic_sk(topic: str) -> str:
    return join(TOPIC, topic)


def topic_shard(contact: ContactKey) -> int:
    return contact_digest(contact)[0] % SHARDS


def topic_pk(brand: str, topic: str, shard: int) -> str:
    return join(TOPIC, brand, topic, str(shard))


def followed_at(contact: ContactKey, at: datetime) -> str:
    """Where a contact that agreed at that moment stands among a topic's followers.

    A hash, because ids may be longer than a sort key; the row's own key tells who it is. The moment
    is rounded up, so that whoever agreed after a bound stands behind it.
    """
    return join(text_after(at), contact_digest(contact).hex()[:_HASH_LENGTH])


def topic_lookup(brand: str, topic: str, contact: ContactKey, at: datetime) -> dict[str, str]:
    """The index attributes of a `TOPIC` row; a contact that does not follow it has none of them."""
    return {
        "lookup_pk": topic_pk(brand, topic, topic_shard(contact)),
        "lookup_sk": followed_at(contact, at),
    }


def followers_range(
    cursor: str, entered_from: datetime | None, entered_to: datetime | None
) -> tuple[str, str]:
    """First and last place of who agreed after the first moment and up to the second.

    `cursor` is the place of the last one read, empty at the beginning.
    """
    last = after_all(moment_text(entered_to)) if entered_to else _LAST
    if cursor:
        return just_after(cursor), last
    return after_all(moment_text(entered_from)) if entered_from else _FIRST, last
