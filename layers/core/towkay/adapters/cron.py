"""What does a cron expression mean? As Debian's cron reads it, by a library that is kept so."""

from datetime import datetime

from cronsim import CronSim, CronSimError

_FIELDS = 5
_LONGEST = 200  # letters; nobody writes a longer one by hand


class CronsimCalendar:
    """`ports.CronCalendar`. Walls have no zone here: the domain knows what a night does to them."""

    def times(self, cron: str, after: datetime, until: datetime) -> list[datetime]:
        found = []
        for wall in _read(cron, after):
            if wall > until:
                break
            found.append(wall)
        return found


def _read(cron: str, after: datetime) -> CronSim:
    """Raises `ValueError`; a sixth field would be seconds, and no campaign is that exact."""
    if len(cron) > _LONGEST or len(cron.split()) != _FIELDS:
        raise ValueError("a cron expression has five fields")
    try:
        return CronSim(cron, after)
    except (CronSimError, AssertionError, TypeError, ValueError) as error:
        raise ValueError(f"no cron expression: {error}") from None
