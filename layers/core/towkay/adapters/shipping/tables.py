"""What does a source's word for a parcel's state mean? From carriers/, compiled into the layer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.readings import Oddity

FOLDER = Path(__file__).with_name("compiled")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One row: `milestone` None is told to nobody, on purpose.

    `carriers` are those that use the code, `beside` the statuses that a detail counts with; both
    empty for all. A detail that `follows` says no more than its status.
    """

    milestone: Milestone | None = None
    needs_person: bool = False
    is_return: bool = False
    again: bool = False
    withdraws: Milestone | None = None
    carriers: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    follows: bool = False


@dataclass(frozen=True, slots=True)
class CarrierTable:
    """All that a source can say, by its words in lower case."""

    statuses: Mapping[str, Meaning]
    details: Mapping[str, Meaning]

    def meaning(
        self, status: str, detail: str = "", carrier: str = ""
    ) -> tuple[Meaning, Oddity | None]:
        """What a status means, said closer by its detail, and what of it no row knows."""
        general = self.statuses.get(status.lower())
        closer = self.details.get(detail.lower())
        if general is None:
            return Meaning(), Oddity.UNKNOWN_STATUS
        if detail and closer is None:
            return general, Oddity.UNKNOWN_DETAIL
        if carrier and general.carriers and carrier.upper() not in general.carriers:
            return general, Oddity.OTHER_CARRIER
        if closer is None or closer.follows or not _counts(closer, status):
            return general, None
        # Who is to be asked about the status is asked whatever the detail.
        return replace(closer, needs_person=closer.needs_person or general.needs_person), None

    def by_detail(self) -> "CarrierTable":
        """The details as statuses, for what has nothing else to go by."""
        return CarrierTable(self.details, {})


def _counts(closer: Meaning, status: str) -> bool:
    return not closer.beside or status.lower() in closer.beside


@cache
def table_of(source: str) -> CarrierTable:
    """The table that was deployed with this code; only the one that is asked for is read."""
    return read_table(json.loads((FOLDER / f"{source}.json").read_bytes()))


def read_table(plain: Mapping[str, Any]) -> CarrierTable:
    """A compiled table. Raises `ValueError` or `KeyError` for what no compiler of ours wrote."""
    return CarrierTable(_rows(plain["statuses"]), _rows(plain["details"]))


def _rows(plain: Mapping[str, Any]) -> dict[str, Meaning]:
    return {code: _meaning(row) for code, row in plain.items()}


def _meaning(row: Mapping[str, Any]) -> Meaning:
    known = {name: Milestone(row[name]) for name in ("milestone", "withdraws") if name in row}
    sets = {name: frozenset(row[name]) for name in ("carriers", "beside") if name in row}
    return Meaning(**{**row, **known, **sets})
