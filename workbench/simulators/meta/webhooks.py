"""How does the shop hear from Meta: signed posts, tried again with the same bytes?"""

from collections.abc import Callable
from datetime import datetime
from itertools import repeat

from workbench.simulators.conversation import Contact
from workbench.simulators.faults import AFTERWARDS, Fault
from workbench.simulators.meta import wire
from workbench.simulators.meta.parts import Json
from workbench.simulators.sender import Background, Post, Sent, try_each
from workbench.simulators.world import World


class MetaWebhooks:
    """Posts to the webhook URLs of accounts; what is told, and to whom, each channel knows."""

    def __init__(self, world: World, post: Post, background: Background) -> None:
        self._world = world
        self._post = post
        self._background = background
        self._held: list[tuple[datetime, Contact, Json]] = []

    def repeat(self, sent: Sent, *, forged: bool = False) -> Sent:
        """Post the same bytes again; `forged` signs them with a secret that is not the app's."""
        account = self._world.account(sent.channel, sent.account)
        secret = "not the app's secret" if forged else account.app_secret
        headers = wire.headers(secret, sent.body)
        self._world.say(sent.body)
        tries = 1 if forged else 1 + self._world.rules.graph_retries
        attempts = try_each(self._post, account.webhook_url, repeat((sent.body, headers), tries))
        return Sent(
            sent.channel, sent.account, sent.user, sent.body, headers, attempts, sent.event_ids
        )

    def _as_faulted(self, contact: Contact, echo: Json, receipts: list[Json]) -> list[Json]:
        """What follows a send now, by the fault that is ordered: a late echo is held back."""
        fault = self._world.faults.take(contact.account.channel, AFTERWARDS)
        if fault is Fault.ECHO_LATE:
            with self._world.lock:
                self._held.append((self._world.now() + self._world.rules.echo_delay, contact, echo))
        told = receipts if fault in (Fault.ECHO_LATE, Fault.ECHO_MISSING) else [echo, *receipts]
        return told[::-1] if fault is Fault.RECEIPTS_REORDERED else told

    def _release(self, tell: Callable[[Contact, Json], None]) -> None:
        """Tell the late echoes whose time has come."""
        now = self._world.now()
        with self._world.lock:
            due = [held for held in self._held if held[0] <= now]
            self._held = [held for held in self._held if held[0] > now]
        for _, contact, event in due:
            tell(contact, event)
