"""Another program speaks in a platform's name: who signs with its secret has told the truth.

Whoever knows an account's secret (`towkay up --json` prints it) can post webhooks to the shop
without asking the simulators. The people and reply tokens in such a body exist from then on,
so that the shop's answers to them are accepted and land in the ledger.
"""

import hmac
import json
import re
from collections.abc import Iterable
from typing import Any

from workbench.simulators.accounts import LINE, SimulatedAccount
from workbench.simulators.conversation import Author, Bubble, Contact, NotThere
from workbench.simulators.line import wire as line_wire
from workbench.simulators.line.tokens import ReplyTokens
from workbench.simulators.messenger import wire as messenger_wire
from workbench.simulators.world import World

_WEBHOOK = re.compile(r"/webhooks/(messenger|line)/([^/]+)")
JsonObject = dict[str, Any]


class Hearsay:
    """Takes note of webhooks that did not come from the simulators themselves."""

    def __init__(self, world: World, tokens: ReplyTokens) -> None:
        self._world = world
        self._tokens = tokens

    def hear(self, path: str, headers: Iterable[tuple[str, str]], body: bytes) -> None:
        """A request on its way to the shop; whatever is not a signed webhook changes nothing."""
        match = _WEBHOOK.fullmatch(path)
        if match is None or self._world.said(body):
            return
        channel, endpoint = match.groups()
        given = {name.lower(): value for name, value in headers}
        parsed = _parsed(body)
        if channel == LINE:
            self._hear_line(endpoint, given.get("x-line-signature", ""), body, parsed)
        else:
            self._hear_messenger(endpoint, given.get("x-hub-signature-256", ""), body, parsed)

    def _hear_line(self, endpoint: str, signature: str, body: bytes, parsed: JsonObject) -> None:
        account = self._account(LINE, endpoint, parsed.get("destination"))
        if account is None or not _same(signature, line_wire.signature(account.app_secret, body)):
            return
        for event in _objects(parsed.get("events")):
            user = _object(event.get("source")).get("userId")
            if isinstance(user, str):
                with self._world.lock:
                    self._note_line(self._world.meet_id(account, user), event)

    def _note_line(self, contact: Contact, event: JsonObject) -> None:
        now, kind = self._world.now(), event.get("type")
        contact.met = True
        if kind == "follow":
            contact.friend, contact.blocked = True, False
        elif kind == "unfollow":
            contact.friend, contact.blocked = False, True
        elif kind == "message":
            message = _object(event.get("message"))
            self._note_words(contact, message.get("type"), message.get("text"), message.get("id"))
        token = event.get("replyToken")
        if isinstance(token, str):
            self._tokens.heard(token, contact, now)

    def _hear_messenger(
        self, endpoint: str, signature: str, body: bytes, parsed: JsonObject
    ) -> None:
        for entry in _objects(parsed.get("entry")):
            account = self._account("messenger", endpoint, entry.get("id"))
            if account is None:
                continue
            if not _same(signature, messenger_wire.signature(account.app_secret, body)):
                return
            for event in _objects(entry.get("messaging")):
                with self._world.lock:
                    self._note_messenger(account, event)

    def _note_messenger(self, account: SimulatedAccount, event: JsonObject) -> None:
        message, postback = _object(event.get("message")), _object(event.get("postback"))
        user = _object(event.get("sender")).get("id")
        if not isinstance(user, str) or message.get("is_echo") or user == account.account:
            return
        reacted = _object(event.get("reaction")).get("action") == "react"
        if not (message or postback or reacted):
            return
        contact = self._world.meet_id(account, user)
        contact.met = True
        if reacted:
            contact.wrote_at, contact.blocked = self._world.now(), False
        elif postback:
            self._note_words(contact, "postback", postback.get("title"), postback.get("mid"))
        else:
            kind = "text" if "text" in message else "attachment"
            self._note_words(contact, kind, message.get("text"), message.get("mid"))

    def _note_words(self, contact: Contact, kind: Any, text: Any, mid: Any) -> None:
        now = self._world.now()
        contact.wrote_at, contact.blocked = now, False
        try:
            contact.find(str(mid or ""))
        except NotThere:
            words = text if isinstance(text, str) else ""
            contact.bubbles.append(Bubble(now, Author.SHOPPER, str(kind), words, str(mid or "")))

    def _account(self, channel: str, endpoint: str, account: Any) -> SimulatedAccount | None:
        for known in self._world.accounts:
            if (known.channel, known.endpoint, known.account) == (channel, endpoint, account):
                return known
        return None


def _parsed(body: bytes) -> JsonObject:
    try:
        return _object(json.loads(body))
    except (ValueError, RecursionError):
        return {}


def _object(value: Any) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[JsonObject]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
