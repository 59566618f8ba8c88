"""A brand may say how long a silence it bears; without it, its accounts' own rhythm tells."""

from pathlib import Path

import pytest

from tests.unit.packs.sample import BRAND_YAML, line_of, mistakes_of, places, write
from towkay.adapters.packs_json import load_pack
from towkay.packs.compiler import CompiledPack, compile_brand


@pytest.mark.parametrize(("written", "hours"), [("24", 24.0), ("1.5", 1.5), ("336", 336.0)])
def test_the_hours_that_are_written_are_borne(tmp_path: Path, written: str, hours: float) -> None:
    text = f"{BRAND_YAML}silent_after_hours: {written}\n"

    result = compile_brand(write(tmp_path, brand_yaml=text))

    assert isinstance(result, CompiledPack)
    assert load_pack(result.body).silent_after_hours == hours


def test_a_brand_that_says_nothing_bears_what_is_usual(tmp_path: Path) -> None:
    result = compile_brand(write(tmp_path))

    assert isinstance(result, CompiledPack)
    assert load_pack(result.body).silent_after_hours == 0


@pytest.mark.parametrize("written", ["0", "337", "a day", "nan"])
def test_hours_that_nobody_could_bear_are_a_mistake(tmp_path: Path, written: str) -> None:
    text = f"{BRAND_YAML}silent_after_hours: {written}\n"

    found = places(mistakes_of(write(tmp_path, brand_yaml=text)))

    assert ("bad_number", "brand.yaml", line_of(text, "silent_after_hours")) in found
