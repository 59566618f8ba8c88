"""How does a function say what happened, without saying whom it happened to?"""

import traceback
from collections.abc import Mapping
from datetime import timedelta

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

logger = Logger(use_rfc3339=True)
metrics = Metrics()


def count(name: str, value: int = 1) -> None:
    """Add to a counter of this invocation."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=value)


def count_all(counts: Mapping[str, int]) -> None:
    """Add to several counters."""
    for name, value in counts.items():
        count(name, value)


def report_unusable(parameter: str, problem: str) -> None:
    """Say that an endpoint stays closed because its secrets are none; `problem` quotes nothing."""
    logger.error("secrets unusable", extra={"parameter": parameter, "problem": problem})
    count("secrets_unusable")


def report_clock_off(off: timedelta) -> None:
    """Say that this machine's clock is wrong: positive ahead, negative behind, at the least."""
    logger.error("clock off", extra={"off_s": round(off.total_seconds())})
    count("clock_off")


def describe(error: BaseException) -> dict[str, str]:
    """Kind and place of an error. Never its message: that may quote what a shopper wrote."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_telling(frame)]
    place = f"{frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return {"error": type(error).__name__, "where": place}


def _is_telling(frame: traceback.FrameSummary) -> bool:
    """Not a wrapper that turns every failure of AWS into ours: that place says nothing."""
    return "contextlib" not in frame.filename and not frame.name.startswith("failures_")
