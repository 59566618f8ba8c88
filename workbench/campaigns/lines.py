"""How does a campaign look on a terminal?"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.campaigns import Campaign, CampaignRecord, CampaignState, Occurrence
from towkay.domain.runs import Run, RunState
from workbench.campaigns.words import RUN_STATES, STATES, Said, said, schedule_said
from workbench.transcript import block

_SHORT = 12  # digits of a version, as `approve --version` takes them
_NEWEST_RUNS = 8


class CampaignTeller:
    """Says things in one language, and moments on one campaign's wall."""

    def __init__(self, language: str, zone: str) -> None:
        self._language = language
        self._zone = ZoneInfo(zone)

    def headline(
        self, record: CampaignRecord, campaign: Campaign, upcoming: Sequence[Occurrence]
    ) -> Iterator[str]:
        """Where it stands, and when it speaks next."""
        when = schedule_said(campaign.schedule, self._language)
        yield block("", f"{campaign.id} · {campaign.name} · {STATES[record.state][self._language]}")
        yield block("    ", " · ".join((when, campaign.zone, campaign.topic)))
        if record.state is CampaignState.APPROVED:
            yield block("    ", self._next(upcoming))

    def note(self, record: CampaignRecord, published: Campaign | None) -> Iterator[str]:
        """What the files and the approval do not agree on."""
        newest = record.approved()
        if newest is None and published is not None:
            yield block("    → ", self._said(Said.HINT_APPROVE, campaign=record.campaign))
        elif newest is not None and published is None:
            yield block("    ", self._said(Said.GONE))
        elif newest and published and published.version != newest.version:
            yield block("    ", self._said(Said.CHANGED))
            yield block("    → ", self._said(Said.HINT_AGAIN, campaign=record.campaign))

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
        told = [run for run in runs if run.planned or run.state is not RunState.DONE]
        if not told:
            yield block("    ", self._said(Said.NO_RUNS))
        for run in told[:_NEWEST_RUNS]:
            yield block("    ", self._run(run))

    def moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"

    def _next(self, upcoming: Sequence[Occurrence]) -> str:
        if not upcoming:
            return self._said(Said.NO_MORE)
        listed = ", ".join(self.moment(one.at) for one in upcoming)
        return self._said(Said.NEXT, at=listed)

    def _run(self, run: Run) -> str:
        return self._said(
            Said.RUN,
            at=self.moment(run.at),
            step=run.step,
            state=RUN_STATES[run.state][self._language],
            planned=f"{run.planned:,}",
            finished=str(run.finished),
            chunks=str(run.chunks),
        )

    def _said(self, sentence: Said, **particulars: str) -> str:
        return said(sentence, self._language, **particulars)


def short(version: str) -> str:
    """As much of a version as tells it from the others."""
    return version[:_SHORT]
