"""The marketers' page on campaigns names everything they can write, and its samples compile."""

import re
from pathlib import Path

import pytest

from tests.unit.packs.campaign_sample import ON_WHATSAPP, TOPICS, compiled, folder_of
from tests.unit.packs.sample import BRAND_WITH_CARDS
from towkay.domain.audiences import Compare
from towkay.packs.campaign_audience import PLACES
from towkay.packs.campaign_kinds import CAMPAIGN_NOTES, CampaignKind
from towkay.packs.campaign_messages import KINDS
from towkay.packs.campaign_when import SCHEDULES
from towkay.packs.campaigns_file import KEYS, OPTIONAL
from towkay.packs.compiler import CompiledPack
from towkay.packs.findings import WORDINGS
from towkay.packs.topics_file import ASK_EVERY_DAYS, ASK_MOST, TITLE_LIMIT
from towkay.packs.topics_file import OPTIONAL as OF_TOPICS

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "campaigns.md").read_text(encoding="utf-8")
PACK_PAGE = (DOCS / "brand-pack.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
WHOLE = [sample for sample in SAMPLES if sample.startswith("name:")]
TOPIC = TOPICS.replace("weekly\n  purpose", "tea_news\n  purpose")


def explained(page: str) -> set[str]:
    cells = re.findall(r"^\| (`[^|]+) \|", page, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([a-z_]+)", cell)}


def test_every_key_schedule_rule_and_kind_is_explained() -> None:
    rules = {"tag", "field", "channel", "language", "came_by", "all", "any", "not"}
    days = {"acted_within", "silent_for", "subscribed_for"}

    assert {*KEYS, *OPTIONAL, *SCHEDULES, *rules, *days, *KINDS} <= explained(PAGE)
    assert all(f"`{name}`" in PAGE for name in PLACES)
    compares = [one for one in Compare if one not in (Compare.KNOWN, Compare.UNKNOWN)]
    assert all(f"`{one}`" in PAGE or f"{one}:" in PAGE for one in compares)


@pytest.mark.parametrize("sample", WHOLE)
def test_the_samples_of_the_page_compile(tmp_path: Path, sample: str) -> None:
    brand = ON_WHATSAPP if "whatsapp" in sample else BRAND_WITH_CARDS

    result = compiled(folder_of(tmp_path, {"sample": sample}, brand=brand, topics=TOPIC))

    assert isinstance(result, CompiledPack) and not result.notes, result


def test_the_page_shows_an_audience_that_compiles(tmp_path: Path) -> None:
    (audience,) = (sample for sample in SAMPLES if sample.startswith("to:"))
    text = f"{WHOLE[0]}{audience}"

    result = compiled(folder_of(tmp_path, {"sample": text}, topics=TOPIC))

    assert isinstance(result, CompiledPack), result
    assert len(WHOLE) == 3


def test_the_page_lists_every_kind_of_mistake_in_its_own_words() -> None:
    """When this fails, put the table that it shows into the page."""
    table = "\n".join(_row(kind) for kind in CampaignKind)

    assert table in PAGE, f"\n{table}"
    assert f"共 {len(CampaignKind)} 種" in PAGE
    assert f"the {len(CampaignKind)} kinds" in PAGE


def test_the_reference_of_topics_says_its_limits() -> None:
    low, high = ASK_EVERY_DAYS

    assert set(OF_TOPICS) <= explained(PACK_PAGE)
    assert f"（{low} 到 {high}，預設 30）" in PACK_PAGE and f"（1 到 {ASK_MOST}，" in PACK_PAGE
    assert f"最多 {TITLE_LIMIT} 個字" in PACK_PAGE


def _row(kind: CampaignKind) -> str:
    """A kind as the page lists it; its particulars are dots."""
    zh, _, en, _ = (re.sub(r"\{\{?\{?[a-z_.:,]+\}?\}?\}", "…", text) for text in WORDINGS[kind])
    return f"| `{kind}` | {'提醒 note' if kind in CAMPAIGN_NOTES else '錯誤'} | {zh} | {en} |"
