"""Another program speaks in a platform's name: who signs with its secret has told the truth.

Whoever knows an account's secret (`towkay up --json` prints it) can post webhooks to the shop
without asking the simulators. The people and reply tokens in such a body exist from then on,
so that the shop's answers to them are accepted and land in the ledger.
"""

import re
from collections.abc import Iterable, Mapping

from workbench.simulators.heard import parsed
from workbench.simulators.platform import Platform
from workbench.simulators.world import World

_WEBHOOK = re.compile(r"/webhooks/([a-z]+)/([^/]+)")


class Hearsay:
    """Takes note of webhooks that did not come from the simulators themselves."""

    def __init__(self, world: World, platforms: Mapping[str, Platform]) -> None:
        self._world = world
        self._platforms = platforms

    def hear(self, path: str, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        """A request on its way to the shop; whatever is not a signed webhook changes nothing."""
        match = _WEBHOOK.fullmatch(path)
        if match is None or match[1] not in self._platforms or self._world.said(body):
            return
        given = {name.lower(): value for name, value in headers}
        self._platforms[match[1]].hear(match[2], given, body, parsed(body))
