"""Every minute: claim what campaigns have due, and bring the people of open runs into chunks."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from towkay.domain.campaigns import Campaign, CampaignRecord
from towkay.domain.errors import StaleState, TowkayError
from towkay.domain.runs import Run
from towkay.usecases.fire import Planning, fire
from towkay.usecases.tend import Shift, tend
from towkay.usecases.upcoming import campaign_of


@dataclass(frozen=True, slots=True)
class Trouble:
    """A campaign that could not be planned this time, and why; empty where all of a brand's."""

    brand: str
    campaign: str
    why: str


@dataclass(slots=True)
class Told:
    """What a tick did: runs claimed and ended, people brought into chunks, what went wrong."""

    claimed: list[Run] = field(default_factory=list)
    ended: list[Run] = field(default_factory=list)
    planned: int = 0
    troubles: list[Trouble] = field(default_factory=list)

    @contextmanager
    def noting(self, brand: str, campaign: str = "") -> Iterator[None]:
        """What fails inside holds up nothing else. Who wrote first has done the work."""
        try:
            yield
        except StaleState:
            return
        except (TowkayError, ValueError, KeyError) as error:
            self.troubles.append(Trouble(brand, campaign, type(error).__name__))


@dataclass(frozen=True, slots=True)
class _Task:
    """An open run of this tick."""

    run: Run
    record: CampaignRecord
    campaign: Campaign


def notify(shift: Shift, planning: Planning) -> Told:
    """One tick. Whatever it does not come to, the next one does.

    Brands take turns page by page, so that a million subscribers of one hold up no other; of a
    brand's runs those of the campaign with the greatest priority come first.
    """
    told = Told()
    waiting: deque[list[_Task]] = deque()
    for brand in planning.records.brands():
        with told.noting(brand):
            waiting.append(_tasks(brand, shift, planning, told))
    while waiting and shift.has_time():
        tasks = waiting.popleft()
        if tasks:
            waiting.append(_one_step(tasks, shift, planning, told))
    return told


def _tasks(brand: str, shift: Shift, planning: Planning, told: Told) -> list[_Task]:
    """The brand's open runs with their campaigns, after claiming what is due."""
    records = {record.campaign: record for record in planning.records.records(brand)}
    for record in records.values():
        if not shift.has_time():
            break  # what is left is as due a minute later
        with told.noting(brand, record.campaign):
            told.claimed += fire(record, shift.now, planning)
    # The index may not show yet what was claimed just now.
    own = {run.key: replace(run, revision=1) for run in told.claimed if run.key.brand == brand}
    own |= {run.key: run for run in planning.runs.open_runs(brand)}
    tasks = []
    for run in sorted(own.values(), key=lambda one: one.at):
        with told.noting(brand, run.key.campaign):
            record = records[run.key.campaign]
            tasks.append(_Task(run, record, campaign_of(record, run.pack, planning.book)))
    return sorted(tasks, key=lambda task: -task.campaign.priority)


def _one_step(tasks: list[_Task], shift: Shift, planning: Planning, told: Told) -> list[_Task]:
    """What is left to do for the brand's runs after the first of them came a step further."""
    task, *rest = tasks
    with told.noting(task.run.key.brand, task.run.key.campaign):
        run = tend(task.run, task.record, task.campaign, shift, planning)
        if run is not None:
            told.planned += run.planned - task.run.planned
            if run.is_open:
                return [replace(task, run=run), *rest]
            told.ended.append(run)
    return rest
