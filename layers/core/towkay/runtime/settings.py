"""How do settings come out of the environment?"""

import os
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

T = TypeVar("T")

_READERS: dict[Any, type] = {str: str, int: int}


class SettingsError(Exception):
    """The deployed environment is wrong; the message names every bad variable."""


def from_env(settings: type[T], env: Mapping[str, str] | None = None) -> T:
    """Fill `settings`, a dataclass of str and int, from variables named like its fields.

    Raises `SettingsError` listing every bad variable: a wrong deploy fails in the init phase, not
    on the first shopper.
    """
    source = os.environ if env is None else env
    values: dict[str, object] = {}
    faults: list[str] = []
    for field in fields(settings):  # type: ignore[arg-type]  # only dataclasses are passed
        name = field.name.upper()
        try:
            values[field.name] = _read(source, name, field.type)
        except ValueError as fault:
            faults.append(f"{name} {fault}")
    if faults:
        raise SettingsError("; ".join(faults))
    return settings(**values)


def _read(source: Mapping[str, str], name: str, kind: Any) -> object:
    raw = source.get(name, "").strip()
    if not raw:
        raise ValueError("is missing or empty")
    try:
        return _READERS[kind](raw)
    except ValueError:
        raise ValueError(f"is not of type {kind.__name__}") from None
