"""What `sam build` made is complete: it imports and answers with nothing but the layers."""

import json
import subprocess
from typing import Any

import pytest

from tests.support.bundle import (
    BUILT,
    LAYERS,
    PYTHON,
    empty_aws,
    environment,
    folder_of,
    invoke,
    lambda_runtime,
    why_another_machines,
    why_not_built,
)
from tests.support.missing import not_installed, not_made
from tests.support.template import ROOT, functions

# Each costs a tenth of a second or more of every cold start, or belongs to the workbench only.
TOO_DEAR = {"aws_xray_sdk", "requests", "httpx", "jsonschema", "yaml", "werkzeug", "moto", "csv"}
FOREIGN_RECORD = {
    "messageId": "1",
    "receiptHandle": "1",
    "body": "{}",
    "attributes": {"ApproximateReceiveCount": "1", "MessageGroupId": "g"},
    "eventSource": "aws:sqs",
    "eventSourceARN": "arn:aws:sqs:ap-northeast-1:999999999999:somebody-elses.fifo",
    "awsRegion": "ap-northeast-1",
}
HANDSHAKE = {
    "version": "2.0",
    "routeKey": "GET /webhooks/{channel}/{endpoint}",
    "rawPath": "/webhooks/messenger/shop",
    "rawQueryString": "hub.mode=subscribe&hub.verify_token=open-sesame&hub.challenge=1158201444",
    "headers": {"accept": "*/*"},
    "queryStringParameters": {
        "hub.mode": "subscribe",
        "hub.verify_token": "open-sesame",
        "hub.challenge": "1158201444",
    },
    "pathParameters": {"channel": "messenger", "endpoint": "shop"},
    "requestContext": {"http": {"method": "GET", "path": "/webhooks/messenger/shop"}},
    "isBase64Encoded": False,
}


@pytest.fixture(autouse=True)
def bundle() -> None:
    """What is looked at here: built, and for this machine."""
    if reason := why_not_built():
        not_made(reason)
    if reason := why_another_machines():
        not_installed(reason)


def run_built(function: str, event: dict[str, Any]) -> Any:
    with empty_aws() as endpoint, lambda_runtime(function, endpoint) as url:
        return invoke(url, event)


def test_the_bundle_is_built_from_this_tree() -> None:
    layer, source = BUILT / "CoreLayer" / "python", ROOT / "layers" / "core"
    built = {path.relative_to(layer): path.read_bytes() for path in layer.rglob("*.py")}
    there = {path.relative_to(source): path.read_bytes() for path in source.rglob("*.py")}
    assert built == there, "stale: run make build"


@pytest.mark.parametrize("function", sorted(functions()))
def test_a_function_imports_with_nothing_but_the_layers_and_boto3(function: str) -> None:
    program = "import sys, app; print(*{name.partition('.')[0] for name in sys.modules})"
    ran = subprocess.run(
        [PYTHON, "-s", "-c", program],
        cwd=folder_of(function),
        env=environment(function, "http://127.0.0.1:1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert not TOO_DEAR & set(ran.stdout.split())


def test_no_layer_carries_what_the_runtime_brings() -> None:
    there = {path.name for layer in LAYERS for path in layer.iterdir()}
    assert not there & {"boto3", "botocore", "aws_xray_sdk", "tests"}


@pytest.mark.parametrize("folder", ["DependenciesLayer", "CoreLayer", "WebhookFunction"])
def test_bytecode_is_shipped_with_the_code(folder: str) -> None:
    # Lambda cannot write it beside the code: every cold start would compile again.
    for source in (BUILT / folder).rglob("*.py"):
        compiled = source.parent / "__pycache__" / f"{source.stem}.cpython-313.pyc"
        flags = int.from_bytes(compiled.read_bytes()[4:8], "little")
        assert flags == 0b01, f"{compiled} must be valid by hash, unchecked"


def test_the_built_webhook_answers_a_handshake() -> None:
    answer = run_built("webhook", HANDSHAKE)
    assert (answer["statusCode"], answer["body"]) == (200, "1158201444")


def test_the_built_webhook_refuses_what_somebody_else_signed() -> None:
    request = {"method": "POST", "path": "/webhooks/messenger/shop"}
    forged = HANDSHAKE | {
        "routeKey": "POST /webhooks/{channel}/{endpoint}",
        "rawQueryString": "",
        "headers": {"x-hub-signature-256": f"sha256={'0' * 64}"},
        "body": json.dumps({"object": "page", "entry": []}),
        "requestContext": {"http": request},
    }
    assert run_built("webhook", forged)["statusCode"] == 403


@pytest.mark.parametrize("function", ["faq", "delivery"])
def test_a_built_worker_refuses_records_of_a_queue_that_is_not_its_own(function: str) -> None:
    # The empty AWS would answer any call of theirs with an error: nothing is asked at all.
    failed = {"batchItemFailures": [{"itemIdentifier": FOREIGN_RECORD["messageId"]}]}
    assert run_built(function, {"Records": [FOREIGN_RECORD]}) == failed


def test_the_built_sweeper_looks_for_due_turns() -> None:
    assert run_built("sweeper", {"scheduled_at": "2026-11-22T01:00:00Z"}) == {"queued": 0}
