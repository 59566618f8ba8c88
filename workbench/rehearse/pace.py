"""How fast did the messages of a rehearsal go out on each channel?"""

from dataclasses import dataclass

from workbench.rehearse.result import Result


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages a minute: in the minute that had most, and over those in which any went out."""

    peak: int
    average: float


def paces_of(result: Result) -> dict[str, Pace]:
    """By channel; a night that was waited for is no minute in which anything went out."""
    return {
        channel: Pace(max(counts.values()), counts.total() / len(counts))
        for channel, counts in sorted(result.minutes.items())
        if counts
    }
