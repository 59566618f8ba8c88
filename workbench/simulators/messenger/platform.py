"""Messenger as the bench hosts it: its paths, its people, and what others say in its name."""

from collections.abc import Mapping, Sequence

from werkzeug.routing import Rule

from workbench.simulators import identifiers
from workbench.simulators.accounts import MESSENGER, SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.faults import Fault
from workbench.simulators.heard import listed, objects, same
from workbench.simulators.messenger.api import GraphApi
from workbench.simulators.messenger.heard_events import note_change, note_event
from workbench.simulators.messenger.shopper import MessengerShopper
from workbench.simulators.messenger.state import Pages
from workbench.simulators.messenger.switches import Switches
from workbench.simulators.messenger.threads import Threads
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.meta import wire
from workbench.simulators.platform import JsonObject, route
from workbench.simulators.sender import Background, Post, Sent, http_post
from workbench.simulators.shopper import Shopper
from workbench.simulators.world import World

_PATIENCE_S = 5.0  # how long the platform waits for the answer to a webhook


class MessengerPlatform:
    """The Graph API for Pages, and the shoppers who write to them."""

    faults = frozenset(Fault)

    def __init__(self, world: World, post: Post | None, background: Background) -> None:
        self._world = world
        self.pages = Pages(world)
        self._webhooks = MessengerWebhooks(
            world, self.pages, post or http_post(_PATIENCE_S), background
        )
        self._threads = Threads(world, self._webhooks)
        self._api = GraphApi(world, self.pages, self._webhooks, self._threads)
        self._switches = Switches(world, self.pages, self._webhooks, self._api.reviews)

    def routes(self) -> Sequence[Rule]:
        return [
            route("", "/graph/", lambda request: self._api.call(request, "")),
            route("", "/graph/<path:path>", self._api.call),
            route("", "/settings/messenger/<page>", self._switches.answer),
            route("POST", "/settings/messenger/<page>/review/<name>", self._switches.review),
        ]

    def user_id(self, account: SimulatedAccount, name: str) -> str:
        return identifiers.page_scoped(account.account, name)

    def shopper(self, contact: Contact) -> Shopper:
        return MessengerShopper(self._world, self.pages, self._webhooks, self._threads, contact)

    def together(self, words: Sequence[tuple[Shopper, str]], account: SimulatedAccount) -> Sent:
        spoken = [shopper.text_event(text) for shopper, text in words]
        mids = tuple(event["message"]["mid"] for event in spoken)
        return self._webhooks.send(self._world.meet(account, words[0][0].user), spoken, mids)

    def release(self) -> None:
        self._api.reviews.release()
        self._webhooks.release()

    def hear(self, endpoint: str, headers: Mapping[str, str], raw: bytes, body: JsonObject) -> None:
        for entry in objects(body.get("entry")):
            account = listed(self._world, MESSENGER, endpoint, entry.get("id"))
            if account is None:
                continue
            signature = headers.get("x-hub-signature-256", "")
            if not same(signature, wire.signature(account.app_secret, raw)):
                return
            with self._world.lock:
                for event in objects(entry.get("messaging")):
                    note_event(self._world, account, event, self.pages)
                for change in objects(entry.get("changes")):
                    note_change(self._world, account, change, self.pages)
