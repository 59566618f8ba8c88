"""How are times and spans of time written in a campaign's file?

A clock is `HH:MM`, a moment of the wall `YYYY-MM-DD HH:MM`, a span a number with m, h or d.
"""

import re
import unicodedata
from datetime import datetime

from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

DAY = 86_400
LONGEST = 366 * DAY
_UNITS = {"m": 60, "h": 3600, "d": DAY}
_SPAN = re.compile(r"(\d{1,5})\s*([mhd])")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_WALL = re.compile(r"(\d{4}-\d{2}-\d{2})[T\s]+(\d{1,2}:\d{2})")
_CENTURY = "20"


def clock(file: YamlFile, entry: Entry) -> str | None:
    """A time of the day as `HH:MM`."""
    written = file.text(entry)
    if written is None:
        return None
    found = _clock(written)
    if found is None:
        file.findings.add(Kind.BAD_CLOCK, entry.place, value=written)
    return found


def wall(file: YamlFile, entry: Entry) -> str | None:
    """A moment of the wall clock as `YYYY-MM-DDTHH:MM`."""
    if (written := file.text(entry)) is None:
        return None
    found = _WALL.fullmatch(unicodedata.normalize("NFKC", written))
    at = _clock(found[2]) if found else None
    if found is None or at is None or not _is_moment(f"{found[1]}T{at}"):
        file.findings.add(CampaignKind.BAD_MOMENT, entry.place, key=entry.key, value=written)
        return None
    if not found[1].startswith(_CENTURY):
        file.findings.add(CampaignKind.BAD_YEAR, entry.place, key=entry.key, value=written)
        return None
    return f"{found[1]}T{at}"


def span(file: YamlFile, entry: Entry, most: int = LONGEST) -> int | None:
    """A span of time in seconds, from 0 up to `most`."""
    if (written := file.text(entry)) is None:
        return None
    found = _SPAN.fullmatch(unicodedata.normalize("NFKC", written))
    seconds = int(found[1]) * _UNITS[found[2]] if found else -1
    if not 0 <= seconds <= most:
        file.findings.add(
            CampaignKind.BAD_SPAN, entry.place, key=entry.key, value=written, most=most // DAY
        )
        return None
    return seconds


def spelt(seconds: int) -> str:
    """A span of less than a day as people write it."""
    unit = "m" if seconds % _UNITS["h"] else "h"
    return f"{seconds // _UNITS[unit]}{unit}"


def _clock(written: str) -> str | None:
    # NFKC: the full-width colon of a Chinese keyboard is as good.
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", written))
    return f"{int(found[1]):02}:{found[2]}" if found else None


def _is_moment(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return True
