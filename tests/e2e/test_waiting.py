"""What must wait for a moment waits in the bench's time, keeps its order, and is said once."""

import json
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
import urllib3

from workbench.simulators.shopper import Shopper
from workbench.stack import LocalStack

HTTP = urllib3.PoolManager(retries=False, timeout=120)
AT_REST = {"idle": True, "dead_letters": 0}
PROMPTLY_S = 8  # the first call and its failure included, on a busy machine
_names = count(1)


def post(bench: LocalStack, path: str, body: object = None) -> Any:
    response = HTTP.request("POST", bench.simulators_url + path, body=json.dumps(body or {}))
    assert response.status == 200, response.data
    return json.loads(response.data)


def advance(bench: LocalStack, seconds: float) -> None:
    post(bench, "/clock", {"advance_s": seconds})


def order(bench: LocalStack, channel: str, kind: str, times: int) -> None:
    post(bench, "/faults", {"channel": channel, "kind": kind, "count": times})


def texts(bench: LocalStack, shopper: Shopper) -> list[str]:
    return [entry["text"] for entry in bench.simulators.world.ledger.read(user=shopper.user)]


@pytest.fixture
def meet(bench: LocalStack) -> Iterator[Callable[[str], Shopper]]:
    """Somebody nobody else is, before accounts that are well again when the test is over."""

    def met(channel: str) -> Shopper:
        account = next(one.account for one in bench.accounts if one.channel == channel)
        return bench.simulators.shopper(channel, account, f"waits-{next(_names)}")

    yield met
    for channel in ("messenger", "line"):
        order(bench, channel, "revoked", 0)
    bench.advance(3600)  # longer than any stop


def test_a_revoked_token_stops_the_account_until_the_clock_has_passed_its_wait(
    bench: LocalStack, meet: Callable[[str], Shopper]
) -> None:
    shopper = meet("messenger")
    order(bench, "messenger", "revoked", 1)
    shopper.say("請問運費多少")
    began = time.monotonic()
    state = post(bench, "/idle")
    took = time.monotonic() - began
    advance(bench, 30)
    too_early = texts(bench, shopper)
    advance(bench, 60)

    assert state == {"idle": False, "dead_letters": 0, "waiting": 1}
    assert took < PROMPTLY_S
    assert too_early == []
    assert len(texts(bench, shopper)) == 1
    assert post(bench, "/idle") == AT_REST


def test_one_long_way_halts_wherever_a_wait_ends(
    bench: LocalStack, meet: Callable[[str], Shopper]
) -> None:
    shopper = meet("messenger")
    order(bench, "messenger", "revoked", 3)
    shopper.say("請問運費多少")
    advance(bench, 2 * 24 * 3600)

    assert len(texts(bench, shopper)) == 1
    assert post(bench, "/idle") == AT_REST


def test_what_a_shopper_asked_meanwhile_is_answered_in_its_order(
    bench: LocalStack, meet: Callable[[str], Shopper]
) -> None:
    shopper = meet("line")
    order(bench, "line", "revoked", 1)
    for question in ("請問運費多少", "可以退貨嗎"):
        shopper.say(question)
    state = post(bench, "/idle")
    advance(bench, 90)

    assert state == {"idle": False, "dead_letters": 0, "waiting": 2}
    first, second = texts(bench, shopper)
    assert "NT$65" in first
    assert "退貨" in second
    assert post(bench, "/idle") == AT_REST


@pytest.mark.parametrize("channel", ["messenger", "line"])
def test_a_channel_called_too_fast_is_asked_again_without_anybody_travelling(
    bench: LocalStack, meet: Callable[[str], Shopper], channel: str
) -> None:
    shopper = meet(channel)
    order(bench, channel, "rate_limit", 2)
    shopper.say("請問運費多少")

    assert post(bench, "/idle") == AT_REST
    assert len(texts(bench, shopper)) == 1


def test_a_reply_that_waited_for_longer_than_it_is_worth_is_never_said(
    bench: LocalStack, meet: Callable[[str], Shopper]
) -> None:
    shopper = meet("messenger")
    order(bench, "messenger", "revoked", 100)
    shopper.say("請問運費多少")
    advance(bench, 20 * 60)  # 15 minutes of life, and then the longest wait
    at_the_end = post(bench, "/idle")
    order(bench, "messenger", "revoked", 0)
    advance(bench, 3600)

    assert at_the_end == AT_REST
    assert texts(bench, shopper) == []
    assert post(bench, "/idle") == AT_REST
