"""Every store of packs serves the newest published pack, whole and by its hash, or none."""

import hashlib

import pytest

from tests.support.pack_engines import PackEngine, a_pack
from towkay.domain.errors import PackMissing
from towkay.domain.faq.index import Band

HALF_A_MINUTE = 30


def answer_of(engine: PackEngine, brand: str = "demo") -> str:
    knowledge = engine.packs.active(brand)
    item = knowledge.brand.entry("shipping_fee")
    assert item is not None
    return knowledge.brand.answer(item, "zh-TW")


def test_a_published_pack_is_served_with_its_questions_indexed(packs: PackEngine) -> None:
    body = a_pack()

    packs.publish("demo", body)
    knowledge = packs.packs.active("demo")

    assert knowledge.brand.version == hashlib.sha256(body).hexdigest()
    match = knowledge.faq.answer("滿多少免運")
    assert match.band is Band.ANSWER
    assert match.hits[0].entry_id == "shipping_fee"


def test_a_brand_without_a_pack_has_none(packs: PackEngine) -> None:
    packs.publish("demo", a_pack())

    with pytest.raises(PackMissing):
        packs.packs.active("other")


def test_brands_do_not_see_each_other_s_packs(packs: PackEngine) -> None:
    packs.publish("one", a_pack("one", answer="1"))
    packs.publish("two", a_pack("two", answer="2"))

    assert [answer_of(packs, brand) for brand in ("one", "two", "one")] == ["1", "2", "1"]


def test_a_new_pack_counts_after_half_a_minute_at_the_latest(packs: PackEngine) -> None:
    packs.publish("demo", a_pack(answer="old"))
    before = answer_of(packs)

    packs.publish("demo", a_pack(answer="new"))
    packs.clock.advance(HALF_A_MINUTE)

    assert (before, answer_of(packs)) == ("old", "new")


def test_the_pointer_is_not_read_for_every_question(stored_packs: PackEngine) -> None:
    stored_packs.publish("demo", a_pack(answer="old"))
    answer_of(stored_packs)

    stored_packs.publish("demo", a_pack(answer="new"))
    stored_packs.clock.advance(HALF_A_MINUTE - 1)

    assert answer_of(stored_packs) == "old"


def test_a_pack_whose_bytes_are_not_its_hash_is_not_served(stored_packs: PackEngine) -> None:
    version = hashlib.sha256(a_pack()).hexdigest()
    stored_packs.store("demo", version, a_pack(answer="forged"))
    stored_packs.point("demo", version)

    with pytest.raises(PackMissing):
        stored_packs.packs.active("demo")


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b'{"format": 99}'])
def test_bytes_that_are_no_pack_are_not_served(stored_packs: PackEngine, body: bytes) -> None:
    stored_packs.publish("demo", body)

    with pytest.raises(PackMissing):
        stored_packs.packs.active("demo")


def test_a_pointer_to_nothing_is_no_pack_and_heals_when_the_pack_comes(
    stored_packs: PackEngine,
) -> None:
    body = a_pack(answer="late")
    version = hashlib.sha256(body).hexdigest()
    stored_packs.point("demo", version)
    with pytest.raises(PackMissing):
        stored_packs.packs.active("demo")

    stored_packs.store("demo", version, body)

    assert answer_of(stored_packs) == "late"
