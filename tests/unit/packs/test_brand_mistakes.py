"""Every kind of mistake in brand.yaml is named with the line a person must look at."""

from pathlib import Path

import pytest

from tests.unit.packs.sample import BRAND_YAML, line_of, mistakes_of, places, spoilt, write
from towkay.packs.compiler import CompiledPack, compile_brand

_THU = 'thu: ["11:00-19:30"]'
_LINE_ACCOUNT = "U00112233445566778899aabbccddeeff"
_ELEVEN_MORE = "".join(f"\n  - entry{number}" for number in range(3, 14))
_SAME_ACCOUNT = f"  - {{channel: line, account: {_LINE_ACCOUNT}}}\nhandover_hours"

# kind of mistake, what stood there, what stands there now, a piece that begins on the named line
TABLE = [
    ("bad_yaml", "  zh-TW: 一葉", "  zh-TW: 一葉: 茶", "  zh-TW: 一葉"),
    ("bad_yaml", "\nmenu:", "\n\tmenu:", "\tmenu:"),
    ("bad_yaml", "[zh-TW, en]", "[zh-TW, en", "zone"),
    ("bad_yaml", "brand: leaf\nname:", "brand: leaf：茶\nname: x: y\nn:", "name: x: y"),
    ("full_width_colon", "zone: Asia", "zone：Asia", "zone"),
    ("full_width_colon", "\nmenu:", "\nmenu：", "menu"),
    ("full_width_colon", "  - channel: line", "  - channel：line", "  - channel：line"),
    ("full_width_colon", "    tue: [", "    tue：[", "    tue"),
    ("unknown_key", "handover_hours", "handover_hour: 1\nhandover_hours", "handover_hour: 1"),
    ("unknown_key", "    mon: []", "    mon: []\n    mo: []", "mo: []"),
    ("unknown_key", "  sticker:", "  stickers: x\n  sticker:", "  stickers:"),
    ("missing_key", "zone: Asia/Taipei\n", "", "brand: leaf"),
    ("missing_key", f"    {_THU}\n", "", "  week:"),
    ("missing_key", "  - channel: line\n", "  - x: line\n", "x: line"),
    ("missing_key", "  thanks:\n", "  thank:\n", "voice:"),
    ("duplicate_key", "\nmenu:", "\nzone: Asia/Tokyo\nmenu:", "zone: Asia/Tokyo"),
    ("wrong_type", "brand: leaf", "brand: [leaf]", "brand:"),
    ("wrong_type", "languages: [zh-TW, en]", "languages: zh-TW", "languages"),
    ("wrong_type", "    mon: []", "    mon: {}", "mon: {}"),
    ("wrong_type", '    account: "104512398760021"', "    account: [1]", "account: [1]"),
    ("empty_value", "zh-TW: 話 thanks", "zh-TW:", "zh-TW:\n    en: say thanks"),
    ("empty_value", "zh-TW: 話 thanks", "zh-TW: ~", "zh-TW: ~"),
    ("empty_value", "languages: [zh-TW, en]", "languages: []", "languages: []"),
    ("bad_id", "brand: leaf", "brand: 一葉", "brand: 一葉"),
    ("bad_number", "handover_hours: 12", "handover_hours: 半天", "handover_hours"),
    ("bad_number", "handover_hours: 12", "handover_hours: nan", "handover_hours"),
    ("bad_number", "handover_hours: 12", "handover_hours: 0", "handover_hours"),
    ("bad_language", "[zh-TW, en]", "[zh-TW, en, 中文]", "languages"),
    ("unknown_language", "    en: say menu\n", "    en: a\n    ja: b\n", "ja: b"),
    ("missing_language", "    en: say sticker\n", "", "  sticker:"),
    ("missing_language", "  en: Leaf\n", "", "name:"),
    ("label_too_long", "say menu_button", "a button with too much on it", "en: a button"),
    ("text_too_long", "say resumed", "long" * 2001, "en: long"),
    ("bad_zone", "Asia/Taipei", "Asia/Taibei", "zone:"),
    ("bad_time", _THU, 'thu: ["11:00-19:60"]', "thu:"),
    ("bad_time", _THU, 'thu: ["11-19"]', "thu:"),
    ("bad_time", _THU, 'thu: ["24:00-01:00"]', "thu:"),
    ("bad_time", _THU, 'thu:\n      - "11:00-12:00"\n      - "13:00-25:00"', '- "13:00'),
    ("empty_span", _THU, 'thu: ["11:00-11:00"]', "thu:"),
    ("empty_span", "thu: [\"11:00-19:30\"]", "thu: 00:00-00:00", "thu:"),
    ("never_open", BRAND_YAML[BRAND_YAML.index("    tue:") : BRAND_YAML.index("  special")],
     "".join(f"    {day}: []\n" for day in ("tue", "wed", "thu", "fri", "sat", "sun")), "  week:"),
    ("bad_date", "2027-02-15", "2027-02-30", "2027-02-30"),
    ("bad_date", "2027-02-15", "2/15", "2/15"),
    ("bad_date", "2027-02-04..2027-02-10", "2027-02-10..2027-02-04", "2027-02-10"),
    ("overlapping_spans", '"18:00-00:30"', '"13:30-18:00"', "fri:"),
    ("overlapping_spans", '"18:00-00:30"', '"18:00-11:00"', "sat:"),
    ("overlapping_spans", '2027-02-15: ["11', '2027-02-13: ["00', "2027-02-13"),
    ("overlapping_spans", '2027-02-15: ["11:00-19:30', '2027-02-15: ["20:00-12:00', "tue:"),
    ("repeated_entry", "2027-02-15", "2027-02-09", "2027-02-09"),
    ("repeated_entry", "  - returns", "  - returns\n  - shipping", "  - shipping\naccounts"),
    ("repeated_entry", "handover_hours", _SAME_ACCOUNT, "  - {channel"),
    ("placeholder_missing", "say away {opens}", "say away", "en: say away\n"),
    ("placeholder_unknown", "say away {opens}", "say away {opens} {name}", "en: say away {o"),
    ("placeholder_unknown", "say stopped", "say {opens} stopped", "en: say {opens} stopped"),
    ("unknown_channel", "channel: line", "channel: lime", "channel: lime"),
    ("bad_account", _LINE_ACCOUNT, '"@leaf"', 'account: "@leaf"'),
    ("bad_account", '"104512398760021"', "一葉", "account: 一葉"),
    ("menu_unknown_id", "  - returns", "  - return", "  - return\n"),
    ("menu_too_long", "  - returns", f"  - returns{_ELEVEN_MORE}", "  - entry13"),
    ("control_character", "say resumed", "say\x07 resumed", "en: say\x07"),
]  # fmt: skip

NOTES = [
    ("long_night", 'thu: ["11:00-19:30"]', "thu: 19:30-11:00", "thu:"),
    ("comment_cuts_text", "zh-TW: 話 thanks", "zh-TW: 謝謝 #1 的茶", "zh-TW: 謝謝"),
    ("comment_cuts_text", "en: Leaf", "en: Leaf  # the shop", "en: Leaf"),
    ("comment_cuts_text", "  en: Leaf\n", "  en: Leaf\n    and tea #1\n", "en: Leaf"),
]


@pytest.mark.parametrize(("kind", "old", "new", "piece"), TABLE)
def test_a_mistake_in_brand_yaml_is_named_with_its_line(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(BRAND_YAML, old, new)

    found = places(mistakes_of(write(tmp_path, brand_yaml=text)))

    assert (kind, "brand.yaml", line_of(text, piece)) in found


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n- list\n", "[" * 5000, "&a [*a]"])
def test_a_brand_yaml_that_is_no_brand_at_all_is_a_mistake(tmp_path: Path, text: str) -> None:
    found = places(mistakes_of(write(tmp_path, brand_yaml=text)))

    assert {file for _, file, _ in found} >= {"brand.yaml"}


def test_a_misspelt_key_is_told_the_nearest_right_one(tmp_path: Path) -> None:
    text = spoilt(BRAND_YAML, "handover_hours", "handover_huors")

    told = [found for found in mistakes_of(write(tmp_path, text)) if found.kind == "unknown_key"]

    assert [found.remedy["en"].split(": ")[1].split(",")[0] for found in told] == ["handover_hours"]


@pytest.mark.parametrize(("kind", "old", "new", "piece"), NOTES)
def test_a_note_on_brand_yaml_is_named_with_its_line_and_stops_nothing(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(BRAND_YAML, old, new)

    result = compile_brand(write(tmp_path, brand_yaml=text))

    assert isinstance(result, CompiledPack)
    assert places(result.notes) == {(kind, "brand.yaml", line_of(text, piece))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_THU, "thu: 18:00-08:00"),
        (_THU, "thu: 00:00-24:00"),
        (_THU, "thu: 00:00-24:00  # all day"),
        ("zh-TW: 話 thanks", "zh-TW: '謝謝 #1 的茶'"),
        ("zh-TW: 話 thanks", "zh-TW: '謝謝'  # 短一點"),
        ("zh-TW: 話 thanks", "zh-TW: 謝謝#1的茶\n    # 短一點"),
        ("zh-TW: 話 thanks", "zh-TW: |  # 短一點\n      謝謝 #1"),
    ],
)
def test_what_is_meant_as_written_is_not_noted(tmp_path: Path, old: str, new: str) -> None:
    result = compile_brand(write(tmp_path, brand_yaml=spoilt(BRAND_YAML, old, new)))

    assert isinstance(result, CompiledPack)
    assert result.notes == ()


def test_spans_that_only_touch_do_not_overlap(tmp_path: Path) -> None:
    text = spoilt(BRAND_YAML, '"18:00-00:30"', '"14:00-10:30"')

    result = compile_brand(write(tmp_path, brand_yaml=text))

    assert isinstance(result, CompiledPack)
