"""The simulators put together: one WSGI application, and the shoppers who act on it."""

import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from workbench.simulators.accounts import LINE, MESSENGER, SimulatedAccount
from workbench.simulators.clock import Clock
from workbench.simulators.control import Control
from workbench.simulators.hearsay import Hearsay
from workbench.simulators.identifiers import Identifiers
from workbench.simulators.line.api import MessagingApi
from workbench.simulators.line.sending import Sending
from workbench.simulators.line.shopper import LineShopper
from workbench.simulators.line.tokens import ReplyTokens
from workbench.simulators.line.webhooks import LineWebhooks
from workbench.simulators.messenger.api import GraphApi
from workbench.simulators.messenger.shopper import MessengerShopper
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.page import build_page
from workbench.simulators.routes import Router
from workbench.simulators.rules import Rules
from workbench.simulators.sender import Background, Post, Sent, http_post
from workbench.simulators.shopper import Shopper
from workbench.simulators.world import World

# How long each platform waits for the answer to a webhook.
_MESSENGER_PATIENCE_S = 5.0
_LINE_PATIENCE_S = 2.0
_IDLE_ROUNDS = 20


class Simulators:
    """Messenger and LINE for the given accounts.

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
    ) -> None:
        ids = Identifiers(rng)
        self.world = World(accounts, clock=clock, ids=ids, rules=rules or Rules())
        self._wait_idle = wait_idle
        self._background = Background()
        self._tokens = ReplyTokens()
        self._messenger = MessengerWebhooks(
            self.world, post or http_post(_MESSENGER_PATIENCE_S), self._background
        )
        self._line = LineWebhooks(self.world, post or http_post(_LINE_PATIENCE_S), self._tokens)
        self._hearsay = Hearsay(self.world, self._tokens)
        graph = GraphApi(self.world, self._messenger)
        messaging = MessagingApi(self.world, Sending(self.world, self._tokens))
        self.wsgi = Router(graph, messaging, Control(self.world, self, build_page(page_title)))

    def shopper(self, channel: str, account: str, user: str) -> Shopper:
        """One person before one account; a `user` the channel could not have issued is a name
        that gets a stable id. Raises `UnknownAccount`.
        """
        known = self.world.account(channel, account)
        contact = self.world.meet(known, user)
        if channel == LINE:
            return LineShopper(self.world, self._line, self._tokens, contact)
        return MessengerShopper(self.world, self._messenger, contact)

    def hear(self, path: str, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        """Call this with every request to the shop's API, before the shop gets it.

        Webhooks that another program signed and posted become part of the platforms' truth.
        """
        self._hearsay.hear(path, headers, body)

    def speak_together(self, words: Sequence[tuple[Shopper, str]], account: str) -> Sent:
        """Several people's messages to one account, in one webhook body."""
        spoken = [shopper.text_event(text) for shopper, text in words]
        if any(known.account == account for known in self.world.accounts if known.channel == LINE):
            return self._line.send(account, "", spoken)
        page = self.world.account(MESSENGER, account)
        mids = tuple(event["message"]["mid"] for event in spoken)
        return self._messenger.send(self.world.meet(page, words[0][0].user), spoken, mids)

    def connection_test(self, account: str) -> Sent:
        """LINE's "Verify" button: a signed webhook with no events."""
        return self._line.send(account, "", [])

    def drain(self, timeout_s: float = 30.0) -> bool:
        """Wait until every echo, delivery and read event went out; False if that took too long."""
        return self._background.drain(timeout_s)

    def idle(self) -> dict[str, Any]:
        """Wait until the shop is at rest and the platforms have nothing more to tell it."""
        for _ in range(_IDLE_ROUNDS):
            self._messenger.release()
            self.drain()
            state = self._wait_idle()
            if self._background.drain(0):
                return state
        return {"idle": False, "dead_letters": state["dead_letters"]}

    def close(self) -> None:
        """End the background threads."""
        self._background.close()
