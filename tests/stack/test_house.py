"""The tree as a whole: what its files may hold, and that each belongs to something."""

import ast
import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.support.missing import not_made
from tests.support.template import ROOT, functions


def modules_below(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


PRODUCT = modules_below("layers/core/towkay", "functions", "workbench")
CODE = [*PRODUCT, *modules_below("tests", "bench", "tools")]
LOCKS = [
    *sorted((ROOT / "requirements").glob("*.lock")),
    ROOT / "layers" / "dependencies" / "requirements.txt",
    ROOT / "tools" / "bottender" / "package-lock.json",
    ROOT / "tools" / "dynamodb-local" / "package-lock.json",
]
# Platforms have ended these: a request that carries one is refused, or reaches nobody.
RETIRED = ("CONFIRMED_EVENT_UPDATE", "ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE", "NON_PROMOTIONAL")


def tracked_files() -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        not_made("not a git checkout, which alone knows what belongs here: clone the repository")
    paths = [ROOT / name for name in listing.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def too_long(paths: Iterable[Path], limit: int) -> dict[str, int]:
    lengths = {relative(path): len(path.read_text().splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the end, decorators and docstring left out."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function, clean=False) is not None
    said = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - said


def test_a_file_of_the_product_is_short_enough_to_be_read_whole() -> None:
    assert too_long(PRODUCT, 200) == {}


def test_a_file_of_tests_is_not_much_longer() -> None:
    assert too_long(CODE, 300) == {}


def test_a_handler_is_wiring_and_decides_nothing() -> None:
    assert too_long((ROOT / "functions").glob("*/app.py"), 60) == {}


def test_a_function_of_the_product_fits_one_look() -> None:
    lengths = {
        f"{relative(path)}:{node.name}": lines_of_code(node)
        for path in PRODUCT
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > 25} == {}


def test_every_module_says_in_one_docstring_what_it_is() -> None:
    silent = [
        relative(path)
        for path in CODE
        if path.stat().st_size and not path.read_text().startswith(('"""', "#!"))
    ]
    assert silent == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_host(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert '"resolved"' not in text
    assert "--index-url" not in text and "--find-links" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_everything_locked_has_a_hash(lock: Path) -> None:
    text = lock.read_text()
    if lock.suffix == ".json":
        packages = json.loads(text)["packages"]
        assert all("integrity" in package for name, package in packages.items() if name)
    else:
        pinned = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
        assert pinned
        assert all("--hash=sha256:" in one for one in pinned)


def test_the_deployed_dependencies_are_few_and_named() -> None:
    layer = (ROOT / "layers" / "dependencies" / "requirements.txt").read_text()
    names = set(re.findall(r"^([a-z0-9-]+)==", layer, flags=re.MULTILINE))
    assert names == {
        "annotated-types",
        "aws-lambda-powertools",
        "cronsim",
        "jmespath",
        "pydantic",
        "pydantic-core",
        "pyyaml",
        "typing-extensions",
        "typing-inspection",
        "tzdata",
        "urllib3",
    }


def test_nothing_we_send_can_name_what_a_platform_has_ended() -> None:
    sources = [*(ROOT / "layers" / "core").rglob("*.py"), *(ROOT / "functions").rglob("*.py")]
    naming = [relative(path) for path in sources for word in RETIRED if word in path.read_text()]
    assert naming == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    # A home or work folder of somebody, in a path that begins a word.
    place = re.compile(rb"(?<![\w.}/-])/(?:work|root|home|Users)/[\w.-]+")
    knowing = [
        relative(path)
        for path in tracked_files()
        if place.search(path.read_bytes()) and relative(path) != "tests/stack/test_house.py"
    ]
    assert knowing == []


def test_every_example_event_is_for_a_deployed_function() -> None:
    for path in (ROOT / "events").glob("*/*"):
        if path.is_file():
            assert path.parent.name in functions(), relative(path)
            assert path.suffix == ".json", relative(path)
            json.loads(path.read_text())


def test_make_invoke_runs_a_sample_that_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    default = re.search(r"^EVENT \?= (\S+)$", makefile, flags=re.MULTILINE)
    assert default
    assert (ROOT / default[1]).is_file()
    assert f"EVENT={default[1]}" in makefile  # the list of commands says the same


def test_every_deployed_function_has_an_example_event() -> None:
    without = [name for name in functions() if not list((ROOT / "events" / name).glob("*.json"))]
    assert without == []
