"""What is wrong in the files of policy/ is told with its file, line, reason and remedy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from towkay.packs.findings import Finding
from towkay.policies.compiler import compile_policy
from towkay.policies.wording import WORDINGS, PolicyKind
from workbench.policy.cli import FOLDER

Spoil = Callable[[str], str]

CONDITION = "settings: [line_notification_messages]"
ROW = """
  - id: line-second
    route: push
    purposes: [service]
    senders: [bot]
    settings: [line_notification_messages]
    from: 2026-01-01
    source: somebody
"""


def compiled(tmp_path: Path, name: str = "line.yaml", spoil: Spoil = str) -> str | list[Finding]:
    """The files of the product, one of them changed."""
    folder = tmp_path / "policy"
    shutil.copytree(FOLDER, folder)
    file = folder / name
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    made = compile_policy(folder)
    return made if isinstance(made, str) else list(made)


def mistakes(tmp_path: Path, name: str, spoil: Spoil) -> list[tuple[str, str]]:
    made = compiled(tmp_path, name, spoil)
    assert not isinstance(made, str)
    return [(finding.kind.value, finding.file) for finding in made]


def added(text: str) -> Spoil:
    return lambda file: file + text


def changed(old: str, new: str) -> Spoil:
    def spoil(file: str) -> str:
        assert old in file
        return file.replace(old, new, 1)

    return spoil


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("route: push", "route: pusch", "unknown_word"),
        ("purposes: [service]", "purposes: [sales]", "unknown_word"),
        ("senders: [bot]", "senders: [robot]", "unknown_word"),
        (CONDITION, "settings: [line_magic]", "unknown_setting"),
        (CONDITION, "settings: [whatsapp_direct_send]", "unknown_setting"),
        (CONDITION, "account_in: [UK]", "unknown_region"),
        (CONDITION, "contact_not_in: [everywhere]", "unknown_region"),
        (CONDITION, "token: coin", "unknown_word"),
        (CONDITION, "content: songs", "unknown_word"),
        (CONDITION, "known_by: friend", "unknown_word"),
        (CONDITION, "window: 24h", "half_window"),
        (CONDITION, "opener: inbound", "half_window"),
        (CONDITION, "also_within: 24h", "half_window"),
        (CONDITION, "spacing: 24h", "spacing_without_token"),
        (CONDITION, "once: true", "once_without_comment"),
        (CONDITION, "once: yes", "bad_switch"),
        (CONDITION, "spacing: a day", "bad_span"),
        (CONDITION, "colour: red", "unknown_key"),
        ("id: line-second", "id: second", "bad_rule_id"),
        ("id: line-second", "id: line_second", "bad_rule_id"),
        ("id: line-second", "id: line-push", "same_id"),
        ("from: 2026-01-01", "from: 2026-02-30", "bad_day"),
        ("from: 2026-01-01", "from: soon", "bad_day"),
        ("from: 2026-01-01", "from: 2026-01-01\n    until: 2026-01-01", "ends_first"),
        ("from: 2026-01-01", "from: 2026-01-01\n    until: 2025-12-31", "ends_first"),
        ("    source: somebody\n", "", "missing_key"),
        ("    source: somebody\n", "    source: ''\n", "empty_value"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_told(tmp_path: Path, old: str, new: str, kind: str) -> None:
    row = changed(old, new)(ROW)
    assert (kind, "line.yaml") in mistakes(tmp_path, "line.yaml", added(row))


def test_the_line_of_a_mistake_is_the_one_it_is_on(tmp_path: Path) -> None:
    made = compiled(tmp_path, "line.yaml", added(ROW.replace("route: push", "route: pusch")))
    assert not isinstance(made, str)
    lines = (tmp_path / "policy" / "line.yaml").read_text(encoding="utf-8").splitlines()
    assert "pusch" in lines[made[0].line - 1]
    assert "push" in made[0].text("en") and "push" in made[0].text("zh-TW")


def test_a_new_row_with_a_condition_of_its_own_is_taken(tmp_path: Path) -> None:
    made = compiled(tmp_path, "line.yaml", added(ROW))
    assert isinstance(made, str) and '"line-second"' in made


def test_a_row_for_telephone_numbers_alone_is_another_than_one_for_friends(tmp_path: Path) -> None:
    row = changed(CONDITION, "known_by: number")(ROW)
    made = compiled(tmp_path, "line.yaml", added(row))
    assert isinstance(made, str) and '"known_by": "number"' in made


def test_no_program_may_be_given_a_way_that_is_for_people(tmp_path: Path) -> None:
    human = changed("senders: [human]", "senders: [bot, human]")
    assert mistakes(tmp_path, "messenger.yaml", human) == [("persons_route", "messenger.yaml")]


@pytest.mark.parametrize(
    "conditions",
    [
        "",
        "rank: 9",
        "price: push",
        "account_in: [TW]",
        "contact_not_in: [US]",
        "until: 2027-01-01",
        "note: says nothing new",
        "known_by: user",
    ],
)
def test_two_rows_between_which_nothing_decides_are_refused(
    tmp_path: Path, conditions: str
) -> None:
    row = changed(CONDITION, conditions)(ROW)
    assert mistakes(tmp_path, "line.yaml", added(row)) == [("overlap", "line.yaml")]


def test_the_same_way_with_another_spacing_must_begin_where_the_first_ends(tmp_path: Path) -> None:
    early = changed("from: 2025-08-11", "from: 2025-08-10")
    assert mistakes(tmp_path, "messenger.yaml", early) == [("overlap", "messenger.yaml")]


def test_a_gap_between_two_rows_is_allowed(tmp_path: Path) -> None:
    later = changed("from: 2025-08-11", "from: 2025-08-12")
    assert isinstance(compiled(tmp_path, "messenger.yaml", later), str)


@pytest.mark.parametrize(
    ("name", "old", "new", "kind"),
    [
        ("prices.yaml", '"0.2"', "cheap", "bad_amount"),
        ("prices.yaml", '"0.2"', "NaN", "bad_amount"),
        ("prices.yaml", '"0.2"', '"-1"', "bad_amount"),
        ("prices.yaml", "TWD", "NT$", "bad_currency"),
        ("prices.yaml", "TWD", "NTD", "bad_currency"),
        ("prices.yaml", "currency: USD", "currency: TWD", "two_currencies"),
        ("prices.yaml", "category: push", "category: shove", "unused_price"),
        ("rates.yaml", "bucket: media", "bucket: send", "overlap"),
        ("rates.yaml", "bucket: media", "bucket: films", "unknown_word"),
        ("rates.yaml", "per_second: 300", "per_second: 0", "bad_number"),
        ("settings.yaml", "id: line_notification_messages\n", "id: line_spare\n", "unused_setting"),
        ("settings.yaml", "default: false", "default: off", "bad_switch"),
        ("duties.yaml", "duty: disclosure", "duty: modesty", "unknown_word"),
        ("settings.yaml", "default: false", "default: true", "on_by_itself"),
        ("duties.yaml", "[DE, US]", "[DE, USA]", "unknown_region"),
        ("duties.yaml", "[DE, US]", "[]", "no_countries"),
        ("regions.yaml", "rn_regions: [AU, eu", "rn_regions: [AU, later", "unknown_region"),
        ("regions.yaml", "regions:", "regions：", "full_width_colon"),
    ],
)
def test_a_mistake_in_the_other_files_is_told(
    tmp_path: Path, name: str, old: str, new: str, kind: str
) -> None:
    found = [finding for finding, _ in mistakes(tmp_path, name, changed(old, new))]
    assert kind in found


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "policy"
    shutil.copytree(FOLDER, folder)
    (folder / "regions.yaml").unlink()
    made = compile_policy(folder)
    assert not isinstance(made, str)
    assert ("file_missing", "regions.yaml") in [(one.kind.value, one.file) for one in made]


def test_the_same_rows_are_the_same_book_however_they_are_written(tmp_path: Path) -> None:
    loose = changed(
        "purposes: [reply, service, marketing]", "purposes: [marketing,  reply, service]"
    )
    assert compiled(tmp_path, "line.yaml", loose) == compile_policy(FOLDER)


def test_another_rule_is_another_version(tmp_path: Path) -> None:
    made = compiled(tmp_path, "line.yaml", changed("rank: 1", "rank: 4"))
    same = compile_policy(FOLDER)
    assert isinstance(made, str) and isinstance(same, str)
    assert made[:30] != same[:30]


def test_every_kind_of_mistake_has_words() -> None:
    assert set(PolicyKind) <= set(WORDINGS)
