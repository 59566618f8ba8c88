"""notices.yaml is checked to the line, and becomes the rules that parcels are told of by."""

import re
from pathlib import Path

import pytest

from tests.support.said_of_parcels import USUAL
from tests.unit.packs.sample import (
    BRAND_YAML,
    TOPICS_YAML,
    line_of,
    mistakes_of,
    places,
    spoilt,
    write,
)
from towkay.adapters.packs_json import load_pack
from towkay.domain.brands import Brand
from towkay.domain.messages import Purpose
from towkay.domain.shipping.default_words import TOPIC_WORDING, default_words
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.rules import (
    ORDER_UPDATES,
    ApprovedWords,
    Filled,
    Gap,
    Occasion,
    ShippingRules,
)
from towkay.packs.compiler import CompiledPack, compile_brand
from towkay.packs.findings import WORDINGS
from towkay.packs.notice_words import WORDS_LIMIT
from towkay.packs.wording_notices import NOTICE_NOTES, NoticeKind

PAGE = (Path(__file__).parents[3] / "docs" / "brand-pack.md").read_text(encoding="utf-8")
NOTICES_YAML = """\
tells: [at_pickup_store, delivered]
words:
  delivered:
    zh-TW: 您的訂單 {order} 已經到您手上了，謝謝您。
    en: Your order {order} has reached you, thank you.
pick_up:
  remind_days: 3
  remind_at: "9:30"
  days: {UNIMARTC2C: 7, FAMIC2C: 7}
pages:
  UNIMARTC2C: https://www.leaf.example/?no={tracking}
topic:
  name: {zh-TW: 包裹通知, en: Parcels}
  wording: {zh-TW: 我要收到包裹通知, en: Tell me of my parcels}
templates:
  whatsapp:
    delivered:
      name: leaf_delivered
      body: [order, "{place}"]
      link_button: 1
  messenger:
    delivered:
      name: {zh-TW: leaf_zh, en: leaf_en}
      language: {zh-TW: zh_TW, en: en_US}
      body: {number: order}
      link_button: {at: 0, ends: order}
  line:
    flexible: true
    delivered:
      key: delivered_tw
      emphasis: {date_001_tw: collect_by}
      items: {number_001_tw: order}
      link_button: check_tw
"""
# kind of mistake, what stood there, what stands there now, a piece that begins on the named line
MISTAKES = [
    ("unknown_milestone", "delivered]", "arrived]", "tells"),
    ("unknown_milestone", "[at_pickup_store, delivered]", "everything", "tells"),
    ("empty_value", "[at_pickup_store, delivered]", "[]", "tells"),
    ("unknown_key", "  delivered:\n    zh-TW: 您", "  arrived:\n    zh-TW: 您", "  arrived"),
    ("unknown_key", "tells:", "tell:", "tell:"),
    ("missing_language", "    en: Your order {order} has reached you, thank you.\n", "", "  del"),
    ("unknown_language", "    en: Your", "    ja: 注文\n    en: Your", "    ja"),
    ("unknown_gap", "{order} has", "{number} has", "    en: Your"),
    ("unknown_gap", "{order} has", "{order has", "    en: Your"),
    ("gap_at_edge", "您的訂單 {order} 已經", "（{order}）已經", "    zh-TW: "),
    ("gap_at_edge", "has reached you, thank you.", "is at {place}.", "    en: Your"),
    ("gaps_touch", "{order} has", "{order} / {tracking} has", "    en: Your"),
    ("too_many_gaps", "{order} has reached you, thank you.", "{order} by {carrier} it", "    en: "),
    ("notice_too_long", "thank you.", "x" * WORDS_LIMIT, "    en: Your"),
    ("bad_number", "remind_days: 3", "remind_days: three", "  remind_days"),
    ("bad_number", "UNIMARTC2C: 7", "UNIMARTC2C: soon", "  days"),
    ("link_not_https", "https://www", "http://www", "  UNIMARTC2C"),
    ("link_not_encoded", "{tracking}\n", "{number}\n", "  UNIMARTC2C"),
    ("bad_clock", '"9:30"', "noon", "  remind_at"),
    ("missing_key", "      name: leaf_delivered\n", "", "    delivered:\n      body"),
    ("bad_template", "leaf_delivered", "Leaf Delivered", "      name: Leaf"),
    ("bad_template", "key: delivered_tw", "key: delivered tw", "      key"),
    ("bad_template", "collect_by}", "collect_by, two: order}", "      emphasis"),
    ("unknown_gap", "body: [order, ", "body: [customer, ", "      body: ["),
    ("unknown_gap", "ends: order", "ends: place", "      link_button: {"),
    ("missing_key", "{at: 0, ends: order}", "{at: 0}", "      link_button: {"),
    ("missing_key", "      key: delivered_tw\n", "", "    delivered:\n      emphasis"),
    ("wrong_type", "items: {number_001_tw: order}", "items: [order]", "      items"),
    ("bad_switch", "flexible: true", "flexible: yes", "    flexible"),
    ("unknown_key", "  messenger:", "  instagram:", "  instagram"),
    ("topic_name_too_long", "en: Parcels}", "en: News of my parcels}", "  name: {zh-TW: 包"),
    ("wrong_type", NOTICES_YAML, "- usual\n", "- usual"),
    ("empty_value", NOTICES_YAML, "# nothing\n", "# nothing"),
]  # fmt: skip
TRIED_APART = {
    *("updates_not_service", "updates_twice", "updates_campaign"),
    *("no_ready_words", "template_language"),
}


def notices_of(folder: Path, text: str, topics: str = "") -> CompiledPack:
    (write(folder, topics_yaml=topics) / "notices.yaml").write_text(text, encoding="utf-8")
    result = compile_brand(folder)
    assert isinstance(result, CompiledPack), [one.text("en") for one in result.mistakes]
    return result


def brand_of(folder: Path, text: str, topics: str = "") -> Brand:
    return load_pack(notices_of(folder, text, topics).body)


def rules_of(folder: Path, text: str) -> ShippingRules:
    rules = brand_of(folder, text).shipping
    assert rules
    return rules


@pytest.mark.parametrize(("kind", "old", "new", "piece"), MISTAKES)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(NOTICES_YAML, old, new)
    (write(tmp_path) / "notices.yaml").write_text(text, encoding="utf-8")

    assert (kind, "notices.yaml", line_of(text, piece)) in places(mistakes_of(tmp_path))


def test_every_kind_has_been_tried() -> None:
    tried = {row[0] for row in MISTAKES} | TRIED_APART | NOTICE_NOTES
    assert {kind.value for kind in NoticeKind} <= tried


def test_words_that_sell_are_noted(tmp_path: Path) -> None:
    pack = notices_of(tmp_path, spoilt(NOTICES_YAML, "thank you.", "and 10% off next time."))
    assert [(one.kind, one.line) for one in pack.notes] == [(NoticeKind.WORDS_SELL, 5)]


def test_one_line_is_enough(tmp_path: Path) -> None:
    brand = brand_of(tmp_path, "tells: usual\n")
    assert brand.shipping == USUAL
    topic = brand.topic(ORDER_UPDATES)
    assert topic
    assert (topic.purpose, topic.wording) == (Purpose.SERVICE, TOPIC_WORDING)


def test_without_the_file_nothing_is_told_and_nothing_asked(tmp_path: Path) -> None:
    pack = compile_brand(write(tmp_path, topics_yaml=TOPICS_YAML))
    assert isinstance(pack, CompiledPack)
    brand = load_pack(pack.body)
    assert brand.shipping is None
    assert brand.topic(ORDER_UPDATES) is None


def test_what_is_written_is_what_is_told(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, NOTICES_YAML)
    assert rules.tells == {Milestone.AT_PICKUP_STORE, Milestone.DELIVERED}
    days = {"UNIMARTC2C": 7, "FAMIC2C": 7}
    assert rules.pick_ups == PickUps("Asia/Taipei", 3, "09:30", days)
    assert rules.words[Occasion.DELIVERED]["zh-TW"].startswith("您的訂單 {order} 已經到您手上")
    assert rules.words[Occasion.LOST]["en"] == default_words(Occasion.LOST, "en")
    assert rules.flexible
    assert rules.pages == {"UNIMARTC2C": "https://www.leaf.example/?no={tracking}"}


def test_the_brands_own_templates_are_read_with_what_fills_them(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, NOTICES_YAML)
    body = (Filled(Gap.ORDER), Filled(Gap.PLACE))
    assert rules.own("whatsapp", Occasion.DELIVERED, "zh-TW") == ApprovedWords(
        "leaf_delivered", "zh_TW", body, None, Filled(Gap.TRACKING), 1
    )
    assert rules.own("messenger", Occasion.DELIVERED, "en") == ApprovedWords(
        "leaf_en", "en_US", (Filled(Gap.ORDER, "number"),), None, Filled(Gap.ORDER)
    )
    assert rules.own("line", Occasion.DELIVERED, "en") == ApprovedWords(
        "delivered_tw",
        "en",
        (Filled(Gap.ORDER, "number_001_tw"),),
        Filled(Gap.COLLECT_BY, "date_001_tw"),
        Filled(Gap.LINK, "check_tw"),
    )


def test_all_and_one_and_no_reminder_are_written_short(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, "tells: all\npick_up: {remind_at: none}\n")
    assert rules.tells == frozenset(Milestone)
    assert rules.pick_ups.remind_at == ""
    assert rules_of(tmp_path, "tells: lost\n").tells == {Milestone.LOST}


def test_words_need_not_suit_a_template_where_the_brand_has_no_channel_for_one(
    tmp_path: Path,
) -> None:
    only_line = spoilt(BRAND_YAML, '  - channel: messenger\n    account: "104512398760021"\n', "")
    text = "words:\n  delivered: {zh-TW: '{order}', en: '{order}'}\n"
    (write(tmp_path, only_line) / "notices.yaml").write_text(text, encoding="utf-8")
    assert isinstance(compile_brand(tmp_path), CompiledPack)


def test_a_language_without_ready_words_needs_its_own(tmp_path: Path) -> None:
    polyglot = spoilt(BRAND_YAML, "languages: [zh-TW, en]", "languages: [zh-TW, en, ja, nan]")
    text = "tells: lost\ntemplates: {whatsapp: {lost: {name: lost}}}\n"
    (write(tmp_path, polyglot) / "notices.yaml").write_text(text, encoding="utf-8")
    found = places(tuple(one for one in mistakes_of(tmp_path) if one.file == "notices.yaml"))
    assert found == {("no_ready_words", "notices.yaml", 1), ("template_language", *_at(2))}


def test_the_reference_lists_every_kind_in_its_own_words() -> None:
    """When this fails, put the table that it shows into the page."""
    table = "\n".join(_row(kind) for kind in NoticeKind)
    assert table in PAGE, f"\n{table}"
    assert f"共 {len(NoticeKind)} 種" in PAGE
    assert f"最多 {WORDS_LIMIT} 位元組" in PAGE


def test_the_notices_that_the_reference_shows_compile(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(tells:.*?)```", PAGE, re.DOTALL)
    assert shown
    assert not notices_of(tmp_path, shown[1]).notes


def _at(line: int) -> tuple[str, int]:
    return "notices.yaml", line


def _row(kind: NoticeKind) -> str:
    """A kind as the page lists it; its particulars are dots."""
    zh, _, en, _ = (re.sub(r"\{\{?\{?[a-z_]+\}?\}?\}", "…", text) for text in WORDINGS[kind])
    return f"| `{kind}` | {'提醒 note' if kind in NOTICE_NOTES else '錯誤'} | {zh} | {en} |"
