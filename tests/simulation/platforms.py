"""The platforms' side of a simulated day: webhooks signed, delivered, repeated until taken."""

import heapq
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.simulation.channel import Taken
from tests.support.webhook_bodies import line_headers, messenger_headers
from towkay.domain.channels import Channel
from towkay.domain.webhooks import Webhook

SECRET = "simulated-secret"
APP_ID = "771204559830114"
ACCOUNTS = {
    Channel.LINE: "U" + "0" * 32,
    Channel.MESSENGER: "104512398760021",
    Channel.WHATSAPP: "209911887700123",
}
TOKENS = {channel: f"token-of-{channel}" for channel in ACCOUNTS}


@dataclass(order=True, slots=True)
class Arrival:
    """A webhook and the moment of its next try."""

    at: datetime
    number: int
    body: bytes = field(compare=False)
    channel: Channel = field(compare=False)


@dataclass(slots=True)
class Echoes:
    """How Messenger tells of what it took: `missing` of it never, `late` of it up to 6 h later.

    `kinds` is how many of echo, delivery and reading it tells of.
    """

    missing: float = 0.05
    late: float = 0.05
    kinds: int = 3


@dataclass(slots=True)
class Platforms:
    """Webhooks on their way. Deliver with `post`; whoever takes one says whether it heard 200."""

    rng: random.Random
    clock: Callable[[], datetime]
    echoes: Echoes | None = None
    arrivals: list[Arrival] = field(default_factory=list)
    echoed: set[str] = field(default_factory=set)
    _number: int = 0

    def post(self, channel: Channel, body: object, at: datetime) -> None:
        """A platform delivers a webhook at `at`, and again until it hears 200."""
        raw = json.dumps(body, ensure_ascii=False).encode()
        self._number += 1
        heapq.heappush(self.arrivals, Arrival(at, self._number, raw, channel))

    def next(self) -> Arrival | None:
        """The webhook whose time has come."""
        if not self.arrivals or self.arrivals[0].at > self.clock():
            return None
        return heapq.heappop(self.arrivals)

    def try_again(self, arrival: Arrival) -> None:
        """It was not answered 200."""
        arrival.at = self.clock() + timedelta(seconds=self.rng.uniform(5, 60))
        arrival.body = redelivered(arrival.body)
        heapq.heappush(self.arrivals, arrival)

    def taken(self, taken: Taken) -> None:
        """Messenger took a message: our own echo, delivered and read follow, or some of them."""
        if self.echoes is None or self.rng.random() < self.echoes.missing:
            return
        self.echoed.add(f"{taken.psid}/{taken.metadata}")
        at = self.clock()
        late = self.rng.random() < self.echoes.late
        for event in _told_of(taken, at)[: self.echoes.kinds]:
            delay = self.rng.uniform(0.05, 6 * 3600 if late else 2)
            entry = {"id": taken.page, "time": 0, "messaging": [event]}
            body = {"object": "page", "entry": [entry]}
            self.post(Channel.MESSENGER, body, at + timedelta(seconds=delay))


def _told_of(taken: Taken, at: datetime) -> list[dict[str, Any]]:
    milliseconds = round(at.timestamp() * 1000) + 1
    person, page = {"id": taken.psid}, {"id": taken.page}
    message = {
        "is_echo": True,
        "app_id": int(APP_ID),
        "metadata": taken.metadata,
        "mid": taken.mid,
        "text": "…",
    }
    sent = {"sender": page, "recipient": person, "timestamp": milliseconds}
    got = {"sender": person, "recipient": page, "timestamp": milliseconds}
    return [
        sent | {"message": message},
        got | {"delivery": {"mids": [taken.mid], "watermark": milliseconds}},
        got | {"read": {"watermark": milliseconds}},
    ]


def redelivered(raw: bytes) -> bytes:
    """The same body again: LINE marks its events, Messenger repeats the very bytes."""
    body = json.loads(raw)
    for event in body.get("events", []):
        event["deliveryContext"]["isRedelivery"] = True
    return json.dumps(body, ensure_ascii=False).encode()


def signed(channel: Channel, raw: bytes) -> Webhook:
    """The request as the gateway hands it on."""
    sign = line_headers if channel is Channel.LINE else messenger_headers
    return Webhook("POST", channel, "demo", {}, sign(raw, SECRET), raw)


def reply_tokens(raw: bytes) -> list[str]:
    """Those that a body brings."""
    body = json.loads(raw)
    return [event["replyToken"] for event in body.get("events", []) if "replyToken" in event]


def verify_parameters() -> dict[tuple[Channel, str], str]:
    """The endpoints' verify parameters."""
    return {
        (channel, "demo"): json.dumps(
            {
                "app_id": APP_ID if channel is Channel.MESSENGER else "",
                "verify_token": "a-verify-token",
                "secrets": [{"value": SECRET, "until": None}],
                "accounts": {account: "demo"},
            }
        )
        for channel, account in ACCOUNTS.items()
    }


def send_parameters() -> dict[tuple[Channel, str], str]:
    """The endpoints' send parameters."""
    return {
        (channel, "demo"): json.dumps({"app_secret": SECRET, "tokens": {account: TOKENS[channel]}})
        for channel, account in ACCOUNTS.items()
    }
