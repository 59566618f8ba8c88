"""The deployed functions are the folders, with what their code reads and no more rights."""

import ast
from datetime import timedelta
from typing import Any

import pytest

from tests.support.rights import CAMPAIGN_DELIVERY, RIGHTS, SQS
from tests.support.template import (
    ROOT,
    environment_of,
    functions,
    load_template,
    properties_of,
    resolve,
    resources,
)
from towkay.domain.audit.auditing import CALLED_WITHIN
from towkay.usecases.door import LEASE

FUNCTIONS = sorted(functions())

# Read by Powertools, and by whoever looks for channels; not by our Settings.
READ_BY_OTHERS = {
    "CHANNEL_PACKAGES",
    "POWERTOOLS_LOG_LEVEL",
    "POWERTOOLS_SERVICE_NAME",
    "POWERTOOLS_METRICS_NAMESPACE",
}

# Parameters that nothing is sent with.
SEND_NOTHING = ("/verify", "/endpoints", "/refs/key", "/shipments/*", "/checkout")


def settings_fields(function: str) -> set[str]:
    """Upper-case names of the fields of `Settings` in the function's app.py."""
    tree = ast.parse((ROOT / "functions" / function / "app.py").read_text())
    (settings,) = (
        node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Settings"
    )
    return {
        node.target.id.upper()
        for node in settings.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def as_set(value: str | list[str]) -> set[str]:
    return {value} if isinstance(value, str) else set(value)


def statements(function: str) -> list[dict[str, Any]]:
    return statements_of(properties_of(function))


def statements_of(properties: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for policy in properties["Policies"] for one in policy["Statement"]]


def rights_of(statements: list[dict[str, Any]]) -> dict[str, set[str]]:
    rights: dict[str, set[str]] = {}
    for statement in statements:
        assert statement["Effect"] == "Allow"
        rights.setdefault(resolve(statement["Resource"]), set()).update(as_set(statement["Action"]))
    return rights


def test_every_folder_is_deployed_and_nothing_else() -> None:
    folders = {path.parent.name for path in (ROOT / "functions").glob("*/app.py")}
    assert folders == set(FUNCTIONS)


def test_a_function_folder_holds_its_app_and_nothing_else() -> None:
    for function in FUNCTIONS:
        files = {
            path.name
            for path in (ROOT / "functions" / function).iterdir()
            if path.name != "__pycache__"
        }
        assert files == {"app.py"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_template_sets_every_variable_the_function_reads(function: str) -> None:
    assert settings_fields(function) <= environment_of(function).keys()


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_variable_is_set_that_nobody_reads(function: str) -> None:
    assert environment_of(function).keys() - READ_BY_OTHERS <= settings_fields(function)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_secret_travels_in_a_variable(function: str) -> None:
    for name in environment_of(function):
        assert not any(word in name for word in ("TOKEN", "SECRET", "PASSWORD", "CREDENTIAL"))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_has_exactly_the_rights_listed_here(function: str) -> None:
    assert rights_of(statements(function)) == RIGHTS[function]


def test_delivery_is_deployed_a_second_time_for_campaigns_and_differs_in_its_queue_alone() -> None:
    deployed = resources("AWS::Serverless::Function")
    once, again = deployed["DeliveryFunction"], deployed["CampaignDeliveryFunction"]
    assert rights_of(statements_of(again)) == CAMPAIGN_DELIVERY
    assert again["Environment"] == once["Environment"]
    assert again["CodeUri"] == once["CodeUri"]
    assert again["LoggingConfig"] != once["LoggingConfig"]
    twice = [name for name in deployed if name not in functions().values()]
    assert twice == ["CampaignDeliveryFunction"]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_right_is_a_wildcard(function: str) -> None:
    for statement in statements(function):
        assert not any("*" in action for action in as_set(statement["Action"]))
        assert resolve(statement["Resource"]).split(":")[-1] != "*"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_has_a_role_of_its_own(function: str) -> None:
    # SAM makes one per function as long as nobody names one.
    assert "Role" not in properties_of(function)
    assert all(isinstance(policy, dict) for policy in properties_of(function)["Policies"])


def test_only_delivery_and_care_read_channel_tokens() -> None:
    readers = {
        function
        for function in FUNCTIONS
        for statement in statements(function)
        if any(action.startswith("ssm:") for action in as_set(statement["Action"]))
        and not resolve(statement["Resource"]).endswith(SEND_NOTHING)
    }
    assert readers == {"delivery", "care"}


def test_care_which_reads_tokens_can_make_nothing_be_sent() -> None:
    reached = {resource for resource in RIGHTS["care"] if resource.startswith(SQS)}
    assert not reached


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_logs_to_a_group_of_its_own_with_retention(function: str) -> None:
    groups = resources("AWS::Logs::LogGroup")
    group = properties_of(function)["LoggingConfig"]["LogGroup"]["Ref"]
    assert groups[group]["RetentionInDays"] == {"Ref": "LogRetentionInDays"}
    others = {properties_of(other)["LoggingConfig"]["LogGroup"]["Ref"] for other in FUNCTIONS}
    assert len(others) == len(FUNCTIONS)


def test_functions_run_on_the_runtime_that_the_layers_are_built_for() -> None:
    runtime = load_template()["Globals"]["Function"]["Runtime"]
    assert runtime == "python3.13"
    for layer in resources("AWS::Serverless::LayerVersion").values():
        assert layer["CompatibleRuntimes"] == [runtime]
    for makefile in ("layers/dependencies", "layers/core", "functions"):
        assert "TARGET_PYTHON ?= 3.13\n" in (ROOT / makefile / "Makefile").read_text()


def test_layers_are_built_for_the_processors_of_the_functions() -> None:
    (architecture,) = load_template()["Globals"]["Function"]["Architectures"]
    for name, layer in resources("AWS::Serverless::LayerVersion").items():
        metadata = load_template()["Resources"][name]["Metadata"]
        assert metadata == {"BuildMethod": "makefile", "BuildArchitecture": architecture}
        assert layer["CompatibleArchitectures"] == [architecture]


def test_a_failed_tick_is_told_and_not_repeated() -> None:
    # Its minute is over; the next tick finds the same rows.
    for function in ("sweeper", "notifications"):
        ticking = properties_of(function)
        assert ticking["EventInvokeConfig"]["MaximumRetryAttempts"] == 0
        assert ticking["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Type"] == "SNS"
        (tick,) = ticking["Events"].values()
        assert tick["Type"] == "ScheduleV2"
        assert tick["Properties"]["ScheduleExpression"] == "rate(1 minute)"
        assert ticking["Timeout"] < 60


def test_parcels_are_looked_after_every_five_minutes_and_a_failure_is_told() -> None:
    shipping = properties_of("shipping")
    (tick,) = shipping["Events"].values()
    assert tick["Properties"]["ScheduleExpression"] == "rate(5 minutes)"
    assert shipping["EventInvokeConfig"]["MaximumRetryAttempts"] == 0
    assert shipping["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Type"] == "SNS"


def test_accounts_are_looked_after_once_a_day_and_a_failure_is_told() -> None:
    care = properties_of("care")
    (tick,) = care["Events"].values()
    assert tick["Properties"]["ScheduleExpression"] == "rate(1 day)"
    assert care["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Type"] == "SNS"


def test_only_our_own_schedules_may_use_the_schedulers_role() -> None:
    ticked = {}
    for name, role in resources("AWS::IAM::Role").items():
        (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
        assert trust["Principal"] == {"Service": "scheduler.amazonaws.com"}
        assert trust["Condition"]["StringEquals"].keys() == {"aws:SourceAccount", "aws:SourceArn"}
        (right,) = role["Policies"][0]["PolicyDocument"]["Statement"]
        assert right["Action"] == "lambda:InvokeFunction"
        ticked[name] = right["Resource"]["Fn::GetAtt"]
    assert ticked == {
        "SweeperScheduleRole": ["SweeperFunction", "Arn"],
        "CareScheduleRole": ["CareFunction", "Arn"],
        "NotificationsScheduleRole": ["NotificationsFunction", "Arn"],
        "ShippingScheduleRole": ["ShippingFunction", "Arn"],
    }


def test_a_claim_outlives_the_function_that_made_it_but_not_its_queues_patience() -> None:
    timeout = timedelta(seconds=properties_of("delivery")["Timeout"])
    hidden = timedelta(seconds=resources("AWS::SQS::Queue")["OutboundQueue"]["VisibilityTimeout"])
    assert timeout < LEASE < hidden


def test_an_audit_lets_a_call_follow_its_decision_for_as_long_as_a_claim_lasts() -> None:
    assert CALLED_WITHIN == LEASE


def test_delivery_knows_which_receive_of_its_queue_is_the_last() -> None:
    redrive = resources("AWS::SQS::Queue")["OutboundQueue"]["RedrivePolicy"]
    assert environment_of("delivery")["OUTBOUND_MOST_RECEIVES"] == str(redrive["maxReceiveCount"])
