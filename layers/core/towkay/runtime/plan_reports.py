"""What does a tick of campaigns log and count? Names of campaigns and numbers, never of people."""

from datetime import timedelta
from typing import TYPE_CHECKING

from towkay.domain.runs import Run, RunState
from towkay.runtime.observability import count, logger

if TYPE_CHECKING:
    from towkay.usecases.notify import Told

# A tick comes every minute and may be a minute late.
_LATE = timedelta(minutes=2)


def report_tick(told: "Told") -> dict[str, int]:
    """Every run that began or ended, and every campaign that could not be planned."""
    for run in told.claimed:
        _report_claimed(run)
    for run in told.ended:
        count("runs_ended")
        numbers = {"planned": run.planned, "chunks": run.chunks}
        logger.info("run ended", extra={**_names(run), **numbers, "state": run.state})
    for trouble in told.troubles:
        count("campaigns_failed")
        names = {"brand": trouble.brand, "campaign": trouble.campaign, "error": trouble.why}
        logger.error("campaign not planned", extra=names)
    numbers = {"claimed": len(told.claimed), "planned": told.planned, "ended": len(told.ended)}
    count("recipients_planned", told.planned)
    logger.info("campaigns planned", extra=numbers)
    return numbers


def _report_claimed(run: Run) -> None:
    late = run.started_at - run.at
    details = {**_names(run), "late_s": round(late.total_seconds())}
    count("runs_claimed")
    if run.state is RunState.EXPIRED:
        count("runs_expired")
        logger.error("run expired", extra=details)
    elif late > _LATE:
        count("runs_late")
        logger.warning("run late", extra=details)
    else:
        logger.info("run claimed", extra=details)


def _names(run: Run) -> dict[str, str]:
    key = run.key
    return {"brand": key.brand, "campaign": key.campaign, "occurrence": key.occurrence}
