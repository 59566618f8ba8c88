"""How do times and numbers look in Meta's webhooks?"""

from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator

from towkay.adapters.channels.shapes import moment, whole_number

# Messaging events count milliseconds, feed and marketing events seconds. As milliseconds this
# number is 1973, before any event; as seconds it is the year 5138.
_SECONDS_BELOW = 10**11


def graph_time(value: object) -> datetime:
    """A timestamp of the Graph API, in milliseconds or seconds. Raises `ValueError`."""
    number = whole_number(value)
    return moment(number * 1000 if abs(number) < _SECONDS_BELOW else number)


def time_or_none(value: object) -> datetime | None:
    """The same; None for what is no time."""
    try:
        return graph_time(value)
    except ValueError:
        return None


GraphTime = Annotated[datetime, BeforeValidator(graph_time)]


def number_text(value: object) -> str:
    """An id that may come as a number or as text; empty for anything else."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number or isinstance(value, str) else ""


NumberText = Annotated[str, BeforeValidator(number_text)]
