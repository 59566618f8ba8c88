"""`towkay publish` has templates approved: it shows what is there, asks, then creates the rest."""

from collections.abc import Callable
from typing import TextIO

from workbench.agreeing import agreed
from workbench.templates import Stock, Stocker
from workbench.templates_lines import lines, outcome

DONE, FAILED = 0, 1
_QUESTION = "要在平台上建立這些範本嗎？ Create them at the platforms? [y/N] "


def have_approved(
    stocks: list[Stock],
    stocker: Stocker,
    *,
    yes: bool,
    ask: Callable[[str], str] | None = None,
    out: TextIO | None = None,
) -> int:
    """Nothing is created before somebody agreed; to leave it is no failure.

    What a platform rejected or paused is told, and is none either: `towkay doctor` counts it.
    """
    if not stocks:
        return DONE
    print("\n範本 templates (notices.yaml)", file=out)
    for line in lines(stocks):
        print(line, file=out)
    is_bad = any(one.said for one in stocks)
    missing = [one for one in stocks if one.plan.missing]
    if missing and (yes or agreed(_QUESTION, ask)):
        done = [_create(one, stocker, out) for one in missing]
        is_bad = is_bad or not all(done)
    elif missing:
        print("  沒有建立 nothing was created; towkay publish … --yes", file=out)
    return FAILED if is_bad else DONE


def _create(stock: Stock, stocker: Stocker, out: TextIO | None) -> bool:
    """Whether all of it was created."""
    made = stocker.create(stock)
    for line in outcome(made):
        print(line, file=out)
    return not made.refused and not made.left
