"""A kiosk on the bench: its API, its visitors, and what it tells the shop."""

import hashlib
import hmac
import itertools
import json
from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.routing import Rule
from werkzeug.wrappers import Request, Response

from tests.kiosk import CHANNEL
from towkay.domain.channels import CAPABILITIES
from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Author, Bubble, Button, Contact
from workbench.simulators.faults import Fault
from workbench.simulators.platform import JsonObject, route
from workbench.simulators.sender import Background, Post, Sent, http_post, try_each
from workbench.simulators.world import World

_LIMITS = CAPABILITIES[CHANNEL]


class KioskPlatform:
    """Every terminal, and the people in front of them."""

    faults: frozenset[Fault] = frozenset()

    def __init__(self, world: World, post: Post | None, background: Background) -> None:
        self._world = world
        self._post = post or http_post(5)
        self._count = itertools.count(1)
        self._accepted: dict[str, JsonObject] = {}

    def routes(self) -> Sequence[Rule]:
        return [route("POST", "/kiosk/v1/terminals/<terminal>/messages", self.send)]

    def send(self, request: Request, terminal: str) -> Response:
        """Show what the shop says; the same id twice is shown once."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        account = self._world.by_token(CHANNEL, token)
        if account is None or account.account != terminal:
            return _refused(401, "bad_token")
        said = json.loads(request.get_data())
        contact = self._world.known(account, said["visitor"])
        if contact is None or contact.blocked:
            return _refused(403, "visitor_left")
        labels = [choice["label"] for choice in said["choices"]]
        too_many = len(labels) > _LIMITS.quick_reply_limit
        if too_many or any(len(label) > _LIMITS.label_limit for label in labels):
            return _refused(400, "too_long")
        if not 0 < len(said["text"]) <= _LIMITS.text_limit:
            return _refused(400, "too_long")
        return _json(201, self._accepted.get(said["id"]) or self._show(contact, said))

    def _show(self, contact: Contact, said: JsonObject) -> JsonObject:
        answer = {"message": f"k{next(self._count)}"}
        choices = tuple(
            Button(choice["label"], "choice", choice["value"]) for choice in said["choices"]
        )
        words, mid = said["text"], answer["message"]
        bubble = Bubble(self._world.now(), Author.SHOP, "text", words, mid, quick_replies=choices)
        self._world.show(contact, [bubble], said, answer)
        self._accepted[said["id"]] = answer
        return answer

    def user_id(self, account: SimulatedAccount, name: str) -> str:
        return f"visitor-{name}".replace("visitor-visitor-", "visitor-")

    def shopper(self, contact: Contact) -> Any:
        return Visitor(self, self._world, contact)

    def together(self, words: Sequence[tuple[Any, str]], account: SimulatedAccount) -> Sent:
        return self.tell(account, "", [shopper.text_event(text) for shopper, text in words])

    def hear(self, endpoint: str, headers: Mapping[str, str], raw: bytes, body: JsonObject) -> None:
        """Nobody else speaks in a kiosk's name."""

    def release(self) -> None:
        """A kiosk tells nothing later."""

    def next_id(self) -> str:
        return f"e{next(self._count)}"

    def tell(self, account: SimulatedAccount, user: str, events: list[JsonObject]) -> Sent:
        """Post the events, signed."""
        raw = json.dumps({"terminal": account.account, "events": events}).encode()
        digest = hmac.new(account.app_secret.encode(), raw, hashlib.sha256).hexdigest()
        headers = {"X-Kiosk-Signature": digest, "Content-Type": "application/json"}
        attempts = try_each(self._post, account.webhook_url, [(raw, headers)])
        ids = tuple(event["id"] for event in events)
        return Sent(CHANNEL, account.account, user, raw, headers, attempts, ids)


class Visitor:
    """Somebody in front of a terminal."""

    def __init__(self, platform: KioskPlatform, world: World, contact: Contact) -> None:
        self._platform = platform
        self._world = world
        self._contact = contact
        self.user = contact.user

    def say(self, text: str) -> Sent:
        return self._tell(self.text_event(text))

    def press(self, label_or_payload: str) -> Sent:
        button, _ = self._contact.pressable(label_or_payload)
        return self._tell(self._event(pressed=button.value))

    def leave(self) -> Sent:
        self._contact.blocked = True
        return self._tell(self._event(left=True))

    def text_event(self, text: str) -> JsonObject:
        return self._event(said=text)

    def _event(self, **did: Any) -> JsonObject:
        self._contact.met = True
        at = epoch_ms(self._world.now())
        return {"id": self._platform.next_id(), "at": at, "visitor": self.user, **did}

    def _tell(self, event: JsonObject) -> Sent:
        return self._platform.tell(self._contact.account, self.user, [event])


def _refused(status: int, error: str) -> Response:
    return _json(status, {"error": error})


def _json(status: int, content: JsonObject) -> Response:
    return Response(json.dumps(content), status, content_type="application/json")


PLATFORM = KioskPlatform
