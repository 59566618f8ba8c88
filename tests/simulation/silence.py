"""Simulated workers neither log nor count."""

import logging
from typing import Any

from towkay.runtime import records


class _Silent(logging.Logger):
    def isEnabledFor(self, level: int) -> bool:  # the library's own name
        return False


def silent_parts() -> dict[str, Any]:
    """What stands in for the logger and the counter of the loop that workers run in."""
    return {"logger": _Silent("simulated"), "count": lambda name, value=1: None}


def silence() -> None:
    """For the rest of this process."""
    for name, part in silent_parts().items():
        setattr(records, name, part)
