"""The queues carry the numbers that recovery and order are computed from."""

import re
from typing import Any, NamedTuple

import pytest

from tests.support.template import ROOT, environment_of, load_template, resolve, resources

WEEK = 7 * 24 * 3600


class Rule(NamedTuple):
    """One row of the table of queues in docs/architecture.md."""

    function: str
    timeout: int
    visibility: int
    receives: int
    ordered_by: str
    batch: int


RULES = {
    "ConversationsQueue": Rule("FaqFunction", 5, 30, 3, "contact", 1),
    "OutboundQueue": Rule("DeliveryFunction", 10, 60, 10, "contact", 1),
    "ReceiptsQueue": Rule("ReceiptsFunction", 10, 60, 5, "nothing", 10),
    "CampaignsQueue": Rule("CampaignDeliveryFunction", 120, 720, 5, "nothing", 1),
    "ShipmentsQueue": Rule("ShippingFunction", 30, 180, 5, "nothing", 10),
}
QUEUES = resources("AWS::SQS::Queue")
WORKING = {name: queue for name, queue in QUEUES.items() if "RedrivePolicy" in queue}
ORDERED = [name for name, rule in RULES.items() if rule.ordered_by == "contact"]


def dead_letters_of(queue: dict[str, Any]) -> str:
    return str(queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0])


def source_of(queue: str) -> dict[str, Any]:
    (source,) = (
        source
        for source in resources("AWS::Lambda::EventSourceMapping").values()
        if source["EventSourceArn"] == {"Fn::GetAtt": [queue, "Arn"]}
    )
    return source


def most_at_once(name: str) -> int:
    parameter = source_of(name)["ScalingConfig"]["MaximumConcurrency"]["Ref"]
    return int(load_template()["Parameters"][parameter]["Default"])


def alarms_on(metric: str) -> dict[str, dict[str, Any]]:
    """Alarms on one metric, by the resource their dimension names."""
    alarms = resources("AWS::CloudWatch::Alarm").values()
    return {
        resolve(alarm["Dimensions"][0]["Value"]): alarm
        for alarm in alarms
        if alarm["MetricName"] == metric and "Dimensions" in alarm
    }


# Metrics of our own that a person is told of: metric, function, sum within five minutes.
OWN_ALARMS = [
    ("webhook_forged", "webhook", 50),
    ("secrets_unusable", "webhook", 1),
    ("secrets_unusable", "delivery", 1),
    ("send_parked", "delivery", 5),
    ("record_refused", "faq", 1),
    ("record_refused", "delivery", 1),
    ("record_refused", "receipts", 1),
    ("account_stopped", "delivery", 1),
    ("refusal_not_permitted", "delivery", 1),
    ("refusal_undocumented", "delivery", 1),
    ("suppression_channel_cap", "delivery", 1),
    ("suppression_disclosure_missing", "delivery", 1),
    ("suppression_opt_out_missing", "delivery", 1),
    ("clock_off", "webhook", 1),
    ("clock_off", "faq", 1),
    ("clock_off", "delivery", 1),
    ("clock_off", "receipts", 1),
    ("care_secrets", "care", 1),
    ("care_token", "care", 1),
    ("care_webhook", "care", 1),
    ("care_quota", "care", 1),
    ("care_standing", "care", 1),
    ("care_template", "care", 1),
    ("care_silence", "care", 1),
    ("care_enquiry", "care", 1),
    ("care_unfinished", "care", 1),
    ("secrets_unusable", "care", 1),
    ("runs_late", "notifications", 1),
    ("runs_expired", "notifications", 1),
    ("campaigns_failed", "notifications", 1),
    ("staff_call_failed", "admin", 1),
    ("shipments_forged", "shipments", 50),
    ("shipments_closed", "shipments", 50),
    ("shipments_malformed", "shipments", 1),
    ("puzzle_unknown_status", "shipments", 1),
    ("secrets_unusable", "shipments", 1),
    ("clock_off", "shipments", 1),
    ("clock_off", "shipping", 1),
    ("record_refused", "shipping", 1),
]


def test_every_queue_works_or_keeps_dead_letters() -> None:
    assert WORKING.keys() == RULES.keys()
    assert {dead_letters_of(queue) for queue in WORKING.values()} == QUEUES.keys() - WORKING.keys()


@pytest.mark.parametrize("name", RULES)
def test_a_queue_has_the_numbers_of_the_plan(name: str) -> None:
    rule, queue = RULES[name], QUEUES[name]
    function = resources("AWS::Serverless::Function")[rule.function]
    assert function["Timeout"] == rule.timeout
    assert queue["VisibilityTimeout"] == rule.visibility
    assert queue["RedrivePolicy"]["maxReceiveCount"] == rule.receives


@pytest.mark.parametrize("name", RULES)
def test_the_architecture_tells_the_same_numbers(name: str) -> None:
    rule, queue = RULES[name], name.removesuffix("Queue").lower()
    words = re.findall("[A-Z][a-z]+", rule.function.removesuffix("Function"))
    function = "-".join(words).lower()
    row = (
        f"| `{queue}` | {rule.ordered_by} | {function}, {rule.timeout} s | {rule.visibility} s "
        f"| {rule.receives} | `{queue}-dead`, 14 days"
    )
    assert row in (ROOT / "docs" / "architecture.md").read_text()


@pytest.mark.parametrize("name", RULES)
def test_a_message_stays_hidden_for_six_times_its_consumers_timeout(name: str) -> None:
    function = resources("AWS::Serverless::Function")[RULES[name].function]
    assert QUEUES[name]["VisibilityTimeout"] >= 6 * function["Timeout"]


@pytest.mark.parametrize("name", ORDERED)
def test_a_queue_orders_one_contact_and_never_two(name: str) -> None:
    for queue in (QUEUES[name], QUEUES[dead_letters_of(QUEUES[name])]):
        assert queue["FifoQueue"] is True
        assert queue["DeduplicationScope"] == "messageGroup"
        assert queue["FifoThroughputLimit"] == "perMessageGroupId"
        assert resolve(queue["QueueName"]).endswith(".fifo")


@pytest.mark.parametrize("name", sorted(RULES.keys() - set(ORDERED)))
def test_a_queue_without_order_keeps_its_dead_letters_without_order(name: str) -> None:
    # SQS moves nothing between a FIFO queue and one that is none.
    for queue in (QUEUES[name], QUEUES[dead_letters_of(QUEUES[name])]):
        assert not queue.keys() & {"FifoQueue", "DeduplicationScope", "FifoThroughputLimit"}
        assert not resolve(queue["QueueName"]).endswith(".fifo")


@pytest.mark.parametrize("name", QUEUES)
def test_a_queue_is_encrypted(name: str) -> None:
    assert QUEUES[name]["SqsManagedSseEnabled"] is True


@pytest.mark.parametrize("name", WORKING)
def test_dead_letters_are_kept_for_two_weeks_and_from_one_queue_only(name: str) -> None:
    dead = QUEUES[dead_letters_of(QUEUES[name])]
    assert dead["MessageRetentionPeriod"] == 2 * WEEK
    assert QUEUES[name]["MessageRetentionPeriod"] < dead["MessageRetentionPeriod"]
    allowed = dead["RedriveAllowPolicy"]
    assert allowed["redrivePermission"] == "byQueue"
    sources = [resolve(arn) for arn in allowed["sourceQueueArns"]]
    assert sources == [resolve({"Fn::GetAtt": [name, "Arn"]})]


@pytest.mark.parametrize("name", RULES)
def test_a_poison_message_fails_alone(name: str) -> None:
    # In a FIFO batch it would drag the healthy ones of its group along.
    source = source_of(name)
    assert source["FunctionName"] == {"Ref": RULES[name].function}
    assert source["BatchSize"] == RULES[name].batch
    assert RULES[name].batch == 1 or name not in ORDERED
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("name", RULES)
def test_a_flood_of_one_queue_leaves_room_for_the_others(name: str) -> None:
    assert 2 <= most_at_once(name) <= 4


def test_the_queues_where_somebody_waits_leave_executions_for_the_doors() -> None:
    # Ten are all that a new account has, and two are the least that SQS lets a queue have. All
    # five queues are full at once for minutes at most, and what is answered 503 then comes again.
    assert sum(most_at_once(name) for name in RULES) <= 10
    assert sum(most_at_once(name) for name in RULES if name != "ShipmentsQueue") <= 8


def test_every_dead_letter_raises_an_alarm() -> None:
    alarms = alarms_on("ApproximateNumberOfMessagesVisible")
    dead = {resolve(QUEUES[dead_letters_of(queue)]["QueueName"]) for queue in WORKING.values()}
    assert alarms.keys() == dead
    for alarm in alarms.values():
        assert (alarm["Threshold"], alarm["EvaluationPeriods"]) == (1, 1)
        assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"


def test_every_queue_that_falls_behind_raises_an_alarm() -> None:
    alarms = alarms_on("ApproximateAgeOfOldestMessage")
    assert alarms.keys() == {resolve(queue["QueueName"]) for queue in WORKING.values()}
    conversations = alarms[resolve(QUEUES["ConversationsQueue"]["QueueName"])]
    assert conversations["Threshold"] == 60


def test_every_function_that_fails_raises_an_alarm() -> None:
    assert alarms_on("Errors").keys() == resources("AWS::Serverless::Function").keys()


@pytest.mark.parametrize(("metric", "function", "threshold"), OWN_ALARMS)
def test_what_a_person_must_look_at_raises_an_alarm(
    metric: str, function: str, threshold: int
) -> None:
    alarm = alarms_on(metric)[function]
    environment = environment_of(function)
    assert resolve(alarm["Namespace"]) == environment["POWERTOOLS_METRICS_NAMESPACE"]
    assert alarm["Dimensions"] == [
        {"Name": "service", "Value": environment["POWERTOOLS_SERVICE_NAME"]}
    ]
    assert (alarm["Statistic"], alarm["Period"], alarm["EvaluationPeriods"]) == ("Sum", 300, 1)
    assert alarm["Threshold"] == threshold
    assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"


def test_no_alarm_stands_on_a_metric_of_ours_but_these() -> None:
    alarms = resources("AWS::CloudWatch::Alarm").values()
    own = [alarm for alarm in alarms if resolve(alarm["Namespace"]).startswith("towkay/")]
    found = {(alarm["MetricName"], alarm["Dimensions"][0]["Value"]) for alarm in own}
    assert found == {(metric, function) for metric, function, _ in OWN_ALARMS}
    assert len(own) == len(OWN_ALARMS)


def test_one_minute_of_server_errors_raises_an_alarm() -> None:
    alarm = alarms_on("5xx")["HttpApi"]
    assert (alarm["Period"], alarm["EvaluationPeriods"], alarm["Threshold"]) == (60, 1, 1)


@pytest.mark.parametrize("ticking", ["SweeperFunction", "NotificationsFunction"])
def test_what_ticks_and_does_not_run_raises_an_alarm(ticking: str) -> None:
    alarm = alarms_on("Invocations")[ticking]
    assert (alarm["Period"], alarm["EvaluationPeriods"], alarm["Threshold"]) == (300, 1, 1)
    assert alarm["ComparisonOperator"] == "LessThanThreshold"
    assert alarm["TreatMissingData"] == "breaching"


def test_parcels_that_nobody_looks_after_raise_an_alarm() -> None:
    alarm = alarms_on("Invocations")["ShippingFunction"]  # which ticks every five minutes
    assert (alarm["Period"], alarm["EvaluationPeriods"], alarm["Threshold"]) == (900, 1, 1)
    assert alarm["ComparisonOperator"] == "LessThanThreshold"
    assert alarm["TreatMissingData"] == "breaching"


def test_every_alarm_tells_somebody() -> None:
    for name, alarm in resources("AWS::CloudWatch::Alarm").items():
        assert alarm["AlarmActions"] == [{"Ref": "AlarmTopic"}]
        silence_is_news = name.endswith("SilentAlarm")
        assert alarm["TreatMissingData"] == ("breaching" if silence_is_news else "notBreaching")
