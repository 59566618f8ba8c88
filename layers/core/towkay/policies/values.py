"""Which value stands in a field of a policy file: a day, a length of time, a word, countries?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from towkay.domain.channels import every_channel
from towkay.packs.findings import Findings, nearest
from towkay.packs.scalars import switch, whole_number
from towkay.packs.yaml_tree import Entry, YamlFile
from towkay.policies.wording import PolicyKind

_SPAN = re.compile(r"([1-9][0-9]{0,3})(h|d)")
# Those that the channels bill in; a code that is none of them is a slip, such as NTD for TWD.
_CURRENCIES = frozenset(
    {
        *("TWD", "USD", "EUR", "GBP", "JPY", "THB", "IDR", "INR", "AUD", "BRL"),
        *("CLP", "COP", "HKD", "KRW", "MXN", "MYR", "PEN", "PHP", "SGD", "VND"),
    }
)
_HOURS = {"h": 1, "d": 24}
_MOST = 1_000_000

Word = TypeVar("Word", bound=str)  # a StrEnum, or Channel


@dataclass(slots=True)
class Regions:
    """The countries there are, and the sets of them that have a name."""

    countries: frozenset[str]
    sets: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one mapping of a file, read by their kind; what is not there reads as empty."""

    file: YamlFile
    entries: Mapping[str, Entry]

    @property
    def findings(self) -> Findings:
        return self.file.findings

    def has(self, key: str) -> bool:
        return key in self.entries

    def text(self, key: str) -> str:
        return (self.file.text(self.entries[key]) or "") if self.has(key) else ""

    def word(self, key: str, kind: type[Word]) -> Word | None:
        return self._word(self.entries[key], kind) if self.has(key) else None

    def words(self, key: str, kind: type[Word]) -> frozenset[Word]:
        if not self.has(key):
            return frozenset()
        found = (self._word(item, kind) for item in self.file.items(self.entries[key]) or [])
        return frozenset(word for word in found if word is not None)

    def texts(self, key: str) -> tuple[str, ...]:
        items = (self.file.items(self.entries[key]) or []) if self.has(key) else []
        return tuple(sorted(text for item in items if (text := self.file.text(item))))

    def day(self, key: str) -> date | None:
        if not (written := self.text(key)):
            return None
        try:
            return date.fromisoformat(written)
        except ValueError:
            self._amiss(PolicyKind.BAD_DAY, key, value=written)
            return None

    def span(self, key: str) -> timedelta | None:
        if not (written := self.text(key)):
            return None
        if found := _SPAN.fullmatch(written):
            return timedelta(hours=int(found[1]) * _HOURS[found[2]])
        self._amiss(PolicyKind.BAD_SPAN, key, value=written)
        return None

    def number(self, key: str, low: int = 0) -> int:
        if not self.has(key):
            return low
        return whole_number(self.file, self.entries[key], low, _MOST) or low

    def switch(self, key: str, default: bool) -> bool:
        if not self.has(key):
            return default
        value = switch(self.file, self.entries[key])
        return default if value is None else value

    def amount(self, key: str) -> str:
        """A decimal as the source writes it."""
        written = self.text(key)
        try:
            is_good = not written or (Decimal(written).is_finite() and Decimal(written) >= 0)
        except InvalidOperation:
            is_good = False
        if not is_good:
            self._amiss(PolicyKind.BAD_AMOUNT, key, value=written)
            return ""
        return written

    def currency(self, key: str) -> str:
        written = self.text(key)
        if written and written not in _CURRENCIES:
            near = nearest(written, _CURRENCIES)
            self._amiss(PolicyKind.BAD_CURRENCY, key, value=written, nearest=near)
        return written

    def countries(self, key: str, regions: Regions) -> frozenset[str]:
        """Codes and names of sets, all as codes; a list of none would mean everywhere."""
        items = (self.file.items(self.entries[key]) or []) if self.has(key) else []
        if self.has(key) and not items:
            self._amiss(PolicyKind.NO_COUNTRIES, key, key=key)
        return frozenset(self._all_of(items, regions))

    def check_known(self, key: str, value: str, known: Iterable[str]) -> None:
        """That a text is one of a closed set which is no enumeration."""
        if value and value not in known:
            near = nearest(value, frozenset(known))
            self._amiss(PolicyKind.UNKNOWN_WORD, key, key=key, value=value, nearest=near)

    def _all_of(self, items: Iterable[Entry], regions: Regions) -> Iterable[str]:
        for item in items:
            written = self.file.text(item) or ""
            if written in regions.sets:
                yield from regions.sets[written]
            elif written in regions.countries:
                yield written
            elif written:
                near = nearest(written, frozenset(regions.sets))
                self.findings.add(
                    PolicyKind.UNKNOWN_REGION, item.place, value=written, nearest=near
                )

    def _word(self, entry: Entry, kind: type[Word]) -> Word | None:
        written = self.file.text(entry)
        if written is None:
            return None
        try:
            return kind(written)
        except ValueError:
            near = nearest(written, _words_of(kind))
            self.findings.add(
                PolicyKind.UNKNOWN_WORD, entry.place, key=entry.key, value=written, nearest=near
            )
            return None

    def _amiss(self, kind: PolicyKind, at: str, **particulars: object) -> None:
        self.findings.add(kind, self.entries[at].place, **particulars)


def _words_of(kind: type[str]) -> frozenset[str]:
    return frozenset(kind if issubclass(kind, StrEnum) else every_channel())
