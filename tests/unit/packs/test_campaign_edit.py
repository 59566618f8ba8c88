"""A campaign that is written alone is read and checked as in its folder, and lands in the pack."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from towkay.adapters.campaigns_json import load_campaigns
from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.packs_json import load_pack
from towkay.adapters.policy_book import policy_book
from towkay.domain.campaign_edits import EditedPack, Surroundings, UnfitCampaign
from towkay.packs.campaign_edit import edited_pack
from workbench.paths import DEMO_BRAND
from workbench.publish import compiled

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FILES = sorted((DEMO_BRAND / "campaigns").glob("*.yaml"))
PACK = compiled(DEMO_BRAND)
SALE: dict[str, Any] = {
    "name": "年末 🎁",
    "topic": "tea_news",
    "when": {"once": "2026-12-20 10:00"},
    "to": {"channel": "line"},
    "say": {"zh-TW": "年末茶禮 🎁，今天開賣", "en": "Year-end tea gifts 🎁 from today"},
}
TEXT = """name: 年末
topic: tea_news
when:
  once: 2026-12-20 10:00
to: {channel: line}
say: {zh-TW: 茶, en: tea}
"""


def edited(campaign: str, text: str, body: bytes = PACK.body) -> EditedPack | UnfitCampaign:
    known, rules = load_campaigns(body), load_pack(body).rules
    cron = CronsimCalendar().times
    around = Surroundings(known.campaigns, known.days, rules, policy_book(), cron, NOW)
    return edited_pack(body, campaign, text, around)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_folder_holds_is_written_into_the_very_same_pack(file: Path) -> None:
    result = edited(file.stem, file.read_text(encoding="utf-8"))

    assert isinstance(result, EditedPack), result
    assert (result.body, result.name) == (PACK.body, PACK.version)
    assert result.before == result.campaign.version


@pytest.mark.parametrize("written", ["escaped", "as it is", "with tabs"])
def test_json_says_the_same_as_yaml(written: str) -> None:
    indent = "\t" if written == "with tabs" else None
    text = json.dumps(SALE, ensure_ascii=written == "escaped", indent=indent)

    result = edited("year_end", text)

    assert isinstance(result, EditedPack), result
    assert result.campaign.name == "年末 🎁"
    assert load_campaigns(result.body).campaigns["year_end"] == result.campaign
    assert "🎁" in result.body.decode()
    assert result.before == ""


def test_the_rest_of_the_pack_stays_as_it_was() -> None:
    result = edited("year_end", json.dumps(SALE))

    assert isinstance(result, EditedPack)
    after, before = json.loads(result.body), json.loads(PACK.body)
    added = after.pop("campaigns"), before.pop("campaigns")
    assert after == before
    assert [one for one in added[0] if one["id"] != "year_end"] == added[1]


@pytest.mark.parametrize(
    ("change", "line", "word"),
    [
        ("topic: tea_news → topic: tee_news", 2, "tea_news"),
        ("  once: → cron: ", 3, ""),
        ("10:00 → 25:00", 4, ""),
    ],
)
def test_a_mistake_is_told_with_file_line_reason_and_remedy_in_both_languages(
    change: str, line: int, word: str
) -> None:
    text = (
        "name: 年末\ntopic: tea_news\nwhen:\n  once: 2026-12-20 10:00\nsay: {zh-TW: 茶, en: tea}\n"
    )
    old, _, new = change.partition(" → ")

    result = edited("year_end", text.replace(old, new))

    assert isinstance(result, UnfitCampaign)
    first = result.mistakes[0]
    assert (first.file, first.line) == ("campaigns/year_end.yaml", line)
    assert first.reason.keys() == first.remedy.keys() == {"zh-TW", "en"}
    assert word in first.reason["en"] + first.remedy["en"]


def test_words_that_are_no_yaml_a_bad_name_and_a_day_gone_by_are_mistakes() -> None:
    assert isinstance(edited("year_end", "name: [unfinished"), UnfitCampaign)
    assert isinstance(edited("Year End!", json.dumps(SALE)), UnfitCampaign)
    past = {**SALE, "when": {"once": "2025-01-20 10:00"}}
    assert isinstance(edited("year_end", json.dumps(past)), UnfitCampaign)


def test_two_campaigns_of_one_minute_are_noted() -> None:
    first = edited("year_end", json.dumps(SALE))
    assert isinstance(first, EditedPack)

    second = edited("other_end", json.dumps(SALE), first.body)

    assert isinstance(second, EditedPack)
    assert "same_minute" in {note.kind for note in second.notes}
