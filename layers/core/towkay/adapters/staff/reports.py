"""What are the brand's people told of a firing: before it, and of what became of everybody?"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.adapters.campaign_reports_json import plain_forecast, plain_run
from towkay.adapters.staff.refusals import Answer, refusal
from towkay.domain.errors import PackMissing
from towkay.domain.reconciling import Reckoning
from towkay.domain.runs import ChunkKey, Run, RunKey
from towkay.domain.staff_calls import StaffCall
from towkay.ports.clock import Clock
from towkay.ports.forecasts import Forecasts
from towkay.usecases.look_at_campaigns import Campaigns, look_at
from towkay.usecases.reconcile import Books, endings

_LAST_CHUNK = timedelta(seconds=5)  # what a chunk may take at worst
_PLACE = re.compile(r"(\d{1,3})\.(\d{1,7})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reporter:
    """Counts as many people as there is time for, and says where it ended."""

    campaigns: Campaigns
    books: Books
    forecasts: Forecasts
    clock: Clock

    def report(self, call: StaffCall, now: datetime, until: datetime) -> Answer:
        """The books of one firing, the newest where none is named; `next` where more is to come.

        Of a part nobody can say whether the sum holds: whoever asks adds the parts up.
        """
        run = self._run(call)
        if run is None:
            return refusal("no_run")
        written = call.query.get("after", "")
        after = _place(written, run)
        if written and after is None:
            return refusal("unreadable")
        counts, ended_at = self._counted(run, after, now, until)
        plain = plain_run(run, counts, self.forecasts.forecast(run.key))
        if after or ended_at:
            plain["holds"] = None
        return 200, {**plain, "next": ended_at}

    def forecast(self, call: StaffCall) -> Answer:
        """The newest forecast of the firing that is named, or of the next."""
        occurrence = call.query.get("occurrence", "") or self._next(call)
        if not occurrence:
            return refusal("no_forecast")
        known = self.forecasts.forecast(RunKey(call.brand, call.campaign, occurrence))
        if known is None:
            return refusal("no_forecast")
        return 200, {"occurrence": occurrence, **plain_forecast(known)}

    def _counted(
        self, run: Run, after: ChunkKey | None, now: datetime, until: datetime
    ) -> tuple[Reckoning, str | None]:
        """The sums, and the last chunk that was counted where the time was over."""
        counts = Reckoning()
        parts = endings(run, self._topic(run), books=self.books, now=now, after=after)
        for key, people in parts:
            for one in people:
                counts.add(one)
            if self.clock() >= until - _LAST_CHUNK:
                return counts, f"{key.shard}.{key.number}"
        return counts, None

    def _run(self, call: StaffCall) -> Run | None:
        occurrence = call.query.get("occurrence", "")
        if occurrence:
            return self.campaigns.runs.run(RunKey(call.brand, call.campaign, occurrence))
        return next(iter(self.campaigns.runs.runs(call.brand, call.campaign)), None)

    def _next(self, call: StaffCall) -> str:
        sight = look_at(call.brand, call.campaign, self.clock(), self.campaigns)
        return sight.upcoming[0].name if sight and sight.upcoming else ""

    def _topic(self, run: Run) -> str:
        """That of the campaign as the run has it; none where its pack is gone."""
        try:
            campaign = self.campaigns.book.campaigns(run.key.brand, run.pack).get(run.key.campaign)
        except PackMissing:
            return ""
        return campaign.topic if campaign else ""


def _place(written: str, run: Run) -> ChunkKey | None:
    found = _PLACE.fullmatch(written)
    return ChunkKey(run.key, int(found[1]), int(found[2])) if found else None
