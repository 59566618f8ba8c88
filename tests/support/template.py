"""template.yaml as plain values, and the environment it gives each function."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from workbench.cfn import FASTEST

ROOT = Path(__file__).resolve().parents[2]
REGION = "ap-northeast-1"
ACCOUNT = "123456789012"
STACK_ID = (
    f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/towkay/6f1c2b1e-0000-4000-8000-000000000000"
)
_PSEUDO = {
    "AWS::StackId": STACK_ID,
    "AWS::StackName": "towkay",
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
}


class _Loader(FASTEST):  # type: ignore[misc]  # one of two that load the same
    """YAML with CloudFormation's short forms, as the long forms they stand for."""


def _short_form(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        return {name: value.split(".", 1) if suffix == "GetAtt" else value}
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    assert isinstance(node, yaml.MappingNode)
    return {name: loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _short_form)


@cache
def load_template(path: Path = ROOT / "template.yaml") -> dict[str, Any]:
    """The template with what it inserts, and with `!Ref X` as `{"Ref": "X"}` and its like."""
    # Built on SafeLoader: it makes plain values only.
    loaded: dict[str, Any] = yaml.load(path.read_text(), Loader=_Loader)
    inserted = loaded["Resources"].pop("Fn::Transform")
    assert inserted["Name"] == "AWS::Include"
    more = yaml.load((path.parent / inserted["Parameters"]["Location"]).read_text(), Loader=FASTEST)
    assert not loaded["Resources"].keys() & more.keys()
    loaded["Resources"] |= more
    return loaded


def resources(kind: str) -> dict[str, dict[str, Any]]:
    """Properties of every resource of one type, by logical id."""
    return {
        name: resource.get("Properties", {})
        for name, resource in load_template()["Resources"].items()
        if resource["Type"] == kind
    }


def functions() -> dict[str, str]:
    """Folder below functions/ to the logical id that deploys it, the first where there are two."""
    deployed = resources("AWS::Serverless::Function")
    found: dict[str, str] = {}
    for name, properties in deployed.items():
        found.setdefault(Path(properties["CodeUri"]).name, name)
    return found


def properties_of(function: str) -> dict[str, Any]:
    """What the template says of the function in this folder, without the globals."""
    return resources("AWS::Serverless::Function")[functions()[function]]


def environment_of(function: str) -> dict[str, str]:
    """Every variable that the deployed function sees, with references made into likely values."""
    shared = load_template()["Globals"]["Function"]["Environment"]["Variables"]
    own = properties_of(function)["Environment"]["Variables"]
    return {name: resolve(value) for name, value in (shared | own).items()}


def resolve(value: Any) -> str:
    """A reference as a value of the right form, with the logical id in it to tell it by."""
    if not isinstance(value, dict):
        return str(value)
    ((form, argument),) = value.items()
    match form:
        case "Ref":
            return _reference(argument)
        case "Fn::GetAtt":
            return _attribute(argument[0], argument[1])
        case "Fn::Sub":
            return re.sub(r"\$\{([^}]+)\}", lambda found: _substitute(found[1]), argument)
        case "Fn::Select":
            index, source = argument
            separator, text = source["Fn::Split"]
            return str(resolve(text).split(separator)[index])
    raise ValueError(f"no value for {form}")


def _substitute(name: str) -> str:
    logical_id, dot, attribute = name.partition(".")
    return _attribute(logical_id, attribute) if dot else _reference(name)


def _reference(name: str) -> str:
    if name in _PSEUDO:
        return _PSEUDO[name]
    template = load_template()
    if name in template["Parameters"]:
        return str(template["Parameters"][name]["Default"])
    if template["Resources"][name]["Type"] == "AWS::SQS::Queue":
        return f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{_queue_name(name)}"
    return name


def _attribute(name: str, attribute: str) -> str:
    kind = load_template()["Resources"][name]["Type"]
    if attribute == "QueueName":
        return _queue_name(name)
    if attribute == "Arn" and kind == "AWS::SQS::Queue":
        return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{_queue_name(name)}"
    if attribute == "Arn" and kind == "AWS::DynamoDB::Table":
        return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{name}"
    if attribute == "Arn" and kind == "AWS::S3::Bucket":
        return f"arn:aws:s3:::{name}"
    return f"arn:aws:{name}:{attribute}"


def _queue_name(logical_id: str) -> str:
    return resolve(load_template()["Resources"][logical_id]["Properties"]["QueueName"])
