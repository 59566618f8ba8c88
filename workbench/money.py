"""How is a sum of money written, the same wherever it is told?"""

from decimal import Decimal

_CENT = Decimal("0.01")


def money(amount: Decimal | float, currency: str) -> str:
    """In hundredths; what is less than one of them as it is, for it is not nothing."""
    return f"{figure(amount)} {currency}"


def money_between(least: Decimal | float, most: Decimal | float, currency: str) -> str:
    """From the least to the most, once where they read the same."""
    low, high = figure(least), figure(most)
    return f"{high if low == high else f'{low}–{high}'} {currency}"


def figure(amount: Decimal | float) -> str:
    exact = Decimal(str(amount))
    return f"{exact.normalize():f}" if 0 < exact < _CENT else f"{exact:,.2f}"
