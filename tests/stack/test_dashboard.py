"""The dashboard can be drawn, and what it draws exists."""

import json
import re
from itertools import combinations
from typing import Any

import pytest

from tests.stack.test_metrics import counted
from tests.support.template import environment_of, functions, load_template, resolve, resources

OWN = environment_of("webhook")["POWERTOOLS_METRICS_NAMESPACE"]
COLUMNS = 24


def widgets() -> list[dict[str, Any]]:
    """What CloudWatch gets to draw, after substitution."""
    (dashboard,) = resources("AWS::CloudWatch::Dashboard").values()
    body = json.loads(resolve(dashboard["DashboardBody"]))
    found: list[dict[str, Any]] = body["widgets"]
    return found


def drawn() -> list[list[Any]]:
    """Every series that names a metric: namespace, metric, dimensions …, options."""
    series = [
        metric
        for widget in widgets()
        for metric in widget["properties"].get("metrics", [])
        if isinstance(metric[0], str)
    ]
    assert series
    return series


def shown() -> str:
    return json.dumps(widgets(), ensure_ascii=False)


def own_alarms() -> list[dict[str, Any]]:
    alarms = resources("AWS::CloudWatch::Alarm").values()
    return [alarm for alarm in alarms if resolve(alarm["Namespace"]) == OWN]


def test_every_metric_of_ours_on_the_dashboard_is_counted_by_that_function() -> None:
    for namespace, metric, *dimensions in drawn():
        if namespace == OWN:
            name, service = dimensions[:2]
            assert name == "service" and service in functions()
            assert metric in counted(), metric
            assert metric in counted_by(service), (metric, service)


def counted_by(service: str) -> set[str]:
    """Which of our metrics a function can count, told by their first word."""
    families = {
        "webhook": ("webhook_", "event_", "secrets_"),
        "faq": ("turn_", "message_", "batch_", "record_"),
        "delivery": (
            *("send_", "refusal_", "suppression_", "account_"),
            *("secrets_", "batch_", "record_"),
        ),
        "receipts": ("receipt_", "send_settled_", "news_", "batch_", "record_"),
        "sweeper": ("turns_",),
        "notifications": ("runs_", "recipients_", "campaigns_"),
        "admin": ("staff_",),
        "care": ("care_", "accounts_", "secrets_"),
        "shipments": ("shipments_", "puzzle_", "checkout_", "shop_", "secrets_"),
        "shipping": ("batch_", "record_"),
    }[service]
    return {metric for metric in counted() if metric.startswith((*families, "clock_"))}


def test_every_alarm_of_ours_stands_on_a_metric_that_its_function_counts() -> None:
    for alarm in own_alarms():
        service = alarm["Dimensions"][0]["Value"]
        assert alarm["MetricName"] in counted_by(service), alarm["AlarmDescription"]


def test_the_dashboard_shows_every_alarm() -> None:
    (states,) = (widget for widget in widgets() if widget["type"] == "alarm")
    alarms = resources("AWS::CloudWatch::Alarm").keys() - conditional()
    arns = {resolve({"Fn::GetAtt": [name, "Arn"]}) for name in alarms}
    assert set(states["properties"]["alarms"]) == arns


def test_what_an_alarm_stands_on_can_be_seen_over_time() -> None:
    series = {(metric, service) for namespace, metric, _, service, *_ in own_series()}
    for alarm in own_alarms():
        if alarm["MetricName"] != "secrets_unusable":  # its log line names the parameter
            assert (alarm["MetricName"], alarm["Dimensions"][0]["Value"]) in series


def own_series() -> list[list[Any]]:
    return [metric for metric in drawn() if metric[0] == OWN]


def conditional() -> set[str]:
    """What not every deployment has: a dashboard that names it could not be made without it."""
    template = load_template()["Resources"]
    return {name for name, resource in template.items() if "Condition" in resource}


@pytest.mark.parametrize("kind", ["AWS::Serverless::Function", "AWS::SQS::Queue"])
def test_every_function_and_queue_is_on_the_dashboard(kind: str) -> None:
    for name in resources(kind).keys() - conditional():
        asked: dict[str, Any] = {"Ref": name}
        if kind == "AWS::SQS::Queue":
            asked = {"Fn::GetAtt": [name, "QueueName"]}
        assert f'"{resolve(asked)}"' in shown()


def test_every_log_group_that_is_asked_exists() -> None:
    asked = set(re.findall(r"SOURCE '([^']+)'", shown()))
    groups = {resolve(group["LogGroupName"]) for group in resources("AWS::Logs::LogGroup").values()}
    assert asked and asked <= groups


def test_what_line_tells_nobody_is_said_and_not_drawn_as_zero() -> None:
    said = [widget["properties"]["markdown"] for widget in widgets() if widget["type"] == "text"]
    assert any("LINE" in text and "not knowable" in text and "無從得知" in text for text in said)
    queries = [w["properties"]["query"] for w in widgets() if w["type"] == "log"]
    assert all("channel = 'messenger'" in query for query in queries if "by kind" in query)


def test_no_two_widgets_lie_on_each_other() -> None:
    taken = [
        {
            (x, y)
            for x in range(w["x"], w["x"] + w["width"])
            for y in range(w["y"], w["y"] + w["height"])
        }
        for w in widgets()
    ]
    assert all(not one & other for one, other in combinations(taken, 2))
    assert all(x < COLUMNS for cells in taken for x, _ in cells)


def test_a_widget_that_draws_says_what_it_draws() -> None:
    for widget in widgets():
        properties = widget["properties"]
        assert widget["type"] == "text" or "·" in properties["title"]
        assert widget["type"] in ("text", "alarm") or properties["region"]
