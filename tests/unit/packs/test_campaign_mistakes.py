"""Every mistake in a campaign is told with file and line, why, and what to do."""

from pathlib import Path

import pytest

from tests.unit.packs.campaign_sample import FILES, ON_WHATSAPP, SOLD, TOPICS, compiled, folder_of
from tests.unit.packs.sample import BRAND_WITH_CARDS, line_of, places, spoilt
from tests.unit.packs.test_campaign_notes import NOTED
from tests.unit.packs.test_compiler import names_in
from towkay.packs.campaign_kinds import CAMPAIGN_NOTES, CampaignKind
from towkay.packs.campaigns_file import MOST_CAMPAIGNS
from towkay.packs.compiler import CompiledPack, Mistakes
from towkay.packs.findings import WORDINGS

_SAY = "say: {zh-TW: 本週的茶, en: The tea of the week}"
_SIX = "[" + ", ".join(["{zh-TW: 茶, en: tea}"] * 6) + "]"
_STEPS = "steps:\n" + "".join(
    f"  - {{id: s{n}, after: {n}d, say: {{zh-TW: 茶, en: tea}}}}\n" for n in range(21)
)
_TWO_STEPS = SOLD[SOLD.index("steps:") :]
_TEA = "{zh-TW: 茶, en: tea}"
_LONG = "{zh-TW: " + "茶" * 2000 + ", en: tea}"
_BIG = f"say: [{', '.join([_LONG] * 5)}]"
_DEEP = f"to: {'{not: ' * 9}{{tag: a}}{'}' * 9}"
_MANY = f"to: {{any: [{', '.join(['{tag: a}'] * 101)}]}}"
_ON_LINE = "say_on: {line: {template: {name: weekly, opt_out: true}}}"
_UNKNOWN = "known: false"
_PAGE = "https://leaf.example/autumn"
_LOVE = "en: I love oolong"
_STOP = "      - stop: true"
_LINK = "        link: https://leaf.example/\n"
_CARD = """\
            text: {zh-TW: 三步就好, en: In three steps}
            image: https://cdn.leaf.example/brew.jpg
            link: https://leaf.example/brew
            buttons:
              - label: {zh-TW: 退貨, en: Returns}
                asks: returns
"""
_LABEL = "label: {zh-TW: 我愛烏龍, en: I love oolong}"
_TAG = "        tag: 愛烏龍\n"
_ASKS = "        asks: returns\n      - stop"

# the campaign, the kind, what stood there, what stands there now, a piece that begins on the line
WHEN = [
    ("mondays", "when_missing", '{cron: "0 10 * * 1", days: workdays}', "{days: any}", "when:"),
    ("mondays", "when_twice", 'cron: "0', 'once: x, cron: "0', "when:"),
    ("mondays", "bad_cron", "0 10 * * 1", "every monday", "when:"),
    ("mondays", "bad_cron", "0 10 * * 1", "0 0 10 * * 1", "when:"),
    ("mondays", "bad_cron", "0 10 * * 1", "61 10 * * 1", "when:"),
    ("mondays", "bad_cron", "0 10 * * 1", "0 10 30 2 *", "when:"),
    ("mondays", "cron_too_often", "0 10 * * 1", "* 10 * * 1", "when:"),
    ("mondays", "unknown_choice", "workdays", "weekdays", "when:"),
    ("autumn", "bad_moment", "2026-12-01 10:00", "2026-02-30 10:00", "when:"),
    ("autumn", "bad_moment", "2026-12-01 10:00", "12/1 10:00", "when:"),
    ("autumn", "bad_year", "2026-12-01 10:00", "9999-12-31 23:59", "when:"),
    ("autumn", "bad_zone", "Asia/Taipei", "Asia/Taipeh", "zone:"),
    ("autumn", "bad_span", "grace: 3h", "grace: 8d", "grace:"),
    ("autumn", "bad_span", "grace: 3h", "grace: soon", "grace:"),
    ("autumn", "grace_zero", "grace: 3h", "grace: 0m", "grace:"),
    ("autumn", "full_width_colon", "when: {once", "when：{once", "when："),
    ("autumn", "long_past", "2026-12-01", "2025-12-01", "when:"),
    ("welcome", "unknown_choice", "after: entry", "after: purchase", "when:"),
    ("welcome", "bad_span", "after: 14d", "after: 2w", "    after: 2w"),
    ("welcome", "bad_clock", '"19:30"', '"7:30 pm"', "    at:"),
    ("gift", "bad_id", "birthday: born", "birthday: 生日", "when:"),
    ("gift", "bad_number", "days_before: 3", "days_before: 90", "when:"),
    ("gift", "unknown_choice", "mar_1", "mar_2", "when:"),
    ("quiet", "too_many_tries", "[60, 30]", "[60, 30, 90, 120]", "when:"),
    ("quiet", "bad_number", "[60, 30]", "[0]", "when:"),
    ("quiet", "empty_value", "[60, 30]", "[]", "when:"),
    ("moon", "unknown_holiday", "mid_autumn", "mid_automn", "when:"),
    ("mondays", "rhythm", "0 10 * * 1", "0 10 * * 1,4", "when:"),
    ("welcome", "rhythm", "after: 14d", "after: 9d", "when:"),
]  # fmt: skip

WHOM = [
    ("autumn", "audience_empty", "[line, messenger]", "[]", "    - channel: []"),
    ("quiet", "audience_empty", "to: {channel: line}", "to: {}", "to:"),
    ("quiet", "audience_empty", "to: {channel: line}", "to: []", "to:"),
    ("quiet", "audience_empty", "to: {channel: line}", "to:", "to:"),
    ("quiet", "audience_empty", "to: {channel: line}", "to: {any: , channel: line}", "to:"),
    ("quiet", "audience_empty", "to: {channel: line}", "to: {not: , channel: line}", "to:"),
    ("quiet", "audience_empty", "to: {channel: line}", "to: {any: []}", "to:"),
    ("quiet", "audience_empty", "{channel: line}", "{channel: line, not: {channel: line}}", "to:"),
    ("quiet", "audience_tangled", "to: {channel: line}", "to: &a {any: [*a]}", "to:"),
    ("quiet", "audience_tangled", "to: {channel: line}", _DEEP, "to:"),
    ("quiet", "audience_tangled", "to: {channel: line}", _MANY, "to:"),
    ("quiet", "wrong_type", "to: {channel: line}", "to: everybody", "to:"),
    ("quiet", "unknown_key", "{channel: line}", "{channels: line}", "to:"),
    ("quiet", "unknown_choice", "{channel: line}", "{channel: fax}", "to:"),
    ("quiet", "unknown_choice", "{channel: line}", "{channel: whatsapp}", "to:"),
    ("autumn", "unknown_choice", "- language: zh-TW", "- language: ja", "    - language"),
    ("autumn", "unknown_choice", "came_by: [ad,", "came_by: [tv,", "    - not:"),
    ("autumn", "unknown_choice", "qr:counter-3", "qr:counter 3", "    - not:"),
    ("autumn", "field_compare", ", at_least: 100", "", "        - field: {name: points"),
    ("autumn", "field_compare", _UNKNOWN, f"{_UNKNOWN}, is: x", "        - field: {name: s"),
    ("autumn", "bad_number", "silent_for: 3", "silent_for: 0", "    - silent_for"),
    ("autumn", "empty_value", "- tag: oolong", "- tag: ''", "    - tag"),
    ("autumn", "unknown_topic", "topic: weekly", "topic: weakly", "topic:"),
    ("quiet", "bad_budget", "3000 TWD", "a lot", "budget:"),
    ("quiet", "budget_zero", "3000 TWD", "0 TWD", "budget:"),
    ("quiet", "budget_zero", "3000 TWD", "0.00 TWD", "budget:"),
    ("autumn", "bad_number", "holdout: 10", "holdout: 60", "holdout:"),
    ("autumn", "bad_number", "priority: 5", "priority: high", "priority:"),
    ("autumn", "unknown_choice", "in_quiet_hours: skip", "in_quiet_hours: now", "in_quiet_hours:"),
    ("autumn", "unknown_key", "priority: 5", "prio: 5", "prio:"),
    ("autumn", "missing_key", "name: 秋茶上市\n", "", "topic:"),
]  # fmt: skip

SAID = [
    ("mondays", "says_nothing", _SAY, "", "name:"),
    ("mondays", "says_nothing", _SAY, "say: []", "say:"),
    ("mondays", "missing_language", ", en: The tea of the week", "", "say:"),
    ("mondays", "said_twice", _SAY, f"{_SAY}\nvariants: []", "say:"),
    ("mondays", "too_many_messages", _SAY, f"say: {_SIX}", "say:"),
    ("mondays", "said_too_long", "本週的茶", "茶" * 641, "say:"),
    ("quiet", "said_too_big", "say: {zh-TW: 好久不見, en: Long time no see}", _BIG, "say:"),
    ("quiet", "said_too_long", "好久不見, en", "茶" * 5001 + ", en", "say:"),
    ("mondays", "personal_no_fallback", "本週的茶", "'{name}的茶'", "say:"),
    ("mondays", "personal_unreadable", _SAY, "say: {zh-TW: '{名字|您}', en: tea}", "say:"),
    ("mondays", "personal_unreadable", _SAY, "say: {zh-TW: '茶}', en: tea}", "say:"),
    ("mondays", "one_of", _SAY, "say: {text: {zh-TW: 茶, en: tea}, card: {}}", "say:"),
    ("mondays", "unknown_key", _SAY, "say: {txt: {zh-TW: 茶, en: tea}}", "say:"),
    ("mondays", "misplaced", _SAY, f"say: {{text: {_TEA}, alt: {_TEA}}}", "say:"),
    ("mondays", "image_not_public", _SAY, "say: {image: https://10.0.0.1/a.png}", "say:"),
    ("mondays", "personal_misplaced", _SAY, "say: {image: 'https://x.example/{n|1}.png'}", "say:"),
    ("mondays", "template_for_all", _SAY, "say: {template: {name: t}}", "say:"),
    ("mondays", "steps_misfit", _SAY, _STEPS, "steps:"),
    ("sold", "too_many_steps", _TWO_STEPS, _STEPS.replace("after", "before"), "  - {id: s20"),
    ("mondays", "variants_count", _SAY, f"variants: [{{id: a, share: 99, say: {_TEA}}}]", "var"),
    ("autumn", "said_twice", "holdout:", f"{_STEPS}holdout:", "say:"),
    ("autumn", "link_not_https", _PAGE, "http://leaf.example/a", "        link"),
    ("autumn", "button_unknown_id", "asks: shipping", "asks: shiping", "        asks: shiping"),
    ("autumn", "label_too_long", "我愛烏龍", "愛" * 21, "      - label: {zh-TW: 愛"),
    ("autumn", "personal_misplaced", _LOVE, "en: '{name|I} do'", "      - label: {zh-TW: 我"),
    ("autumn", "press_nothing", "stop: true", "stop: false", "      - stop"),
    ("autumn", "press_nothing", "asks: shipping\n", "\n", "      - label: {zh-TW: 運費"),
    ("autumn", "press_twice", _STOP, "      - {stop: true, asks: returns}", "      - {stop"),
    ("autumn", "missing_key", f"      - {_LABEL}\n{_TAG}", "      - tag: 愛烏龍\n", "      - tag"),
    ("autumn", "reply_link", _TAG + _ASKS, f"{_LINK}      - stop", f"{_LINK}      - stop"),
    ("autumn", "bad_tag", "tag: 愛烏龍", "tag: a:b", "        tag"),
    ("autumn", "replies_not_last", "say_on:", f"  - {_TEA}\nsay_on:", "    quick_replies"),
    ("autumn", "unknown_cards", "cards: pots", "cards: cups", "    - cards"),
    ("autumn", "says_nothing", "cards: pots", "cards: []", "    - cards"),
    ("autumn", "unknown_choice", "  line:\n", "  fax:\n", "  fax"),
    ("welcome", "shares_sum", "share: 60", "share: 50", "    variants"),
    ("welcome", "bad_number", "share: 60", "share: 100", "        share: 100"),
    ("welcome", "repeated_entry", "- id: card", "- id: plain", "    variants"),
    ("welcome", "repeated_entry", "- id: coupon", "- id: hello", "  - id: hello\n    after: 14d"),
    ("welcome", "bad_id", "- id: coupon", "- id: 優惠", "  - id: 優惠"),
    ("welcome", "missing_key", "    after: 14d\n", "", "  - id: coupon"),
    ("welcome", "card_only_title", _CARD, "", "          card"),
    ("welcome", "said_too_long", "zh-TW: 泡茶,", f"zh-TW: {'茶' * 81},", "            title"),
    ("welcome", "personal_no_fallback", "code: LEAF10", "code: '{code}'", "        code"),
    ("gift", "link_not_public", "{link: gift}", "{link: 'https://10.0.0.1/'}", "      buttons"),
    ("welcome", "bad_moment", "2027-01-31 23:59", "31 January", "        ends"),
    ("gift", "personal_empty", "{name|朋友}", "{name|}", "      parameters"),
    ("gift", "gap_lines", '"{name|朋友}"', '"a\\nb"', "      parameters"),
    ("gift", "personal_misplaced", "name: birthday_gift", "name: '{name|x}'", "      name"),
    ("gift", "bad_template_name", "name: birthday_gift", "name: 生日", "      name"),
    ("mondays", "template_not_taken", _SAY, f"{_SAY}\n{_ON_LINE}", "say_on:"),
    ("gift", "one_of", "[{link: gift},", "[{},", "      buttons"),
    ("gift", "one_of", "{image: https://cdn.leaf.example/gift.jpg}", "{}", "      header"),
    ("gift", "personal_misplaced", "{link: gift}", "{link: 'g{n|1}'}", "      buttons"),
    ("sold", "missing_key", "steps:\n", "x:\n", "name:"),
]  # fmt: skip


def test_no_zone_is_proposed_that_only_looks_alike(tmp_path: Path) -> None:
    """Etc/GMT+8 is eight hours behind UTC, and not before it."""
    text = spoilt(FILES["autumn"], "Asia/Taipei", "GMT+8")
    result = result_of(tmp_path, "autumn", text)

    assert isinstance(result, Mistakes)
    (told,) = result.mistakes
    assert "Etc/" not in told.remedy["en"] and "Asia/Taipei" in told.remedy["en"]


def result_of(folder: Path, name: str, text: str) -> CompiledPack | Mistakes:
    brand = ON_WHATSAPP if name == "gift" else BRAND_WITH_CARDS
    return compiled(folder_of(folder, {name: text}, brand=brand))


def found_in(result: CompiledPack | Mistakes) -> set[tuple[str, str, int]]:
    assert isinstance(result, Mistakes)
    return places(result.mistakes)


@pytest.mark.parametrize("name", FILES)
def test_the_samples_compile_without_a_note(tmp_path: Path, name: str) -> None:
    result = result_of(tmp_path, name, FILES[name])

    assert isinstance(result, CompiledPack) and not result.notes, result


@pytest.mark.parametrize(("name", "kind", "old", "new", "piece"), [*WHEN, *WHOM, *SAID])
def test_a_mistake_in_a_campaign_is_named_with_its_line(
    tmp_path: Path, name: str, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(FILES[name], old, new)

    found = found_in(result_of(tmp_path, name, text))

    assert (kind, f"campaigns/{name}.yaml", line_of(text, piece)) in found


@pytest.mark.parametrize("name", ["Autumn.yaml", "秋茶.yaml", "autumn.yml", "autumn.yaml.bak"])
def test_a_campaign_whose_name_is_no_id_is_refused(tmp_path: Path, name: str) -> None:
    folder = folder_of(tmp_path, {})
    (folder / "campaigns" / name).write_text(FILES["mondays"], encoding="utf-8")

    assert ("bad_file_name", f"campaigns/{name}", 1) in found_in(compiled(folder))


@pytest.mark.parametrize("name", ["mondays", "moon"])
def test_what_asks_for_holidays_needs_the_list_of_them(tmp_path: Path, name: str) -> None:
    folder = folder_of(tmp_path, {name: FILES[name]}, holidays="")

    assert ("no_holidays", f"campaigns/{name}.yaml", 3) in found_in(compiled(folder))


def test_a_folder_of_far_too_many_campaigns_is_refused(tmp_path: Path) -> None:
    many = {f"c{number}": "" for number in range(MOST_CAMPAIGNS + 1)}
    last = sorted(f"{name}.yaml" for name in many)[-1]

    found = found_in(compiled(folder_of(tmp_path, many)))

    assert ("too_many_campaigns", f"campaigns/{last}", 1) in found


@pytest.mark.parametrize(("name", "line"), [("mondays", 4), ("sold", 5), ("welcome", 9)])
def test_a_campaign_that_goes_to_whatsapp_needs_a_template_there(
    tmp_path: Path, name: str, line: int
) -> None:
    folder = folder_of(tmp_path, {name: FILES[name]}, brand=ON_WHATSAPP)

    found = found_in(compiled(folder))

    assert ("template_missing", f"campaigns/{name}.yaml", line) in found


def test_a_welcome_within_the_open_window_needs_no_template(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"welcome": FILES["welcome"]}, brand=ON_WHATSAPP)

    lines = {line for kind, _, line in found_in(compiled(folder)) if kind == "template_missing"}

    assert line_of(FILES["welcome"], "  - id: hello") not in lines and len(lines) == 2


@pytest.mark.parametrize(
    ("days", "fits"),
    [(1, False), (2, True)],  # who enters at 23:59 gets tomorrow's 19:30 after 19½ hours
)
def test_what_is_promised_daily_is_kept_for_whoever_enters_late(
    tmp_path: Path, days: int, fits: bool
) -> None:
    text = spoilt(FILES["welcome"], "    after: 7d\n", f"    after: {days}d\n")
    daily = spoilt(TOPICS, "cadence: weekly", "cadence: daily")

    result = compiled(folder_of(tmp_path, {"welcome": text}, topics=daily))

    assert isinstance(result, CompiledPack) is fits
    assert fits or ("rhythm", "campaigns/welcome.yaml", 3) in found_in(result)


def test_a_campaign_for_people_who_agreed_to_nothing_that_is_worded_is_refused(
    tmp_path: Path,
) -> None:
    wordless = spoilt(TOPICS, "  wording: {zh-TW: 每週一則新茶消息, en: One message a week}\n", "")
    folder = folder_of(tmp_path, {"mondays": FILES["mondays"]}, topics=wordless)

    assert {kind for kind, _, _ in found_in(compiled(folder))} == {"missing_key"}


def test_every_kind_has_a_test_and_is_worded_alike_in_both_languages() -> None:
    here = {"bad_file_name", "no_holidays", "too_many_campaigns", "template_missing"}
    tried = {row[1] for row in (*WHEN, *WHOM, *SAID)} | here | NOTED

    assert {kind.value for kind in CampaignKind} <= tried
    assert {kind.value for kind in CAMPAIGN_NOTES} == NOTED
    for kind in CampaignKind:
        zh, zh_remedy, en, en_remedy = (names_in(text) for text in WORDINGS[kind])
        assert {one.removesuffix("_zh") for one in zh | zh_remedy} == {
            one.removesuffix("_en") for one in en | en_remedy
        }, kind


def test_a_remedy_names_the_page_that_tells_of_campaigns(tmp_path: Path) -> None:
    unnamed = spoilt(FILES["autumn"], "name: 秋茶上市\n", "")
    result = result_of(tmp_path, "autumn", unnamed)

    assert isinstance(result, Mistakes)
    (told,) = [found.remedy for found in result.mistakes if found.kind == "missing_key"]
    assert all("docs/campaigns.md" in remedy for remedy in told.values())
