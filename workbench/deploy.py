"""Put the derived template and its artefacts into the embedded AWS, as a stack."""

import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from workbench import artefacts
from workbench.aws import LocalAws
from workbench.brought_channels import brought
from workbench.cfn import FUNCTION, LAYER, Template, load, resources_of
from workbench.derive import BENCH_LAYER, derive
from workbench.errors import WorkbenchError
from workbench.staff_tokens import AUDIENCE, ISSUER

STAGE = "local"
STACK = f"towkay-{STAGE}"
_ARTEFACTS = "towkay-artefacts"
_PACKAGED = "template.json"
_WITHIN_S = 60


@dataclass(frozen=True, slots=True)
class Deployment:
    """The stack as it stands. `functions` and `queues` map logical ids to names and URLs."""

    template: Template
    outputs: Mapping[str, str]
    functions: Mapping[str, str]
    queues: Mapping[str, str]


def build(clock_file: Path, base_urls: Mapping[str, str]) -> tuple[Template, dict[str, bytes]]:
    """The derived template with its code as zips, by logical id."""
    template = derive(load())
    layers: dict[str, Callable[[], bytes]] = {
        "DependenciesLayer": artefacts.dependency_layer,
        "CoreLayer": artefacts.core_layer,
        BENCH_LAYER: lambda: artefacts.bench_layer(clock_file, base_urls),
    }
    zips = {name: layers[name]() for name in resources_of(template, LAYER)}
    for name, function in resources_of(template, FUNCTION).items():
        zips[name] = artefacts.function_zip(function["Properties"]["CodeUri"])
    return template, zips


def deploy(aws: LocalAws, template: Template, zips: Mapping[str, bytes]) -> Deployment:
    """Upload, create the stack, wait for it. Raises `WorkbenchError` naming what failed."""
    packaged = json.dumps(_packaged(template)).encode()
    _upload(aws, {f"{name}.zip": content for name, content in zips.items()} | {_PACKAGED: packaged})
    aws.cloudformation.create_stack(
        StackName=STACK,
        TemplateURL=f"{aws.endpoint}/{_ARTEFACTS}/{_PACKAGED}",  # too long for a request's body
        Parameters=[
            {"ParameterKey": "Stage", "ParameterValue": STAGE},
            {"ParameterKey": "AdminIssuer", "ParameterValue": ISSUER},
            {"ParameterKey": "AdminAudience", "ParameterValue": AUDIENCE},
            {"ParameterKey": "ChannelPackages", "ParameterValue": ",".join(brought().values())},
        ],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    outputs = _wait(aws)
    physical = _physical_ids(aws)
    return Deployment(
        template=template,
        outputs=outputs,
        functions={name: physical[name] for name in resources_of(template, FUNCTION)},
        queues={name: physical[name] for name in resources_of(template, "AWS::SQS::Queue")},
    )


def _upload(aws: LocalAws, files: Mapping[str, bytes]) -> None:
    aws.s3.create_bucket(Bucket=_ARTEFACTS)
    with ThreadPoolExecutor(4) as pool:
        uploads: list[Future[object]] = [
            pool.submit(aws.s3.put_object, Bucket=_ARTEFACTS, Key=name, Body=content)
            for name, content in files.items()
        ]
    for upload in uploads:
        upload.result()


def _packaged(template: Template) -> Template:
    """Local folders replaced by the uploaded zips, as `sam package` does it."""
    packaged: Template = json.loads(json.dumps(template))
    for kind, key in ((FUNCTION, "CodeUri"), (LAYER, "ContentUri")):
        for name, resource in resources_of(packaged, kind).items():
            resource["Properties"][key] = f"s3://{_ARTEFACTS}/{name}.zip"
    return packaged


def _wait(aws: LocalAws) -> dict[str, str]:
    deadline = time.monotonic() + _WITHIN_S
    while time.monotonic() < deadline:
        stack = aws.cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
        if stack["StackStatus"] == "CREATE_COMPLETE":
            return {out["OutputKey"]: out["OutputValue"] for out in stack.get("Outputs", [])}
        if not stack["StackStatus"].endswith("CREATE_IN_PROGRESS"):
            break
        time.sleep(0.05)
    raise WorkbenchError(f"系統部署不起來 · The stack could not be deployed:\n{_failures(aws)}")


def _failures(aws: LocalAws) -> str:
    events = aws.cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
    lines = [
        f"  {event.get('LogicalResourceId')}: {event.get('ResourceStatusReason', '?')}"
        for event in reversed(events)
        if "FAILED" in event.get("ResourceStatus", "")
    ]
    return "\n".join(lines) or "  no resource failed; it took too long"


def _physical_ids(aws: LocalAws) -> dict[str, str]:
    resources = aws.cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    return {item["LogicalResourceId"]: item.get("PhysicalResourceId", "") for item in resources}
