"""The marketers' reference names everything they can write."""

import re
from pathlib import Path

from tests.unit.packs.sample import BRAND_YAML, FAQ_SHOWN, write
from towkay.adapters.policy_book import policy_book
from towkay.domain.brands import Phrase
from towkay.domain.unasked import REMEMBERED
from towkay.packs.cards_file import TEXT_LIMIT as CARD_LIMIT
from towkay.packs.compiler import CompiledPack, compile_brand
from towkay.packs.faq_file import COLUMNS
from towkay.packs.faq_items import EVER_LEARNT, SOON_LEARNT
from towkay.packs.findings import WORDINGS
from towkay.packs.limits import limits_of
from towkay.packs.quiet_file import MOST_CAPS, MOST_IN_A_CAP
from towkay.packs.texts import TEXT_LIMIT
from towkay.packs.together import ANSWER_LIMIT
from towkay.packs.wording import NOTES, Kind

PAGE = (Path(__file__).parents[3] / "docs" / "brand-pack.md").read_text(encoding="utf-8")
EVERYWHERE = limits_of(())


def test_the_reference_explains_every_key_column_and_voice_text() -> None:
    keys = re.findall(r"^([a-z_]+):", BRAND_YAML, re.MULTILINE)
    explained = {
        name
        for row in re.findall(r"^\| (`[^|]+`) \|", PAGE, re.MULTILINE)
        for name in re.findall(r"`([a-z_]+)`", row)
    }

    assert {
        *keys,
        *COLUMNS.required,
        *COLUMNS.optional,
        *(phrase.value for phrase in Phrase),
    } <= explained


def test_the_hours_that_the_reference_shows_compile(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(hours:.*?)```", PAGE, re.DOTALL)
    assert shown
    before, rest = BRAND_YAML.split("hours:\n", 1)
    after = rest[rest.index("menu:") :]

    result = compile_brand(write(tmp_path, brand_yaml=before + shown[1] + after))

    assert isinstance(result, CompiledPack)


def test_the_rules_that_the_reference_shows_compile(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(quiet_hours:.*?)```", PAGE, re.DOTALL)
    assert shown
    start, end = BRAND_YAML.index("accounts:"), BRAND_YAML.index("handover_hours")
    text = BRAND_YAML[:start] + shown[1] + BRAND_YAML[end:]

    result = compile_brand(write(tmp_path, brand_yaml=text), policy_book().settings)

    assert isinstance(result, CompiledPack) and not result.notes


def test_the_reference_says_the_limits_of_caps() -> None:
    assert f"`most` 是 1 到 {MOST_IN_A_CAP}" in PAGE and f"最多 {MOST_CAPS} 條" in PAGE
    assert f"最長 {REMEMBERED.days} 天" in PAGE


def test_the_reference_says_the_limits_that_are_checked() -> None:
    assert f"最多 {EVERYWHERE.menu.most} 個 `faq.csv` 的 id" in PAGE
    assert f"按鈕文字，最多 {EVERYWHERE.quick_reply_label.most} 字" in PAGE
    assert f"答案超過 {EVERYWHERE.message.most:,} 位元組" in PAGE
    assert f"超過 {TEXT_LIMIT:,} 個字就是錯誤" in PAGE
    soon, ever = SOON_LEARNT, EVER_LEARNT
    assert f"超過 {soon.entries:,} 則或 {soon.phrases:,} 種問法會提醒" in PAGE
    assert f"超過 {ever.entries:,} 則或 {ever.phrases:,} 種是錯誤" in PAGE


def test_the_reference_says_the_limits_of_cards_and_buttons() -> None:
    assert f"最多 {EVERYWHERE.cards.most} 張" in PAGE
    assert f"最多 {EVERYWHERE.buttons.most} 個按鈕" in PAGE
    assert f"最多 {ANSWER_LIMIT:,} 位元組" in PAGE
    assert f"按鈕文字最多 {EVERYWHERE.button_label.most} 字" in PAGE
    assert f"標題最多 {EVERYWHERE.card_title.most} 字" in PAGE
    noted = EVERYWHERE.card_text.most
    assert f"卡片文字超過 {noted} 字會提醒，超過 {CARD_LIMIT} 字是錯誤" in PAGE


def test_the_cards_that_the_reference_shows_compile(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(cards:.*?)```", PAGE, re.DOTALL)
    assert shown

    result = compile_brand(write(tmp_path, f"{BRAND_YAML}{shown[1]}", FAQ_SHOWN))

    assert isinstance(result, CompiledPack)


def test_the_reference_lists_every_kind_of_mistake_in_its_own_words() -> None:
    """When this fails, put the table that it shows into the page."""
    table = "\n".join(_row(kind) for kind in Kind)

    assert table in PAGE, f"\n{table}"
    assert f"共有 {len(Kind)} 種" in PAGE
    assert f"There are {len(Kind)} kinds" in PAGE


def _row(kind: Kind) -> str:
    """A kind as the page lists it; its particulars are dots."""
    zh, _, en, _ = (re.sub(r"\{\{?\{?[a-z_.:,]+\}?\}?\}", "…", text) for text in WORDINGS[kind])
    return f"| `{kind}` | {'提醒 note' if kind in NOTES else '錯誤'} | {zh} | {en} |"
