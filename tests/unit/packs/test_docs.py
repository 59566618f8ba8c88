"""The marketers' reference names everything they can write."""

import re
from pathlib import Path

from tests.unit.packs.sample import BRAND_YAML, write
from towkay.domain.brands import Phrase
from towkay.packs.brand_file import MENU_LIMIT
from towkay.packs.compiler import CompiledPack, compile_brand
from towkay.packs.faq_file import COLUMNS
from towkay.packs.texts import LABEL_LIMIT, MESSAGE_LIMIT, TEXT_LIMIT

PAGE = (Path(__file__).parents[3] / "docs" / "brand-pack.md").read_text(encoding="utf-8")


def test_the_reference_explains_every_key_column_and_voice_text() -> None:
    keys = re.findall(r"^([a-z_]+):", BRAND_YAML, re.MULTILINE)
    explained = {
        name
        for row in re.findall(r"^\| (`[^|]+`) \|", PAGE, re.MULTILINE)
        for name in re.findall(r"`([a-z_]+)`", row)
    }

    assert {*keys, *COLUMNS, *(phrase.value for phrase in Phrase)} <= explained


def test_the_hours_that_the_reference_shows_compile(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(hours:.*?)```", PAGE, re.DOTALL)
    assert shown
    before, rest = BRAND_YAML.split("hours:\n", 1)
    after = rest[rest.index("menu:") :]

    result = compile_brand(write(tmp_path, brand_yaml=before + shown[1] + after))

    assert isinstance(result, CompiledPack)


def test_the_reference_says_the_limits_that_are_checked() -> None:
    assert f"最多 {MENU_LIMIT} 個 `faq.csv` 的 id" in PAGE
    assert f"按鈕文字，最多 {LABEL_LIMIT} 字" in PAGE
    assert f"答案超過 {MESSAGE_LIMIT:,} 個字只會提醒" in PAGE
    assert f"超過 {TEXT_LIMIT:,} 個字就是錯誤" in PAGE
