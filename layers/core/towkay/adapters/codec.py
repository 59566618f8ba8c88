"""How does a domain value look as plain data, and how does plain data become one again?

Maps, lists, text and numbers only, so that one form serves queue messages and table items. Field
names are the names in storage; a field that is empty and empty by default is left out.
"""

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from towkay.adapters.joined import channel_named
from towkay.domain.channels import Channel
from towkay.domain.fitting.sound import well_formed

Write = Callable[[Any], Any]
Read = Callable[[Any], Any]
T = TypeVar("T")

_KIND = "is"  # names the class where a field may hold one of several


def to_plain(value: object) -> dict[str, Any]:
    """The fields of a dataclass instance as plain data."""
    plain: dict[str, Any] = _codec(type(value))[0](value)
    return plain


def from_plain(kind: type[T], plain: object) -> T:
    """Raises `ValueError`, `KeyError` or `TypeError` when `plain` is not a `kind`."""
    value: T = _codec(kind)[1](plain)
    return value


def to_json(value: object) -> str:
    """Compact JSON in pure ASCII: its length is its size in bytes."""
    return json.dumps(to_plain(value), ensure_ascii=True, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """Raises `ValueError`, `KeyError` or `TypeError` when `text` is not the JSON of a `kind`."""
    return from_plain(kind, json.loads(text))


def _codec(hint: Any) -> tuple[Write, Read]:
    """The two ways for values of one annotation."""
    return _made_codec(hint)


@cache
def _made_codec(hint: Any) -> tuple[Write, Read]:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _union(hint)
    if origin is tuple:
        return _tuple(_codec(typing.get_args(hint)[0]))
    if dataclasses.is_dataclass(hint):
        return _record(typing.cast(type, hint))
    if hint is Channel:
        return str, channel_named
    if issubclass(hint, StrEnum):
        return str, hint
    return _SCALARS[hint]


def _union(hint: Any) -> tuple[Write, Read]:
    members = [member for member in typing.get_args(hint) if member is not types.NoneType]
    write, read = _codec(members[0]) if len(members) == 1 else _one_of(members)
    return (
        lambda value: None if value is None else write(value),
        lambda plain: None if plain is None else read(plain),
    )


def _one_of(members: list[type]) -> tuple[Write, Read]:
    """What names no class was written while there was only the first of them."""
    named = {member.__name__: member for member in members}
    oldest = members[0].__name__
    return (
        lambda value: {_KIND: type(value).__name__, **to_plain(value)},
        lambda plain: from_plain(named[plain.get(_KIND, oldest)], plain),
    )


def _tuple(item: tuple[Write, Read]) -> tuple[Write, Read]:
    write, read = item
    return (
        lambda value: [write(one) for one in value],
        lambda plain: tuple(read(one) for one in plain),
    )


def _record(kind: type) -> tuple[Write, Read]:
    codecs = {name: _codec(hint) for name, hint in _hints(kind).items()}
    defaults = _empty_defaults(kind)

    def write(value: Any) -> dict[str, Any]:
        fields = ((name, codec[0], getattr(value, name)) for name, codec in codecs.items())
        return {
            name: write_field(content)
            for name, write_field, content in fields
            if name not in defaults or content != defaults[name]
        }

    def read(plain: Any) -> Any:
        known = {
            name: codecs[name][1](content) for name, content in plain.items() if name in codecs
        }
        return kind(**known)

    return write, read


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _empty_defaults(kind: type) -> dict[str, Any]:
    """The fields that may be left out; a default that says something is always written."""
    fields: tuple[dataclasses.Field[Any], ...] = dataclasses.fields(kind)
    return {
        field.name: field.default
        for field in fields
        if field.default is not dataclasses.MISSING and not field.default
    }


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise TypeError(f"expected text, got {type(plain).__name__}")
    return plain


def _write_moment(moment: datetime) -> str:
    precision = "microseconds" if moment.microsecond % 1000 else "milliseconds"
    return moment.astimezone(UTC).isoformat(timespec=precision).replace("+00:00", "Z")


def _moment(plain: Any) -> datetime:
    moment = datetime.fromisoformat(_text(plain))
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment


_SCALARS: dict[Any, tuple[Write, Read]] = {
    str: (well_formed, _text),
    bool: (bool, bool),
    int: (int, int),
    float: (float, float),
    datetime: (_write_moment, _moment),
}
