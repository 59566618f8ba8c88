"""Every promise has tests, and they exist."""

import pytest

from tests.simulation.promises import PROMISES
from tests.support.template import ROOT


@pytest.mark.parametrize("promise", PROMISES)
def test_each_named_test_exists(promise: str) -> None:
    assert PROMISES[promise].tests
    for test in PROMISES[promise].tests:
        path, _, name = test.partition("::")
        code = (ROOT / "tests" / path).read_text(encoding="utf-8")
        assert f"\ndef {name}(" in code, test


def test_no_promise_is_left_out() -> None:
    numbers = {"IN": range(1, 7), "OUT": range(1, 10)}
    assert set(PROMISES) == {f"{way}-{n}" for way, many in numbers.items() for n in many}
