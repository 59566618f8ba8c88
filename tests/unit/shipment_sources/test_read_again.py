"""What no table knew is read again, from what was kept of it, once a table does."""

from dataclasses import replace

import pytest

from tests.support.shipment_sources import Sample, read, samples
from towkay.adapters.codec import from_plain, to_plain
from towkay.adapters.shipping import again, shopify
from towkay.adapters.shipping.again import read_again
from towkay.adapters.shipping.tables import CarrierTable, Meaning
from towkay.domain.shipping.news import Milestone, ParcelNews
from towkay.domain.shipping.readings import Oddity, Reading

SAMPLES = [one for one in samples() if one.expect["news"]]
LOST = Meaning(Milestone.LOST, needs_person=True)


def name(sample: Sample) -> str:
    return f"{sample.source}-{sample.name}"


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_news_say_the_same_when_they_are_read_again(sample: Sample) -> None:
    reading = read(sample.source, sample.body, sample.headers)
    for news in reading.news:
        if isinstance(news, ParcelNews):
            assert read_again(news) == Reading((news,), reading.parked)


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_news_survive_a_queue_and_a_row(sample: Sample) -> None:
    for news in read(sample.source, sample.body, sample.headers).news:
        assert from_plain(type(news), to_plain(news)) == news


def parked() -> list[tuple[str, ParcelNews]]:
    readings = [(one, read(one.source, one.body, one.headers)) for one in SAMPLES]
    return [
        (name(sample), news)
        for sample, reading in readings
        for news in reading.news
        if isinstance(news, ParcelNews)
        and any(one.why is Oddity.UNKNOWN_STATUS for one in reading.parked)
    ]


@pytest.mark.parametrize(("sample", "news"), parked(), ids=[one for one, _ in parked()])
def test_a_word_that_a_table_has_learnt_is_told(
    monkeypatch: pytest.MonkeyPatch, sample: str, news: ParcelNews
) -> None:
    words = {word.lower(): LOST for word in news.code.split("/")}
    for reader in (again, shopify):
        monkeypatch.setattr(reader, "table_of", lambda source: CarrierTable(words, words))
    (first,) = read_again(news).news
    assert first == replace(news, milestone=Milestone.LOST, needs_person=True)
