"""Whom does a narrowcast reach, and is its choice of people well formed?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from workbench.simulators.conversation import Contact
from workbench.simulators.line import refusals
from workbench.simulators.line.audiences import Audience
from workbench.simulators.line.traits import demographic_problems, matches

MOST_SOURCES = 10
Json = dict[str, Any]
# Whether a narrowcast of that request id may be named, and whom it reached.
Reached = Callable[[str], frozenset[str] | None]


class Choice:
    """Reads `recipient` and `filter` of one narrowcast of one account."""

    def __init__(self, audiences: Mapping[int, Audience], reached: Reached, now: datetime) -> None:
        self._audiences = audiences
        self._reached = reached
        self._now = now
        self.used: list[Audience] = []
        self._sources = 0

    def people(self, body: Json, friends: Sequence[Contact]) -> list[Contact]:
        """The friends that the request chooses. Raises `LineRefusal`."""
        recipient, chosen = body.get("recipient"), list(friends)
        if recipient is not None:
            among = self._chosen(recipient, {one.user for one in friends}, "recipient")
            chosen = [one for one in chosen if one.user in among]
        if self._sources > MOST_SOURCES:
            raise refusals.wrong_property("'recipient'")
        demographic = demographic_of(body)
        if demographic is None:
            return chosen
        found = list(demographic_problems(demographic))
        if found:
            raise refusals.wrong_body(found)
        return [one for one in chosen if matches(one.user, demographic)]

    def _chosen(self, node: Any, everybody: set[str], where: str) -> set[str]:
        kind = node.get("type") if isinstance(node, dict) else None
        if kind == "audience":
            self._sources += 1
            return self._audience(node)
        if kind == "redelivery":
            self._sources += 1
            before = self._reached(str(node.get("requestId", "")))
            if before is None:
                raise refusals.wrong_property(f"'{where}.requestId'")
            return set(before)
        if kind != "operator":
            raise refusals.wrong_property(f"'{where}.type'")
        name, parts = operator(node, where)
        sets = [self._chosen(part, everybody, f"{where}.{name}") for part in parts]
        if name == "not":
            return everybody - sets[0]
        return set.intersection(*sets) if name == "and" else set.union(*sets)

    def _audience(self, node: Json) -> set[str]:
        audience_id = node.get("audienceGroupId")
        found = self._audiences.get(audience_id) if isinstance(audience_id, int) else None
        if found is None or found.status(self._now) != "READY":
            raise refusals.LineRefusal(400, f"Invalid audience group id: {audience_id}")
        self.used.append(found)
        return found.people


def demographic_of(body: Json) -> Any:
    """What the request asks of people's attributes; None when nothing."""
    chosen = body.get("filter")
    if chosen is None:
        return None
    if not isinstance(chosen, dict):
        raise refusals.wrong_property("'filter'")
    return chosen.get("demographic")


def operator(node: Json, where: str) -> tuple[str, list[Any]]:
    """An operator's one word and what it joins. Raises `LineRefusal`."""
    names = [name for name in ("and", "or", "not") if name in node]
    if len(names) != 1:
        raise refusals.wrong_property(f"'{where}'")
    parts = [node["not"]] if names[0] == "not" else node[names[0]]
    if not isinstance(parts, list) or not parts:
        raise refusals.wrong_property(f"'{where}.{names[0]}'")
    return names[0], parts
