"""What is LINE believed to know of a simulated person, and does a filter choose them?

Nobody on the bench has an age: every attribute is made from the person's id, always the same.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from workbench.simulators.line.refusals import Problem

_AGES = tuple(range(15, 75, 5))
_DAYS = (7, 30, 90, 180, 365)
_AREAS = tuple(f"tw_{number:02d}" for number in range(1, 23))
_ALL_AREAS = frozenset(
    (
        *_AREAS,
        *(f"jp_{number:02d}" for number in range(1, 48)),
        *(f"th_{number:02d}" for number in range(1, 9)),
    )
)
_MOST_FILTERS = 10
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Traits:
    """One person's attributes."""

    gender: str
    age: int
    area: str
    app: str
    days: int


def traits_of(user: str) -> Traits:
    """The attributes made from an id."""
    drawn = hashlib.sha256(f"traits/{user}".encode()).digest()
    return Traits(
        ("female", "male")[drawn[0] % 2],
        _AGES[drawn[1] % len(_AGES)],
        _AREAS[drawn[2] % len(_AREAS)],
        ("ios", "android")[drawn[3] % 2],
        (*_DAYS, 0)[drawn[4] % 6],
    )


def matches(user: str, node: Json) -> bool:
    """Whether a well formed filter chooses the person."""
    if node["type"] != "operator":
        return _MATCHERS[node["type"]](traits_of(user), node)
    if "not" in node:
        return not matches(user, node["not"])
    if "and" in node:
        return all(matches(user, part) for part in node["and"])
    return any(matches(user, part) for part in node["or"])


def demographic_problems(node: Any, where: str = "filter.demographic") -> Iterator[Problem]:
    """What the platform would object to in a filter."""
    if count_filters(node) > _MOST_FILTERS:
        yield Problem(f"Size must be between 1 and {_MOST_FILTERS}", where)
    yield from _problems(node, where)


def count_filters(node: Any) -> int:
    """How many filters are joined in it."""
    if not isinstance(node, dict):
        return 0
    parts = [part for name in ("and", "or") for part in _listed(node.get(name))]
    parts += [node["not"]] if "not" in node else []
    return sum(count_filters(part) for part in parts) + (node.get("type") != "operator")


def _problems(node: Any, where: str) -> Iterator[Problem]:
    kind = str(node.get("type")) if isinstance(node, dict) else ""
    if kind == "operator":
        names = [name for name in ("and", "or", "not") if name in node]
        parts = [node["not"]] if names == ["not"] else _listed(node.get(names[0] if names else ""))
        if len(names) != 1 or not parts:
            yield Problem("invalid operator", where)
            return
        for number, part in enumerate(parts):
            yield from _problems(part, f"{where}.{names[0]}[{number}]")
    elif kind in _ONE_OF:
        yield from _one_of_problems(node, where, _ONE_OF[kind])
    elif kind in _STEPS:
        yield from _range_problems(node, where, _STEPS[kind])
    else:
        yield Problem("invalid type", f"{where}.type")


def _one_of_problems(node: Json, where: str, allowed: frozenset[str]) -> Iterator[Problem]:
    wanted = _listed(node.get("oneOf"))
    if not wanted or not all(isinstance(word, str) and word in allowed for word in wanted):
        yield Problem("invalid value", f"{where}.oneOf")


def _range_problems(node: Json, where: str, steps: tuple[str, ...]) -> Iterator[Problem]:
    named = [name for name in ("gte", "lt") if name in node]
    for name in named:
        if node[name] not in steps:
            yield Problem("invalid value", f"{where}.{name}")
            return
    out_of_order = len(named) == 2 and _number(node["gte"]) >= _number(node["lt"])
    if not named or out_of_order:
        yield Problem("gte must be less than lt", where)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(word: str) -> int:
    return int(word.rpartition("_")[2])


def _within(value: int, node: Json) -> bool:
    above = "gte" not in node or value >= _number(node["gte"])
    return above and ("lt" not in node or value < _number(node["lt"]))


_ONE_OF: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "gender": frozenset({"male", "female"}),
        "area": _ALL_AREAS,
        "appType": frozenset({"ios", "android"}),
    }
)
_STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "age": tuple(f"age_{age}" for age in _AGES),
        "subscriptionPeriod": tuple(f"day_{days}" for days in _DAYS),
    }
)
_MATCHERS: Mapping[str, Callable[[Traits, Json], bool]] = MappingProxyType(
    {
        "gender": lambda traits, node: traits.gender in node["oneOf"],
        "area": lambda traits, node: traits.area in node["oneOf"],
        "appType": lambda traits, node: traits.app in node["oneOf"],
        "age": lambda traits, node: _within(traits.age, node),
        "subscriptionPeriod": lambda traits, node: _within(traits.days, node),
    }
)
