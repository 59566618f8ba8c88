"""Each function may do what its work needs and nothing else: tried with its own role.

The same list of calls is made with each role. What is not in `ALLOWED` must be denied. Calls are
made so that being allowed changes nothing: conditions that fail, handles that do not exist.
"""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.support.allowed import ALLOWED
from workbench.stack import LocalStack

DENIED = {"AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation"}
KEY = {"pk": {"S": "PROBE"}, "sk": {"S": "PROBE"}}
MISSING = {"ConditionExpression": "attribute_exists(pk)"}

Call = tuple[str, str, dict[str, Any]]


def calls(bench: LocalStack) -> dict[str, Call]:
    outputs = bench.deployed.outputs
    return {
        **_parameters(),
        **_queues(bench),
        **_table(outputs["TableName"]),
        **_bucket(outputs["PacksBucket"], bench),
        **_account(bench),
    }


def _parameters() -> dict[str, Call]:
    def read(path: str) -> Call:
        return "ssm", "get_parameter", {"Name": path, "WithDecryption": True}

    whole = {"Path": "/towkay", "Recursive": True, "WithDecryption": True}
    value = {"Name": "/towkay/local/line/demo/verify", "Value": "{}", "Overwrite": True}
    return {
        "read verify secrets": read("/towkay/local/line/demo/verify"),
        "read send secrets": read("/towkay/local/line/demo/send"),
        "read the list of endpoints": read("/towkay/local/endpoints"),
        "read the keys of a source": read("/towkay/local/shipments/json"),
        "read the keys of the checkout": read("/towkay/local/checkout"),
        "read verify secrets of another stage": read("/towkay/prod/line/demo/verify"),
        "read send secrets of another stage": read("/towkay/prod/line/demo/send"),
        "read all parameters": ("ssm", "get_parameters_by_path", whole),
        "write a parameter": ("ssm", "put_parameter", value),
        "delete a parameter": ("ssm", "delete_parameter", {"Name": value["Name"]}),
    }


def _queues(bench: LocalStack) -> dict[str, Call]:
    made: dict[str, Call] = {}
    for name, url in bench.deployed.queues.items():
        short = name.removesuffix("Queue").replace("DeadLetter", " dead letters").lower()
        queue = {"QueueUrl": url}
        # No queue takes this letter, but it says so only to those who may send.
        body = {"MessageBody": "\x00"}
        handle = {"ReceiptHandle": "none"}
        made |= {
            f"send to {short}": ("sqs", "send_message", queue | body),
            f"send a batch to {short}": (
                "sqs",
                "send_message_batch",
                queue | {"Entries": [{"Id": "0"} | body]},
            ),
            f"receive from {short}": ("sqs", "receive_message", queue | {"VisibilityTimeout": 0}),
            f"delete from {short}": ("sqs", "delete_message", queue | handle),
            f"change visibility in {short}": (
                "sqs",
                "change_message_visibility",
                queue | handle | {"VisibilityTimeout": 0},
            ),
            f"look at {short}": (
                "sqs",
                "get_queue_attributes",
                queue | {"AttributeNames": ["All"]},
            ),
            f"reconfigure {short}": ("sqs", "set_queue_attributes", queue | {"Attributes": {}}),
            f"purge {short}": ("sqs", "purge_queue", queue),
        }
    return made


def _table(table: str) -> dict[str, Call]:
    name = {"TableName": table}
    set_it = {"UpdateExpression": "SET a = :a", "ExpressionAttributeValues": {":a": {"N": "1"}}}
    check = {"ConditionCheck": name | {"Key": KEY} | MISSING}

    def query(key: str, **index: str) -> Call:
        values = {":v": {"S": "PROBE"}}
        found = {"KeyConditionExpression": f"{key} = :v", "ExpressionAttributeValues": values}
        return "dynamodb", "query", name | found | index

    return {
        "get an item": ("dynamodb", "get_item", name | {"Key": KEY}),
        "get several items": (
            "dynamodb",
            "batch_get_item",
            {"RequestItems": {table: {"Keys": [KEY]}}},
        ),
        "put an item": ("dynamodb", "put_item", name | {"Item": KEY} | MISSING),
        "update an item": ("dynamodb", "update_item", name | {"Key": KEY} | set_it | MISSING),
        "delete an item": ("dynamodb", "delete_item", name | {"Key": KEY} | MISSING),
        "delete in a transaction": (
            "dynamodb",
            "transact_write_items",
            {"TransactItems": [{"Delete": name | {"Key": KEY} | MISSING}]},
        ),
        "check a condition": ("dynamodb", "transact_write_items", {"TransactItems": [check]}),
        "query the table": query("pk"),
        "query by_due": query("due_pk", IndexName="by_due"),
        "query by_lookup": query("lookup_pk", IndexName="by_lookup"),
        "scan the table": ("dynamodb", "scan", name | {"Limit": 1}),
        "drop the table": ("dynamodb", "delete_table", name),
    }


def _bucket(bucket: str, bench: LocalStack) -> dict[str, Call]:
    listed = bench.aws.s3.list_objects_v2(Bucket=bucket)["Contents"]
    bench.aws.s3.put_object(Bucket=bucket, Key="elsewhere/x.json", Body=b"{}")
    pack = {"Bucket": bucket, "Key": listed[-1]["Key"]}
    return {
        "read a pack": ("s3", "get_object", pack),
        "read beside the packs": ("s3", "get_object", pack | {"Key": "elsewhere/x.json"}),
        "write a pack": ("s3", "put_object", pack | {"Body": "{}"}),
        "delete a pack": ("s3", "delete_object", pack),
        "list the packs": ("s3", "list_objects_v2", {"Bucket": bucket}),
    }


def _account(bench: LocalStack) -> dict[str, Call]:
    function = {"FunctionName": bench.deployed.functions["DeliveryFunction"]}
    role = bench.aws.functions.get_function_configuration(**function)["Role"]
    return {
        "call a function": ("lambda", "invoke", function),
        "replace a function": ("lambda", "update_function_configuration", function),
        "take another role": ("sts", "assume_role", {"RoleArn": role, "RoleSessionName": "probe"}),
        "list roles": ("iam", "list_roles", {}),
        "describe stacks": ("cloudformation", "describe_stacks", {}),
    }


Results = dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def results(bench: LocalStack) -> Results:
    """Function → call → what AWS said, every call made with every function's own role."""
    wanted = calls(bench)
    return {name: _tried(bench, name, wanted) for name in ALLOWED}


def _tried(bench: LocalStack, function: str, wanted: dict[str, Call]) -> dict[str, str]:
    name = "".join(word.capitalize() for word in function.split("-"))
    real = bench.deployed.functions[f"{name}Function"]
    probe = f"probe-{function}"
    bench.aws.functions.create_function(
        FunctionName=probe,
        Runtime="python3.13",
        Role=bench.aws.functions.get_function_configuration(FunctionName=real)["Role"],
        Handler="role_probe.handler",
        Code={"ZipFile": _zipped(Path(__file__).with_name("role_probe.py"))},
        Timeout=30,
    )
    answer = bench.aws.functions.invoke(
        FunctionName=probe, Payload=json.dumps(list(wanted.values()))
    )
    codes = json.loads(answer["Payload"].read())
    bench.aws.functions.delete_function(FunctionName=probe)
    assert isinstance(codes, list), codes
    return dict(zip(wanted, codes, strict=True))


def _zipped(source: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.write(source, source.name)
    return buffer.getvalue()


@pytest.mark.parametrize("function", ALLOWED)
def test_a_function_may_do_what_its_work_needs(function: str, results: Results) -> None:
    refused = {
        call: code
        for call, code in results[function].items()
        if call in ALLOWED[function] and code in DENIED
    }

    assert ALLOWED[function] <= results[function].keys()
    assert refused == {}


@pytest.mark.parametrize("function", ALLOWED)
def test_a_function_may_do_nothing_else(function: str, results: Results) -> None:
    granted = {
        call: code
        for call, code in results[function].items()
        if call not in ALLOWED[function] and code not in DENIED
    }

    assert granted == {}


def test_the_list_holds_what_each_function_must_be_denied(results: Results) -> None:
    for function, found in results.items():
        assert len(found.keys() - ALLOWED[function]) >= 40
