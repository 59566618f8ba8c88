"""The planted faults of `make mutants` can still be planted, and name tests that exist."""

import pytest

from tests.mutants.catalogue import MUTANTS
from tests.mutants.mutant import Mutant
from tests.support.template import ROOT


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_planted_fault_has_its_one_place_and_its_tests(mutant: Mutant) -> None:
    assert mutant.file(ROOT).read_text(encoding="utf-8").count(mutant.old) == 1
    for test in mutant.tests:
        path, _, name = test.partition("::")
        code = (ROOT / "tests" / path).read_text(encoding="utf-8")
        assert f"def {name}(" in code if name else "def test_" in code


def test_every_fault_has_a_name_of_its_own() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS) >= 35
