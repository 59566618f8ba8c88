"""How does a campaign look on a terminal?"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.calendar.approved import Due
from towkay.domain.campaigns import Campaign, CampaignRecord, CampaignState
from towkay.domain.runs import Run, RunState
from workbench.campaigns.schedule_words import schedule_said
from workbench.campaigns.words import CHANGED, GONE, RUN_STATES, STATES, Said
from workbench.transcript import block

_SHORT = 12  # digits of a version, as `approve --version` takes them
_NEWEST_RUNS = 8


class CampaignTeller:
    """Says things in one language, and moments on one campaign's wall."""

    def __init__(self, language: str, zone: str, place: str = "") -> None:
        self._language = language
        self._place = place  # what leads another command to the same deployment
        self._zone = ZoneInfo(zone)

    def headline(
        self, record: CampaignRecord, campaign: Campaign, upcoming: Sequence[Due]
    ) -> Iterator[str]:
        """Where it stands, and when it speaks next."""
        when = schedule_said(campaign.schedule, self._language)
        yield block(
            "", f"{campaign.id} · {campaign.name} · {STATES[record.state].spoken(self._language)}"
        )
        yield block("    ", " · ".join((when, campaign.zone, campaign.topic)))
        if record.state is CampaignState.APPROVED:
            yield block("    ", self._next(Said.NEXT, upcoming))
        elif record.state is CampaignState.DRAFT:
            yield block("    ", self._next(Said.ONCE_APPROVED, upcoming))

    def note(
        self, record: CampaignRecord, published: Campaign | None, upcoming: Sequence[Due]
    ) -> Iterator[str]:
        """How it goes on, and what the files and the approval do not agree on."""
        newest = record.approved()
        if record.state is CampaignState.PAUSED:
            yield block("    → ", self._hint(Said.HINT_RESUME, record))
        if newest is None and published is not None and upcoming:
            yield block("    → ", self._hint(Said.HINT_APPROVE, record))
        elif newest is not None and published is None:
            yield block("    ", self._said(GONE[record.state]))
        elif newest and published and published.version != newest.version:
            yield block("    ", self._said(CHANGED[record.state]))
            yield block("    → ", self._hint(Said.HINT_AGAIN, record))

    def past(self, record: CampaignRecord, runs: Sequence[Run]) -> Iterator[str]:
        """Who approved it, and how far each firing has got, the newest first."""
        for one in record.approvals:
            yield block(
                "    ",
                self._said(
                    Said.APPROVED_BY, at=self.moment(one.at), by=one.by, version=short(one.version)
                ),
            )
        if record.changed_at:
            yield block(
                "    ",
                self._said(
                    Said.CHANGED_BY, by=record.changed_by, at=self.moment(record.changed_at)
                ),
            )
        told = [run for run in runs if not was_for_nobody(run)]
        if not runs:
            yield block("    ", self._said(Said.NO_RUNS))
        for run in told[:_NEWEST_RUNS]:
            yield block("    ", self._run(run, record))
        yield from self.nobody([run for run in runs if was_for_nobody(run)])

    def nobody(self, runs: Sequence[Run], head: str = "    ") -> Iterator[str]:
        """A sequence fires every quarter of an hour, mostly for nobody: one line for all."""
        if runs:
            moments = sorted(run.at for run in runs)
            since, until = self.moment(moments[0]), self.moment(moments[-1])
            told = self._said(Said.FOR_NOBODY, number=f"{len(runs):,}", since=since, until=until)
            yield block(head, told)

    def moment(self, at: datetime) -> str:
        told = f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"
        return f"{told} UTC" if self._zone.key == "UTC" else told

    def _next(self, sentence: Said, upcoming: Sequence[Due]) -> str:
        if not upcoming:
            return self._said(Said.NO_MORE)
        # Those who began under another approval have the same step at the same moment.
        moments = dict.fromkeys(self.moment(due.occurrence.at) for due in upcoming)
        return self._said(sentence, at=", ".join(moments))

    def _run(self, run: Run, record: CampaignRecord) -> str:
        return self._said(
            Said.RUN,
            at=self.moment(run.at),
            step=run.step,
            state=self._state(run, record),
            planned=f"{run.planned:,}",
            finished=str(run.finished),
            chunks=str(run.chunks),
        )

    def _state(self, run: Run, record: CampaignRecord) -> str:
        """How far it is; its row learns of a pause never, of its end only with the next tick."""
        if run.state is RunState.SENDING and run.finished >= run.chunks:
            return self._said(Said.SETTLED)
        if run.is_open and record.state is CampaignState.PAUSED:
            return STATES[record.state].spoken(self._language)
        if run.is_open and record.is_cancelled(run.started_at):
            return self._said(Said.ENDING)
        return RUN_STATES[run.state].spoken(self._language)

    def _hint(self, sentence: Said, record: CampaignRecord) -> str:
        return self._said(sentence, campaign=record.campaign, place=self._place)

    def _said(self, sentence: Said, **particulars: str) -> str:
        return sentence.spoken(self._language, **particulars)


def was_for_nobody(run: Run) -> bool:
    """Whether it is over, and nobody was in it."""
    return not run.planned and run.state is RunState.DONE


def short(version: str) -> str:
    """As much of a version as tells it from the others."""
    return version[:_SHORT]
