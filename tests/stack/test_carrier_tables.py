"""The tables that are deployed, and the document of the plain form, are what their sources make."""

import io
import json
from pathlib import Path

import pytest

from towkay.adapters.shipping.tables import FOLDER as COMPILED
from workbench.shipments.cli import DOCUMENTS, FORMS, compile_all
from workbench.shipments.compiler import FOLDER, compile_tables


def test_compiling_the_tables_again_changes_nothing() -> None:
    made = compile_tables()
    assert isinstance(made, dict)
    deployed = {path.stem: path.read_text(encoding="utf-8") for path in COMPILED.glob("*.json")}
    assert made == deployed


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_what_its_form_makes(name: str) -> None:
    assert DOCUMENTS[name]() == (FORMS / name).read_text(encoding="utf-8")


def test_what_is_behind_is_told_and_made(tmp_path: Path) -> None:
    about = {"tables": tmp_path, "forms": tmp_path}
    assert compile_all(check=True, **about, out=io.StringIO()) == 1
    assert compile_all(check=False, **about, out=io.StringIO()) == 0
    assert compile_all(check=True, **about, out=io.StringIO()) == 0
    (tmp_path / "ecpay.json").write_text("{}", encoding="utf-8")
    told = io.StringIO()
    assert compile_all(check=True, **about, out=told) == 1
    assert "ecpay.json" in told.getvalue() and "shippo.json" not in told.getvalue()


def test_a_table_that_nothing_makes_any_more_is_told(tmp_path: Path) -> None:
    about = {"tables": tmp_path, "forms": tmp_path}
    compile_all(check=False, **about, out=io.StringIO())
    (tmp_path / "pigeons.json").write_text("{}", encoding="utf-8")
    assert compile_all(check=True, **about, out=io.StringIO()) == 1


@pytest.mark.parametrize(
    ("changed", "line", "reason"),
    [
        (("milestone: label_made", "milestone: labelled"), 27, "labelled"),
        (("milestone: label_made, ", ""), 27, "no milestone"),
        (('code: "310"', 'code: "300"'), 28, "already has a row, on line 27"),
        (("carriers: U UC", "carriers: U XX"), 27, "XX"),
        (("means:", "meaning:"), 26, "meaning"),
        (("again: true", "again: yes"), 126, "yes"),
    ],
)
def test_a_slip_in_a_table_is_found_with_its_line(
    tmp_path: Path, changed: tuple[str, str], line: int, reason: str
) -> None:
    source = (FOLDER / "ecpay.yaml").read_text(encoding="utf-8")
    (tmp_path / "ecpay.yaml").write_text(source.replace(*changed, 1), encoding="utf-8")
    found = compile_tables(tmp_path)
    assert not isinstance(found, dict)
    assert found[0].line == line and reason in found[0].text("en")
    told = io.StringIO()
    assert compile_all(check=True, folder=tmp_path, out=told) == 1
    assert reason in told.getvalue()


def test_a_table_stays_small_enough_for_a_cold_start_to_read() -> None:
    sizes = {path.name: path.stat().st_size for path in COMPILED.glob("*.json")}
    assert max(sizes.values()) < 24_000
    assert all(len(json.loads(path.read_bytes())["version"]) == 12 for path in COMPILED.glob("*"))
