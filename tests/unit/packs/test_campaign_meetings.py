"""Two campaigns that reach the same people in the same minute are noted, once."""

from pathlib import Path

from tests.unit.packs.campaign_sample import FILES, compiled, folder_of
from tests.unit.packs.sample import spoilt
from tests.unit.packs.test_campaign_notes import notes_of


def test_two_campaigns_for_the_same_minute_and_people_are_noted_once(tmp_path: Path) -> None:
    at_ten = spoilt(FILES["autumn"], "2026-12-01", "2026-12-07")  # a Monday

    found = notes_of(folder_of(tmp_path, {"autumn": at_ten, "mondays": FILES["mondays"]}))

    assert found == {("same_minute", "campaigns/mondays.yaml", 3)}


def test_two_fixed_days_far_ahead_are_compared_as_well(tmp_path: Path) -> None:
    far = spoilt(FILES["autumn"], "2026-12-01", "2027-12-06")

    found = notes_of(folder_of(tmp_path, {"autumn": far, "other": far}))

    assert "same_minute" in {kind for kind, *_ in found}


def test_the_same_minute_is_told_on_its_own_wall(tmp_path: Path) -> None:
    both = {"autumn": spoilt(FILES["autumn"], "2026-12-01", "2026-12-07")}
    result = compiled(folder_of(tmp_path, both | {"mondays": FILES["mondays"]}))
    assert "（2026-12-07 10:00 Asia/Taipei）" in result.notes[0].text("zh-TW")


def test_campaigns_of_different_minutes_are_not_noted(tmp_path: Path) -> None:
    later = spoilt(FILES["mondays"], "0 10 * * 1", "1 10 * * 1")

    assert not notes_of(folder_of(tmp_path, {"one": FILES["mondays"], "two": later}))


def test_campaigns_on_different_channels_meet_nobody_twice(tmp_path: Path) -> None:
    on_line, on_messenger = (
        f"{FILES['mondays']}to: {{channel: {channel}}}\n" for channel in ("line", "messenger")
    )

    assert not notes_of(folder_of(tmp_path, {"one": on_line, "two": on_messenger}))
