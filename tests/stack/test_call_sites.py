"""No call leaves the program but through a named site, so that a fault can be put at each."""

import ast
from collections.abc import Iterator
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name

from tests.support.template import ROOT
from towkay.adapters.callsites import CallSite

CORE = ROOT / "layers" / "core" / "towkay"
ADAPTERS = CORE / "adapters"
IN_MEMORY = ADAPTERS / "memory"
POOL = ADAPTERS / "http.py"  # the pool itself: its callers stand at the site
REAL = sorted(path for path in ADAPTERS.rglob("*.py") if IN_MEMORY not in path.parents)
ELSEWHERE = sorted(
    path
    for path in [*CORE.rglob("*.py"), *ROOT.glob("functions/*/app.py")]
    if ADAPTERS not in path.parents
)
SERVICES = ("dynamodb", "lambda", "s3", "scheduler", "secretsmanager", "sns", "sqs", "ssm")
HTTP_CALLS = {"post", "request", "urlopen"}


def operations() -> frozenset[str]:
    """The method names of every AWS operation that a client of ours could have."""
    session = botocore.session.get_session()
    models = (session.get_service_model(service) for service in SERVICES)
    return frozenset(xform_name(name) for model in models for name in model.operation_names)


LEAVING = operations() | HTTP_CALLS


def calls_out(path: Path) -> Iterator[tuple[ast.Call, frozenset[str]]]:
    """Each call that leaves the program, with the sites whose gates stand around it."""
    yield from _walk(ast.parse(path.read_text()), frozenset())


def _walk(node: ast.AST, sites: frozenset[str]) -> Iterator[tuple[ast.Call, frozenset[str]]]:
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        sites = frozenset()  # what is only defined inside a gate runs outside of it
    if isinstance(node, ast.With):
        sites |= {site for item in node.items for site in _gate(item.context_expr)}
    if isinstance(node, ast.Call) and _leaves(node.func):
        yield node, sites
    for child in ast.iter_child_nodes(node):
        yield from _walk(child, sites)


def _leaves(called: ast.expr) -> bool:
    """Whether this is an operation of something this object holds: `self._client.query(...)`."""
    if not isinstance(called, ast.Attribute) or called.attr not in LEAVING:
        return False
    held = isinstance(called.value, ast.Attribute) and ast.unparse(called.value).startswith("self.")
    named = isinstance(called.value, ast.Name) and called.value.id.endswith(("client", "pool"))
    return held or named


def _gate(expression: ast.expr) -> list[str]:
    """The site when the expression is `self._gate(CallSite.X)`."""
    if not isinstance(expression, ast.Call) or ast.unparse(expression.func) != "self._gate":
        return []
    (argument,) = expression.args
    if isinstance(argument, ast.Attribute) and ast.unparse(argument.value) == "CallSite":
        return [argument.attr]
    return []


def sites_used(paths: list[Path]) -> set[str]:
    """The names of the sites at whose gates something is done."""
    return {
        site
        for path in paths
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.With)
        for item in node.items
        for site in _gate(item.context_expr)
    }


@pytest.mark.parametrize("path", REAL, ids=lambda path: str(path.relative_to(ADAPTERS)))
def test_every_call_out_stands_at_exactly_one_named_site(path: Path) -> None:
    if path == POOL:
        return

    for call, sites in calls_out(path):
        where = f"{path.name}:{call.lineno} {ast.unparse(call.func)}"
        assert len(sites) == 1, f"{where} stands at {sorted(sites) or 'no site'}"


def test_nothing_but_adapters_calls_out() -> None:
    found = [f"{path.name}:{call.lineno}" for path in ELSEWHERE for call, _ in calls_out(path)]

    assert found == []


def test_every_site_of_the_registry_is_one_where_something_is_called() -> None:
    called = {site for path in REAL for _, sites in calls_out(path) for site in sites}

    assert called == set(CallSite.__members__)


def test_the_adapters_in_memory_stand_at_every_site() -> None:
    assert sites_used(sorted(IN_MEMORY.rglob("*.py"))) == set(CallSite.__members__)


@pytest.mark.parametrize(
    ("source", "sites"),
    [
        ("self._client.query()", []),
        ("with self._gate(CallSite.DUE_READ): self._client.query()", ["DUE_READ"]),
        ("with other(), self._gate(CallSite.DUE_READ): self._client.query()", ["DUE_READ"]),
        ("with self._gate(site): self._client.query()", []),
        ("with self._gate(CallSite.DUE_READ): pass\nself._client.query()", []),
        ("with self._gate(CallSite.DUE_READ):\n  later = lambda: self._client.query()", []),
        ("sqs_client.send_message()", []),
        ("with self._gate(CallSite.CHANNEL_CALL): self._pool.post()", ["CHANNEL_CALL"]),
    ],
)
def test_the_check_sees_a_call_without_its_gate(source: str, sites: list[str]) -> None:
    ((_, found),) = _walk(ast.parse(source), frozenset())

    assert sorted(found) == sites
