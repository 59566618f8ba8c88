"""Every kind of mistake in pictures, links and cards is named with its line."""

from pathlib import Path

import pytest

from tests.unit.packs.sample import (
    BRAND_WITH_CARDS,
    FAQ_SHOWN,
    line_of,
    mistakes_of,
    places,
    spoilt,
    write,
)
from towkay.packs.compiler import CompiledPack, compile_brand

_BOX = "https://cdn.leaf.example/box.png"
_RED = "https://cdn.leaf.example/red.jpg"
_POT = "link: https://leaf.example/red-pot"
_PORCELAIN = "    - title: {zh-TW: 瓷壺, en: Porcelain pot}\n"
_PORCELAIN_TEXT = "      text: {zh-TW: 什麼茶都好, en: For any tea}\n"
_MANY_CARDS = f"{_PORCELAIN}{_PORCELAIN_TEXT}" * 9
_TWO_MORE = "        - {label: {zh-TW: 一, en: a}, asks: returns}\n" * 2
_LONG_LINK = "https://leaf.example/" + "a" * 990
_OTHER_SET = (
    "  cups:\n    - {title: {zh-TW: 杯, en: Cup}, text: {zh-TW: 白, en: White}}\nmenu:\n  - ship"
)
_BIG = "字" * 7999
_ENGLISH_POT = "These two,,en,,,,,\n"

# kind, what stood there, what stands there now, a piece that begins on the named line
IN_BRAND = [
    ("bad_link", _POT, "link: leaf.example/red", "link: leaf.example"),
    ("bad_link", _POT, "link: file:///etc/passwd", "link: file"),
    ("bad_link", _POT, "link: javascript:alert(1)", "link: java"),
    ("link_not_https", _POT, "link: http://leaf.example/red", "link: http:"),
    ("link_not_encoded", _POT, "link: https://leaf.example/紅壺", "link: https://leaf.example/紅"),
    ("link_not_encoded", _POT, "link: https://leaf.example/100%", "link: https://leaf.example/100"),
    ("link_too_long", _POT, f"link: {_LONG_LINK}", f"link: {_LONG_LINK}"),
    ("link_not_public", _POT, "link: https://intranet/red", "link: https://intranet"),
    ("link_not_public", _POT, "link: https://me:pw@leaf.example/", "link: https://me"),
    ("image_not_public", _RED, "https://169.254.169.254/latest/meta-data/", "image: https://169"),
    ("image_not_public", _RED, "https://2130706433/red.jpg", "image: https://2130706433"),
    ("image_not_public", _RED, "https://[::1]/red.jpg", "image: https://["),
    ("card_only_title", _PORCELAIN + _PORCELAIN_TEXT, _PORCELAIN, "- title: {zh-TW: 瓷壺"),
    ("card_title_too_long", "Porcelain pot", "Porcelain pot " * 8, "- title: {zh-TW: 瓷壺"),
    ("text_too_long", "For any tea", "long" * 126, "text: {zh-TW: 什麼"),
    ("too_many_cards", _PORCELAIN, f"{_MANY_CARDS}{_PORCELAIN}", "- title: {zh-TW: 瓷壺, en: Last"),
    ("too_many_buttons", _PORCELAIN, f"{_TWO_MORE}{_PORCELAIN}", ""),
    ("button_no_target", f"          {_POT}\n", "", "- label: {zh-TW: 看商品"),
    ("button_two_targets", _POT, f"{_POT}\n          asks: returns", "- label: {zh-TW: 看商品"),
    ("button_unknown_id", "asks: shipping", "asks: shiping", "asks: shiping"),
    ("label_too_long", "See it", "See it in the shop online", "- label: {zh-TW: 看商品"),
    ("missing_language", "{zh-TW: 瓷壺, en: Porcelain pot}", "瓷壺", "- title: 瓷壺"),
    ("missing_key", _PORCELAIN, "    - titel: 瓷壺\n", "- titel"),
    ("empty_value", "cards:\n", "cards:\n  cups: []\n", "cups: []"),
    ("bad_id", "  pots:", "  Pots:", "Pots:"),
    ("duplicate_key", "menu:\n  - s", "  pots: []\nmenu:\n  - s", "pots: []"),
    ("wrong_type", "  pots:\n", "  pots:\n    one:\n", "pots:"),
]  # fmt: skip

IN_FAQ = [
    ("image_not_public", _BOX, "https://10.0.0.8/box.png", "shipping,運費"),
    ("image_not_public", _BOX, "https://cdn.internal/box.png", "shipping,運費"),
    ("link_not_https", _BOX, "http://cdn.leaf.example/box.png", "shipping,運費"),
    ("bad_link", _BOX, "box.png", "shipping,運費"),
    ("bad_links_cell", "Rates=https://leaf.example/rates", "Rates", "shipping,How"),
    ("bad_links_cell", "Rates=https://leaf.example/rates", "=https://leaf.example", "shipping,How"),
    ("bad_link", "Rates=https://leaf.example/rates", "a=b=https://x.example", "shipping,How"),
    ("label_too_long", "Rates=", "All the rates in one place=", "shipping,How"),
    ("repeated_entry", "地圖＝", "退貨單＝", "returns,可以"),
    ("too_many_buttons", "地圖＝", "|".join(f"{n}=https://x.example/{n}|" for n in "ab") + "圖＝",
     "returns,可以"),
    ("unknown_cards", "看這兩把,,zh-TW,,,,,pots", "看這兩把,,zh-TW,,,,,pot", "which_pot,哪"),
    ("cards_differ", _ENGLISH_POT, "These two,,en,,,,,pans\n", "which_pot,Which"),
    ("answer_too_big", "看這兩把", _BIG, "which_pot,哪"),
]  # fmt: skip

NOTES = [
    ("image_format", "brand.yaml", _RED, "https://cdn.leaf.example/red.webp", "image: https"),
    ("image_format", "faq.csv", _BOX, "https://cdn.leaf.example/box.GIF", "shipping,運費"),
    ("alt_without_image", "faq.csv", _BOX, "", "shipping,運費"),
    ("text_above_links_long", "faq.csv", "Within seven days,,en,,,,",
     "day " * 161 + ",,en,,,,a=https://x.example/", "returns,Can"),
    ("unused_cards", "brand.yaml", "menu:\n  - ship", _OTHER_SET, "cups:"),
    ("card_text_long", "brand.yaml", "For any tea", "long" * 21, "text: {zh-TW: 什麼"),
    ("button_asks_itself", "brand.yaml", "asks: shipping", "asks: which_pot", "asks: which_pot"),
]  # fmt: skip


def spoilt_line(text: str, kind: str, piece: str) -> int:
    if kind == "too_many_buttons" and not piece:  # the first of the two that are too many
        return line_of(text, _TWO_MORE) + 1
    if kind == "too_many_cards":  # one card stands before them
        return line_of(text, _MANY_CARDS) + 2 * 9
    return line_of(text, piece)


@pytest.mark.parametrize(("kind", "old", "new", "piece"), IN_BRAND)
def test_a_mistake_in_what_is_shown_is_named_with_its_line(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(BRAND_WITH_CARDS, old, new)

    found = places(mistakes_of(write(tmp_path, text, FAQ_SHOWN)))

    assert (kind, "brand.yaml", spoilt_line(text, kind, piece)) in found


@pytest.mark.parametrize(("kind", "old", "new", "piece"), IN_FAQ)
def test_a_mistake_in_what_a_row_shows_is_named_with_the_row(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(FAQ_SHOWN, old, new)
    brand = BRAND_WITH_CARDS
    if kind == "answer_too_big":
        brand = spoilt(brand, "什麼茶都好, en: For any tea", "字" * 499 + ", en: For any tea")
        brand = brand.replace("\nmenu:", f"\n{_MANY_CARDS.replace('什麼茶都好', '字' * 499)}menu:")

    found = places(mistakes_of(write(tmp_path, brand, text)))

    assert (kind, "faq.csv", line_of(text, piece)) in found


@pytest.mark.parametrize(("kind", "file", "old", "new", "piece"), NOTES)
def test_a_note_on_what_is_shown_stops_nothing(
    tmp_path: Path, kind: str, file: str, old: str, new: str, piece: str
) -> None:
    texts = {"brand.yaml": BRAND_WITH_CARDS, "faq.csv": FAQ_SHOWN}
    texts[file] = spoilt(texts[file], old, new)

    result = compile_brand(write(tmp_path, texts["brand.yaml"], texts["faq.csv"]))

    assert isinstance(result, CompiledPack)
    assert (kind, file, line_of(texts[file], piece)) in places(result.notes)


def test_a_link_that_is_not_encoded_is_told_as_it_should_be(tmp_path: Path) -> None:
    text = spoilt(BRAND_WITH_CARDS, _POT, "link: https://茶.example/紅 壺/100%?q=%E8%8C%B6")

    (found,) = mistakes_of(write(tmp_path, text, FAQ_SHOWN))

    wanted = "https://xn--cl1a.example/%E7%B4%85%20%E5%A3%BA/100%25?q=%E8%8C%B6"
    assert found.remedy["en"] == f"write {wanted}"


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://１２７.０.０.１/a.png", "link_not_public"),
        ("https://shop。local/紅", "link_not_public"),
        ("https://茶.example:8443/紅", "link_not_public"),
        (f"https://leaf.example/{'茶' * 200}", "link_too_long"),
    ],
)
def test_no_remedy_tells_to_write_what_is_refused_next(
    tmp_path: Path, link: str, kind: str
) -> None:
    (found,) = mistakes_of(
        write(tmp_path, spoilt(BRAND_WITH_CARDS, _POT, f"link: {link}"), FAQ_SHOWN)
    )

    assert found.kind == kind


def test_what_is_shown_rightly_is_not_noted(tmp_path: Path) -> None:
    result = compile_brand(write(tmp_path, BRAND_WITH_CARDS, FAQ_SHOWN))

    assert isinstance(result, CompiledPack)
    assert result.notes == ()
