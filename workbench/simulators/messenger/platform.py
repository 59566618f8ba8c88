"""Messenger as the bench hosts it: its paths, its people, and what others say in its name."""

from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.routing import Rule

from workbench.simulators import identifiers
from workbench.simulators.accounts import MESSENGER, SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.faults import Fault
from workbench.simulators.heard import an_object, listed, note_words, objects, same
from workbench.simulators.messenger import wire
from workbench.simulators.messenger.api import GraphApi
from workbench.simulators.messenger.shopper import MessengerShopper
from workbench.simulators.messenger.webhooks import MessengerWebhooks
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
        self._webhooks = MessengerWebhooks(world, post or http_post(_PATIENCE_S), background)
        self._api = GraphApi(world, self._webhooks)

    def routes(self) -> Sequence[Rule]:
        return [
            route("POST", "/graph/<version>/<page>/messages", self._api.messages),
            route("GET", "/graph/<version>/<psid>", self._api.person),
            route("", "/graph/<path:_rest>", self._api.unknown),
        ]

    def user_id(self, account: SimulatedAccount, name: str) -> str:
        return identifiers.page_scoped(account.account, name)

    def shopper(self, contact: Contact) -> Shopper:
        return MessengerShopper(self._world, self._webhooks, contact)

    def together(self, words: Sequence[tuple[Shopper, str]], account: SimulatedAccount) -> Sent:
        spoken = [shopper.text_event(text) for shopper, text in words]
        mids = tuple(event["message"]["mid"] for event in spoken)
        return self._webhooks.send(self._world.meet(account, words[0][0].user), spoken, mids)

    def release(self) -> None:
        self._webhooks.release()

    def hear(self, endpoint: str, headers: Mapping[str, str], raw: bytes, body: JsonObject) -> None:
        for entry in objects(body.get("entry")):
            account = listed(self._world, MESSENGER, endpoint, entry.get("id"))
            if account is None:
                continue
            signature = headers.get("x-hub-signature-256", "")
            if not same(signature, wire.signature(account.app_secret, raw)):
                return
            for event in objects(entry.get("messaging")):
                with self._world.lock:
                    self._note(account, event)

    def _note(self, account: SimulatedAccount, event: JsonObject) -> None:
        message, postback = an_object(event.get("message")), an_object(event.get("postback"))
        user = an_object(event.get("sender")).get("id")
        if not isinstance(user, str) or message.get("is_echo") or user == account.account:
            return
        reacted = an_object(event.get("reaction")).get("action") == "react"
        if not (message or postback or reacted):
            return
        contact = self._world.meet_id(account, user)
        contact.met = True
        if reacted:
            contact.wrote_at, contact.blocked = self._world.now(), False
        else:
            self._note_words(contact, message, postback)

    def _note_words(self, contact: Contact, message: JsonObject, postback: Any) -> None:
        if postback:
            title, mid = postback.get("title"), postback.get("mid")
            note_words(self._world, contact, "postback", title, mid)
        else:
            kind = "text" if "text" in message else "attachment"
            note_words(self._world, contact, kind, message.get("text"), message.get("mid"))
