"""What does the shops' door log and count of each call? One line, and nothing that names anybody.

A source's name is one of ours, and of what no table knows the reason alone is counted.
"""

from typing import TYPE_CHECKING

from towkay.runtime.observability import count, count_all, logger

if TYPE_CHECKING:
    from towkay.usecases.take_consent import Consented
    from towkay.usecases.take_shipments import Taken


def report_shipments(source: str, taken: "Taken") -> None:
    """A delivery by its answer. What anybody may write into an address stays out of the log."""
    count(f"shipments_{taken.answer}")
    count_all({f"puzzle_{why}": number for why, number in taken.parked.items()})
    logger.info(
        "shipments received",
        extra={
            "source": source if taken.is_known else "unknown",
            "answer": taken.answer,
            "brand": taken.brand,
            "news": taken.news,
            "parked": taken.parked,
        },
    )


def report_consent(taken: "Consented") -> None:
    """A checkout by its answer; of whom it was is said nowhere."""
    count(f"checkout_{taken.answer}")
    logger.info(
        "checkout received",
        extra={
            "answer": taken.answer,
            "brand": taken.brand,
            "named": taken.named,
            "slips": [one.member for one in taken.slips],
        },
    )
