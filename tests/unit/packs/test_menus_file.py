"""menus.yaml is checked to the line, with its pictures, and with what the other files have."""

import json
import re
from pathlib import Path

import pytest

from tests.unit.packs.sample import (
    BRAND_YAML,
    TOPICS_YAML,
    line_of,
    mistakes_of,
    places,
    spoilt,
    write,
)
from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.menus import Menus, Target
from towkay.packs.compiler import CompiledPack, compile_brand
from towkay.packs.findings import WORDINGS
from towkay.packs.menus_file import ICE_BREAKERS, MENU_ITEMS
from towkay.packs.pictures import Picture, picture_in
from towkay.packs.wording_menus import MenuKind

PAGE = (Path(__file__).parents[3] / "docs" / "brand-pack.md").read_text(encoding="utf-8")
MENUS_YAML = """\
greeting: {zh-TW: 歡迎, en: Welcome}
menu:
  - label: {zh-TW: 運費, en: Shipping}
    asks: shipping
  - label: {zh-TW: 商店, en: Shop}
    link: https://leaf.example/shop
  - label: {zh-TW: 茶訊, en: Tea news}
    topic: weekly
  - label: {zh-TW: 我的訂閱, en: My topics}
    subscriptions: true
  - label: {zh-TW: 真人, en: A person}
    human: true
ice_breakers:
  - question: {zh-TW: 寄到家要多少, en: What does delivery cost}
    asks: shipping
commands:
  - name: returns
    description: {zh-TW: 退貨, en: Returns}
    asks: returns
rich_menus:
  - id: main
    image: menus/main.png
    bar: 選單
    grid: 2x1
    areas:
      - {label: 運費, asks: shipping}
      - {label: 更多, switch: more}
  - id: more
    image: menus/main.png
    bar: 更多
    open: false
    areas:
      - {at: "0,0,1000,800", menu: true}
"""


def png(width: int = 2500, height: int = 1686, more: bytes = b"") -> bytes:
    size = width.to_bytes(4) + height.to_bytes(4)
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + size + b"\x08\x02\x00\x00\x00" + more


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc2\x00\x11\x08\x06\x96\x09\xc4\x03"
)


ON_WHATSAPP = BRAND_YAML.replace(
    "accounts:\n", 'accounts:\n  - {channel: whatsapp, account: "209911887700123"}\n'
)


def folder(
    tmp_path: Path,
    text: str = MENUS_YAML,
    picture: bytes | None = None,
    brand_yaml: str = ON_WHATSAPP,
) -> Path:
    write(tmp_path, brand_yaml, topics_yaml=TOPICS_YAML)
    (tmp_path / "menus.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "menus").mkdir(exist_ok=True)
    (tmp_path / "menus" / "main.png").write_bytes(png() if picture is None else picture)
    return tmp_path


def menus_of(tmp_path: Path, text: str = MENUS_YAML, picture: bytes | None = None) -> Menus:
    result = compile_brand(folder(tmp_path, text, picture))
    assert isinstance(result, CompiledPack) and result.menus is not None, result
    return result.menus


_ITEM = "  - label: {zh-TW: 字, en: word}\n    menu: true\n"
_ITEMS = f"menu:\n{_ITEM * (MENU_ITEMS.most + 1)}"
_BREAKER = "  - question: {zh-TW: 問, en: ask}\n    asks: shipping\n"
_BREAKERS = f"ice_breakers:\n{_BREAKER * (ICE_BREAKERS.most + 1)}"
_AREAS = "      - {at: '0,0,10,10', menu: true}\n" * 21

# kind of mistake, what stood there, what stands there now, a piece that begins on the named line
MISTAKES = [
    ("tap_no_target", "    topic: weekly\n", "", "  - label: {zh-TW: 茶訊"),
    ("tap_no_target", "human: true", "human: false", "human: false"),
    ("bad_switch", "human: true", "human: yes", "human: yes"),
    ("tap_two_targets", "topic: weekly", "topic: weekly\n    menu: true", "  - label: {zh-TW: 茶"),
    ("tap_unknown_id", "topic: weekly", "topic: daily", "topic: daily"),
    ("tap_unknown_id", "    asks: returns", "    asks: refunds", "    asks: refunds"),
    ("tap_unknown_id", "switch: more", "switch: other", "      - {label: 更多"),
    ("too_many_taps", MENUS_YAML, _ITEMS, _ITEMS),
    ("too_many_taps", MENUS_YAML, _BREAKERS, _BREAKERS),
    ("too_many_taps", '      - {at: "0,0,1000,800", menu: true}\n', _AREAS, "MENUS"),
    ("tap_text_long", "zh-TW: 歡迎", f"zh-TW: {'歡' * 161}", "greeting"),
    ("tap_text_long", "en: A person", f"en: {'a' * 31}", "  - label: {zh-TW: 真人"),
    ("tap_text_long", "bar: 選單", f"bar: {'選' * 15}", "    bar: 選"),
    ("tap_text_long", "bar: 選單", f"bar: {'選' * 13}🍵", "    bar: 選"),  # of two units
    ("tap_text_long", "label: 更多", f"label: {'更' * 21}", "      - {label: 更更"),
    ("tap_text_emoji", "zh-TW: 寄到家要多少", "zh-TW: 寄到家要多少📦", "  - question"),
    ("tap_words_taken", "zh-TW: 寄到家要多少", "zh-TW: 退貨規定", "  - question"),
    ("command_word", "zh-TW: 寄到家要多少", "zh-TW: 停止", "  - question"),
    ("bad_command", "name: returns", "name: /returns", "  - name: /returns"),
    ("bad_command", "name: returns", "name: 退貨", "  - name: 退貨"),
    ("picture_missing", "main.png\n    bar: 選", "no.png\n    bar: 選", "    image: menus/no.png"),
    ("picture_missing", "menus/main.png\n    bar: 選", "../../x.png\n    bar: 選", "    image: .."),
    ("bad_grid", "grid: 2x1", "grid: 3x1", "    grid: 3x1"),
    ("bad_grid", "grid: 2x1", "grid: two", "    grid: two"),
    ("bad_area", "0,0,1000,800", "0,0,9000,800", '      - {at: "0,0,9000'),
    ("bad_area", "0,0,1000,800", "0,0,0,800", '      - {at: "0,0,0'),
    ("bad_area", "0,0,1000,800", "here", '      - {at: "here'),
    ("missing_key", "    grid: 2x1\n", "", "      - {label: 運費"),
    ("two_defaults", "grid: 2x1", "default: true\n    grid: 2x1", None),
    ("repeated_entry", "  - id: more", "  - id: main", None),
    ("bad_id", "id: more", "id: More", "  - id: More"),
    ("unknown_key", "greeting:", "greetings:", "greetings:"),
    ("missing_language", "{zh-TW: 商店, en: Shop}", "商店", "  - label: 商店"),
    ("link_not_https", "https://leaf.example/shop", "http://leaf.example/shop", "    link: http:"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new", "piece"), MISTAKES)
def test_a_mistake_in_a_menu_is_named_with_its_line(
    tmp_path: Path, kind: str, old: str, new: str, piece: str | None
) -> None:
    text = spoilt(MENUS_YAML, old, new)
    if kind == "two_defaults":
        text = spoilt(text, "open: false", "default: true")

    found = places(mistakes_of(folder(tmp_path, text)))

    assert kind in {name for name, file, _ in found if file == "menus.yaml"}
    if piece is not None and piece in text:
        line = line_of(text, piece)
        around = {at for name, file, at in found if (name, file) == (kind, "menus.yaml")}
        # A list that is too long is told of at its first entry too many.
        assert line in around or kind == "too_many_taps"


def test_a_brand_that_is_not_on_whatsapp_may_use_emoji_in_a_first_question(tmp_path: Path) -> None:
    text = spoilt(MENUS_YAML, "zh-TW: 寄到家要多少", "zh-TW: 寄到家要多少📦")
    assert isinstance(compile_brand(folder(tmp_path, text, brand_yaml=BRAND_YAML)), CompiledPack)


@pytest.mark.parametrize(
    "picture",
    [b"", b"GIF89a", png(700, 400), png(2501, 1000), png(1000, 240), png(1000, 800),
     png(more=b"." * 1_000_001)],
)  # fmt: skip
def test_a_picture_that_line_would_refuse_is_a_mistake(tmp_path: Path, picture: bytes) -> None:
    found = places(mistakes_of(folder(tmp_path, picture=picture)))

    assert ("bad_picture", "menus.yaml", line_of(MENUS_YAML, "    image")) in found


def test_every_kind_of_mistake_of_menus_is_one_that_is_tried_here() -> None:
    tried = {kind for kind, *_ in MISTAKES} | {"bad_picture"}

    assert {kind.value for kind in MenuKind} <= tried


def test_a_picture_is_measured_by_its_first_bytes() -> None:
    assert picture_in(JPEG) == Picture("image/jpeg", 2500, 1686)
    assert picture_in(png(1200, 405)) == Picture("image/png", 1200, 405)
    assert picture_in(JPEG[:10]) is None


def test_every_tap_comes_back_as_something_the_shop_understands(tmp_path: Path) -> None:
    menus = menus_of(tmp_path)
    assert menus.menu and menus.ice_breakers and menus.commands

    said = [item.target.payload for item in menus.menu if item.target.payload]
    said += [one.payload for one in menus.ice_breakers]
    said += [one.payload for one in menus.commands]

    assert [parse_action(payload) for payload in said] == [
        Action(Verb.ANSWER, "shipping"),
        Action(Verb.SUBSCRIBE, "weekly"),
        Action(Verb.SUBSCRIPTIONS),
        Action(Verb.HUMAN),
        Action(Verb.ANSWER, "shipping"),
        Action(Verb.ANSWER, "returns"),
    ]
    assert menus.menu[1].target == Target(link="https://leaf.example/shop")


def test_words_that_arrive_as_typed_become_ways_to_ask(tmp_path: Path) -> None:
    result = compile_brand(folder(tmp_path))
    assert isinstance(result, CompiledPack)

    phrases = {one["id"]: one["phrases"] for one in json.loads(result.body)["faq"]}

    assert "寄到家要多少" in phrases["shipping"]["zh-TW"]
    assert "What does delivery cost" in phrases["shipping"]["en"]
    assert "/returns" in phrases["returns"]["zh-TW"]


def test_a_grid_fills_its_picture_to_the_last_pixel(tmp_path: Path) -> None:
    (main, more) = menus_of(tmp_path).rich_menus or ()

    assert [(a.x, a.y, a.width, a.height) for a in main.areas] == [
        (0, 0, 1250, 1686),
        (1250, 0, 1250, 1686),
    ]
    assert (main.is_default, main.is_open, more.is_default, more.is_open) == (
        *(True, True),
        *(False, False),
    )


def test_what_the_file_does_not_speak_of_is_none_and_an_empty_list_is_empty(tmp_path: Path) -> None:
    menus = menus_of(tmp_path, "ice_breakers: []\n")

    assert (menus.greeting, menus.menu, menus.rich_menus, menus.ice_breakers) == (
        *(None, None, None),
        (),
    )


def test_menus_are_no_part_of_what_functions_load(tmp_path: Path) -> None:
    result = compile_brand(folder(tmp_path))
    assert isinstance(result, CompiledPack)

    assert b"rich" not in result.body and b"menus/main.png" not in result.body


def test_a_brand_without_the_file_has_none(tmp_path: Path) -> None:
    result = compile_brand(write(tmp_path))

    assert isinstance(result, CompiledPack) and result.menus is None


def test_the_reference_lists_every_kind_in_its_own_words() -> None:
    """When this fails, put the table that it shows into the page."""
    table = "\n".join(_row(kind) for kind in MenuKind)

    assert table in PAGE, f"\n{table}"
    assert f"共 {len(MenuKind)} 種" in PAGE


def test_the_menus_that_the_reference_shows_compile(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(menu:\n  - label.*?)```", PAGE, re.DOTALL)
    assert shown

    assert menus_of(tmp_path, shown[1]).rich_menus


def _row(kind: MenuKind) -> str:
    """A kind as the page lists it; its particulars are dots."""
    zh, _, en, _ = (re.sub(r"\{[a-z_]+\}", "…", text) for text in WORDINGS[kind])
    return f"| `{kind}` | 錯誤 | {zh} | {en} |"
