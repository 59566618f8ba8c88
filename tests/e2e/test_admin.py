"""The brand's people over real HTTP: a campaign is written, approved and read, behind a token."""

import json
import urllib.error
import urllib.request
from typing import Any

import pytest

from tests.support.staff_events import SALE
from workbench.clock import real_time
from workbench.stack import LocalStack

CAMPAIGNS = "/admin/brands/demo/campaigns"
NEXT_YEAR = SALE.replace("2026-12-20", "2099-12-20")


def asked(
    bench: LocalStack, method: str, path: str, body: str = "", *, token: str = ""
) -> tuple[int, Any]:
    """Status and answer; without a token, as a stranger."""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(
        f"{bench.api_url}{path}", body.encode() or None, headers, method=method
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


@pytest.fixture
def mei(bench: LocalStack) -> str:
    return bench.staff.token("mei", "demo", real_time())


def test_a_stranger_and_the_people_of_another_brand_are_told_nothing(bench: LocalStack) -> None:
    other = bench.staff.token("an", "tide", real_time())

    assert asked(bench, "GET", CAMPAIGNS)[0] == 401
    assert asked(bench, "GET", CAMPAIGNS, token="a.b.c")[0] == 401
    assert asked(bench, "GET", CAMPAIGNS, token=other)[0] == 403


def test_a_campaign_is_written_approved_and_cancelled(bench: LocalStack, mei: str) -> None:
    path = f"{CAMPAIGNS}/year_end"

    status, written = asked(bench, "PUT", path, NEXT_YEAR, token=mei)
    seen = json.dumps({"version": written["version"]})
    approved = asked(bench, "POST", f"{path}/approve", seen, token=mei)
    again = asked(bench, "POST", f"{path}/approve", seen, token=mei)
    _, shown = asked(bench, "GET", path, token=mei)
    cancelled = asked(bench, "POST", f"{path}/cancel", token=mei)

    assert (status, approved[0], again[0], cancelled[0]) == (200, 200, 409, 200)
    assert (shown["state"], shown["decisions"]["changed_by"]) == ("approved", "mei")
    assert cancelled[1]["state"] == "cancelled"


def test_a_mistake_comes_back_with_its_line_over_the_wire(bench: LocalStack, mei: str) -> None:
    wrong = NEXT_YEAR.replace("tea_news", "tee_news")

    status, plain = asked(bench, "PUT", f"{CAMPAIGNS}/wrong", wrong, token=mei)

    assert (status, plain["mistakes"][0]["line"]) == (422, 2)
    assert asked(bench, "GET", f"{CAMPAIGNS}/wrong", token=mei)[0] == 404
