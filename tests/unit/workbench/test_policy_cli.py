"""`towkay policy`: the ways of a situation by hand, the calendar of rules, the book."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from towkay.adapters.policy_book import policy_book
from workbench.cli import main
from workbench.paths import DEMO_BRAND
from workbench.policy.changes import changes
from workbench.transcript import width_of

AT = ("--at", "2026-11-22T12:00+08:00")


@pytest.fixture
def no_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["policy", *arguments, *AT]) == 0
    return capsys.readouterr().out


def plainly(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(asked(capsys, *arguments, "--json"))[0]


def test_the_cheapest_way_is_named_with_its_cost_and_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(
        capsys,
        *("--channel", "whatsapp", "--last-message", "30h", "--country", "tw"),
        *("--topic-consent", "--template", "--language", "en"),
    )
    assert "✓ may be sent: utility template [whatsapp-utility]" in told
    assert "0.0113 USD (not confirmed by the platform)" in told
    assert "source: WhatsApp Pricing" in told


@pytest.mark.usefixtures("no_locale")
def test_without_a_locale_it_speaks_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "--channel", "line", "--purpose", "marketing")
    assert "客人沒有訂閱這個主題" in told and "怎樣會不同" in told


def test_a_closed_way_says_since_when(capsys: pytest.CaptureFixture[str]) -> None:
    told = plainly(capsys, "--channel", "messenger", "--last-message", "30h", "--topic-consent")
    assert (told["allowed"], told["rule"]) == (False, "window_closed")
    closed = {one["rule"]: one for one in told["closed"]}
    assert closed["messenger-open-window"]["since"] == "2026-11-21T21:59:00+00:00"
    assert closed["messenger-tagged-update"]["since"] == "2026-04-27T00:00:00+00:00"


def test_a_spacing_says_until_when(capsys: pytest.CaptureFixture[str]) -> None:
    told = plainly(
        capsys,
        *("--channel", "messenger", "--purpose", "marketing", "--country", "TW"),
        *("--topic-consent", "--token", "notification_messages", "--last-by-token", "11h"),
        *("--setting", "messenger_marketing_messages"),
    )
    closed = {one["rule"]: one for one in told["closed"]}
    assert closed["messenger-marketing-message"]["until"] == "2026-11-22T05:00:00+00:00"


def test_where_only_the_spacing_is_in_the_way_the_head_says_until_when(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(
        capsys,
        *("--channel", "messenger", "--purpose", "marketing", "--country", "TW"),
        *("--topic-consent", "--token", "notification_messages", "--last-by-token", "11h"),
        *("--setting", "messenger_marketing_messages", "--language", "en"),
    )
    assert "✗ may not be sent before 2026-11-22 13:00 Asia/Taipei" in told


def test_without_a_channel_all_four_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, "--topic-consent", "--language", "en")
    assert [told.index(name) for name in ("Messenger", "Instagram", "WhatsApp", "LINE")] == sorted(
        told.index(name) for name in ("Messenger", "Instagram", "WhatsApp", "LINE")
    )


@pytest.mark.parametrize("language", ["zh-TW", "en"])
def test_no_line_is_wider_than_a_terminal(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    told = asked(capsys, "--language", language, "--purpose", "marketing", "--topic-consent")
    assert max(map(width_of, told.splitlines())) <= 100


def test_the_rules_of_a_brand_are_taken(capsys: pytest.CaptureFixture[str]) -> None:
    told = plainly(capsys, "--channel", "line", "--topic-consent", "--brand", str(DEMO_BRAND))
    assert told["rule"] == "line-push"


@pytest.mark.parametrize(
    ("wrong", "nearest"),
    [
        (("--setting", "messenger_human"), "messenger_human_agent"),
        (("--token", "one_time"), "one_time_notification"),
        (("--country", "ZZ"), "CZ"),
        (("--account-country", "ZZ"), "CZ"),
    ],
)
def test_a_word_nobody_knows_is_refused_with_the_nearest_in_both_languages(
    capsys: pytest.CaptureFixture[str], wrong: tuple[str, str], nearest: str
) -> None:
    assert main(["policy", *wrong]) == 2
    said = capsys.readouterr().err
    assert f"{wrong[0]} 沒有「{wrong[1]}」" in said and f"knows no “{wrong[1]}”" in said
    assert said.count(nearest) == 2


NIGHT_BEFORE_A_WAY_ENDS = (
    *("--channel", "messenger", "--last-message", "30h", "--topic-consent"),
    *("--at", "2026-04-27T00:30+08:00"),
)


@pytest.mark.parametrize(
    ("language", "held", "then"),
    [
        ("en", "… is held until 2026-04-27 09:00 Asia/Taipei: quiet hours", "not be sent then"),
        ("zh-TW", "… 先留著，到 2026-04-27 09:00 Asia/Taipei 再判定：勿擾時段", "不能送"),
    ],
)
def test_a_hold_is_no_refusal_and_says_that_its_way_will_have_ended_by_then(
    capsys: pytest.CaptureFixture[str], language: str, held: str, then: str
) -> None:
    assert main(["policy", *NIGHT_BEFORE_A_WAY_ENDS, "--language", language]) == 0
    head = capsys.readouterr().out.partition("\n\n")[0]
    assert held in head and then in head and "✗" not in head


def test_a_hold_says_by_which_way_it_may_end(capsys: pytest.CaptureFixture[str]) -> None:
    night = ("--channel", "line", "--topic-consent", "--at", "2026-11-22T23:00+08:00", "--json")
    assert main(["policy", *night]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["until"], told["then"]) == ("2026-11-23T01:00:00+00:00", "line-push")


def test_a_window_that_never_opened_was_not_closed_at_any_moment(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = asked(
        capsys, "--channel", "whatsapp", "--last-message", "1h", "--topic-consent", "--json"
    )
    closed = {one["rule"]: one for one in json.loads(told)[0]["closed"]}
    assert closed["whatsapp-service-ad-entry"]["since"] is None


def test_the_address_of_a_source_is_never_cut(capsys: pytest.CaptureFixture[str]) -> None:
    sources = {row.source.rpartition(" ")[2] for row in policy_book().rows}
    told = asked(capsys, "--topic-consent", "--last-message", "1h", "--language", "zh-TW")
    shown = [line.strip() for line in told.splitlines() if "https://" in line]
    assert shown and {line.rpartition(" ")[2] for line in shown} <= sources


@pytest.mark.parametrize(
    "wrong",
    [("--last-message", "soon"), ("--country", "UK"), ("--at", "noon"), ("--channel", "fax")],
)
def test_what_cannot_be_read_is_refused(wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit):
        main(["policy", *wrong])


def test_the_calendar_names_what_begins_and_ends_around_a_day() -> None:
    found = changes(policy_book(), date(2026, 4, 1), timedelta(days=30))
    assert [(one.day, one.begins, one.name) for one in found] == [
        (date(2026, 4, 27), False, "messenger-tagged-update"),
        (date(2026, 4, 27), False, "messenger-utility-template-beta"),
        (date(2026, 4, 27), True, "messenger-utility-template"),
    ]


def test_the_calendar_is_printed_and_may_be_empty(capsys: pytest.CaptureFixture[str]) -> None:
    april = ["--at", "2026-04-01T12:00+08:00", "--language", "en"]
    assert main(["policy", "changes", *april]) == 0
    assert "2026-04-27  ends  messenger-tagged-update" in capsys.readouterr().out
    assert main(["policy", "changes", *april, "--within", "1d"]) == 0
    assert "No rule begins or ends" in capsys.readouterr().out


def test_the_book_can_be_compared_with_its_rows(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["policy", "compile", "--check"]) == 0
    assert policy_book().version in capsys.readouterr().out
