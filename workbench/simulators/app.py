"""The simulators put together: one WSGI application, and the shoppers who act on it."""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from workbench.simulators.accounts import LINE, SimulatedAccount
from workbench.simulators.clock import Clock
from workbench.simulators.control import Control
from workbench.simulators.hearsay import Hearsay
from workbench.simulators.identifiers import Identifiers
from workbench.simulators.line.platform import LinePlatform
from workbench.simulators.page import build_page
from workbench.simulators.platform import Founder, Platform
from workbench.simulators.platforms import platforms as all_platforms
from workbench.simulators.routes import Router
from workbench.simulators.rules import Rules
from workbench.simulators.sender import Background, Post, Sent
from workbench.simulators.shopper import Shopper
from workbench.simulators.world import World

_IDLE_ROUNDS = 20


class Simulators:
    """Every channel of `platforms`, for the given accounts.

    `wait_idle` waits for the shop's own queues; it returns `{"idle": …, "dead_letters": …}`, and
    `waiting` when nothing is under way but so many messages, which wait for a moment.
    `post` replaces HTTP for outgoing webhooks; without it they go out over urllib3.
    """

    def __init__(
        self,
        accounts: Sequence[SimulatedAccount],
        *,
        clock: Clock,
        wait_idle: Callable[[], dict[str, Any]],
        rng: random.Random,
        page_title: str = "towkay 頭家",
        post: Post | None = None,
        rules: Rules | None = None,
        platforms: Mapping[str, Founder] | None = None,
    ) -> None:
        self.world = World(accounts, clock=clock, ids=Identifiers(rng), rules=rules or Rules())
        self._wait_idle = wait_idle
        self._background = Background()
        self._platforms = {
            channel: found(self.world, post, self._background)
            for channel, found in (all_platforms() if platforms is None else platforms).items()
        }
        for channel, platform in self._platforms.items():
            self.world.host(channel, platform.user_id, platform.faults)
        self._hearsay = Hearsay(self.world, self._platforms)
        control = Control(self.world, self, build_page(page_title))
        self.wsgi = Router(self._platforms.values(), control)

    def shopper(self, channel: str, account: str, user: str) -> Shopper:
        """One person before one account; a `user` the channel could not have issued is a name
        that gets a stable id. Raises `UnknownAccount`.
        """
        known = self.world.account(channel, account)
        contact = self.world.meet(known, user)
        return self._platforms[channel].shopper(contact)

    def platform(self, channel: str) -> Platform:
        """One channel's simulator, for what only it can do."""
        return self._platforms[channel]

    def hear(self, path: str, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        """Call this with every request to the shop's API, before the shop gets it.

        Webhooks that another program signed and posted become part of the platforms' truth.
        """
        self._hearsay.hear(path, headers, body)

    def speak_together(self, words: Sequence[tuple[Shopper, str]], account: str) -> Sent:
        """Several people's messages to one account, in one webhook body."""
        known = next(one for one in self.world.accounts if one.account == account)
        return self._platforms[known.channel].together(words, known)

    def connection_test(self, account: str) -> Sent:
        """LINE's "Verify" button: a signed webhook with no events."""
        line = self._platforms[LINE]
        if not isinstance(line, LinePlatform):
            raise TypeError("this bench plays LINE by other rules")
        return line.connection_test(account)

    def drain(self, timeout_s: float = 30.0) -> bool:
        """Wait until every echo, delivery and read event went out; False if that took too long."""
        return self._background.drain(timeout_s)

    def idle(self) -> dict[str, Any]:
        """Wait until the shop is at rest and the platforms have nothing more to tell it."""
        for _ in range(_IDLE_ROUNDS):
            for platform in self._platforms.values():
                platform.release()
            self.drain()
            state = self._wait_idle()
            if self._background.drain(0):
                return state
        return {"idle": False, "dead_letters": state["dead_letters"]}

    def close(self) -> None:
        """End the background threads."""
        self._background.close()
