"""LINE as the bench hosts it: its paths, its people, and what others say in its name."""

from collections.abc import Mapping, Sequence

from werkzeug.routing import Rule

from workbench.simulators import identifiers
from workbench.simulators.accounts import LINE, SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.faults import AFTERWARDS, Fault
from workbench.simulators.heard import an_object, listed, note_words, objects, same
from workbench.simulators.line import wire
from workbench.simulators.line.office import Office
from workbench.simulators.line.routes import rules
from workbench.simulators.line.shopper import LineShopper
from workbench.simulators.line.tokens import ReplyTokens
from workbench.simulators.line.webhooks import LineWebhooks
from workbench.simulators.platform import JsonObject
from workbench.simulators.sender import Background, Post, Sent, http_post
from workbench.simulators.shopper import Shopper
from workbench.simulators.world import World

_PATIENCE_S = 2.0  # how long the platform waits for the answer to a webhook


class LinePlatform:
    """The Messaging API, and the friends of the official accounts."""

    faults = frozenset(Fault) - AFTERWARDS

    def __init__(self, world: World, post: Post | None, background: Background) -> None:
        self._world = world
        self._tokens = ReplyTokens()
        self._webhooks = LineWebhooks(world, post or http_post(_PATIENCE_S), self._tokens)
        self._office = Office(world, self._webhooks, background)

    def routes(self) -> Sequence[Rule]:
        return rules(self._office)

    def user_id(self, account: SimulatedAccount, name: str) -> str:
        return identifiers.line_user(name)

    def shopper(self, contact: Contact) -> Shopper:
        return LineShopper(self._world, self._webhooks, self._office, contact)

    def together(self, words: Sequence[tuple[Shopper, str]], account: SimulatedAccount) -> Sent:
        spoken = [shopper.text_event(text) for shopper, text in words]
        return self._webhooks.send(account.account, "", spoken)

    def connection_test(self, account: str) -> Sent:
        """The console's "Verify" button: a signed webhook with no events."""
        return self._webhooks.send(account, "", [])

    def release(self) -> None:
        """LINE tells nothing later."""

    def hear(self, endpoint: str, headers: Mapping[str, str], raw: bytes, body: JsonObject) -> None:
        account = listed(self._world, LINE, endpoint, body.get("destination"))
        signature = headers.get("x-line-signature", "")
        if account is None or not same(signature, wire.signature(account.app_secret, raw)):
            return
        for event in objects(body.get("events")):
            user = an_object(event.get("source")).get("userId")
            if isinstance(user, str):
                with self._world.lock:
                    self._note(self._world.meet_id(account, user), event)

    def _note(self, contact: Contact, event: JsonObject) -> None:
        now, kind = self._world.now(), event.get("type")
        contact.met = True
        if kind == "follow":
            contact.friend, contact.blocked = True, False
        elif kind == "unfollow":
            contact.friend, contact.blocked = False, True
        elif kind == "message":
            message = an_object(event.get("message"))
            words = message.get("text")
            note_words(self._world, contact, message.get("type"), words, message.get("id"))
        token = event.get("replyToken")
        if isinstance(token, str):
            self._tokens.heard(token, contact, now)
