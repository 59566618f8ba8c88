"""Quiet hours and caps of brand.yaml: when and how often nothing unasked is sent."""

import re
import unicodedata

import yaml

from towkay.domain.brand_rules import DEFAULT_CAPS, DEFAULT_QUIET_HOURS, Cap, QuietHours
from towkay.domain.messages import Purpose
from towkay.domain.unasked import REMEMBERED
from towkay.packs.scalars import whole_number
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

NONE = "none"
MOST_IN_A_CAP = 50  # what is remembered of a person is a little more
MOST_CAPS = 8
_UNASKED = (Purpose.SERVICE, Purpose.MARKETING)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_NOON = "12:00"
_SECONDS = {"hours": 3600, "days": 86_400}


def read_quiet_hours(file: YamlFile, entry: Entry | None) -> QuietHours | None:
    """The product's own where the brand says nothing, None where it wants none."""
    if entry is None:
        return DEFAULT_QUIET_HOURS
    if _is_none(entry):
        return None
    fields = file.fields(entry, ("from", "to"), ("skip",))
    start, end = (clock(file, fields[key]) if key in fields else None for key in ("from", "to"))
    skips = _purposes(file, fields["skip"]) if "skip" in fields else ()
    if start is None or end is None:
        return None
    if start == end:
        file.findings.add(Kind.QUIET_ALL_DAY, entry.place, value=start)
    elif _covers_noon(start, end):
        file.findings.add(Kind.QUIET_BY_DAY, entry.place, start=start, end=end)
    return QuietHours(start, end, skips)


def read_caps(file: YamlFile, entry: Entry | None) -> tuple[Cap, ...]:
    """The product's own where the brand says nothing; it may say `none`."""
    if entry is None:
        return DEFAULT_CAPS
    if _is_none(entry):
        return ()
    items = file.some_items(entry)
    if len(items) > MOST_CAPS:
        too_many = items[MOST_CAPS].place
        file.findings.add(Kind.CAPS_TOO_MANY, too_many, count=len(items), limit=MOST_CAPS)
    return tuple(cap for item in items if (cap := _cap(file, item)))


def _cap(file: YamlFile, entry: Entry) -> Cap | None:
    fields = file.fields(entry, ("purposes", "most"), ("days", "hours"))
    spans = [key for key in _SECONDS if key in fields]
    if fields and len(spans) != 1:
        file.findings.add(Kind.CAP_SPAN, entry.place)
    purposes = _purposes(file, fields["purposes"]) if "purposes" in fields else ()
    most = whole_number(file, fields["most"], 1, MOST_IN_A_CAP) if "most" in fields else None
    within = _within_s(file, fields[spans[0]]) if spans else None
    if not purposes or most is None or within is None:
        return None
    return Cap(purposes, most, within)


def _within_s(file: YamlFile, entry: Entry) -> int | None:
    unit = _SECONDS[entry.key]
    most = int(REMEMBERED.total_seconds()) // unit
    number = whole_number(file, entry, 1, most)
    return None if number is None else number * unit


def _purposes(file: YamlFile, entry: Entry) -> tuple[Purpose, ...]:
    """Purposes of unasked messages; a single one may be written without a list."""
    single = isinstance(entry.node, yaml.ScalarNode)
    found: dict[Purpose, int] = {}
    for item in [entry] if single else file.some_items(entry):
        if (written := file.text(item)) is None:
            continue
        purpose = next((one for one in _UNASKED if one.value == written), None)
        if purpose is None:
            allowed = ", ".join(one.value for one in _UNASKED)
            file.findings.add(Kind.UNKNOWN_PURPOSE, item.place, value=written, allowed=allowed)
        elif purpose in found:
            first = found[purpose]
            file.findings.add(Kind.REPEATED_ENTRY, item.place, value=written, first=first)
        else:
            found[purpose] = item.place.line
    return tuple(found)


def clock(file: YamlFile, entry: Entry) -> str | None:
    """A time of day as 09:00; None, and a finding, where it is none."""
    if (written := file.text(entry)) is None:
        return None
    # NFKC: the full-width colon of a Chinese keyboard is as good.
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", written))
    if not found:
        file.findings.add(Kind.BAD_CLOCK, entry.place, value=written)
        return None
    return f"{int(found[1]):02}:{found[2]}"


def _covers_noon(start: str, end: str) -> bool:
    if start < end:
        return start <= _NOON < end
    return not end <= _NOON < start


def _is_none(entry: Entry) -> bool:
    return isinstance(entry.node, yaml.ScalarNode) and str(entry.node.value).strip() == NONE
