"""Every book of campaigns tells those of the active pack, and of any older one by its name."""

import hashlib
from dataclasses import replace

import pytest

from tests.support.campaigns import a_campaign
from tests.support.pack_engines import PackEngine, a_pack
from towkay.domain.calendar.days import NO_DAYS, DayBook
from towkay.domain.errors import PackMissing
from towkay.domain.schedules import Once

TEA = a_campaign(Once("2026-12-01T10:00"))
EDITED = replace(TEA, version="v2", name="新茶訊")
HALF_A_MINUTE = 30


def name_of(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def test_the_campaigns_of_the_active_pack_are_told_by_id(packs: PackEngine) -> None:
    body = a_pack(campaigns=[TEA])

    packs.publish("demo", body)

    assert packs.book.campaigns("demo") == {"tea": TEA}
    assert packs.book.active_pack("demo") == name_of(body)


def test_a_campaign_is_computed_with_the_days_of_its_own_pack(packs: PackEngine) -> None:
    older = a_pack(campaigns=[TEA], days=DayBook(off=("2026-09-25",), known_until="2026-12-31"))
    packs.publish("demo", older)
    before = packs.book.days("demo")

    packs.publish("demo", a_pack(campaigns=[TEA]))
    packs.clock.advance(HALF_A_MINUTE)

    assert packs.book.days("demo", name_of(older)) == before
    assert (before.off, packs.book.days("demo")) == (("2026-09-25",), NO_DAYS)


def test_what_was_approved_is_still_told_when_another_pack_is_active(packs: PackEngine) -> None:
    approved = a_pack(campaigns=[TEA])
    packs.publish("demo", approved)
    packs.book.campaigns("demo")

    packs.publish("demo", a_pack(campaigns=[EDITED]))
    packs.clock.advance(HALF_A_MINUTE)

    assert packs.book.campaigns("demo", name_of(approved)) == {"tea": TEA}
    assert packs.book.campaigns("demo") == {"tea": EDITED}


def test_a_brand_without_a_pack_has_no_campaigns_nor_has_a_pack_that_is_not_there(
    packs: PackEngine,
) -> None:
    packs.publish("demo", a_pack())

    assert packs.book.campaigns("demo") == {}
    for brand, pack in (("other", ""), ("demo", "0" * 64)):
        with pytest.raises(PackMissing):
            packs.book.campaigns(brand, pack)
    with pytest.raises(PackMissing):
        packs.book.active_pack("other")


def test_the_pointer_is_not_read_for_every_chunk(stored_packs: PackEngine) -> None:
    stored_packs.publish("demo", a_pack(campaigns=[TEA]))
    stored_packs.book.campaigns("demo")

    stored_packs.publish("demo", a_pack(campaigns=[EDITED]))
    stored_packs.clock.advance(HALF_A_MINUTE - 1)

    assert stored_packs.book.campaigns("demo") == {"tea": TEA}


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b'{"format": 99}'])
def test_bytes_that_are_no_pack_hold_no_campaign(stored_packs: PackEngine, body: bytes) -> None:
    stored_packs.publish("demo", body)

    with pytest.raises(PackMissing):
        stored_packs.book.campaigns("demo")


def test_a_pack_whose_bytes_are_not_its_hash_is_not_told(stored_packs: PackEngine) -> None:
    promised = name_of(a_pack(campaigns=[TEA]))
    stored_packs.store("demo", promised, a_pack(campaigns=[EDITED]))

    with pytest.raises(PackMissing):
        stored_packs.book.campaigns("demo", promised)
