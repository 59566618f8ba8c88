"""The deployed webhook behind the API's port: real HTTP in, a clear answer out."""

import json
from collections.abc import Mapping

import pytest
import urllib3

from tests.support.webhook_bodies import messenger_headers
from workbench.simulators.accounts import SimulatedAccount
from workbench.stack import LocalStack

HTTP = urllib3.PoolManager(retries=False)
JSON = {"content-type": "application/json"}


def page(bench: LocalStack) -> SimulatedAccount:
    return next(one for one in bench.accounts if one.channel == "messenger")


def signed(account: SimulatedAccount, body: bytes) -> dict[str, str]:
    return messenger_headers(body, account.app_secret)


def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    response = HTTP.request("POST", url, body=body, headers=dict(headers))
    return response.status, response.data


def empty_body(account: SimulatedAccount) -> bytes:
    entry = {"id": account.account, "time": 1, "messaging": []}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def test_the_handshake_is_answered_with_the_challenge(bench: LocalStack) -> None:
    account = page(bench)
    query = {
        "hub.mode": "subscribe",
        "hub.verify_token": account.verify_token,
        "hub.challenge": "1158201444",
    }

    response = HTTP.request("GET", account.webhook_url, fields=query)

    assert (response.status, response.data) == (200, b"1158201444")


def test_a_wrong_verify_token_is_refused(bench: LocalStack) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": "wrong", "hub.challenge": "1"}

    assert HTTP.request("GET", page(bench).webhook_url, fields=query).status == 403


@pytest.mark.parametrize("headers", [JSON, {}])
def test_a_signed_body_is_taken_with_and_without_a_content_type(
    bench: LocalStack, headers: dict[str, str]
) -> None:
    account = page(bench)
    body = empty_body(account)

    assert post(account.webhook_url, body, headers | signed(account, body))[0] == 200


def test_a_forged_and_an_unsigned_body_are_refused(bench: LocalStack) -> None:
    account = page(bench)
    body = empty_body(account)

    assert post(account.webhook_url, body + b" ", JSON | signed(account, body))[0] in (401, 403)
    assert post(account.webhook_url, body, JSON)[0] in (401, 403)


def test_an_unknown_endpoint_looks_like_a_bad_signature(bench: LocalStack) -> None:
    account = page(bench)
    body = empty_body(account)
    unknown = account.webhook_url.rsplit("/", 1)[0] + "/nobody"

    refused = post(account.webhook_url, body, JSON)

    assert post(unknown, body, JSON | signed(account, body)) == refused


@pytest.mark.parametrize("size", [4_000_001, 11_000_000])
def test_an_oversized_body_is_refused(bench: LocalStack, size: int) -> None:
    account = page(bench)
    body = b"x" * size

    assert post(account.webhook_url, body, JSON | signed(account, body))[0] == 413


@pytest.mark.parametrize(
    "body", [b"{", b"[" * 50_000, b'{"object":"page"', b"\x00", b'"\\ud800"', b"\xff\xfe", b""]
)
def test_no_body_causes_a_server_error(bench: LocalStack, body: bytes) -> None:
    account = page(bench)

    status, _ = post(account.webhook_url, body, JSON | signed(account, body))

    assert 200 <= status < 500


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_and_paths_have_no_route(bench: LocalStack, method: str) -> None:
    assert HTTP.request(method, page(bench).webhook_url).status == 404
    assert HTTP.request("GET", f"{bench.api_url}/").status == 404
