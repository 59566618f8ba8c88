"""A shopper asks on a simulated channel, and the deployed stack answers there."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import urllib3

from workbench import accounts, secrets
from workbench.invoke import Invocation
from workbench.paths import DEMO_BRAND
from workbench.publish import compiled, publish
from workbench.secrets import EndpointSecrets
from workbench.serving import described
from workbench.stack import LocalStack
from workbench.targets import target

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


def test_time_travel_sends_whatever_ticks_its_ticks(bench: LocalStack) -> None:
    name = bench.deployed.functions["SweeperFunction"]
    ticks: list[tuple[str, Any]] = []
    invoke = bench.travel.invoke

    def note(function: str, event: Any) -> Invocation:
        ticks.append((function, event))
        return Invocation(None, "", "")

    bench.travel.invoke = note
    try:
        bench.advance(120)
    finally:
        bench.travel.invoke = invoke

    assert name
    assert len(ticks) >= 2
    every_minute = {function for function, _ in ticks} - {"ShippingFunction"}  # which ticks in five
    assert every_minute == {"SweeperFunction", "NotificationsFunction"}
    at = datetime.fromisoformat(ticks[-1][1]["scheduled_at"])
    assert (at.second, at.tzinfo is not None) == (0, True)


def test_the_line_for_programs_says_where_everything_is(bench: LocalStack) -> None:
    line = described(bench)

    assert "\n" not in line
    told = json.loads(line)
    places = {"api", "endpoint_url", "simulators", "playground", "hosts"}
    assert told.keys() == {*places, "admin", "shipments", "checkout", "accounts"}
    assert told["playground"] == told["simulators"] + "/"
    assert told["endpoint_url"] == bench.aws.endpoint
    for account in told["accounts"]:
        assert account.keys() >= {
            "brand",
            "channel",
            "endpoint",
            "account",
            "webhook",
            "verify_token",
            "signing_secret",
            "access_token",
        }
        assert account["webhook"].startswith(told["api"] + "/webhooks/" + account["channel"])


def test_an_invoked_function_gives_its_answer_and_its_log(bench: LocalStack) -> None:
    invocation = bench.invoke("sweeper", {"scheduled_at": "2026-11-22T09:00:00Z"})

    assert invocation.error == ""
    assert '"service":"sweeper"' in invocation.log


def test_many_shoppers_at_once_are_all_answered(bench: LocalStack) -> None:
    account = account_of(bench, "line")
    shoppers = [bench.simulators.shopper("line", account, f"crowd-{n}") for n in range(20)]

    with ThreadPoolExecutor(len(shoppers)) as pool:
        sent = list(pool.map(lambda shopper: shopper.say("運費多少"), shoppers))

    assert [one.status for one in sent] == [200] * len(shoppers)
    assert bench.wait_idle() == {"idle": True, "dead_letters": 0}
    seen = [entry["user"] for entry in control(bench, "GET", "/ledger?channel=line")]
    assert [seen.count(shopper.user) for shopper in shoppers] == [1] * len(shoppers)


def test_a_published_change_is_answered_with_within_half_a_minute(
    bench: LocalStack, tmp_path: Path
) -> None:
    edited = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, edited)
    faq = edited / "faq.csv"
    faq.write_text(
        faq.read_text(encoding="utf-8")
        + "night_bell,夜間門鈴在哪裡,門鈴按哪裡,在紅門左邊,,zh-TW,\n",
        encoding="utf-8",
    )
    shelf = target(bench.aws.endpoint, None).shelf()
    shopper = bench.simulators.shopper("line", account_of(bench, "line"), "rings-the-bell")

    try:
        publish(shelf, compiled(edited), bench.travel.now())
        bench.advance(31)
        shopper.say("夜間門鈴在哪裡")
        bench.wait_idle()
    finally:
        publish(shelf, compiled(DEMO_BRAND), bench.travel.now())
        bench.advance(31)

    (answer,) = control(bench, "GET", f"/ledger?user={shopper.user}")
    assert answer["text"] == "在紅門左邊"


@pytest.fixture
def line_secrets(bench: LocalStack) -> Iterator[EndpointSecrets]:
    """What our side knows of the LINE channel; put back afterwards."""
    known_ones = accounts.endpoints(bench.accounts, bench.brands)
    (known,) = [one for one in known_ones if one.channel == "line"]
    yield known
    secrets.put(bench.aws.ssm, "local", known)
    bench.advance(600)


def test_the_previous_secret_holds_until_the_overlap_of_a_rotation_ends(
    bench: LocalStack, line_secrets: EndpointSecrets
) -> None:
    shopper = bench.simulators.shopper("line", account_of(bench, "line"), "sees-a-rotation")
    fresh = replace(line_secrets, signing_secret="another")

    secrets.rotate(
        bench.aws.ssm, "local", fresh, now=bench.travel.now(), overlap=timedelta(hours=1)
    )
    bench.advance(600)
    during = shopper.say("運費").status
    bench.advance(3600)
    after = shopper.say("運費").attempts[0]

    assert during == 200
    assert after == 403
