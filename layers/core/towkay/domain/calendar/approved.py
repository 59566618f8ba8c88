"""Which occurrences are due of what was approved, and under which of the approvals?

What was approved runs until something else is approved. Of a sequence that is asked for the moment
of entry: whoever entered before an approval goes on under the one before it, step after step.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from towkay.domain.campaigns import Approval, CampaignRecord, Occurrence

# The occurrences of an approved campaign after the first moment and up to the second.
Fires = Callable[[Approval, datetime, datetime], list[Occurrence]]


@dataclass(frozen=True, slots=True)
class Due:
    """An occurrence, and the approval that says what is said and to whom."""

    occurrence: Occurrence
    approval: Approval


def due_under_approvals(record: CampaignRecord, until: datetime, fires: Fires) -> list[Due]:
    """What came due since the campaign was last planned, up to `until`, in order."""
    found = [
        Due(occurrence, approval)
        for number, (approval, ends_at) in enumerate(_in_force(record))
        if not record.ended(approval.at)  # half-way or not, nobody goes on under what was cancelled
        for occurrence in _under(number, approval, ends_at, record, until, fires)
    ]
    return sorted(found, key=lambda due: (due.occurrence.at, due.occurrence.name))


def _in_force(record: CampaignRecord) -> list[tuple[Approval, datetime | None]]:
    """Each approval with the moment of the next, the oldest first."""
    ordered = sorted(record.approvals, key=lambda approval: approval.at)
    ends: list[datetime | None] = [later.at for _, later in pairwise(ordered)]
    return list(zip(ordered, [*ends, None], strict=False))


def _under(
    number: int,
    approval: Approval,
    ends_at: datetime | None,
    record: CampaignRecord,
    until: datetime,
    fires: Fires,
) -> Iterator[Occurrence]:
    since = max(record.planned_until or approval.at, approval.at)
    for occurrence in fires(approval, since, until):
        if occurrence.entered_to is None or occurrence.entered_from is None:
            if ends_at is None or occurrence.at <= ends_at:
                yield occurrence
            continue
        entered_from = max(occurrence.entered_from, approval.at)
        entered_to = min(occurrence.entered_to, ends_at or occurrence.entered_to)
        if entered_from < entered_to:
            yield replace(
                occurrence,
                # The same step at the same time, for those who began under another approval.
                name=f"{occurrence.name}~{number}" if number else occurrence.name,
                entered_from=entered_from,
                entered_to=entered_to,
            )
