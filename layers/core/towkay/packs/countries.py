"""Which countries are there?"""

from functools import cache
from importlib.resources import files


@cache
def every_country() -> frozenset[str]:
    """The codes of ISO 3166, as the time zone database lists them."""
    listed = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    lines = (line for line in listed.splitlines() if line and not line.startswith("#"))
    return frozenset(line.split("\t")[0] for line in lines)
