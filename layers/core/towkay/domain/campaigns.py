"""What is a campaign: what is said, to whom of a topic, when, and how much of it?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from towkay.domain.audiences import EVERY_SUBSCRIBER, AudienceRule
from towkay.domain.messages import Message, Purpose
from towkay.domain.schedules import Schedule, StepTime

DEFAULT_HOLDOUT = 5  # percent
DEFAULT_GRACE_S = 2 * 3600


@dataclass(frozen=True, slots=True)
class Said:
    """The messages in one language, on one channel or, where it is empty, on every other.

    Texts may hold personal fields: `{field|what stands there when nobody filled it in}`.
    """

    language: str
    messages: tuple[Message, ...]
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the ways a step is said; the shares of a step's variants add up to 100."""

    id: str
    share: int
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One message of a campaign. Its `id` is part of what names an occurrence."""

    id: str
    variants: tuple[Variant, ...]
    time: StepTime | None = None  # of campaigns that have several


@dataclass(frozen=True, slots=True)
class Budget:
    """What one occurrence may cost at most; `amount` is a decimal as written."""

    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """One file of `campaigns/`, compiled. `version` is the hash of its content.

    `grace_s` is how late an occurrence may still start, `holdout` the percentage that is left out
    so that the campaign's effect can be told, `priority` which of two comes first where a cap lets
    only one through (the greater).
    """

    id: str
    version: str
    name: str
    topic: str
    purpose: Purpose
    schedule: Schedule
    zone: str
    steps: tuple[Step, ...]
    audience: AudienceRule = EVERY_SUBSCRIBER
    grace_s: int = DEFAULT_GRACE_S
    holdout: int = DEFAULT_HOLDOUT
    budget: Budget | None = None
    priority: int = 0
    skips_quiet: bool = False

    def step(self, step_id: str) -> Step:
        """Raises `KeyError` where the campaign has no such step."""
        found = next((step for step in self.steps if step.id == step_id), None)
        if found is None:
            raise KeyError(step_id)
        return found


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One firing of a campaign's step: `at` in UTC, `name` from the wall clock and the step.

    The name is the same whoever computes it and however often, and no other firing has it.
    Of steps counted from an entry it stands for the entries between `entered_from` (exclusive) and
    `entered_to` (inclusive).
    """

    campaign: str
    step: str
    at: datetime
    name: str
    entered_from: datetime | None = None
    entered_to: datetime | None = None


class CampaignState(StrEnum):
    """What people have decided about a campaign."""

    DRAFT = "draft"
    APPROVED = "approved"
    PAUSED = "paused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody agreed to a version of a campaign, as the pack of that name holds it."""

    version: str
    pack: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """Where a campaign stands. What was approved runs until something else is approved.

    Whoever entered a sequence of steps before an approval goes on under the one before it.
    `planned_until` is the moment up to which its occurrences were claimed, `cancelled_at` when it
    was last cancelled: what was approved or begun before then stays ended, whatever is approved
    later. `revision` counts the writes of the row, 0 before the first.
    """

    brand: str
    campaign: str
    state: CampaignState = CampaignState.DRAFT
    approvals: tuple[Approval, ...] = ()
    planned_until: datetime | None = None
    changed_at: datetime | None = None
    changed_by: str = ""
    cancelled_at: datetime | None = None
    revision: int = 0

    @property
    def goes_on(self) -> bool:
        """Whether it speaks at its times, or will once somebody resumes it."""
        return self.state in (CampaignState.APPROVED, CampaignState.PAUSED)

    def ended(self, since: datetime) -> bool:
        """Whether what began at that moment was cancelled since."""
        return self.cancelled_at is not None and since <= self.cancelled_at

    def is_cancelled(self, began_at: datetime | None) -> bool:
        """Whether it is cancelled now, or what began then was before somebody approved it again."""
        was_ended = began_at is not None and self.ended(began_at)
        return was_ended or self.state is CampaignState.CANCELLED

    def approved(self, entered_at: datetime | None = None) -> Approval | None:
        """The newest approval, or of a sequence entered before it the one that it began with."""
        fitting = [one for one in self.approvals if entered_at is None or one.at <= entered_at]
        # Of two at one moment the one written last.
        return max(reversed(fitting), key=lambda one: one.at, default=None)
