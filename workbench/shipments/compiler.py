"""The folder carriers/ in, the tables that are deployed out, or every mistake."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from towkay.packs.findings import Finding, Findings, in_order
from towkay.packs.texts import decode
from towkay.packs.yaml_tree import YamlFile
from workbench.paths import PROJECT
from workbench.shipments.table_file import Row, read_table
from workbench.shipments.wording import WORDINGS

FOLDER = PROJECT / "carriers"
_VERSION = 12  # hexadecimal digits


def compile_tables(folder: Path = FOLDER) -> dict[str, str] | tuple[Finding, ...]:
    """The text of each table by its source, or the mistakes. Raises OSError for no such folder."""
    findings = Findings(WORDINGS)
    tables = {}
    for path in sorted(folder.glob("*.yaml")):
        text = decode(path.read_bytes(), path.name, findings)
        if text is not None:
            tables[path.stem] = read_table(YamlFile(path.name, findings), text)
    if findings.mistakes:
        return in_order(findings.mistakes)
    return {name: table_json(table) for name, table in tables.items()}


def table_json(table: Mapping[str, Mapping[str, Row]]) -> str:
    """One row a line, so that a change of a table reads as one."""
    body = ",\n".join(f'"{name}": {_lines(table[name])}' for name in sorted(table))
    version = hashlib.sha256(body.encode()).hexdigest()[:_VERSION]
    return f'{{"version": "{version}",\n{body}}}\n'


def _lines(rows: Mapping[str, Row]) -> str:
    written = [
        f"{json.dumps(code)}: {json.dumps(row, sort_keys=True)}" for code, row in rows.items()
    ]
    return "{\n" + ",\n".join(written) + "}"
