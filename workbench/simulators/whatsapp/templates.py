"""Which templates does a business account have, and may this one be sent?"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

JsonObject = dict[str, Any]
_PAUSES = (timedelta(hours=3), timedelta(hours=6))  # a third bad quality disables
_SHOWN = ("name", "language", "category", "parameter_format", "components", "status")
VARIABLE = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")


@dataclass(slots=True)
class Template:
    """One template in one language. `held` counts those kept back for its quality."""

    id: str
    name: str
    language: str
    category: str
    components: list[JsonObject]
    parameter_format: str = "POSITIONAL"
    status: str = "PENDING"
    quality: str = "UNKNOWN"
    reason: str = "NONE"
    source: str = "USER"
    synced_at: datetime | None = None
    edited_at: list[datetime] = field(default_factory=list)
    paused_until: datetime | None = None
    pauses: int = 0
    sent: int = 0

    def part(self, kind: str) -> JsonObject | None:
        """The component of this type, if it has one."""
        return part_of(self.components, kind)

    def shown(self, fields: tuple[str, ...] = ()) -> JsonObject:
        """As a listing shows it."""
        full = {name: getattr(self, name) for name in _SHOWN}
        full |= {"id": self.id, "quality_score": {"score": self.quality}, "source": self.source}
        full |= {"rejected_reason": self.reason}
        wanted = {"id", *fields} if fields else set(full)
        return {name: value for name, value in full.items() if name in wanted}

    def pause(self, now: datetime) -> str:
        """Bad quality: three hours, then six, then never again. Returns the title told."""
        if self.pauses >= len(_PAUSES):
            self.status, self.paused_until = "DISABLED", None
            return "DISABLED"
        self.status, self.paused_until = "PAUSED", now + _PAUSES[self.pauses]
        self.pauses += 1
        return ("FIRST_PAUSE", "SECOND_PAUSE")[self.pauses - 1]

    def refresh(self, now: datetime) -> None:
        """A pause ends by itself."""
        if self.paused_until is not None and now >= self.paused_until:
            self.status, self.paused_until = "APPROVED", None


def part_of(components: list[JsonObject], kind: str) -> JsonObject | None:
    """The first component of a type; types are written in any case."""
    return next((one for one in components if str(one.get("type", "")).upper() == kind), None)


def variables(text: str) -> list[str]:
    """The gaps of a text, each once, in the order in which they stand."""
    return list(dict.fromkeys(VARIABLE.findall(text)))


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its gaps filled in."""
    return VARIABLE.sub(lambda match: values.get(match[1], match[0]), text)


class Templates:
    """The templates of one business account. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self.all: list[Template] = []
        self.created_at: list[datetime] = []
        self.locked: dict[str, datetime] = {}

    def find(self, name: str, language: str) -> Template | None:
        """The template in exactly this language: the platform falls back to no other."""
        alike = (one for one in self.all if (one.name, one.language) == (name, language))
        return next(alike, None)

    def by_id(self, template_id: str) -> Template | None:
        return next((one for one in self.all if one.id == template_id), None)

    def named(self, name: str) -> list[Template]:
        return [one for one in self.all if one.name == name]

    def drop(self, gone: list[Template], until: datetime) -> None:
        """Delete them; the name of an approved one stays locked for a while."""
        for one in gone:
            if one.status == "APPROVED":
                self.locked[one.name] = until
            self.all.remove(one)
