"""One file of carriers/: what does each word of a source mean, and is every row sound?"""

from collections.abc import Mapping
from typing import Any

from towkay.domain.shipping.news import Milestone
from towkay.packs.findings import nearest
from towkay.packs.scalars import switch
from towkay.packs.yaml_tree import Entry, YamlFile
from workbench.shipments.wording import CarrierKind

NOBODY = "none"  # written out, so that a row is never told to nobody by an omission
_OPTIONAL = ("milestone", "person", "return", "again", "withdraws", "carriers", "with", "follows")
_MILESTONES = frozenset({NOBODY, *(one.value for one in Milestone)})
_SWITCHES = {
    "person": "needs_person",
    "return": "is_return",
    "again": "again",
    "follows": "follows",
}

Row = dict[str, Any]


def read_table(file: YamlFile, text: str) -> dict[str, dict[str, Row]]:
    """The rows by their codes in lower case, as they are compiled; mistakes are findings."""
    root = file.root(text)
    parts = file.fields(root, ("source", "statuses"), ("carriers", "details")) if root else {}
    if "source" in parts:
        file.text(parts["source"])
    letters = _letters(file, parts.get("carriers"))
    statuses = _rows(file, parts.get("statuses"), letters, frozenset())
    return {
        "statuses": statuses,
        "details": _rows(file, parts.get("details"), letters, statuses.keys()),
    }


def _letters(file: YamlFile, entry: Entry | None) -> dict[str, list[str]]:
    """The carriers by the letters that rows name them with."""
    found: dict[str, list[str]] = {}
    for name, member in ((entry and file.members(entry)) or {}).items():
        found.setdefault(file.text(member) or "", []).append(name)
    return found


def _rows(
    file: YamlFile, entry: Entry | None, letters: Mapping[str, list[str]], statuses: Any
) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    lines: dict[str, int] = {}
    for item in (entry and file.items(entry)) or []:
        fields = file.fields(item, ("code", "means"), _OPTIONAL)
        code = (file.text(fields["code"]) or "").lower() if "code" in fields else ""
        if code in lines:
            first = lines[code]
            file.findings.add(CarrierKind.SAME_CODE, item.place, value=code, first=first)
        lines[code] = item.place.line
        rows[code] = _row(file, fields, letters, statuses)
        if "milestone" not in fields and not rows[code].get("follows"):
            file.findings.add(CarrierKind.SAYS_NOTHING, item.place, value=code)
    return rows


def _row(
    file: YamlFile, fields: Mapping[str, Entry], letters: Mapping[str, list[str]], statuses: Any
) -> Row:
    row: Row = {}
    for name in ("milestone", "withdraws"):
        word = next(iter(_words(file, fields.get(name), _MILESTONES)), NOBODY)
        if word != NOBODY:
            row[name] = word
    for name, member in _SWITCHES.items():
        if name in fields and switch(file, fields[name]):
            row[member] = True
    carriers = _words(file, fields.get("carriers"), letters)
    if carriers:
        row["carriers"] = sorted(name for one in carriers for name in letters[one])
    beside = _words(file, fields.get("with"), statuses, lower=True)
    if beside:
        row["beside"] = sorted(beside)
    return row


def _words(file: YamlFile, entry: Entry | None, known: Any, *, lower: bool = False) -> list[str]:
    """The words with blanks between them that are known; any other is a finding."""
    written = ((entry and file.text(entry)) or "").split()
    words = [one.lower() for one in written] if lower else written
    for word in words:
        if entry and word not in known:
            about = {"key": entry.key, "value": word, "nearest": nearest(word, known)}
            file.findings.add(CarrierKind.UNKNOWN_WORD, entry.place, **about)
    return [word for word in words if word in known]
