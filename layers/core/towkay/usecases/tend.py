"""Bring an open run one step further, as its campaign stands: the next page, or its end."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from towkay.domain.campaigns import Campaign, CampaignRecord, CampaignState
from towkay.domain.runs import Run, RunState
from towkay.usecases.fire import Planning
from towkay.usecases.spread import adopt, ask_again, spread

_AT_REST = (CampaignState.DRAFT, CampaignState.PAUSED)


@dataclass(frozen=True, slots=True)
class Shift:
    """Who plans, from which tick's moment on, and until when nobody else may."""

    owner: str
    now: datetime
    ends_at: datetime
    has_time: Callable[[], bool] = lambda: True


def tend(
    run: Run, record: CampaignRecord, campaign: Campaign, shift: Shift, planning: Planning
) -> Run | None:
    """The run after one step; None when there is nothing to do for it in this tick.

    One that is paused waits as it is. One that is cancelled reads nobody else, but everybody who
    is in a chunk is brought before the door, which says no: the books of the run must add up.
    """
    if record.state in _AT_REST or not run.is_open or _is_held(run, shift):
        return None
    if run.asked_under != record.changed_at:
        return ask_again(run, record.changed_at, planning)
    if run.state is RunState.PLANNING:
        return _plan(run, record, campaign, shift, planning)
    if run.finished < run.chunks:
        return None
    end = RunState.CANCELLED if record.is_cancelled(run.started_at) else RunState.DONE
    return planning.runs.move(replace(run, state=end))


def _plan(
    run: Run, record: CampaignRecord, campaign: Campaign, shift: Shift, planning: Planning
) -> Run:
    if run.owner != shift.owner:
        leased = replace(run, owner=shift.owner, lease_until=shift.ends_at)
        return planning.runs.move(leased)
    if record.is_cancelled(run.started_at):
        return adopt(run, planning)
    return spread(run, campaign, planning)


def _is_held(run: Run, shift: Shift) -> bool:
    """Whether another planner may be at it."""
    is_leased = run.lease_until is not None and run.lease_until > shift.now
    return run.state is RunState.PLANNING and is_leased and run.owner != shift.owner
