"""Whatever the command refuses is said in Chinese and in English, wherever it is raised."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore import exceptions

from tests.support.template import ROOT
from workbench import plain_errors
from workbench.aws_failures import in_words

_CHINESE, _ENGLISH = re.compile("[一-鿿]"), re.compile("[A-Za-z]{2,} [A-Za-z]+")
_RAISED = ("WorkbenchError", "refusal", "ArgumentTypeError")
FILES = [
    file for file in (ROOT / "workbench").rglob("*.py") if "simulators" not in file.parts
]  # those speak as the platforms do


def sentences(file: Path) -> Iterator[tuple[int, str]]:
    """What is raised with its words beside it, or with those of a constant of the file."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in _RAISED:
            named = [constants.get(one.id) for one in ast.walk(node) if isinstance(one, ast.Name)]
            yield node.lineno, "".join(_words(part) for part in (node, *filter(None, named)))


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _words(node: ast.AST) -> str:
    parts = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return "".join(part for part in parts if isinstance(part, str))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_what_is_refused_in_english_is_refused_in_chinese(file: Path) -> None:
    alone = [
        (line, said)
        for line, said in sentences(file)
        if _ENGLISH.search(said) and not _CHINESE.search(said)
    ]

    assert alone == []


@pytest.mark.parametrize(
    "error",
    [
        EOFError(),
        FileNotFoundError(2, "No such file or directory", "a.json"),
        IsADirectoryError(21, "Is a directory", "brands"),
        exceptions.NoCredentialsError(),
        exceptions.NoRegionError(),
        exceptions.EndpointConnectionError(endpoint_url="https://x.example"),
        exceptions.ClientError({"Error": {"Code": "AccessDenied", "Message": "no"}}, "Get"),
    ],
)
def test_what_others_refuse_is_said_in_both(error: Exception) -> None:
    told = plain_errors._in_words(error) or in_words(error) or ""

    assert _CHINESE.search(told) and _ENGLISH.search(told)
