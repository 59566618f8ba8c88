"""A test that lacks something is left out with a reason, and fails where CI has to have it."""

import re

import pytest
from hypothesis import settings

from tests.support.missing import not_installed, not_made
from tests.support.template import ROOT

_SKIPS = re.compile(r"pytest\.(?:skip|mark\.skip|importorskip|mark\.xfail)")


def test_what_make_makes_is_left_out_on_a_machine_that_lacks_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no bundle: make build"):
        not_made("no bundle: make build")


def test_what_make_makes_has_to_be_there_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="no bundle: make build"):
        not_made("no bundle: make build")


def test_a_program_of_the_machines_own_may_lack_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        not_installed("no browser")


def test_examples_are_new_ones_in_each_run_also_in_ci() -> None:
    assert settings.default is not None and not settings.default.derandomize


def test_ci_says_how_its_examples_are_tried_again() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert 'export PYTEST_ADDOPTS="--hypothesis-seed=$seed"' in run
    assert 'echo "examples: SEED=$seed' in run


def test_nothing_is_left_out_in_another_way() -> None:
    files = [*(ROOT / "tests").rglob("*.py")]
    found = {file.name for file in files if _SKIPS.search(file.read_text(encoding="utf-8"))}
    assert found == {"missing.py", "test_missing.py"}
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
