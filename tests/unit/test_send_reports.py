"""What became of a send is one line and one count, and where it was kept back, the reason too."""

import logging
from dataclasses import replace
from typing import Any

import pytest

from tests.support.shop import NOW, PAGE_SHOPPER
from towkay.domain.channels import Channel
from towkay.domain.errors import AccountPaced, SendPostponed
from towkay.domain.messages import Purpose, Text
from towkay.domain.policy.decisions import Decision
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import Route
from towkay.domain.sends import Send, SendState
from towkay.runtime.observability import metrics
from towkay.runtime.records import Source, work_through
from towkay.runtime.reports import report_send

DECISION = Decision("line-push", "v1", Situation(NOW, Channel.LINE, Purpose.MARKETING), "0.2 TWD")
SEND = Send(0, Purpose.MARKETING, (Text("新茶到了"),), decision=DECISION)
ENDS: list[tuple[dict[str, Any], set[str]]] = [
    ({"state": SendState.SENT, "route": Route.PUSH}, {"send_sent"}),
    ({"state": SendState.UNKNOWN}, {"send_unknown"}),
    ({"state": SendState.PARKED, "reason": "no_evidence"}, {"send_parked"}),
    ({"state": SendState.READY, "not_before": NOW, "reason": "quiet_hours"}, {"send_held"}),
    ({"state": SendState.READY, "not_before": NOW, "reason": "account_paced"}, {"send_paced"}),
    (
        {"state": SendState.REFUSED, "reason": "bad_request:100"},
        {"send_refused", "refusal_bad_request"},
    ),
    *(
        (
            {"state": SendState.SUPPRESSED, "reason": reason},
            {"send_suppressed", f"suppression_{reason}"},
        )
        for reason in Reason
    ),
]


def counted() -> set[str]:
    found = set(metrics.provider.metric_set)
    metrics.clear_metrics()
    return found


@pytest.mark.parametrize(("about", "counts"), ENDS)
def test_a_send_is_counted_by_its_end_and_its_reason(
    about: dict[str, Any], counts: set[str]
) -> None:
    metrics.clear_metrics()
    report_send(PAGE_SHOPPER, replace(SEND, **about), "key")
    assert counted() == counts


def test_the_line_says_by_which_rule_what_it_cost_and_how_long_it_is_held(
    caplog: pytest.LogCaptureFixture,
) -> None:
    held = replace(SEND, not_before=NOW, reason="quiet_hours")
    with caplog.at_level(logging.INFO):
        report_send(PAGE_SHOPPER, held, "key")
        report_send(PAGE_SHOPPER, replace(SEND, decision=None, state=SendState.SENT), "key")
    first, second = (vars(record) for record in caplog.records)
    metrics.clear_metrics()
    assert (first["rule"], first["cost"]) == ("line-push", "0.2 TWD")
    assert first["held_until"] == NOW.isoformat()
    assert (second["rule"], second["cost"], second["held_until"]) == (None, None, None)
    assert "新茶" not in caplog.text and PAGE_SHOPPER.user not in str(first)


@pytest.mark.parametrize(
    ("error", "counts"),
    [
        (AccountPaced(NOW), {"record_put_back", "send_paced"}),
        (SendPostponed("rate", NOW), {"record_put_back"}),
    ],
)
def test_what_waits_for_its_accounts_pace_is_counted_apart(
    error: SendPostponed, counts: set[str]
) -> None:
    hidden: list[object] = []

    class Hides:
        def hide(self, *asked: object) -> None:
            hidden.append(asked)

    def postponed(_: object) -> None:
        raise error

    arn = "arn:aws:sqs:ap-northeast-1:123456789012:outbound.fifo"
    texts = {"messageId": "m", "receiptHandle": "h", "body": "{}", "eventSourceARN": arn}
    record = texts | {"attributes": {"ApproximateReceiveCount": "1", "MessageGroupId": "g"}}
    nothing: Any = None
    metrics.clear_metrics()
    source = Source("delivery", arn, Hides(), nothing, lambda: NOW)
    done = work_through({"Records": [record]}, postponed, source)
    assert counted() == counts
    assert done == {"batchItemFailures": [{"itemIdentifier": "m"}]} and hidden == [("h", 1, NOW)]
