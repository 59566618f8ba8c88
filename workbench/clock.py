"""The bench's time: real time plus an offset that only grows, kept in a file of the run folder."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

CLOCK_FILE = "clock.json"  # in the run folder


def real_time() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class BenchClock:
    """Functions and the emulator, other processes, follow the same file (`towkay_bench`, `waits`).

    `begins` is the bench's time at its start, the real time if it is None.
    """

    file: Path
    real: Callable[[], datetime] = real_time
    begins: datetime | None = None
    _offset: timedelta = timedelta(0)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        if self.begins is not None:
            self._offset = self.begins - self.real()
        self._store()

    def now(self) -> datetime:
        return self.real() + self._offset

    def advance(self, seconds: float) -> datetime:
        """Move forward. Raises `ValueError` for a step back: what has happened has happened."""
        if seconds < 0:
            raise ValueError("the bench's clock only goes forward")
        with self._lock:
            self._offset += timedelta(seconds=seconds)
            self._store()
        return self.now()

    def _store(self) -> None:
        # Replaced whole: a function that reads meanwhile sees the old offset or the new one.
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps({"offset_s": self._offset.total_seconds()}), encoding="utf-8")
        fresh.replace(self.file)
