"""Simulators without sockets: a clock to turn, a shop that notes every webhook, calls by hand."""

import json
import random
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.test import Client, TestResponse

from workbench.simulators.accounts import INSTAGRAM, LINE, MESSENGER, WHATSAPP, SimulatedAccount
from workbench.simulators.app import Simulators
from workbench.simulators.meta.wire import proof
from workbench.simulators.rules import Rules
from workbench.simulators.whatsapp.rules import WhatsAppRules

PAGE = SimulatedAccount(
    MESSENGER,
    "tea",
    "104512398760021",
    "771204559830114",
    "s3cr3t-app-key",
    "EAABpage",
    "verify",
    "http://shop/webhooks/messenger/tea",
)
OTHER_PAGE = SimulatedAccount(
    MESSENGER,
    "tea",
    "104512398760022",
    "771204559830114",
    "s3cr3t-app-key",
    "EAABother",
    "verify",
    "http://shop/webhooks/messenger/tea",
)
BOT = SimulatedAccount(
    LINE,
    "tea",
    "U00112233445566778899aabbccddeeff",
    "",
    "0123456789abcdef0123456789abcdef",
    "line-token",
    "",
    "http://shop/webhooks/line/tea",
)
IG = SimulatedAccount(
    INSTAGRAM,
    "tea",
    "17841400000000001",
    "990011223344556",
    "instagram-app-secret",
    "IGAAaccount",
    "verify",
    "http://shop/webhooks/instagram/tea",
    login="instagram",
)
IG_OF_PAGE = SimulatedAccount(
    INSTAGRAM,
    "tea",
    "17841400000000002",
    "771204559830114",
    "s3cr3t-app-key",
    "EAABinstagram",
    "verify",
    "http://shop/webhooks/instagram/tea",
    login="facebook",
    page="104512398760029",
)
NUMBER = SimulatedAccount(
    WHATSAPP,
    "tea",
    "209911887700123",
    "771204559830114",
    "s3cr3t-app-key",
    "EAABnumber",
    "verify",
    "http://shop/webhooks/whatsapp/tea",
    waba="104420011223344",
    portfolio="330011223344556",
    phone="886277001234",
)
PSID = "6843310927715504"
IGSID = "1784555000111222"
BSUID = "TW.13491208655302741918"
USER = "Ua1b2c3d4e5f60718293a4b5c6d7e8f90"
TIDY = WhatsAppRules(untidiness=0.0, surprises=0.0)
PUSH = "/line/v2/bot/message/push"
REPLY = "/line/v2/bot/message/reply"
MULTICAST = "/line/v2/bot/message/multicast"
SEND = f"/graph/v26.0/{PAGE.account}/messages"
ACTS = f"/shoppers/messenger/{PAGE.account}/{PSID}"


class TurnedClock:
    """A clock that stands still until it is advanced."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def advance(self, seconds: float) -> datetime:
        self.moment += timedelta(seconds=seconds)
        return self.moment


@dataclass
class Shop:
    """Takes webhooks as our API would; answers with `answers` first, then 200."""

    seen: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)
    answers: list[int | Exception] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        with self.lock:
            self.seen.append((url, body, headers))
            answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return answer

    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body, _ in self.seen]

    def messenger_events(self) -> list[dict[str, Any]]:
        return [
            event
            for body in self.bodies()
            for entry in body.get("entry", ())
            for event in entry.get("messaging", ())
        ]


@dataclass
class Rig:
    """Everything a test needs."""

    simulators: Simulators
    clock: TurnedClock
    shop: Shop
    http: Client

    def graph(self, body: Any, *, url: str = SEND, **changes: Any) -> TestResponse:
        """Call the Send API with token and proof in place."""
        token = changes.pop("token", PAGE.access_token)
        query = {"appsecret_proof": changes.pop("proof", proof(PAGE.app_secret, token))}
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        given = {key: value for key, value in query.items() if value}
        return self.http.post(url, json=body, query_string=given, headers=headers)

    def line(self, path: str, body: Any, **headers: str) -> TestResponse:
        """Call the Messaging API with the token in place."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.post(
            path, json=body, headers={"Authorization": f"Bearer {BOT.access_token}"} | given
        )

    def push(self, *messages: Any, to: Any = USER, **headers: str) -> TestResponse:
        """Push these messages, or one that says 好."""
        given = list(messages) or bubbles("好")
        return self.line(PUSH, {"to": to, "messages": given}, **headers)

    def reply(self, token: Any, *words: str) -> TestResponse:
        """Reply with these words, or with 好."""
        return self.line(REPLY, {"replyToken": token, "messages": bubbles(*(words or ("好",)))})

    def met(self) -> "Rig":
        """The same, with one shopper on each channel whom the shop may write to."""
        self.simulators.shopper(MESSENGER, PAGE.account, PSID).say("您好")
        self.simulators.shopper(LINE, BOT.account, USER).follow()
        return self

    def reply_token(self, user: str = USER) -> str:
        """A fresh token: the shopper just wrote."""
        sent = self.simulators.shopper(LINE, BOT.account, user).say("你好")
        token: str = json.loads(sent.body)["events"][0]["replyToken"]
        return token

    def seen_by(self, user: str) -> list[str]:
        """The texts this shopper saw, from the ledger."""
        rows = self.http.get("/ledger", query_string={"user": user}).json
        return [row["text"] for row in rows or []]


@contextmanager
def running(rules: Rules | None = None) -> Iterator[Rig]:
    clock, shop = TurnedClock(), Shop()
    simulators = Simulators(
        [PAGE, OTHER_PAGE, IG, IG_OF_PAGE, NUMBER, BOT],
        clock=clock,
        wait_idle=lambda: {"idle": True, "dead_letters": 0},
        rng=random.Random(20261122),
        post=shop.post,
        rules=rules or Rules(silence_s=0.2, whatsapp=TIDY),
    )
    try:
        yield Rig(simulators, clock, shop, Client(simulators.wsgi))
    finally:
        simulators.close()


def text(words: str = "您好", **more: Any) -> dict[str, Any]:
    """A Send API body: one text, inside the window."""
    message = {"text": words} | more
    return {"recipient": {"id": PSID}, "messaging_type": "RESPONSE", "message": message}


def bubbles(*words: str) -> list[dict[str, Any]]:
    """LINE text messages."""
    return [{"type": "text", "text": word} for word in words]
