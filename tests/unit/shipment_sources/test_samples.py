"""What each source is described to send is read in full, or kept with the reason."""

from collections import Counter

import pytest

from tests.support.shipment_sources import (
    Sample,
    as_expected,
    encoded,
    read,
    samples,
    sign,
    verdict,
)
from towkay.adapters.shipping.sources import SOURCES
from towkay.domain.shipping.readings import Verdict

SAMPLES = samples()


def name(sample: Sample) -> str:
    return f"{sample.source}-{sample.name}"


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_a_sample_is_genuine_and_read_as_its_file_says(sample: Sample) -> None:
    sent = sign(sample.source, encoded(sample.source, sample.body))
    assert verdict(sample.source, sent) is Verdict.GENUINE
    assert as_expected(read(sample.source, sent[1], sample.headers)) == sample.expect


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_a_repeat_is_known_by_the_same_key(sample: Sample) -> None:
    first, again = (read(sample.source, sample.body, sample.headers) for _ in range(2))
    assert [one.dedupe for one in first.news] == [one.dedupe for one in again.news]
    assert all(one.dedupe and len(one.dedupe) <= 140 for one in first.news)


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_is_sampled_well(source: str) -> None:
    counted = Counter(one.source for one in SAMPLES)
    assert counted[source] >= 10


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_nothing_of_a_person_is_kept_but_the_orders_phone(sample: Sample) -> None:
    kept = str(as_expected(read(sample.source, sample.body, sample.headers)))
    for personal in ("@example.com", "Demo", "Wang", "0900000000", "Taipei", "22551"):
        assert personal not in kept.replace("+886900000000", "")
    refs = str([one.get("refs") for one in sample.expect["news"]])
    assert "王小明" not in refs
