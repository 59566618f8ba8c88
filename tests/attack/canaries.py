"""Words that must never be seen in a log, and bodies in which every value is one of them."""

import json
import re
from typing import Any
from zlib import crc32

from tests.attack.samples import BODIES, Body
from tests.support.webhook_bodies import (
    BOT,
    IG,
    MESSENGER_APP,
    NUMBER,
    PAGE,
    PAGE_INBOX_APP,
    line_body,
)
from towkay.domain.channels import Channel

NAME = "王小明 Wang Xiaoming"
PHONE = "+886 912-345-678"
MAIL = "ming@c4n4ry.example"
TOKEN = "EAABc4n4ryTOKEN"
USER = "Uc4n4ry0912345678"
EVERYTHING = f"{NAME} {PHONE} {MAIL} {TOKEN}"
# Whole or in parts, escaped or not, in any case.
_TRACES = re.compile(
    r"c4n4ry|王小明|\\u738b|xiaoming|912.?345.?678|%e7%8e%8b|wang", flags=re.IGNORECASE
)
# Words of the platforms and numbers of the shop's own accounts: an event without them is none.
_STRUCTURE = frozenset(
    {"object", "type", "field", "mode", "verb", "item", "action", "source", "status", "timestamp"}
)
_ACCOUNTS = frozenset({PAGE, BOT, IG, NUMBER, MESSENGER_APP, PAGE_INBOX_APP, int(MESSENGER_APP)})


def traces(text: str) -> list[str]:
    """Every place where something of a person shows, with what stands around it."""
    return [text[max(0, hit.start() - 60) : hit.end() + 60] for hit in _TRACES.finditer(text)]


def spoilt(value: Any, canary: str, name: str = "") -> Any:
    """The same body about a person who is nothing but canaries."""
    if isinstance(value, dict):
        return {name: spoilt(member, canary, name) for name, member in value.items()}
    if isinstance(value, list):
        return [spoilt(member, canary, name) for member in value]
    is_ours = name in _STRUCTURE or value in _ACCOUNTS
    return value if is_ours or not isinstance(value, str) else f"{canary} {crc32(value.encode())}"


def everything_of(channel: Channel, canary: str) -> Body:
    """One body with every kind of event there is, each told about the canary."""
    if channel is Channel.LINE:
        samples = [event for body in BODIES[channel] for event in body["events"]]
        events = [event | {"webhookEventId": f"{n}"} for n, event in enumerate(samples)]
        return line_body(*(spoilt(event, canary) for event in events))
    entries = [entry for body in BODIES[channel] for entry in body.get("entry", [])]
    return BODIES[channel][0] | {"entry": [spoilt(entry, canary) for entry in entries]}


def each_value_alone(channel: Channel, canary: str) -> list[Body]:
    """Every sample once for each of its texts, with the canary there, names of events included."""
    found: list[Body] = []
    for body in BODIES[channel]:
        text = json.dumps(body, ensure_ascii=False)
        values = re.findall(r'(?<=: )"(?:[^"\\]|\\.)*"', text)
        found += [json.loads(text.replace(one, json.dumps(canary), 1)) for one in set(values)]
    return found
