"""What stands at the edges: the public API, the table, the bucket, who may come in."""

from typing import Any

import pytest
import yaml

from tests.support.template import ROOT, load_template, properties_of, resolve, resources
from towkay.runtime.shop_http import Door
from towkay.runtime.staff_http import ROUTES
from workbench.targets import Stack

WATCHING = {"AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard"}
ADMIN_PARAMETERS = ("AdminIssuer", "AdminAudience")
GUARDED = [*resources("AWS::SQS::Queue"), *resources("AWS::S3::Bucket")]


def policy_of(name: str) -> list[dict[str, Any]]:
    """Statements of the resource policy on one queue or bucket."""
    on_queues = resources("AWS::SQS::QueuePolicy").values()
    on_buckets = resources("AWS::S3::BucketPolicy").values()
    (found,) = (
        policy
        for policy in [*on_queues, *on_buckets]
        if {"Ref": name} in [policy.get("Bucket"), *policy.get("Queues", [])]
    )
    statements: list[dict[str, Any]] = found["PolicyDocument"]["Statement"]
    return statements


def denied(name: str, condition: dict[str, Any]) -> bool:
    """Is everything on this resource denied to everybody under this condition?"""
    return any(
        statement["Effect"] == "Deny"
        and statement["Principal"] == "*"
        and statement["Action"] in ("sqs:*", "s3:*")
        and statement["Condition"] == condition
        for statement in policy_of(name)
    )


def routes_of(api: str) -> set[tuple[str, str]]:
    """Method and path of everything behind one API."""
    events = [
        event["Properties"]
        for function in resources("AWS::Serverless::Function").values()
        for event in function.get("Events", {}).values()
        if event["Type"] in ("Api", "HttpApi")
    ]
    assert {one["ApiId"]["Ref"] for one in events} == resources("AWS::Serverless::HttpApi").keys()
    return {(one["Method"], one["Path"]) for one in events if one["ApiId"] == {"Ref": api}}


def test_the_public_api_has_the_routes_that_prove_their_sender_and_no_other() -> None:
    # What stands behind them checks who calls. Any other route stands behind an authorizer.
    webhooks = {(method, "/webhooks/{channel}/{endpoint}") for method in ("GET", "POST")}
    shops = {tuple(door.split()) for door in Door}
    assert routes_of("HttpApi") == webhooks | shops


def test_the_admin_api_asks_everybody_for_a_token_and_has_the_routes_that_its_code_knows() -> None:
    auth = resources("AWS::Serverless::HttpApi")["AdminApi"]["Auth"]
    configured = auth["Authorizers"][auth["DefaultAuthorizer"]]
    assert configured == {
        "IdentitySource": "$request.header.Authorization",
        "JwtConfiguration": {
            "issuer": {"Ref": "AdminIssuer"},
            "audience": [{"Ref": "AdminAudience"}],
        },
    }
    assert {" ".join(route) for route in routes_of("AdminApi")} == ROUTES.keys()
    events = properties_of("admin")["Events"].values()
    assert not any("Auth" in event["Properties"] for event in events)


def test_without_an_issuer_and_an_audience_nothing_of_the_admin_api_is_made() -> None:
    template = load_template()
    both = [{"Fn::Not": [{"Fn::Equals": [{"Ref": one}, ""]}]} for one in ADMIN_PARAMETERS]
    assert template["Conditions"]["HasAdmin"] == {"Fn::And": both}
    assert all(template["Parameters"][one]["Default"] == "" for one in ADMIN_PARAMETERS)
    parts = [name for name in template["Resources"] if name.startswith("Admin")]
    outputs = [name for name in template["Outputs"] if name.startswith("Admin")]
    assert len(parts) >= 5 and len(outputs) == 3
    for name in parts:
        assert template["Resources"][name]["Condition"] == "HasAdmin", name
    for name in outputs:
        assert template["Outputs"][name]["Condition"] == "HasAdmin", name


def test_a_flood_is_stopped_at_the_gateway() -> None:
    for api in resources("AWS::Serverless::HttpApi").values():
        limits = api["DefaultRouteSettings"]
        assert limits["ThrottlingRateLimit"] <= 200
        assert limits["ThrottlingBurstLimit"] <= 400


@pytest.mark.parametrize("api", ["HttpApi", "AdminApi"])
def test_the_access_log_keeps_no_query_string_and_no_address(api: str) -> None:
    settings = resources("AWS::Serverless::HttpApi")[api]["AccessLogSettings"]
    log_format = settings["Format"]
    for field in ("queryString", "QueryString", "sourceIp", "userAgent", "$context.identity"):
        assert field not in log_format
    (group, _) = settings["DestinationArn"]["Fn::GetAtt"]
    assert "RetentionInDays" in resources("AWS::Logs::LogGroup")[group]


def test_no_function_has_a_url_of_its_own() -> None:
    for function in resources("AWS::Serverless::Function").values():
        assert "FunctionUrlConfig" not in function


def test_every_log_group_forgets() -> None:
    for group in resources("AWS::Logs::LogGroup").values():
        assert group["RetentionInDays"] == {"Ref": "LogRetentionInDays"}


@pytest.mark.parametrize("name", GUARDED)
def test_nothing_comes_in_without_tls(name: str) -> None:
    assert denied(name, {"Bool": {"aws:SecureTransport": "false"}})


@pytest.mark.parametrize("name", GUARDED)
def test_nobody_comes_in_from_another_account(name: str) -> None:
    assert denied(name, {"StringNotEquals": {"aws:PrincipalAccount": {"Ref": "AWS::AccountId"}}})


@pytest.mark.parametrize("name", GUARDED)
def test_a_resource_policy_only_denies_and_only_its_own_resource(name: str) -> None:
    arn = resolve({"Fn::GetAtt": [name, "Arn"]})
    for statement in policy_of(name):
        assert statement["Effect"] == "Deny"
        named = statement["Resource"]
        covered = [resolve(one) for one in (named if isinstance(named, list) else [named])]
        assert covered[0] == arn
        assert set(covered) <= {arn, f"{arn}/*"}


def test_the_table_is_keyed_as_planned_and_outlives_the_stack() -> None:
    declared = load_template()["Resources"]["Table"]
    table = declared["Properties"]
    assert (declared["DeletionPolicy"], declared["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk", "sk"]
    indexes = {
        index["IndexName"]: [key["AttributeName"] for key in index["KeySchema"]]
        for index in table["GlobalSecondaryIndexes"]
    }
    assert indexes == {"by_lookup": ["lookup_pk", "lookup_sk"], "by_due": ["due_pk", "due_sk"]}
    # An index says where an item is; what is true of it now is read from the table.
    for index in table["GlobalSecondaryIndexes"]:
        assert index["Projection"] == {"ProjectionType": "KEYS_ONLY"}
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["SSESpecification"]["SSEEnabled"] is True


def test_the_packs_bucket_is_private_encrypted_and_keeps_versions() -> None:
    bucket = resources("AWS::S3::Bucket")["PacksBucket"]
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    (ownership,) = bucket["OwnershipControls"]["Rules"]
    assert ownership == {"ObjectOwnership": "BucketOwnerEnforced"}


def test_turns_are_remembered_longer_than_a_channel_repeats_them() -> None:
    retention = load_template()["Parameters"]["TurnRetentionInDays"]
    assert retention["MinValue"] >= 9
    assert retention["Default"] >= retention["MinValue"]


def test_reserved_concurrency_is_set_only_by_who_asks_for_it() -> None:
    # A new account has none to spare, and a reservation there fails the deployment.
    reserved = properties_of("webhook")["ReservedConcurrentExecutions"]["Fn::If"]
    assert reserved[2] == {"Ref": "AWS::NoValue"}
    assert load_template()["Parameters"]["WebhookReservedConcurrency"]["Default"] == ""


def test_the_stack_says_where_everything_is() -> None:
    outputs = load_template()["Outputs"].keys()
    queues = {f"{name}Url" for name in resources("AWS::SQS::Queue")}
    names = {f"{name}Name" for name in resources("AWS::Serverless::Function")}
    assert {"ApiUrl", "TableName", "PacksBucket"} | queues | names <= outputs


def test_the_stack_says_how_long_it_keeps_turns_and_one_from_before_kept_them_as_long() -> None:
    output = load_template()["Outputs"]["TurnRetentionInDays"]
    assert output["Value"] == {"Ref": "TurnRetentionInDays"}
    before = load_template()["Parameters"]["TurnRetentionInDays"]["Default"]
    assert Stack("id", {}).turn_retention_days == before
    assert Stack("id", {"TurnRetentionInDays": "30"}).turn_retention_days == 30


def test_the_file_that_is_inserted_watches_and_does_nothing_else() -> None:
    # CloudFormation reads it without its short forms; a plain loader refuses them as well.
    inserted = yaml.safe_load((ROOT / "monitoring.yaml").read_text(encoding="utf-8"))
    assert {resource["Type"] for resource in inserted.values()} <= WATCHING
    template = (ROOT / "template.yaml").read_text(encoding="utf-8")
    assert not any(f"Type: {kind}\n" in template for kind in WATCHING)
