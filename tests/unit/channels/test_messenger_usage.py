"""Messenger says how much of its limits is used up, in answers to calls that went well too."""

import json

import pytest

from tests.support.webhook_bodies import PAGE
from towkay.adapters.channels.graph.usage import share_used
from towkay.adapters.channels.messenger.outbound import MessengerOutbound
from towkay.adapters.http import HttpReply
from towkay.domain.outcomes import Verdict

DOCUMENTED = '{"call_count":28,"total_time":25,"total_cputime":25}'


def business(**shares: object) -> str:
    case = {"type": "messenger", "estimated_time_to_regain_access": 0, **shares}
    return json.dumps({PAGE: [case]})


@pytest.mark.parametrize(
    ("headers", "percent"),
    [
        ({}, None),
        ({"x-app-usage": DOCUMENTED}, 28),
        ({"x-business-use-case-usage": business(call_count=12, total_cputime=3, total_time=5)}, 12),
        ({"x-app-usage": DOCUMENTED, "x-business-use-case-usage": business(total_time=91)}, 91),
        ({"x-app-usage": '{"call_count":0}'}, 0),
        ({"x-app-usage": '{"something_else":99}'}, None),
        ({"x-app-usage": "[99]"}, None),
        ({"x-app-usage": '{"call_count":"99"}'}, 0),
        ({"x-app-usage": '{"call_count":NaN,"total_time":true}'}, 0),
        ({"x-business-use-case-usage": "{"}, None),
        ({"x-business-use-case-usage": "[" * 100_000}, None),
        ({"x-business-use-case-usage": business(estimated_time_to_regain_access=5)}, None),
    ],
)
def test_usage_is_the_share_of_the_limit_that_is_closest(
    headers: dict[str, str], percent: float | None
) -> None:
    assert share_used(headers) == percent


def test_an_accepted_message_tells_of_usage_as_well() -> None:
    body = json.dumps({"recipient_id": "1", "message_id": "m_1"}).encode()
    outcome = MessengerOutbound().classify(
        HttpReply(200, {"x-app-usage": '{"call_count":85}'}, body)
    )

    assert (outcome.verdict, outcome.usage, outcome.retry_after) == (Verdict.SENT, 85, None)
