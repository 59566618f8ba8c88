"""Which webhooks do the channels' references describe, and what must each be read as?

One file is one body: `{"body": …, "expect": [one for each event]}`. An expectation is a happening
in plain values: its class under `is`, its members by name where they differ from their default,
and with them `at`, and `account`, `user` and the rest of the envelope where they are not the
usual ones. `cause` is compared where a file names it.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.support.webhook_bodies import BOT, LINE_USER, PAGE, PSID
from towkay.domain.channels import Channel
from towkay.domain.events import Incoming

FIXTURES = Path(__file__).parents[1] / "fixtures"

Plain = dict[str, Any]

# Whom a file speaks of when it names nobody: (account, user).
_USUAL: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "messenger": (PAGE, PSID),
        "instagram": ("17841400000000001", "1784555000111222"),
        "whatsapp": ("209911887700123", "TW.13491208655302741918"),
        "line": (BOT, LINE_USER),
        "kiosk": ("T100", "visitor-1"),
    }
)


@dataclass(frozen=True, slots=True)
class Payload:
    """One recorded body, and its events as they must be read."""

    channel: str
    name: str
    body: Plain
    expect: list[Plain]


def payloads(channel: str) -> list[Payload]:
    """Every file of a channel, by name."""
    paths = sorted((FIXTURES / channel).glob("*.json"))
    contents = [(path.stem, json.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return [Payload(channel, name, one["body"], one["expect"]) for name, one in contents]


def every_payload() -> list[Payload]:
    """Those of all channels that have a folder."""
    return [one for folder in sorted(FIXTURES.iterdir()) for one in payloads(folder.name)]


def as_expected(channel: Channel, incoming: Incoming, *, with_cause: bool = False) -> Plain:
    """What was read, in the words of an expectation."""
    account, user = _USUAL[channel]
    plain = {"is": type(incoming.happening).__name__, **_members(incoming.happening)}
    envelope = _members(incoming)
    del envelope["happening"]
    plain["at"] = envelope.pop("occurred_at")
    cause = envelope.pop("cause")
    if with_cause:
        plain["cause"] = cause
    usual = {"account": account, "user": user}
    unusual = {name: value for name, value in envelope.items() if usual.get(name, ...) != value}
    return plain | unusual


def _members(value: Any) -> Plain:
    """The members that were given something else than what they are without it."""
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if field.default is MISSING or getattr(value, field.name) != field.default
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _members(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value
