"""`towkay shipments compile`: make what is deployed of carriers/, and the forms' documents."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

from towkay.adapters.shipping.tables import FOLDER as TABLES
from workbench.check import MISTAKE, told
from workbench.paths import PROJECT
from workbench.shipments import openapi, openapi_checkout
from workbench.shipments.compiler import FOLDER, compile_tables

FORMS = PROJECT / "docs"
DOCUMENTS: Mapping[str, Callable[[], str]] = {
    one.NAME: one.document for one in (openapi, openapi_checkout)
}
DONE, AMISS = 0, 1


def compile_all(
    check: bool,
    folder: Path = FOLDER,
    tables: Path = TABLES,
    forms: Path = FORMS,
    out: TextIO | None = None,
) -> int:
    """Write the tables and the documents, or only say whether they are what their sources make."""
    made = compile_tables(folder)
    if not isinstance(made, dict):
        print(told(made, MISTAKE), end="", file=out)
        print(f"✗ {len(made)} 個錯誤 mistake(s)", file=out)
        return AMISS
    wanted = {tables / f"{name}.json": text for name, text in made.items()}
    wanted |= {forms / name: make() for name, make in DOCUMENTS.items()}
    if check:
        behind = list(_behind(wanted, tables))
        for path in behind:
            print(f"✗ {path.name}: 請重編 is behind: towkay shipments compile", file=out)
        return AMISS if behind else DONE
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    print(f"✓ {len(made)} 個狀態表 tables, {', '.join(DOCUMENTS)}", file=out)
    return DONE


def _behind(wanted: dict[Path, str], tables: Path) -> Iterator[Path]:
    """Files that hold something else than they would be given, or that nothing makes any more."""
    for path, text in wanted.items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            yield path
    yield from (path for path in sorted(tables.glob("*.json")) if path not in wanted)
