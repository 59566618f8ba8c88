"""How is a book of policy written, so that the same rules are the same bytes?

One row a line, so that a change of policy reads as one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import date, timedelta
from typing import Any

from towkay.domain.policy.rules import DutyRow, Price, Rate, Row, Setting

Member = Row | DutyRow | Setting | Price | Rate
_VERSION_LENGTH = 12


def book_json(parts: Mapping[str, Iterable[Member]]) -> str:
    """The text of the book; its version is the beginning of the SHA-256 of its rows."""
    body = ",\n".join(f'"{name}": {_lines(parts[name])}' for name in sorted(parts))
    version = hashlib.sha256(body.encode()).hexdigest()[:_VERSION_LENGTH]
    return f'{{"version": "{version}",\n{body}}}\n'


def _lines(members: Iterable[Member]) -> str:
    rows = [json.dumps(_plain(one), ensure_ascii=False, sort_keys=True) for one in members]
    return "[\n" + ",\n".join(rows) + "\n]"


def _plain(member: Member) -> dict[str, Any]:
    """The fields that say more than their default does."""
    values = ((one.name, getattr(member, one.name), one.default) for one in fields(member))
    return {
        name: _scalar(value)
        for name, value, default in values
        if default is MISSING or value != default
    }


def _scalar(value: Any) -> Any:
    match value:
        case frozenset() | tuple():
            return sorted(value)
        case timedelta():
            return int(value.total_seconds())
        case date():
            return value.isoformat()
        case _:
            return value
