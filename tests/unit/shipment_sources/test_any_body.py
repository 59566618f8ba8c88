"""Whatever a genuine sender writes, it is read or refused as malformed, and never anything else."""

import json
import random
import traceback
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.shipment_sources import RECEIVED, Sample, encoded, samples
from towkay.adapters.shipping.shapes import MOST_BYTES
from towkay.adapters.shipping.sources import SOURCES
from towkay.domain.errors import MalformedBody
from towkay.domain.shipping.news import OrderNews
from towkay.domain.shipping.readings import Reading

SAMPLES = samples()
NASTY: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**400, "", " ", "\0", "\ud800", "９", "x" * 5000, [], [[]], {}),
    *({"id": {}}, ["x", 1, None], "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("2026-11-21", "javascript:alert(1)", "王小明", 1e308, -(10**18), "\u202e", "a\nb"),
]
BY_SOURCE = {source: [one for one in SAMPLES if one.source == source] for source in SOURCES}
TOPICS = {one.headers.get("x-shopify-topic", "") for one in SAMPLES}


def outcome(source: str, raw: bytes, headers: dict[str, str]) -> Reading | None:
    """What is read, held to what every reading keeps to; None where it was refused."""
    try:
        reading = SOURCES[source].read(raw, headers, RECEIVED)
    except MalformedBody:
        return None
    for news in reading.news:
        at = news.placed_at if isinstance(news, OrderNews) else news.occurred_at
        assert at.utcoffset() == RECEIVED.utcoffset() and at.year >= 2000
        assert news.dedupe and len(news.dedupe) <= 140
        assert "\0" not in str(news) and str(news).encode()
        assert len(str(news)) < 4000 or isinstance(news, OrderNews)
        if not isinstance(news, OrderNews):
            assert 0 < len(news.parcel.encode()) <= 140
            assert not news.link or news.link.startswith("https://")
    for one in reading.parked:
        assert one.word.isascii() and 0 < len(one.word) <= 60
    return reading


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything within a body, itself left out."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for step, member in inner:
        found.append((*path, step))
        if isinstance(member, dict | list):
            found += places(member, (*path, step))
    return found


def changed(body: Any, path: tuple[Any, ...], value: Any) -> Any:
    copy = holder = deepcopy(body)
    for step in path[:-1]:
        holder = holder[step]
    if value is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return copy


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: f"{one.source}-{one.name}")
def test_any_member_may_be_anything_or_missing(sample: Sample) -> None:
    chance = random.Random(f"members of {sample.source} {sample.name}")
    for path in places(sample.body):
        for value in (*chance.sample(NASTY, 8), ...):
            body = changed(sample.body, path, value)
            if sample.source == "ecpay" and value is not ...:
                body = {name: str(one).replace("\ud800", "?") for name, one in body.items()}
            outcome(sample.source, encoded(sample.source, body), sample.headers)


@pytest.mark.parametrize("source", SOURCES)
def test_any_byte_may_be_any_other(source: str) -> None:
    chance = random.Random(f"bytes of {source}")
    for sample in BY_SOURCE[source]:
        raw = encoded(source, sample.body)
        for _ in range(30):
            place = chance.randrange(len(raw))
            noise = chance.choice([b"", b'"', b"{", b"\xff", b"%", b"&", b"9" * 30, b"\\ud800"])
            outcome(source, raw[:place] + noise + raw[place + 1 :], sample.headers)
            outcome(source, raw[:place], sample.headers)


@given(st.binary(max_size=200), st.sampled_from(sorted(TOPICS)))
def test_noise_is_refused(raw: bytes, topic: str) -> None:
    for source in SOURCES:
        outcome(source, raw, {"x-shopify-topic": topic})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(json_values, st.sampled_from(SAMPLES))
def test_any_json_in_a_members_place_is_read_or_refused(value: Any, sample: Sample) -> None:
    if sample.source == "ecpay":
        return
    for name in sample.body:
        body = encoded(sample.source, {**sample.body, name: value})
        outcome(sample.source, body, sample.headers)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"null", b"1", b'"x"', b"{", b"[" * 100_000, b"\xff\xfe{}", b'{"a":' * 70 + b"1"],
)
def test_what_is_no_object_is_refused(source: str, raw: bytes) -> None:
    for topic in TOPICS:
        with pytest.raises(MalformedBody):
            SOURCES[source].read(raw, {"x-shopify-topic": topic}, RECEIVED)


@pytest.mark.parametrize("source", SOURCES)
def test_more_than_a_mebibyte_is_refused(source: str) -> None:
    sample = BY_SOURCE[source][0]
    raw = encoded(source, sample.body)
    filling = b"&x=" if source == "ecpay" else b" "
    assert outcome(source, raw + filling + b" " * (MOST_BYTES - len(raw) - 3), sample.headers)
    with pytest.raises(MalformedBody):
        SOURCES[source].read(raw + b" " * MOST_BYTES, sample.headers, RECEIVED)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: f"{one.source}-{one.name}")
def test_a_refusal_repeats_nothing_of_what_was_sent(sample: Sample) -> None:
    if sample.source == "ecpay":
        return
    for path in places(sample.body):
        body = changed(sample.body, path, {"王小明": "secret-0912345678"})
        try:
            SOURCES[sample.source].read(json.dumps(body).encode(), sample.headers, RECEIVED)
        except MalformedBody as refusal:
            logged = "".join(traceback.format_exception(refusal))
            assert "secret" not in logged and "王小明" not in logged
