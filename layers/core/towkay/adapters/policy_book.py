"""The dated rows of policy/, compiled into the layer, as the book that decisions are made under."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from towkay.domain.channels import Channel, every_channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import (
    Content,
    Duty,
    DutyRow,
    KnownBy,
    Opener,
    PolicyBook,
    Price,
    Rate,
    Row,
    Setting,
    book_of,
)
from towkay.domain.routes import Route, SenderKind

BOOK_FILE = Path(__file__).with_name("policy_book.json")


@cache
def policy_book() -> PolicyBook:
    """The book that was deployed with this code."""
    return read_book(json.loads(BOOK_FILE.read_bytes()))


def read_book(plain: Mapping[str, Any]) -> PolicyBook:
    """A compiled book. Raises `ValueError` or `KeyError` for what no compiler of ours wrote.

    Rows of channels that have not joined here are none of this process's business.
    """
    settings = _joined(plain["settings"])
    return book_of(
        plain["version"],
        tuple(_row(row) for row in _joined(plain["rows"])),
        tuple(_duty(row) for row in plain["duties"]),
        tuple(Setting(**{**row, "channel": Channel(row["channel"])}) for row in settings),
        tuple(_price(row) for row in _joined(plain["prices"])),
        tuple(_rate(row) for row in _joined(plain["rates"])),
    )


def _joined(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["channel"] in every_channel()]


def _row(row: Mapping[str, Any]) -> Row:
    known = {
        **_dated(row),
        "channel": Channel(row["channel"]),
        "route": Route(row["route"]),
        "purposes": frozenset(map(Purpose, row["purposes"])),
        "senders": frozenset(map(SenderKind, row["senders"])),
    }
    if "content" in row:
        known["content"] = Content(row["content"])
    if "opener" in row:
        known["opener"] = Opener(row["opener"])
    if "known_by" in row:
        known["known_by"] = KnownBy(row["known_by"])
    for name in ("window", "also_within", "spacing"):
        if name in row:
            known[name] = timedelta(seconds=row[name])
    for name in ("account_in", "contact_in", "contact_not_in"):
        known[name] = frozenset(row.get(name, ()))
    known["settings"] = tuple(row.get("settings", ()))
    return Row(**{**row, **known})


def _duty(row: Mapping[str, Any]) -> DutyRow:
    return DutyRow(
        **{
            **row,
            **_dated(row),
            "duty": Duty(row["duty"]),
            "channels": frozenset(one for one in every_channel() if one in row["channels"]),
            "purposes": frozenset(map(Purpose, row["purposes"])),
            "countries": frozenset(row.get("countries", ())),
        }
    )


def _price(row: Mapping[str, Any]) -> Price:
    named = {
        "channel": Channel(row["channel"]),
        "countries": frozenset(row.get("countries", ())),
        "account_in": frozenset(row.get("account_in", ())),
    }
    return Price(**{**row, **_dated(row), **named})


def _rate(row: Mapping[str, Any]) -> Rate:
    return Rate(**{**row, **_dated(row), "channel": Channel(row["channel"])})


def _dated(row: Mapping[str, Any]) -> dict[str, Any]:
    until = row.get("until")
    return {
        "since": date.fromisoformat(row["since"]),
        "until": date.fromisoformat(until) if until else None,
    }
