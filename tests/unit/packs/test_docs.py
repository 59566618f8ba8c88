"""The marketers' reference names everything they can write."""

import re
from pathlib import Path

from tests.unit.packs.sample import BRAND_YAML, write
from towkay.domain.brands import Phrase
from towkay.packs.compiler import CompiledPack, compile_brand
from towkay.packs.faq_file import COLUMNS

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
