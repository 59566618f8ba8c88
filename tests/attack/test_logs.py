"""No log line and no metric names a shopper, repeats a word of one, or tells a secret."""

import json
import re
from datetime import timedelta

import pytest

from tests.attack.canaries import (
    EVERYTHING,
    TOKEN,
    USER,
    each_value_alone,
    everything_of,
    traces,
)
from tests.attack.conftest import Said
from tests.attack.functions import Functions
from tests.attack.ledger import CountingAws
from tests.attack.shops import DOORS, open_shops, request
from tests.attack.stack import as_record, journey
from tests.support.deployed import Deployed
from tests.support.template import functions as deployed_functions
from tests.support.template import load_template, properties_of, resources
from towkay.domain.channels import Channel, every_channel


def test_the_search_finds_what_it_is_for() -> None:
    for hidden in (EVERYTHING, json.dumps(EVERYTHING), USER, TOKEN.upper(), repr([EVERYTHING])):
        assert traces(f"x {hidden} x")
    assert (
        traces('{"level":"INFO","message":"webhook received","contact":"f0e1d2c3b4a59687"}') == []
    )


@pytest.mark.parametrize("canary", [EVERYTHING, USER])
@pytest.mark.parametrize("channel", every_channel())
def test_a_day_of_every_kind_of_event_leaves_no_trace_of_anybody(
    stack: Deployed, said: Said, channel: Channel, canary: str
) -> None:
    handed = journey(stack, DOORS[channel], everything_of(channel, canary))
    text = said()
    assert handed > 15 and '"turn taken"' in text and '"send moved"' in text
    assert traces(text) == []


@pytest.mark.parametrize("channel", every_channel())
def test_what_nobody_drained_is_swept_up_without_a_name(
    stack: Deployed, said: Said, channel: Channel
) -> None:
    raw = json.dumps(everything_of(channel, EVERYTHING)).encode()
    stack.invoke("webhook", request(DOORS[channel], raw))
    while messages := stack.take("conversations"):
        for message in messages:
            stack.invoke("faq", {"Records": [as_record(message, "faq")]})
    tick = {"scheduled_at": (stack.time.now + timedelta(minutes=10)).isoformat()}
    assert stack.invoke("sweeper", tick)["queued"] > 0
    assert traces(said()) == []


@pytest.mark.parametrize("channel", every_channel())
def test_no_value_of_an_event_reaches_a_log_even_where_a_word_of_the_platform_was(
    functions: Functions, aws: CountingAws, channel: Channel
) -> None:
    open_shops(aws)
    for canary in (EVERYTHING, USER, TOKEN):
        for body in each_value_alone(channel, canary):
            raw = json.dumps(body).encode()
            functions.invoke("webhook", request(DOORS[channel], raw))
    text = functions.said()
    assert text.count("webhook received") > 200
    assert traces(text) == []


def test_the_gateways_own_log_holds_no_query_no_header_and_no_address() -> None:
    always = {"requestId", "requestTime", "routeKey", "path", "status"}
    always |= {"responseLength", "responseLatency"}
    named = {
        name: set(re.findall(r"\$context\.([A-Za-z.]+)", api["AccessLogSettings"]["Format"]))
        for name, api in resources("AWS::Serverless::HttpApi").items()
    }
    assert named == {
        "HttpApi": always | {"integrationErrorMessage"},  # what channels call
        "AdminApi": always | {"authorizer.error"},  # what staff call
    }


def test_every_log_group_of_every_function_forgets() -> None:
    groups = resources("AWS::Logs::LogGroup")
    assert all(group["RetentionInDays"] for group in groups.values())
    for function in deployed_functions():
        assert properties_of(function)["LoggingConfig"]["LogGroup"]["Ref"] in groups
    assert load_template()["Parameters"]["LogRetentionInDays"]["Default"] <= 30
