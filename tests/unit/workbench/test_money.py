"""A sum is written the same wherever it is told."""

from decimal import Decimal

import pytest

from workbench.money import money, money_between


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (Decimal("0.8"), "0.80 TWD"),
        (Decimal("0.2928"), "0.29 TWD"),
        (1234.5, "1,234.50 TWD"),
        (Decimal(0), "0.00 TWD"),
        (Decimal("0.0042"), "0.0042 TWD"),
        (0.0042, "0.0042 TWD"),
    ],
)
def test_a_sum_has_two_places_unless_they_would_make_nothing_of_it(
    amount: Decimal | float, told: str
) -> None:
    assert money(amount, "TWD") == told


def test_a_range_whose_ends_read_the_same_is_one_sum() -> None:
    assert money_between(Decimal("1"), Decimal("1.2"), "USD") == "1.00–1.20 USD"
    assert money_between(Decimal("0.2901"), Decimal("0.2928"), "USD") == "0.29 USD"
