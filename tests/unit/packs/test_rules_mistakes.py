"""What brand.yaml lays down is checked to the line, and reaches delivery as it is written."""

from pathlib import Path

import pytest

from tests.unit.packs.sample import BRAND_YAML, line_of, mistakes_of, places, spoilt, write
from towkay.adapters.codec import from_json, to_json
from towkay.adapters.packs_json import load_pack
from towkay.adapters.policy_book import policy_book
from towkay.domain.brand_rules import DEFAULT_CAPS, AccountRules, BrandRules, Cap, QuietHours
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.packs.compiler import CompiledPack, Mistakes, compile_brand

_LAST = "handover_hours: 12"
_QUIET = "quiet_hours: {from: '21:00', to: '09:00',"
_PAGE = "104512398760021"
_BOT = "U00112233445566778899aabbccddeeff"
_ACCOUNT = f'    account: "{_PAGE}"'
_SETTING = "messenger_human_agent"
_IDLE = "messenger_news_page"


def _cap(*caps: str) -> str:
    """The caps before what else stood there."""
    lines = "".join(f"  - {{{cap}}}\n" for cap in caps)
    return f"caps:\n{lines}{_LAST}"


_NINTH_CAP = "  - {purposes: service, most: 9, days: 1}\nhandover_hours"

# kind of mistake, what stood there, what stands there now, a piece that begins on the named line
TABLE = [
    ("bad_clock", _LAST, f"quiet_hours: {{from: 9pm, to: '09:00'}}\n{_LAST}", "quiet_hours"),
    ("bad_clock", _LAST, f"quiet_hours: {{from: '24:00', to: '09:00'}}\n{_LAST}", "quiet_hours"),
    ("missing_key", _LAST, f"quiet_hours: {{from: '21:00'}}\n{_LAST}", "quiet_hours"),
    ("wrong_type", _LAST, f"quiet_hours: 21:00-09:00\n{_LAST}", "quiet_hours"),
    ("quiet_all_day", _LAST, f"quiet_hours: {{from: '9:00', to: '09:00'}}\n{_LAST}", "quiet_hours"),
    ("unknown_purpose", _LAST, f"{_QUIET} skip: [reply]}}\n{_LAST}", "quiet_hours"),
    ("repeated_entry", _LAST, f"{_QUIET} skip: [service, service]}}\n{_LAST}", "quiet_hours"),
    ("empty_value", _LAST, f"{_QUIET} skip: []}}\n{_LAST}", "quiet_hours"),
    ("bad_number", _LAST, _cap("purposes: marketing, most: 0, days: 7"), "  - {purposes"),
    ("bad_number", _LAST, _cap("purposes: marketing, most: -2, days: 7"), "  - {purposes"),
    ("bad_number", _LAST, _cap("purposes: marketing, most: 2, days: 32"), "  - {purposes"),
    ("bad_number", _LAST, _cap("purposes: marketing, most: 1.5, hours: 1"), "  - {purposes"),
    ("unknown_purpose", _LAST, _cap("purposes: [sale], most: 2, days: 7"), "  - {purposes"),
    ("cap_span", _LAST, _cap("purposes: marketing, most: 2"), "  - {purposes"),
    ("cap_span", _LAST, _cap("purposes: marketing, most: 2, days: 1, hours: 1"), "  - {purposes"),
    ("caps_too_many", _LAST, _cap(*["purposes: service, most: 9, days: 1"] * 9), _NINTH_CAP),
    ("empty_value", _LAST, f"caps: []\n{_LAST}", "caps"),
    ("bad_number", _LAST, f"holdout: 51\n{_LAST}", "holdout: 51"),
    ("bad_switch", _LAST, f"always_disclose: yes\n{_LAST}", "always_disclose"),
    ("bad_country", _ACCOUNT, f"{_ACCOUNT}\n    country: UK", "country"),
    ("bad_country", _ACCOUNT, f"{_ACCOUNT}\n    country: 台灣", "country"),
    ("bad_country", _ACCOUNT, f"{_ACCOUNT}\n    country: ZZ", "country"),
    ("bad_country", _ACCOUNT, f"{_ACCOUNT}\n    country: tw", "country"),
    ("unknown_key", _ACCOUNT, f"{_ACCOUNT}\n    quota_reserved: 500", "quota_reserved"),
    ("no_quota", _ACCOUNT, f"{_ACCOUNT}\n    quota_reserve: 500", "quota_reserve"),
    ("unknown_setting", _ACCOUNT, f"{_ACCOUNT}\n    settings: {{human: true}}", "settings"),
    ("bad_switch", _ACCOUNT, f"{_ACCOUNT}\n    settings: {{{_SETTING}: on}}", "settings"),
]  # fmt: skip

NOTES = [
    ("quiet_by_day", _LAST, f"quiet_hours: {{from: '09:00', to: '21:00'}}\n{_LAST}", "quiet_hours"),
    ("quiet_by_day", _LAST, f"quiet_hours: {{from: '22:00', to: '13:00'}}\n{_LAST}", "quiet_hours"),
    ("setting_idle", _ACCOUNT, f"{_ACCOUNT}\n    settings: {{{_IDLE}: true}}", "settings"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "old", "new", "piece"), TABLE)
def test_a_mistake_in_a_rule_is_named_with_its_line(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(BRAND_YAML, old, new)

    found = places(mistakes_of(write(tmp_path, brand_yaml=text)))

    assert (kind, "brand.yaml", line_of(text, piece)) in found


@pytest.mark.parametrize(("kind", "old", "new", "piece"), NOTES)
def test_a_note_on_a_rule_stops_nothing(
    tmp_path: Path, kind: str, old: str, new: str, piece: str
) -> None:
    text = spoilt(BRAND_YAML, old, new)
    book = policy_book()

    result = compile_brand(write(tmp_path, brand_yaml=text), book.settings, book.idle)

    assert isinstance(result, CompiledPack)
    assert places(result.notes) == {(kind, "brand.yaml", line_of(text, piece))}


def rules_of(folder: Path, text: str) -> BrandRules:
    result = compile_brand(write(folder, brand_yaml=text), policy_book().settings)
    assert isinstance(result, CompiledPack), result
    assert load_pack(result.body).rules == result.rules
    assert from_json(BrandRules, to_json(result.rules)) == result.rules
    return result.rules


def test_a_brand_that_lays_nothing_down_is_under_the_safe_rules(tmp_path: Path) -> None:
    page, bot = ((Channel.MESSENGER, _PAGE), (Channel.LINE, _BOT))

    assert rules_of(tmp_path, BRAND_YAML) == BrandRules(
        "Asia/Taipei",
        QuietHours("21:00", "09:00"),
        DEFAULT_CAPS,
        (AccountRules(*page, "TW"), AccountRules(*bot, "TW")),
    )


def test_what_a_brand_lays_down_is_what_delivery_gets(tmp_path: Path) -> None:
    account = f"{_ACCOUNT}\n    country: JP\n    settings: {{{_SETTING}: true}}"
    written = "quiet_hours: {from: '22：30', to: '8:00', skip: marketing}\nalways_disclose: true\n"
    written += "holdout: 5\n"
    text = spoilt(BRAND_YAML, _ACCOUNT, account)
    caps = _cap("purposes: [service, marketing], most: 3, hours: 12")

    rules = rules_of(tmp_path, spoilt(text, _LAST, f"{written}{caps}"))

    assert rules.quiet_hours == QuietHours("22:30", "08:00", (Purpose.MARKETING,))
    assert rules.caps == (Cap((Purpose.SERVICE, Purpose.MARKETING), 3, 12 * 3600),)
    assert rules.accounts[0] == AccountRules(Channel.MESSENGER, _PAGE, "JP", on=(_SETTING,))
    assert rules.always_disclose
    assert rules.holdout == 5


def test_a_brand_may_do_without_quiet_hours_and_caps(tmp_path: Path) -> None:
    rules = rules_of(tmp_path, spoilt(BRAND_YAML, _LAST, f"quiet_hours: none\ncaps: none\n{_LAST}"))

    assert (rules.quiet_hours, rules.caps) == (None, ())


def test_a_setting_of_another_channel_is_none_of_the_account_s(tmp_path: Path) -> None:
    text = spoilt(
        BRAND_YAML,
        f"    account: {_BOT}",
        f"    account: {_BOT}\n    settings: {{{_SETTING}: true}}",
    )

    result = compile_brand(write(tmp_path, brand_yaml=text), policy_book().settings)

    assert isinstance(result, Mistakes)
    assert {found.kind.value for found in result.mistakes} == {"unknown_setting"}


def test_a_misspelt_setting_is_told_the_nearest_right_one(tmp_path: Path) -> None:
    text = spoilt(BRAND_YAML, _ACCOUNT, f"{_ACCOUNT}\n    settings: {{mesenger_human_agent: true}}")

    result = compile_brand(write(tmp_path, brand_yaml=text), policy_book().settings)

    assert isinstance(result, Mistakes)
    assert _SETTING in result.mistakes[0].remedy["en"]


def test_a_country_that_does_not_exist_is_told_the_nearest_that_does(tmp_path: Path) -> None:
    text = spoilt(BRAND_YAML, _ACCOUNT, f"{_ACCOUNT}\n    country: tw")

    result = compile_brand(write(tmp_path, brand_yaml=text), policy_book().settings)

    assert isinstance(result, Mistakes)
    assert all("TW" in result.mistakes[0].remedy[language] for language in ("zh-TW", "en"))


@pytest.mark.parametrize("setting", [f"{_IDLE}: false", f"{_SETTING}: true"])
def test_a_setting_that_is_off_or_can_be_used_is_not_noted(tmp_path: Path, setting: str) -> None:
    text = spoilt(BRAND_YAML, _ACCOUNT, f"{_ACCOUNT}\n    settings: {{{setting}}}")
    book = policy_book()

    result = compile_brand(write(tmp_path, brand_yaml=text), book.settings, book.idle)

    assert isinstance(result, CompiledPack) and not result.notes
