"""A brand's folder becomes one pack with a content address, or all its mistakes at once."""

import hashlib
import json
import string
from datetime import date, time
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.packs import (
    test_brand_mistakes,
    test_faq_mistakes,
    test_rules_mistakes,
    test_shown_mistakes,
    test_topics_file,
)
from tests.unit.packs.sample import (
    BRAND_YAML,
    FAQ_CSV,
    TOPICS_YAML,
    mistakes_of,
    places,
    spoilt,
    write,
)
from towkay.adapters.packs_json import load_pack
from towkay.domain.brands import Account, Phrase
from towkay.domain.errors import PackMissing
from towkay.domain.hours import Span
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.compiler import CompiledPack, Mistakes, compile_brand
from towkay.packs.findings import WORDINGS
from towkay.packs.wording import NOTES, Kind
from towkay.packs.wording_days import DayMistake
from towkay.packs.wording_menus import MenuKind
from towkay.packs.wording_notices import NoticeKind

OF_WHOLE_FILES = {"file_missing", "file_unknown", "not_utf8"}  # tested below
OF_SEVERAL_FILES = {"no_topics"}  # which campaigns need: test_topics_file


def compiled(folder: Path) -> CompiledPack:
    result = compile_brand(folder)
    assert isinstance(result, CompiledPack), [found.text("en") for found in result.mistakes]
    return result


def test_a_pack_reads_back_as_the_brand_that_was_written(tmp_path: Path) -> None:
    pack = compiled(write(tmp_path))

    brand = load_pack(pack.body)

    assert (brand.brand, brand.version, brand.languages) == ("leaf", pack.version, ("zh-TW", "en"))
    assert brand.hours.week[0] == ()
    assert brand.hours.week[4][1] == Span(time(18), time(0, 30))
    assert brand.hours.week[6] == (Span(time(10, 30), time(0)),)
    assert brand.hours.special[date(2027, 2, 7)] == ()
    assert brand.hours.special[date(2027, 2, 15)] == (Span(time(11), time(19, 30)),)
    assert brand.accounts[0] == Account("messenger", "104512398760021")
    assert (brand.menu, brand.handover_hours) == (("shipping", "returns"), 12.0)
    assert brand.say(Phrase.AWAY, "en", opens="11:00") == "say away 11:00"


def test_rows_of_one_id_are_one_entry_in_several_languages(tmp_path: Path) -> None:
    shipping, returns = load_pack(compiled(write(tmp_path)).body).faq

    assert shipping.phrases == {
        "zh-TW": ("運費多少", "郵資", "寄送費用"),
        "en": ("shipping fee", "postage", "delivery cost"),
    }
    assert shipping.buttons == {"zh-TW": "運費怎麼算？", "en": "Shipping"}
    assert shipping.tags == ("運費", "配送")
    assert returns.answers["zh-TW"] == "七天內可以，\n請留包裝"
    assert len(shipping.all_phrases()) == 9  # two questions, six alternatives, one button


def test_the_same_content_is_the_same_pack_however_it_is_ordered(tmp_path: Path) -> None:
    lines = BRAND_YAML.splitlines(keepends=True)
    other = "".join([*lines[4:6], *lines[:4], "# a comment\n", *lines[6:]])

    one, two = compiled(write(tmp_path)), compiled(write(tmp_path, brand_yaml=other))

    assert one.version == two.version == hashlib.sha256(one.body).hexdigest()


def test_other_content_is_another_pack(tmp_path: Path) -> None:
    one = compiled(write(tmp_path))
    two = compiled(write(tmp_path, faq_csv=spoilt(FAQ_CSV, "超商 NT$65", "超商 NT$70")))

    assert one.version != two.version


def test_a_sample_without_mistakes_has_no_notes_either(tmp_path: Path) -> None:
    assert compiled(write(tmp_path)).notes == ()


def test_one_run_finds_the_mistakes_of_all_files_in_order(tmp_path: Path) -> None:
    yaml_text = spoilt(spoilt(BRAND_YAML, "Asia/Taipei", "Taipei"), "  - returns", "  - refunds")
    csv_text = spoilt(FAQ_CSV, "Within seven days", "")

    found = mistakes_of(write(tmp_path, yaml_text, csv_text))

    assert [(one.kind.value, one.file) for one in found] == [
        ("bad_zone", "brand.yaml"),
        ("menu_unknown_id", "brand.yaml"),
        ("empty_answer", "faq.csv"),
    ]
    assert found[0].text("zh-TW").startswith("brand.yaml:6: 「Taipei」不是時區名稱 → ")
    assert found[0].text("en").startswith("brand.yaml:6: “Taipei” is not a time zone → ")


def test_a_broken_brand_yaml_does_not_hide_the_mistakes_of_faq_csv(tmp_path: Path) -> None:
    found = mistakes_of(write(tmp_path, ":", spoilt(FAQ_CSV, "Within seven days", "")))

    assert {one.file for one in found} == {"brand.yaml", "faq.csv"}


@pytest.mark.parametrize("name", ["brand.yaml", "faq.csv"])
def test_a_missing_file_is_a_mistake(tmp_path: Path, name: str) -> None:
    (write(tmp_path) / name).unlink()

    assert ("file_missing", name, 1) in places(mistakes_of(tmp_path))


def test_a_folder_that_is_not_there_lacks_every_file(tmp_path: Path) -> None:
    found = places(mistakes_of(tmp_path / "nowhere"))

    assert found == {("file_missing", "brand.yaml", 1), ("file_missing", "faq.csv", 1)}


def test_a_file_nobody_reads_is_noted(tmp_path: Path) -> None:
    (write(tmp_path) / "faqs.csv").touch()
    (tmp_path / "~$faq.csv").touch()

    assert places(compiled(tmp_path).notes) == {("file_unknown", "faqs.csv", 1)}


@pytest.mark.parametrize(
    ("encoding", "guess"), [("cp950", "Big5"), ("utf-16", "UTF-16"), ("gb18030", "")]
)
def test_another_encoding_is_a_mistake_where_it_begins(
    tmp_path: Path, encoding: str, guess: str
) -> None:
    (write(tmp_path) / "faq.csv").write_bytes(FAQ_CSV.encode(encoding))

    (found,) = (one for one in mistakes_of(tmp_path) if one.kind == "not_utf8")

    assert found.line == (1 if encoding == "utf-16" else 2)
    assert guess in found.reason["zh-TW"]


def test_every_kind_is_worded_and_has_a_test() -> None:
    brand = (test_brand_mistakes.TABLE, test_brand_mistakes.NOTES)
    rules = (test_rules_mistakes.TABLE, test_rules_mistakes.NOTES)
    shown = (test_shown_mistakes.IN_BRAND, test_shown_mistakes.IN_FAQ, test_shown_mistakes.NOTES)
    topics = (test_topics_file.MISTAKES, test_topics_file.NOTES)
    rows = chain(
        *brand, *rules, *topics, test_faq_mistakes.MISTAKES, test_faq_mistakes.NOTES, *shown
    )

    # Those of menus, holidays, campaigns and notices have tests and tables of their own.
    assert set(WORDINGS) == {*Kind, *MenuKind, *DayMistake, *CampaignKind, *NoticeKind}
    of_others = {MenuKind.TAP_UNKNOWN_ID, CampaignKind.UNKNOWN_CHOICE}
    tried = {row[0] for row in rows} | OF_WHOLE_FILES | OF_SEVERAL_FILES
    assert tried - of_others == {kind.value for kind in Kind}
    assert set(Kind) > NOTES


@pytest.mark.parametrize("kind", Kind)
def test_both_languages_of_a_wording_ask_for_the_same_particulars(kind: Kind) -> None:
    zh, zh_remedy, en, en_remedy = (names_in(text) for text in WORDINGS[kind])

    assert {name.removesuffix("_zh") for name in zh | zh_remedy} == {
        name.removesuffix("_en") for name in en | en_remedy
    }


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"\xff", b'{"format":1}', b'{"format":3}', b"[" * 100_000]
)
def test_what_is_no_pack_is_refused_by_name(body: bytes) -> None:
    with pytest.raises(PackMissing):
        load_pack(body)


def test_a_pack_that_lacks_a_voice_text_is_refused(tmp_path: Path) -> None:
    pack = json.loads(compiled(write(tmp_path)).body)
    del pack["voice"]["away"]

    with pytest.raises(PackMissing):
        load_pack(json.dumps(pack).encode())


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(["brand.yaml", "faq.csv", "topics.yaml"]),
    at=st.floats(0, 1, exclude_max=True),
    cut=st.integers(0, 40),
    noise=st.one_of(st.binary(max_size=6), st.text(':-[]{}"|,\n &*!~', max_size=6).map(str.encode)),
)
def test_no_damage_to_a_file_breaks_the_compiler(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: float, cut: int, noise: bytes
) -> None:
    folder = write(tmp_path_factory.mktemp("brand"), topics_yaml=TOPICS_YAML)
    sound = (folder / name).read_bytes()
    start = int(at * len(sound))
    (folder / name).write_bytes(sound[:start] + noise + sound[start + cut :])

    result = compile_brand(folder)

    if isinstance(result, Mistakes):
        lengths = {path.name: path.read_bytes().count(b"\n") for path in folder.iterdir()}
        # A carriage return in the noise is a line end too.
        assert all(1 <= one.line <= lengths[one.file] + 7 for one in result.mistakes)
    else:
        assert load_pack(result.body).version == result.version
