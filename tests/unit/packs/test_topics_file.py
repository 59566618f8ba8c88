"""topics.yaml is checked to the line, and reaches the conversation as it is written."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.packs.campaign_sample import FILES, compiled, folder_of
from tests.unit.packs.sample import TOPICS_YAML, line_of, mistakes_of, places, spoilt, write
from towkay.adapters.packs_json import load_pack
from towkay.domain.brand_rules import DEFAULT_CAPS, Cap
from towkay.domain.messages import Purpose
from towkay.domain.topics import Cadence
from towkay.packs.compiler import CompiledPack, Mistakes, compile_brand
from towkay.packs.limits import TOPIC_NAME_LIMIT
from towkay.packs.topics_file import TOPICS_LIMIT, WORDING_LIMIT

_ONE = "- id: extra{}\n  purpose: service\n  name: 新\n  wording: 字\n"
_EXTRA = "".join(_ONE.format(number) for number in range(TOPICS_LIMIT))
_SERVICE = "purpose: service\n  "
_ASK = "ask: {after: [shipping],"
_LONG = "長" * (WORDING_LIMIT + 1)

# kind of mistake, what stood there, what stands there now, a piece that begins on the named line
MISTAKES = [
    ("bad_id", "id: weekly", "id: Weekly News", "- id: Weekly"),
    ("repeated_entry", "id: parcels", "id: weekly", "- id: weekly\n  purpose: service"),
    ("unknown_purpose", "purpose: service", "purpose: reply", "purpose: reply"),
    ("missing_key", "  purpose: service\n", "", "- id: parcels"),
    ("unknown_key", "purpose: service", "purpose: service\n  rhythm: 7", "rhythm"),
    ("unknown_choice", "purpose: service", "purpose: service\n  cadence: 7", "  cadence"),
    ("text_too_long", "purpose: service", f"{_SERVICE}title: {{zh-TW: {_LONG}, en: x}}", "  t"),
    ("missing_language", "purpose: service", "purpose: service\n  title: x", "  title"),
    ("bad_link", "purpose: service", "purpose: service\n  image: pot.png", "  image"),
    ("missing_key", "purpose: service", "purpose: service\n  ask: {most: 2}", "  ask"),
    ("empty_value", "purpose: service", "purpose: service\n  ask: {after: []}", "  ask"),
    ("tap_unknown_id", "purpose: service", "purpose: service\n  ask: {after: [shiping]}", "  ask"),
    ("bad_number", "purpose: service", f"{_SERVICE}{_ASK} every_days: 6}}", "  ask"),
    ("bad_number", "purpose: service", f"{_SERVICE}{_ASK} most: 6}}", "  ask"),
    ("missing_language", "name: {zh-TW: 包裹, en: Parcels}", "name: 包裹", "name: 包裹"),
    ("unknown_language", "en: Parcels", "en: Parcels, ja: 小包", "name: {zh-TW: 包裹"),
    ("topic_name_too_long", "en: Parcels", "en: Parcel notices", "name: {zh-TW: 包裹"),
    ("text_too_long", "出貨時告訴您", _LONG, "wording: {zh-TW: 長"),
    ("empty_value", "zh-TW: 包裹", "zh-TW: ''", "name: {zh-TW: ''"),
    ("wrong_type", "name: {zh-TW: 包裹, en: Parcels}", "name: [包裹]", "name: [包裹]"),
    ("too_many_topics", TOPICS_YAML, TOPICS_YAML + _EXTRA, f"- id: extra{TOPICS_LIMIT - 2}\n"),
    ("wrong_type", TOPICS_YAML, "weekly: marketing\n", "weekly"),
]  # fmt: skip

NOTES = [
    ("topic_name_stops_all", "zh-TW: 包裹", "zh-TW: 通知", "name: {zh-TW: 通知"),
    ("topic_name_stops_all", "en: Parcels", "en: Messages", "name: {zh-TW: 包裹"),
]


@pytest.mark.parametrize(("kind", "old", "new", "piece"), MISTAKES)
def test_a_mistake_in_a_topic_is_named_with_its_line(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(TOPICS_YAML, old, new)

    found = places(mistakes_of(write(tmp_path, topics_yaml=text)))

    assert (kind, "topics.yaml", line_of(text, piece)) in found


@pytest.mark.parametrize(("kind", "old", "new", "piece"), NOTES)
def test_a_name_that_ends_everything_when_typed_is_noted(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(TOPICS_YAML, old, new)

    result = compile_brand(write(tmp_path, topics_yaml=text))

    assert isinstance(result, CompiledPack)
    assert places(result.notes) == {(kind, "topics.yaml", line_of(text, piece))}


def test_a_file_of_topics_with_another_name_is_noted(tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "topic.yaml").write_text(TOPICS_YAML, encoding="utf-8")

    result = compile_brand(folder)

    assert isinstance(result, CompiledPack)
    assert "topics.yaml" in result.notes[0].remedy["en"]


def test_topics_reach_the_conversation_as_they_are_written(tmp_path: Path) -> None:
    result = compile_brand(write(tmp_path, topics_yaml=TOPICS_YAML))

    assert isinstance(result, CompiledPack)
    weekly, parcels = load_pack(result.body).topics
    assert (weekly.id, weekly.purpose) == ("weekly", Purpose.MARKETING)
    assert weekly.name == {"zh-TW": "每週茶訊", "en": "Tea news"}
    assert weekly.wording["zh-TW"] == "每週一則新茶消息"
    assert parcels.purpose is Purpose.SERVICE


def test_rhythm_and_request_of_a_topic_reach_the_pack(tmp_path: Path) -> None:
    more = """
  cadence: weekly
  title: {zh-TW: 每週茶訊, en: Tea every week}
  image: https://cdn.leaf.example/news.jpg
  ask: {after: [shipping], every_days: 14}"""
    text = spoilt(TOPICS_YAML, "  purpose: marketing", f"  purpose: marketing{more}")

    result = compile_brand(write(tmp_path, topics_yaml=text))

    assert isinstance(result, CompiledPack)
    weekly, parcels = load_pack(result.body).topics
    assert (weekly.cadence, parcels.cadence) == (Cadence.WEEKLY, None)
    promised = Cap((Purpose.MARKETING,), 1, int(timedelta(days=6).total_seconds()), "weekly")
    assert result.rules.caps == (*DEFAULT_CAPS, promised)
    assert load_pack(result.body).rules == result.rules
    assert weekly.title["en"] == "Tea every week" and weekly.image.endswith("news.jpg")
    assert json.loads(result.body)["topics"][0]["ask"] == {
        "after": ["shipping"],
        "again_after_days": 14,
        "at_most": 3,
    }


def test_a_topic_that_asks_nothing_is_the_same_as_ever(tmp_path: Path) -> None:
    result = compile_brand(write(tmp_path, topics_yaml=TOPICS_YAML))

    assert isinstance(result, CompiledPack)
    assert all(
        topic.keys() == {"id", "purpose", "name", "wording"}
        for topic in json.loads(result.body)["topics"]
    )


def test_a_brand_without_topics_has_none_and_older_packs_are_still_read(tmp_path: Path) -> None:
    result = compile_brand(write(tmp_path))
    assert isinstance(result, CompiledPack)
    pack = json.loads(result.body)
    older = {name: value for name, value in pack.items() if name not in ("topics", "rules")}

    assert load_pack(result.body).topics == ()
    assert load_pack(json.dumps(older | {"format": 2}).encode()).topics == ()


def test_the_version_of_a_wording_changes_with_any_of_its_words(tmp_path: Path) -> None:
    def versions(old: str, new: str) -> list[str]:
        result = compile_brand(write(tmp_path, topics_yaml=spoilt(TOPICS_YAML, old, new)))
        assert not isinstance(result, Mistakes)
        weekly = load_pack(result.body).topics[0]
        return [weekly.version("zh-TW"), weekly.version("en")]

    plain = versions("每週一則新茶消息", "每週一則新茶消息")

    assert len(set(plain)) == 2 and all(len(version) == 12 for version in plain)
    assert versions("每週一則新茶消息", "每天一則新茶消息")[0] != plain[0]
    assert versions("每週一則新茶消息", "每天一則新茶消息")[1] == plain[1]
    assert versions("每週茶訊", "每週茶信")[0] != plain[0]
    assert versions("purpose: marketing", "purpose: service")[0] != plain[0]


def test_a_name_at_its_limit_fits_its_buttons() -> None:
    assert len("Resume ") + TOPIC_NAME_LIMIT <= 20


@pytest.mark.parametrize("topics", ["", "- id: weekly\n"])
def test_a_brand_without_topics_is_told_so_once_with_the_campaigns_that_need_one(
    tmp_path: Path, topics: str
) -> None:
    """Be its file empty, or nothing in it whole."""
    result = compiled(folder_of(tmp_path, FILES, topics=topics))

    assert isinstance(result, Mistakes)
    kinds = [found.kind.value for found in result.mistakes]
    assert kinds.count("no_topics") == 1 and "unknown_topic" not in kinds
    told = next(one for one in result.mistakes if one.kind.value == "no_topics")
    assert (told.file, told.line) == ("topics.yaml", 1)
    for reason in told.reason.values():
        assert all(name in reason for name in FILES)


def test_a_topics_file_that_cannot_be_read_is_the_one_cause_that_is_told(tmp_path: Path) -> None:
    mondays = {"mondays": FILES["mondays"]}
    result = compiled(folder_of(tmp_path, mondays, topics="- id: [weekly\n"))

    assert isinstance(result, Mistakes)
    assert [found.kind.value for found in result.mistakes] == ["bad_yaml"]
