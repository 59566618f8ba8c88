"""What does template.yaml say, with its short forms and its inserted file written out?

`python -m workbench.cfn` prints it as JSON, for tools that do not look into inserted files.
"""

import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workbench.paths import TEMPLATE

Template = dict[str, Any]

FUNCTION = "AWS::Serverless::Function"
LAYER = "AWS::Serverless::LayerVersion"
_INCLUDE = "Fn::Transform"


# The one in C is ten times faster; not every system's PyYAML has it.
FASTEST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(FASTEST):  # type: ignore[misc]  # both load the same
    """YAML with CloudFormation's tags: `!Ref X` becomes `{"Ref": "X"}`."""


def _intrinsic(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)  # noqa: S101 - YAML has no fourth kind of node
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _intrinsic)


def load(path: Path = TEMPLATE) -> Template:
    """Read a template and what it inserts. A fresh value each time: the caller may change it."""
    loaded: Template = yaml.load(_text(path), Loader=_Loader)  # noqa: S506 - a SafeLoader
    included = loaded["Resources"].pop(_INCLUDE, None)
    if included:
        # CloudFormation reads an inserted file without its short forms, and so do we.
        loaded["Resources"] |= yaml.load(
            _text(path.parent / included["Parameters"]["Location"]),
            Loader=FASTEST,  # noqa: S506 - a SafeLoader
        )
    return loaded


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def resources_of(template: Template, kind: str) -> dict[str, dict[str, Any]]:
    """Logical id → resource, for one type, in the order of the template."""
    resources: dict[str, dict[str, Any]] = template["Resources"]
    return {name: found for name, found in resources.items() if found["Type"] == kind}


def events_of(template: Template, *kinds: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(function's logical id, event's name, its properties) for these SAM event types."""
    return [
        (logical_id, name, event.get("Properties", {}))
        for logical_id, function in resources_of(template, FUNCTION).items()
        for name, event in function["Properties"].get("Events", {}).items()
        if event["Type"] in kinds
    ]


if __name__ == "__main__":
    json.dump(load(), sys.stdout, indent=1)
