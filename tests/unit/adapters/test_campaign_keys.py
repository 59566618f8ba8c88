"""Keys of campaigns can be taken apart, and a range of followers holds exactly who is meant."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import NOW, a_contact_key
from towkay.adapters.dynamodb import campaign_keys as keys
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.runs import SHARDS, ChunkKey, RunKey

TEXT = st.text(st.characters(), min_size=1, max_size=60)
MOMENTS = st.integers(0, 2**20).map(lambda tick: NOW + timedelta(microseconds=tick * 100))


def is_within(sk: str, bounds: tuple[str, str]) -> bool:
    """As `BETWEEN` compares: by the bytes of UTF-8."""
    first, last = (bound.encode() for bound in bounds)
    return first <= sk.encode() <= last


@given(brand=TEXT, campaign=TEXT, occurrence=TEXT, shard=st.integers(0, 15), number=st.integers(0))
def test_runs_and_chunks_can_be_taken_apart_again(
    brand: str, campaign: str, occurrence: str, shard: int, number: int
) -> None:
    run = RunKey(brand, campaign, occurrence)
    chunk = ChunkKey(run, shard, number)

    assert keys.parse_run(brand, keys.run_sk(run)) == run
    assert keys.parse_chunk(run, keys.chunk_sk(chunk)) == chunk
    assert keys.parse_brand_mark(keys.brand_mark(brand)[1]) == brand


@given(one=TEXT, other=TEXT, occurrence=TEXT)
def test_the_runs_of_a_campaign_are_its_own_alone(one: str, other: str, occurrence: str) -> None:
    sk = keys.run_sk(RunKey("demo", other, occurrence))

    assert is_within(sk, keys.run_range(one)) == (one == other)
    assert is_within(sk, keys.run_range())
    assert not is_within(keys.campaign_sk(other), keys.run_range())
    assert is_within(keys.campaign_sk(other), keys.campaign_range())


@given(first=MOMENTS, second=MOMENTS, entered=MOMENTS)
def test_ranges_that_follow_each_other_hold_everybody_exactly_once(
    first: datetime, second: datetime, entered: datetime
) -> None:
    lower, upper = sorted((first, second))
    place = keys.followed_at(a_contact_key(), entered)
    ranges = [(None, lower), (lower, upper), (upper, None)]

    holding = [one for one in ranges if is_within(place, keys.followers_range("", *one))]

    assert len(holding) == 1


@given(users=st.lists(TEXT, min_size=2, max_size=6, unique=True), entered=MOMENTS)
def test_a_cursor_leaves_out_whoever_was_read_and_nobody_else(
    users: list[str], entered: datetime
) -> None:
    contacts = [ContactKey(Channel.LINE, "a", user) for user in users]
    places = sorted(keys.followed_at(one, entered) for one in contacts)

    rest = [one for one in places if is_within(one, keys.followers_range(places[0], None, None))]

    assert rest == places[1:]


def test_followers_spread_evenly_over_the_shards() -> None:
    shards = Counter(keys.topic_shard(a_contact_key(f"U{number}")) for number in range(3_200))

    assert len(shards) == SHARDS
    assert max(shards.values()) < 2 * min(shards.values())


def test_the_longest_ids_fit_into_dynamodb_s_keys() -> None:
    longest = ContactKey(Channel.MESSENGER, "🫖" * 128, "🫖" * 128)

    found = keys.topic_lookup("b" * 60, "t" * 60, longest, NOW)

    assert len(found["lookup_pk"].encode()) <= 2048 and len(found["lookup_sk"].encode()) <= 1024


@pytest.mark.parametrize("sk", ["RUN#a", "RUN#a#b#c", "CHUNK#00#000000", "STATE"])
def test_other_keys_are_refused(sk: str) -> None:
    with pytest.raises(ValueError):
        keys.parse_run("demo", sk)
