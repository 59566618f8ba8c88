"""Campaigns, their runs and chunks over dicts that several workers of one process share."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.domain.campaigns import CampaignRecord
from towkay.domain.errors import StaleState
from towkay.domain.runs import Chunk, ChunkKey, Run, RunKey
from towkay.ports.clock import Clock

_KEPT = timedelta(days=9)


def before_all() -> datetime:
    """The clock of whoever forgets nothing."""
    return datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class CampaignRows:
    """The rows; each step is atomic. Chunks stand under their run, in the order of their keys."""

    records: dict[tuple[str, str], CampaignRecord] = field(default_factory=dict)
    runs: dict[RunKey, Run] = field(default_factory=dict)
    chunks: dict[RunKey, dict[ChunkKey, Chunk]] = field(default_factory=dict)
    put_at: dict[ChunkKey, datetime] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class MemoryCampaignRecords:
    """`ports.CampaignRecords`."""

    def __init__(self, rows: CampaignRows, gate: Gate = open_gate) -> None:
        self._rows = rows
        self._gate = gate

    def brands(self) -> list[str]:
        with self._gate(CallSite.CAMPAIGNS_READ), self._rows.lock:
            return sorted({brand for brand, _ in self._rows.records})

    def record(self, brand: str, campaign: str) -> CampaignRecord:
        with self._gate(CallSite.CAMPAIGN_READ):
            unwritten = CampaignRecord(brand, campaign)
            return self._rows.records.get((brand, campaign), unwritten)

    def records(self, brand: str) -> list[CampaignRecord]:
        with self._gate(CallSite.CAMPAIGNS_READ), self._rows.lock:
            found = sorted(self._rows.records.items())
        return [record for place, record in found if place[0] == brand]

    def write(self, record: CampaignRecord) -> CampaignRecord:
        place = (record.brand, record.campaign)
        after = replace(record, revision=record.revision + 1)
        with self._gate(CallSite.CAMPAIGN_WRITE), self._rows.lock:
            stored = self._rows.records.get(place)
            if (stored.revision if stored else 0) != record.revision:
                raise StaleState("the campaign changed")
            self._rows.records[place] = after
        return after


class MemoryRuns:
    """`ports.Runs`; what is older than `kept_for` counts as gone."""

    def __init__(
        self,
        rows: CampaignRows,
        gate: Gate = open_gate,
        clock: Clock = before_all,
        kept_for: timedelta = _KEPT,
    ) -> None:
        self._rows = rows
        self._gate = gate
        self._clock = clock
        self._kept_for = kept_for

    def start(self, run: Run) -> bool:
        with self._gate(CallSite.RUN_START), self._rows.lock:
            is_new = self._kept(run.key) is None
            if is_new:
                self._rows.runs[run.key] = replace(run, revision=1, finished=0, reserved=0)
            return is_new

    def run(self, key: RunKey) -> Run | None:
        with self._gate(CallSite.RUN_READ):
            return self._kept(key)

    def runs(self, brand: str, campaign: str = "") -> list[Run]:
        own = [run for run in self._of(brand) if campaign in ("", run.key.campaign)]
        return sorted(own, key=lambda run: (run.at, run.key.occurrence), reverse=True)

    def open_runs(self, brand: str) -> list[Run]:
        return sorted((run for run in self._of(brand) if run.is_open), key=lambda run: run.at)

    def move(self, run: Run) -> Run:
        with self._gate(CallSite.RUN_MOVE), self._rows.lock:
            stored = self._rows.runs.get(run.key)
            if stored is None or stored.revision != run.revision:
                raise StaleState("the run moved")
            after = replace(
                run,
                revision=run.revision + 1,
                finished=stored.finished,
                reserved=stored.reserved,
                aside=stored.aside,
                aside_until=stored.aside_until,
                budget=stored.budget,
            )
            self._rows.runs[run.key] = after
        return after

    def reserve(self, key: RunKey, millionths: int, *, until: datetime) -> bool:
        with self._gate(CallSite.RUN_RESERVE), self._rows.lock:
            run = self._rows.runs.get(key)
            if run is None or run.budget is None:
                return run is not None
            if run.reserved + millionths > run.budget:
                return False
            self._rows.runs[key] = replace(
                run,
                reserved=run.reserved + millionths,
                aside=run.aside + millionths,
                aside_until=until,
            )
            return True

    def account_for(self, key: RunKey, millionths: int, *, unspent: int) -> None:
        with self._gate(CallSite.RUN_ACCOUNT), self._rows.lock:
            run = self._rows.runs.get(key)
            if run is not None and run.budget is not None:
                self._rows.runs[key] = replace(
                    run, reserved=run.reserved - unspent, aside=run.aside - millionths
                )

    def put_chunk(self, chunk: Chunk) -> Chunk:
        with self._gate(CallSite.CHUNK_PUT), self._rows.lock:
            stored = self._kept_chunk(chunk.key)
            if stored is None:
                self._rows.chunks.setdefault(chunk.key.run, {})[chunk.key] = stored = chunk
                self._rows.put_at[chunk.key] = self._clock()
            return stored

    def chunk(self, key: ChunkKey) -> Chunk | None:
        with self._gate(CallSite.CHUNK_READ):
            return self._kept_chunk(key)

    def chunks(self, run: RunKey) -> Iterable[Chunk]:
        with self._gate(CallSite.CHUNKS_READ), self._rows.lock:
            keys = list(self._rows.chunks.get(run, {}))
            found = [chunk for key in keys if (chunk := self._kept_chunk(key))]
        yield from sorted(found, key=lambda chunk: (chunk.key.shard, chunk.key.number))

    def finish_chunk(self, key: ChunkKey) -> bool:
        with self._gate(CallSite.CHUNK_FINISH), self._rows.lock:
            chunk = self._rows.chunks.get(key.run, {}).get(key)
            run = self._rows.runs.get(key.run)
            if chunk is None or run is None or chunk.is_done:
                return False
            self._rows.chunks[key.run][key] = replace(chunk, is_done=True)
            self._rows.runs[key.run] = replace(run, finished=run.finished + 1)
            return True

    def _of(self, brand: str) -> list[Run]:
        with self._gate(CallSite.RUNS_READ), self._rows.lock:
            keys = [key for key in self._rows.runs if key.brand == brand]
            return [run for key in keys if (run := self._kept(key))]

    def _kept(self, key: RunKey) -> Run | None:
        run = self._rows.runs.get(key)
        return run if run and self._clock() < run.started_at + self._kept_for else None

    def _kept_chunk(self, key: ChunkKey) -> Chunk | None:
        since = self._rows.put_at.get(key, self._clock())
        is_gone = self._clock() >= since + self._kept_for
        return None if is_gone else self._rows.chunks.get(key.run, {}).get(key)
