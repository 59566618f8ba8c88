"""A shopper asks on a simulated channel, and the deployed stack answers there."""

import json
from datetime import datetime
from typing import Any

import pytest
import urllib3

from workbench.serving import described
from workbench.stack import LocalStack

HTTP = urllib3.PoolManager(retries=False, timeout=120)


def control(bench: LocalStack, method: str, path: str, body: object = None) -> Any:
    sent = None if body is None else json.dumps(body).encode()
    response = HTTP.request(method, f"{bench.simulators_url}{path}", body=sent)
    assert response.status == 200, response.data
    return json.loads(response.data)


def account_of(bench: LocalStack, channel: str) -> str:
    return next(one.account for one in bench.accounts if one.channel == channel)


@pytest.mark.parametrize("channel", ["messenger", "line"])
def test_a_question_is_answered_once(bench: LocalStack, channel: str) -> None:
    account = account_of(bench, channel)
    shopper = bench.simulators.shopper(channel, account, "asks-once")

    sent = shopper.say("請問運費多少")
    shopper.resend(sent)

    assert control(bench, "POST", "/idle") == {"idle": True, "dead_letters": 0}
    path = f"/ledger?channel={channel}&account={account}&user={shopper.user}"
    (answer,) = control(bench, "GET", path)
    assert "運費" in answer["text"] or "NT$" in answer["text"]
    assert answer["kind"] == "text"
    assert answer.keys() == {
        "at",
        "channel",
        "account",
        "user",
        "kind",
        "text",
        "request",
        "response",
    }


def test_the_clock_moves_forward_for_channels_and_functions_alike(bench: LocalStack) -> None:
    before = datetime.fromisoformat(control(bench, "GET", "/clock")["now"])

    after = datetime.fromisoformat(control(bench, "POST", "/clock", {"advance_s": 7200})["now"])

    assert 7200 <= (after - before).total_seconds() < 7260
    shopper = bench.simulators.shopper("line", account_of(bench, "line"), "time-traveller")
    shopper.say("運費")
    bench.wait_idle()
    path = f"/ledger?channel=line&user={shopper.user}"
    (answer,) = control(bench, "GET", path)
    assert datetime.fromisoformat(answer["at"]) >= after


def test_time_travel_sends_the_sweeper_its_ticks(bench: LocalStack) -> None:
    name = bench.deployed.functions["SweeperFunction"]
    ticks: list[tuple[str, Any]] = []
    invoke = bench.travel.invoke
    bench.travel.invoke = lambda function, event: ticks.append((function, event))
    try:
        bench.advance(120)
    finally:
        bench.travel.invoke = invoke

    assert name
    assert len(ticks) >= 2
    assert {function for function, _ in ticks} == {"SweeperFunction"}
    at = datetime.fromisoformat(ticks[-1][1]["scheduled_at"])
    assert (at.second, at.tzinfo is not None) == (0, True)


def test_the_line_for_programs_says_where_everything_is(bench: LocalStack) -> None:
    line = described(bench)

    assert "\n" not in line
    told = json.loads(line)
    assert told.keys() == {"api", "simulators", "playground", "accounts"}
    assert told["playground"] == told["simulators"] + "/"
    for account in told["accounts"]:
        assert account.keys() == {
            "channel",
            "endpoint",
            "account",
            "webhook",
            "verify_token",
            "signing_secret",
        }
        assert account["webhook"].startswith(told["api"] + "/webhooks/" + account["channel"])


def test_an_invoked_function_gives_its_answer_and_its_log(bench: LocalStack) -> None:
    invocation = bench.invoke("sweeper", {"scheduled_at": "2026-11-22T09:00:00Z"})

    assert invocation.error == ""
    assert '"service":"sweeper"' in invocation.log
