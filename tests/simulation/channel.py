"""The platforms at the level of bytes: their rules about repeating, their answers and faults."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from towkay.adapters.http import HttpFailure, HttpReply

Answer = HttpReply | HttpFailure
_TOKEN_LIFE = timedelta(seconds=60)
_PAGE = re.compile(r"/v[0-9.]+/([0-9]+)/messages")
Refused = Mapping[str, tuple[int, Mapping[str, Any]]]
_RATE_LIMITED: Refused = {
    "messenger": (400, {"error": {"code": 613, "message": "(#613) Calls exceed the rate limit"}}),
    "whatsapp": (400, {"error": {"code": 130429, "message": "(#130429) Rate limit hit"}}),
    "line": (429, {"message": "The API rate limit has been exceeded. Try again later."}),
}
_FULL: Refused = {
    "messenger": (400, {"error": {"code": 613, "error_subcode": 1893016, "message": "(#613)"}}),
    "whatsapp": (400, {"error": {"code": 131049, "message": "(#131049) Not delivered"}}),
    "line": (429, {"message": "You have reached your monthly limit."}),
}
_REFUSED: Refused = {
    "messenger": (400, {"error": {"code": 100, "message": "(#100) Invalid parameter"}}),
    "whatsapp": (400, {"error": {"code": 131009, "message": "(#131009) Invalid parameter"}}),
    "line": (400, {"message": "The request body has 1 error(s)"}),
}
_REVOKED: Refused = {
    "messenger": (401, {"error": {"code": 190, "error_subcode": 463, "message": "expired"}}),
    "whatsapp": (401, {"error": {"code": 190, "error_subcode": 463, "message": "expired"}}),
    "line": (401, {"message": "Authentication failed due to the following reason: expired"}),
}
_GONE: Refused = {
    "messenger": (400, {"error": {"code": 551, "error_subcode": 1545041, "message": "(#551)"}}),
    "whatsapp": (400, {"error": {"code": 131026, "message": "(#131026) Undeliverable"}}),
    "line": (400, {"message": "Failed to send messages"}),
}
_REFUSALS: Mapping[str, Refused] = {
    "rate_limit": _RATE_LIMITED,
    "capped": _FULL,
    "refused": _REFUSED,
    "revoked": _REVOKED,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """One message a shopper saw. `name` is what tells sends apart on the wire.

    On Messenger the send id in the metadata; on LINE the reply token, or the retry key of a push.
    Only LINE's replies do not name the `user`.
    """

    name: str
    at: datetime
    user: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What Messenger tells the Page of afterwards."""

    page: str
    psid: str
    mid: str
    metadata: str


@dataclass(slots=True)
class FaultyChannel:
    """Stands in for `HttpPool`. `shares` gives the probability of each fault, `script` the fault
    of the n-th call, counted from 0; `counts` what was injected."""

    clock: Callable[[], datetime]
    rng: random.Random
    pass_time: Callable[[timedelta], None]
    on_taken: Callable[[Taken], None] = lambda taken: None
    latency: tuple[float, float] = (0.05, 0.5)
    shares: dict[str, float] = field(default_factory=dict)
    script: dict[int, str] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    tokens: dict[str, datetime] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    accepted_keys: set[str] = field(default_factory=set)
    calls: list[tuple[datetime, str]] = field(default_factory=list)
    left: set[str] = field(default_factory=set)  # the users that nobody finds any more
    owners: dict[str, str] = field(default_factory=dict)  # of comments and tokens: the psid
    gestures: int = 0

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Answer one call, or lose its answer after or before it took effect."""
        if is_gesture(url, body):
            return self._shown()
        kind = next((one for one in ("line", "whatsapp") if one in _labels(url)), "messenger")
        fault = self._fault(len(self.calls))
        self.calls.append((self.clock(), fault))
        # A call takes time, and one whose answer is lost takes until the caller gives up.
        silent = fault in ("lost_before", "lost_after")
        self.pass_time(timedelta(seconds=6 if silent else self.rng.uniform(*self.latency)))
        if fault in _REFUSALS:
            status, content = _REFUSALS[fault][kind]
            return _reply(status, content)
        if not fault and any(user.encode() in body for user in self.left):
            self.counts["gone"] += 1
            return _reply(*_GONE[kind])
        if fault == "unreachable":
            return HttpFailure(before_first_byte=True, reason="NewConnectionError")
        if fault in ("lost_before", "error_before"):
            return _lost(fault)
        answer = self._take(kind, url, headers, json.loads(body))
        return _lost(fault) if fault in ("lost_after", "error_after") else answer

    def _shown(self) -> Answer:
        """Every other gesture comes to nothing, and nobody may mind."""
        self.gestures += 1
        return _reply(200, {}) if self.gestures % 2 else _lost("error_before")

    def _take(self, kind: str, url: str, headers: Mapping[str, str], body: Any) -> Answer:
        if kind == "messenger":
            return self._take_messenger(url, body)
        if kind == "whatsapp":
            name, user = body["biz_opaque_callback_data"], body["recipient"]
            answered = {"messages": [{"id": f"wamid.{len(self.seen)}"}]}
            return self._show(f"{user}/{name}", user, [body["text"]], answered)
        if url.endswith("/reply"):
            return self._take_reply(body)
        key = headers["X-Line-Retry-Key"]
        if key in self.accepted_keys:
            return _reply(409, {"message": "The retry key is already accepted"})
        self.accepted_keys.add(key)
        if url.endswith("/multicast"):
            for user in body["to"]:
                self._show(f"{key}/{user}", user, body["messages"], {})
            return _reply(200, {})
        return self._show(key, body["to"], body["messages"], {})

    def _take_reply(self, body: Any) -> Answer:
        token = body["replyToken"]
        issued = self.tokens.get(token)
        alive = issued is not None and self.clock() < issued + _TOKEN_LIFE
        if token in self.used or not alive:
            return _reply(400, {"message": "Invalid reply token"})
        self.used.add(token)
        return self._show(token, "", body["messages"], {})

    def _take_messenger(self, url: str, body: Any) -> Answer:
        page = _PAGE.search(url)
        assert page is not None, "not a path of the Send API"
        (how, whom), metadata = next(iter(body["recipient"].items())), body["message"]["metadata"]
        psid = whom if how == "id" else self.owners[whom]
        if how != "id" and whom in self.used:
            error = {"code": 10900, "message": "(#10900) Activity already replied to"}
            return _reply(400, {"error": error})
        self.used.add(whom)
        mid = f"m_out{len(self.seen)}"
        answered = {"recipient_id": psid, "message_id": mid}
        answer = self._show(f"{psid}/{metadata}", psid, [body["message"]], answered)
        self.on_taken(Taken(page[1], psid, mid, metadata))
        return answer

    def _show(self, name: str, user: str, messages: Any, answer: Mapping[str, Any]) -> HttpReply:
        words = "\n".join(message.get("text") or message.get("body", "") for message in messages)
        self.seen.append(Seen(name, self.clock(), user, words))
        return _reply(200, answer)

    def _fault(self, number: int) -> str:
        name = self.script.get(number, "")
        drawn = (name for name, share in self.shares.items() if self.rng.random() < share)
        name = name or next(drawn, "")
        if name:
            self.counts[name] += 1
        return name


def _labels(url: str) -> list[str]:
    """Of `api.line.me`: api, line, me."""
    return (urlsplit(url).hostname or "").split(".")


def is_gesture(url: str, body: bytes) -> bool:
    """Whether nothing is said: typing, seen."""
    told = json.loads(body)
    return "/v2/bot/chat/" in url or "sender_action" in told or "status" in told


def _reply(status: int, content: Mapping[str, Any]) -> HttpReply:
    return HttpReply(status, {"x-line-request-id": "r"}, json.dumps(content).encode())


def _lost(fault: str) -> Answer:
    """The two ways not to learn the outcome: silence, and an error of the platform's own."""
    if fault.startswith("lost"):
        return HttpFailure(before_first_byte=False, reason="ReadTimeoutError")
    return _reply(500, {"message": "Internal server error", "error": {"code": 2, "message": "?"}})
