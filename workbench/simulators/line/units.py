"""Under which names are messages counted together?"""

import re
from collections import defaultdict
from datetime import datetime
from typing import Any

from workbench.simulators.line import refusals
from workbench.simulators.line.quota import LINE_TIME

_NAME = re.compile(r"[a-zA-Z0-9_]{1,30}")
_MOST_NAMES = 1000  # in a month; what is sent beyond them is counted under no name


def unit_in(body: dict[str, Any]) -> str:
    """The name a request asks to be counted under; empty for none. Raises `LineRefusal`."""
    given = body.get("customAggregationUnits", [])
    if not isinstance(given, list) or len(given) > 1:
        problem = refusals.Problem("Size must be between 0 and 1", "customAggregationUnits")
        raise refusals.wrong_body([problem])
    name = given[0] if given else ""
    if given and not (isinstance(name, str) and _NAME.fullmatch(name)):
        raise refusals.wrong_property("'customAggregationUnits[0]'")
    return str(name)


class AggregationUnits:
    """The names of each month. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._names: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)

    def count(self, account: str, name: str, recipients: int, now: datetime) -> None:
        """Note a send; a new name beyond the month's last is dropped in silence."""
        names = self.of(account, now)
        if name and (name in names or len(names) < _MOST_NAMES):
            names[name] = names.get(name, 0) + recipients

    def of(self, account: str, now: datetime) -> dict[str, int]:
        """The month's names with how many people were reached under each."""
        return self._names[account, f"{now.astimezone(LINE_TIME):%Y%m}"]
