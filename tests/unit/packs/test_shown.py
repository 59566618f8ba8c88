"""Images, links and cards go from a brand's files into its pack, and old files stay as good."""

import json
from pathlib import Path

import pytest

from tests.unit.packs.sample import (
    BRAND_WITH_CARDS,
    BRAND_YAML,
    FAQ_CSV,
    FAQ_SHOWN,
    mistakes_of,
    places,
    write,
)
from towkay.adapters.packs_json import load_pack
from towkay.domain.brands import PACK_FORMAT, Brand
from towkay.domain.cards import BrandCard, BrandImage, BrandLink, CardButton
from towkay.domain.errors import PackMissing
from towkay.packs.compiler import CompiledPack, compile_brand


def pack_of(folder: Path, brand_yaml: str, faq_csv: str) -> CompiledPack:
    result = compile_brand(write(folder, brand_yaml, faq_csv))
    assert isinstance(result, CompiledPack), [found.text("en") for found in result.mistakes]
    return result


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    return load_pack(pack_of(tmp_path, BRAND_WITH_CARDS, FAQ_SHOWN).body)


def test_a_picture_belongs_to_the_language_of_its_row(brand: Brand) -> None:
    shipping = brand.entry("shipping")

    assert shipping
    assert shipping.images == {"zh-TW": BrandImage("https://cdn.leaf.example/box.png", "一個紙箱")}


def test_another_row_may_only_tell_what_is_on_the_picture(tmp_path: Path) -> None:
    told = FAQ_SHOWN.replace(",en,Shipping,,,", ",en,Shipping,,A box,")

    shipping = load_pack(pack_of(tmp_path, BRAND_WITH_CARDS, told).body).entry("shipping")

    assert shipping
    assert shipping.images["en"] == BrandImage("https://cdn.leaf.example/box.png", "A box")


def test_links_are_read_in_their_order_with_either_equals_sign(brand: Brand) -> None:
    returns = brand.entry("returns")

    assert returns
    assert returns.links == {
        "zh-TW": (
            BrandLink("退貨單", "https://leaf.example/back"),
            BrandLink("地圖", "https://leaf.example/map"),
        )
    }


def test_an_entry_names_its_cards_in_any_of_its_rows(brand: Brand) -> None:
    which_pot = brand.entry("which_pot")

    assert which_pot and which_pot.cards == "pots"
    red, porcelain = brand.cards["pots"]
    assert porcelain == BrandCard(
        {"zh-TW": "瓷壺", "en": "Porcelain pot"}, {"zh-TW": "什麼茶都好", "en": "For any tea"}
    )
    assert (red.image, red.link) == ("https://cdn.leaf.example/red.jpg", "https://leaf.example/red")
    assert red.buttons == (
        CardButton({"zh-TW": "看商品", "en": "See it"}, link="https://leaf.example/red-pot"),
        CardButton({"zh-TW": "運費", "en": "Shipping"}, asks="shipping"),
    )


def test_files_without_the_new_columns_compile_as_before(tmp_path: Path) -> None:
    brand = load_pack(pack_of(tmp_path, BRAND_YAML, FAQ_CSV).body)

    assert brand.cards == {}
    assert all((item.images, item.links, item.cards) == ({}, {}, "") for item in brand.faq)


def test_a_pack_published_before_there_were_cards_still_answers(tmp_path: Path) -> None:
    pack = json.loads(pack_of(tmp_path, BRAND_YAML, FAQ_CSV).body)
    pack["format"] = 1
    del pack["cards"]
    for item in pack["faq"]:
        del item["images"], item["links"], item["cards"]

    brand = load_pack(json.dumps(pack).encode())

    assert [item.id for item in brand.faq] == ["shipping", "returns"]


def test_a_pack_of_a_later_format_is_refused(tmp_path: Path) -> None:
    pack = json.loads(pack_of(tmp_path, BRAND_YAML, FAQ_CSV).body)
    pack["format"] = PACK_FORMAT + 1

    with pytest.raises(PackMissing):
        load_pack(json.dumps(pack).encode())


def test_a_row_may_end_before_the_optional_columns(tmp_path: Path) -> None:
    short = FAQ_SHOWN.replace("Within seven days,,en,,,,,", "Within seven days,,en,")

    brand = load_pack(pack_of(tmp_path, BRAND_WITH_CARDS, short).body)

    assert brand.version == load_pack(pack_of(tmp_path, BRAND_WITH_CARDS, FAQ_SHOWN).body).version


def test_a_row_that_ends_in_the_middle_of_them_is_a_mistake(tmp_path: Path) -> None:
    short = FAQ_SHOWN.replace("Within seven days,,en,,,,,", "Within seven days,,en,,,")

    assert places(mistakes_of(write(tmp_path, BRAND_WITH_CARDS, short))) == {
        ("row_cells", "faq.csv", 5)
    }
