"""What is no mistake but may not be meant is noted with a campaign, and never keeps a pack back."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.packs.campaign_sample import (
    FILES,
    ON_WHATSAPP,
    WORKS,
    compiled,
    folder_of,
)
from tests.unit.packs.sample import TOPICS_YAML, line_of, places, spoilt
from towkay.packs.campaigns_known import Instruments
from towkay.packs.compiler import CompiledPack

INSTAGRAM = '  - channel: instagram\n    account: "17841400000000001"\n'
ON_INSTAGRAM = ON_WHATSAPP.replace("accounts:\n", f"accounts:\n{INSTAGRAM}").replace(
    '  - channel: whatsapp\n    account: "209911887700123"\n', ""
)
_SAY = "say: {zh-TW: 本週的茶, en: The tea of the week}"
_TEA = "{zh-TW: 茶, en: tea}"
_LONG = f"say: {{zh-TW: {'茶' * 301}, en: tea}}"
_FIVE = '{zh-TW: "一\\n\\n二\\n\\n三\\n\\n四", en: tea}'
_THREE = ", ".join(f"{{label: {_TEA}, link: 'https://leaf.example/{n}'}}" for n in range(3))
_PAGES = f"{{text: {_TEA}, buttons: [{_THREE}]}}"
_PICTURE = "say: {image: https://cdn.leaf.example/a.jpg}"
_COUPON = f"say: {{coupon: {{title: {_TEA}, code: A}}}}"
_DECEMBER = '"2026-12-01 10:00"}\nzone: Asia/Taipei\n'
_CRON = 'cron: "0 10 * * 1", days: workdays}\n'
_MONDAYS = '0 10 * * 1", days: workdays}\n'
_LAST = '"2026-12-31 23:59"}\n'
_NIGHT = "zone: America/New_York\n"

# the campaign, the kind, what stood there, what stands there now, a piece that begins on the line
TABLE = [
    ("autumn", "past", "2026-12-01", "2026-11-21", "when:"),
    ("sold", "step_past", "before: 7d", "before: 60d", "  - {id: week"),
    ("mondays", "several_points", _SAY, _LONG, "say:"),
    ("mondays", "several_points", _SAY, f"say: {_FIVE}", "say:"),
    ("mondays", "several_points", _SAY, f"say: [{_TEA}, {_TEA}]", "say:"),
    ("mondays", "several_points", _SAY, "say: [{cards: pots}, {cards: pots}]", "say:"),
    ("mondays", "several_points", _SAY, f"say: {_PAGES}", "say:"),
    ("mondays", "silent_channel", _SAY, f"say_on: {{line: {_TEA}}}", "say_on:"),
    ("mondays", "not_paid_for", _SAY, _PICTURE, "say:"),
    ("mondays", "not_paid_for", _SAY, _COUPON, "say:"),
    ("autumn", "skipped_hour", _DECEMBER, f'"2027-03-14 02:30"}}\n{_NIGHT}', "when:"),
    ("mondays", "skipped_hour", _MONDAYS, f'30 2 * * 0"}}\n{_NIGHT}', "when:"),
    ("quiet", "skipped_hour", 'at: "19:30"}\n', f'at: "02:30"}}\n{_NIGHT}', "when:"),
    ("welcome", "skipped_hour", 'at: "19:30"\n', 'at: "02:30"\n', "when:"),
    ("sold", "skipped_hour", _LAST, f'"2027-03-14 08:30"}}\n{_NIGHT}grace: 14h\n', "when:"),
    ("mondays", "night_too_long", '"0 10 * * 1"', '"0 22 * * 1"', "when:"),
    ("mondays", "night_too_long", _CRON, 'once: "2026-12-01 20:01"}\ngrace: 12h\n', "when:"),
    ("mondays", "night_too_long", _CRON, f'once: "2026-12-01 10:00"}}\n{_NIGHT}', "when:"),
    ("welcome", "night_too_long", "grace: 14h\n", "", "when:"),
]  # fmt: skip
WITHOUT_TABLE = {"audience_clash", "opt_out_unsaid", "capped", "budget_elsewhere", "left_out"}
NOTED = {row[1] for row in TABLE} | {"same_minute", "window_only", "days_end", *WITHOUT_TABLE}
ZONED = {"welcome": ("topic: weekly\n", f"topic: weekly\n{_NIGHT}")}


def notes_of(folder: Path, works: Instruments = WORKS) -> set[tuple[str, str, int]]:
    result = compiled(folder, works)
    assert isinstance(result, CompiledPack), [found.text("en") for found in result.mistakes]
    return places(result.notes)


@pytest.mark.parametrize(("name", "kind", "old", "new", "piece"), TABLE)
def test_a_note_on_a_campaign_is_told_with_its_line(
    tmp_path: Path, name: str, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(FILES[name], old, new)
    if name in ZONED:
        text = spoilt(text, *ZONED[name])

    found = notes_of(folder_of(tmp_path, {name: text}))

    assert found == {(kind, f"campaigns/{name}.yaml", line_of(text, piece))}


@pytest.mark.parametrize(
    ("cron", "noted"),
    [
        ("0 10 * * *", True),  # once a day, and a cap of one: a minute would decide
        ("0 10 * * 1,2,4", True),  # three in a week, where two are let through
        ("0 10 * * 1,3", True),  # the third comes exactly after a week
        ("0 10 * * 1", False),
        ("0 10 1,15 * *", False),
    ],
)
def test_what_the_brands_own_caps_will_hold_back_is_noted(
    tmp_path: Path, cron: str, noted: bool
) -> None:
    text = spoilt(FILES["mondays"], '0 10 * * 1", days: workdays', f'{cron}"')

    kinds = {kind for kind, *_ in notes_of(folder_of(tmp_path, {"m": text}, topics=TOPICS_YAML))}

    assert kinds == ({"capped"} if noted else set())


@pytest.mark.parametrize(
    ("at", "more"),
    [
        ("19:30", ""),  # all are told before the night begins
        ("08:00", ""),
        ("20:01", "grace: 14h\n"),
        ("22:00", "in_quiet_hours: skip\n"),
    ],
)
def test_a_campaign_that_no_night_ends_is_not_noted(tmp_path: Path, at: str, more: str) -> None:
    text = spoilt(FILES["mondays"], _CRON, f'once: "2026-12-01 {at}"}}\n{more}')

    assert not notes_of(folder_of(tmp_path, {"mondays": text}))


def test_the_grace_that_a_note_asks_for_is_enough(tmp_path: Path) -> None:
    late = 'once: "2026-12-01 21:00"}\n'
    noted = compiled(brand_with(tmp_path / "noted", late))
    assert isinstance(noted, CompiledPack)
    (asked,) = re.findall(r"grace of (\d+h) or more", noted.notes[0].text("en"))

    assert not notes_of(brand_with(tmp_path / "mended", f"{late}grace: {asked}\n"))


@pytest.mark.parametrize(
    ("at", "grace", "said"),
    [("20:50", "20m", "20m"), ("20:59", "90m", "90m"), ("21:00", "", "2h"), ("21:00", "9h", "9h")],
)
def test_a_grace_is_told_as_it_is_written(tmp_path: Path, at: str, grace: str, said: str) -> None:
    written = f"grace: {grace}\n" if grace else ""
    noted = compiled(brand_with(tmp_path / "a", f'once: "2026-12-01 {at}"}}\n{written}'))

    assert isinstance(noted, CompiledPack)
    (note,) = noted.notes
    assert f"a grace of {said} ends before" in note.text("en")
    assert f"寬限只有 {said}，" in note.text("zh-TW")


def brand_with(folder: Path, at: str) -> Path:
    folder.mkdir()
    return folder_of(folder, {"mondays": spoilt(FILES["mondays"], _CRON, at)})


def test_words_for_one_channel_leave_the_others_their_own_limits(tmp_path: Path) -> None:
    long = f"say: {{zh-TW: {'茶' * 300}, en: {'tea ' * 170}}}\nsay_on: {{messenger: {_TEA}}}"
    text = spoilt(FILES["mondays"], _SAY, long)

    found = notes_of(folder_of(tmp_path, {"mondays": text}))

    assert {kind for kind, *_ in found} == {"several_points"}


@pytest.mark.parametrize(("name", "channel_line"), [("mondays", 4), ("sold", 5)])
def test_a_channel_that_reaches_only_who_has_just_written_is_noted(
    tmp_path: Path, name: str, channel_line: int
) -> None:
    folder = folder_of(tmp_path, {name: FILES[name]}, brand=ON_INSTAGRAM)

    assert ("window_only", f"campaigns/{name}.yaml", channel_line) in notes_of(folder)


def test_news_on_messenger_without_a_template_reaches_only_who_has_just_written(
    tmp_path: Path,
) -> None:
    text = spoilt(FILES["quiet"], "to: {channel: line}", "to: {channel: messenger}")

    found = notes_of(folder_of(tmp_path, {"quiet": text}))

    assert found == {("window_only", "campaigns/quiet.yaml", line_of(text, "say:"))}


def test_a_template_that_sells_and_may_not_say_how_to_refuse_is_noted(tmp_path: Path) -> None:
    selling = spoilt(FILES["gift"], "topic: parcels", "topic: weekly")
    telling = spoilt(selling, "name: birthday_gift", "name: birthday_gift\n      opt_out: true")
    folder = folder_of(tmp_path, {"a": selling, "b": telling}, brand=ON_WHATSAPP)

    found = notes_of(folder)

    assert found == {("opt_out_unsaid", "campaigns/a.yaml", line_of(selling, "    template:"))}


@pytest.mark.parametrize(("asks", "told"), [("shipping", True), ("returns", False)])
def test_what_a_channel_will_not_show_at_all_is_noted(
    tmp_path: Path, asks: str, told: bool
) -> None:
    """WhatsApp takes no two buttons that say the same."""
    text = f"""\
name: 歡迎
topic: weekly
when: {{after: entry}}
grace: 14h
to: {{channel: whatsapp}}
steps:
  - id: hello
    after: 0m
    say:
      text: {_TEA}
      quick_replies:
        - {{label: {_TEA}, asks: shipping}}
        - {{label: {{zh-TW: 水, en: water}}, asks: {asks}}}
"""

    found = notes_of(folder_of(tmp_path, {"hello": text}, brand=ON_WHATSAPP))

    line = line_of(text, "  - id: hello")
    assert found == ({("left_out", "campaigns/hello.yaml", line)} if told else set())


@pytest.mark.parametrize(
    ("budget", "channels", "told"),
    [
        ("3000 TWD", "[line]", 0),
        ("3000 USD", "[line]", 1),
        ("3000 TWD", "[line, messenger]", 1),  # its price is told by nobody
    ],
)
def test_a_budget_in_money_that_a_channel_has_no_price_in_is_noted(
    tmp_path: Path, budget: str, channels: str, told: int
) -> None:
    text = f"{FILES['mondays']}to: {{channel: {channels}}}\nbudget: {budget}\n"

    found = notes_of(folder_of(tmp_path, {"m": text}))

    assert found == {("budget_elsewhere", "campaigns/m.yaml", 1) for _ in range(told)}


def test_what_holds_for_every_campaign_on_a_channel_is_told_once(tmp_path: Path) -> None:
    two = {"one": FILES["mondays"], "two": FILES["sold"]}

    found = notes_of(folder_of(tmp_path, two, brand=ON_INSTAGRAM))

    assert [kind for kind, _, _ in found].count("window_only") == 1


def test_a_list_of_holidays_that_ends_soon_is_noted_where_it_is_asked(tmp_path: Path) -> None:
    late = replace(WORKS, now=datetime(2027, 11, 1, 4, tzinfo=UTC))

    found = notes_of(folder_of(tmp_path, {"mondays": FILES["mondays"]}), late)

    assert found == {("days_end", "campaigns/mondays.yaml", 3)}


def test_whoever_does_not_know_the_day_is_told_nothing_of_the_past(tmp_path: Path) -> None:
    text = spoilt(FILES["autumn"], "2026-12-01", "2025-12-01")

    assert not notes_of(folder_of(tmp_path, {"autumn": text}), replace(WORKS, now=None))


@pytest.mark.parametrize(
    ("at", "zone", "hour", "minute", "noted"),
    [
        ("2026-11-22 23:00", "Asia/Taipei", 18, 39, True),  # 02:39 on the 23rd there
        ("2026-11-22 10:00", "Asia/Taipei", 5, 0, False),  # the last moment of its grace
        ("2026-11-22 10:00", "Asia/Taipei", 5, 1, True),
        ("2026-11-22 10:00", "America/New_York", 17, 59, False),
        ("2026-11-22 10:00", "America/New_York", 18, 1, True),
    ],
)
def test_a_campaign_is_past_once_its_grace_is_over_where_it_is(
    tmp_path: Path, at: str, zone: str, hour: int, minute: int, noted: bool
) -> None:
    text = spoilt(FILES["autumn"], "2026-12-01 10:00", at)  # with a grace of three hours
    folder = folder_of(tmp_path, {"autumn": spoilt(text, "zone: Asia/Taipei", f"zone: {zone}")})
    now = datetime(2026, 11, 22, hour, minute, tzinfo=UTC)

    found = notes_of(folder, replace(WORKS, now=now))

    assert {kind for kind, *_ in found} - {"night_too_long"} == ({"past"} if noted else set())
