"""Which audiences does an account have, and who is in them?"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from workbench.simulators.clock import epoch_ms
from workbench.simulators.line.refusals import LineRefusal

LIFE = timedelta(days=180)
MOST_AUDIENCES = 1000
_FIRST_ID = 5_614_991_017_776


@dataclass(slots=True)
class Job:
    """People added to an audience after it was made."""

    id: int
    description: str
    count: int
    created: int

    def as_json(self, audience: int) -> dict[str, Any]:
        return {
            "audienceGroupJobId": self.id,
            "audienceGroupId": audience,
            "description": self.description,
            "type": "DIFF_ADD",
            "jobStatus": "FINISHED",
            "audienceCount": self.count,
            "created": self.created,
        }


@dataclass(slots=True)
class Audience:
    """A list of people to narrowcast to; it becomes READY once it holds somebody."""

    id: int
    kind: str
    description: str
    created_at: datetime
    people: set[str] = field(default_factory=set)
    jobs: list[Job] = field(default_factory=list)
    made_from: dict[str, str] = field(default_factory=dict)
    is_ifa: bool = False

    def status(self, now: datetime) -> str:
        if now >= self.created_at + LIFE:
            return "EXPIRED"
        return "READY" if self.people else "IN_PROGRESS"

    def made(self) -> dict[str, Any]:
        """The answer to whoever makes it."""
        created = epoch_ms(self.created_at) // 1000
        return {
            "audienceGroupId": self.id,
            "createRoute": "MESSAGING_API",
            "type": self.kind,
            "description": self.description,
            "created": created,
            "permission": "READ_WRITE",
            "expireTimestamp": created + int(LIFE.total_seconds()),
            "isIfaAudience": self.is_ifa,
            **self.made_from,
        }

    def as_json(self, now: datetime) -> dict[str, Any]:
        # Of all kinds but uploads LINE shows no number below 20.
        few = self.kind != "UPLOAD" and len(self.people) < 20
        shown = 0 if few else len(self.people)
        return self.made() | {"status": self.status(now), "audienceCount": shown}


class Audiences:
    """The audiences of all accounts. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._audiences: defaultdict[str, dict[int, Audience]] = defaultdict(dict)
        self._ids = count(_FIRST_ID)

    def of(self, account: str) -> dict[int, Audience]:
        return self._audiences[account]

    def next_id(self) -> int:
        return next(self._ids)

    def find(self, account: str, audience_id: object) -> Audience:
        """Raises `LineRefusal` when there is none."""
        found = self.of(account).get(audience_id) if isinstance(audience_id, int) else None
        if found is None:
            raise audience_refusal(404, "audience group not found", "AUDIENCE_GROUP_NOT_FOUND")
        return found


def audience_refusal(status: int, message: str, code: str) -> LineRefusal:
    """LINE's code stands where other calls describe a property."""
    return CodedRefusal(status, message, code)


class CodedRefusal(LineRefusal):
    """A refusal whose only detail is a code."""

    def __init__(self, status: int, message: str, code: str) -> None:
        super().__init__(status, message)
        self.code = code

    def body(self) -> dict[str, Any]:
        return {"message": self.message, "details": [{"message": self.code}]}
