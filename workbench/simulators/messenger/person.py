"""How is a shopper's act told to a Page, and which app has their thread then?"""

from typing import Any

from workbench.simulators.conversation import Contact
from workbench.simulators.messenger.state import Json, Page, Pages
from workbench.simulators.messenger.threads import Threads
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.meta.shopper import MetaShopper
from workbench.simulators.sender import Sent
from workbench.simulators.world import World


class Person(MetaShopper):
    """One person before one Page."""

    def __init__(
        self,
        world: World,
        pages: Pages,
        webhooks: MessengerWebhooks,
        threads: Threads,
        contact: Contact,
    ) -> None:
        super().__init__(world, webhooks, contact)
        self._pages = pages
        self._webhooks = webhooks
        self._threads = threads

    @property
    def _page(self) -> Page:
        return self._pages.of(self._contact.account)

    def _new_mid(self) -> str:
        return self._world.ids.mid()

    def _send(self, event: Json, mid: str) -> Sent:
        return self._webhooks.send(self._contact, [event], (mid,) if mid else ())

    def _event(self, parts: dict[str, Any], *, opens_window: bool) -> Json:
        event = super()._event(parts, opens_window=opens_window)
        if opens_window:
            with self._world.lock:
                self._threads.heard(self._page, self._contact)
        return event
