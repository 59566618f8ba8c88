"""The folder policy/ in, the book that decisions are made under or every mistake out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from towkay.domain.channels import Channel, every_channel
from towkay.domain.policy.rules import DutyRow, Price, Rate, Row, Setting
from towkay.packs.countries import every_country
from towkay.packs.findings import Finding, Findings, Place, in_order
from towkay.packs.texts import decode
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import YamlFile
from towkay.policies.book_json import book_json
from towkay.policies.other_files import (
    read_duties,
    read_prices,
    read_rates,
    read_regions,
    read_settings,
)
from towkay.policies.rows_file import read_rows
from towkay.policies.together import check_ids, check_overlaps, check_prices, check_settings
from towkay.policies.values import Regions
from towkay.policies.wording import WORDINGS

T = TypeVar("T")


@dataclass(slots=True)
class _Parts:
    """All that was read, each with its place."""

    rows: list[tuple[Row, Place]] = field(default_factory=list)
    duties: list[tuple[DutyRow, Place]] = field(default_factory=list)
    settings: list[tuple[Setting, Place]] = field(default_factory=list)
    prices: list[tuple[Price, Place]] = field(default_factory=list)
    rates: list[tuple[Rate, Place]] = field(default_factory=list)


def compile_policy(folder: Path) -> str | tuple[Finding, ...]:
    """The text of the book, or the mistakes. Raises OSError only if a file cannot be read."""
    findings = Findings(WORDINGS)
    parts = _read_all(folder, findings)
    rules = [(row.id, place) for row, place in parts.rows]
    check_ids([*rules, *((duty.id, place) for duty, place in parts.duties)], findings)
    check_ids([(setting.id, place) for setting, place in parts.settings], findings)
    check_settings(parts.rows, parts.settings, findings)
    check_prices(parts.rows, parts.prices, findings)
    check_overlaps(parts.rows, parts.prices, parts.rates, findings)
    if findings.mistakes:
        return in_order(findings.mistakes)
    return book_json(
        {
            "rows": [row for row, _ in parts.rows],
            "duties": [row for row, _ in parts.duties],
            "settings": [setting for setting, _ in parts.settings],
            "prices": [price for price, _ in parts.prices],
            "rates": [rate for rate, _ in parts.rates],
        }
    )


def _read_all(folder: Path, findings: Findings) -> _Parts:
    regions = Regions(every_country())

    def read(name: str, reader: Callable[[YamlFile, str], list[T] | None]) -> list[T]:
        text = _text_of(folder, name, findings)
        return [] if text is None else reader(YamlFile(name, findings), text) or []

    read("regions.yaml", lambda file, text: read_regions(file, text, regions))
    parts = _Parts(
        duties=read("duties.yaml", lambda file, text: read_duties(file, text, regions)),
        settings=read("settings.yaml", read_settings),
        prices=read("prices.yaml", lambda file, text: read_prices(file, text, regions)),
        rates=read("rates.yaml", read_rates),
    )
    for channel in every_channel():

        def of_channel(file: YamlFile, text: str, of: Channel = channel) -> list[tuple[Row, Place]]:
            return read_rows(file, text, of, regions)

        parts.rows += read(f"{channel}.yaml", of_channel)
    return parts


def _text_of(folder: Path, name: str, findings: Findings) -> str | None:
    path = folder / name
    if not path.is_file():
        findings.add(Kind.FILE_MISSING, Place(name, 1), name=name)
        return None
    return decode(path.read_bytes(), name, findings)
