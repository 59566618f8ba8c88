"""Without a secret that is one, a door is closed; from outside every closed door is the same."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.attack.functions import Functions
from tests.attack.ledger import CountingAws
from tests.attack.shops import ENDPOINTS, Endpoint, open_shops, request, signature
from tests.support.failing_aws import refusal
from tests.support.template import load_template
from tests.support.webhook_bodies import line_body
from towkay.domain.channels import Channel

RAW = b'{"object":"page","entry":[],"destination":"U1","events":[]}'
NO_SECRETS: Mapping[str, Any] = {
    "nothing": "",
    "space": " ",
    "the word None": "None",
    "null": "null",
    "a list": "[]",
    "not JSON": "{",
    "no list": {"secrets": None},
    "an empty list": {"secrets": []},
    "an empty secret": {"secrets": [{"value": ""}]},
    "a blank secret": {"secrets": [{"value": " \t\n"}]},
    "None": {"secrets": [{"value": "None"}]},
    "null secret": {"secrets": [{"value": "null"}]},
    "no value": {"secrets": [{}]},
    "None as value": {"secrets": [{"value": None}]},
    "a number": {"secrets": [{"value": 12345678}]},
    "a placeholder": {"secrets": [{"value": "CHANGE-ME"}]},
    "in brackets": {"secrets": [{"value": "<secret>"}]},
    "a shell's": {"secrets": [{"value": "${secret}"}]},
    "dots": {"secrets": [{"value": "..."}]},
    "undefined": {"secrets": [{"value": "undefined"}]},
    "plain text": {"secrets": ["a-secret-in-the-wrong-form"]},
    "a naive end": {"secrets": [{"value": "good-enough", "until": "2030-01-01"}]},
}
GUESSES = (
    "",
    " ",
    " \t\n",
    "None",
    "null",
    "CHANGE-ME",
    "<secret>",
    "${secret}",
    "...",
    "good-enough",
)


@pytest.mark.parametrize("endpoint", ENDPOINTS[:2], ids=lambda endpoint: endpoint.channel)
@pytest.mark.parametrize("stored", NO_SECRETS)
def test_a_parameter_without_a_secret_opens_nothing(
    functions: Functions, aws: CountingAws, endpoint: Endpoint, stored: str
) -> None:
    content = NO_SECRETS[stored]
    verify = endpoint.stored(**content) if isinstance(content, dict) else content
    aws.put_secrets(endpoint.channel, endpoint.name, verify)
    for guess in (*GUESSES, "12345678", "undefined", "a-secret-in-the-wrong-form", endpoint.secret):
        event = request(endpoint, RAW, {endpoint.header: signature(endpoint, RAW, guess)})
        assert functions.invoke("webhook", event)["statusCode"] == 403
    assert aws.writes == 0


def test_a_secret_that_is_one_would_have_opened_it(functions: Functions, aws: CountingAws) -> None:
    open_shops(aws)
    for endpoint in ENDPOINTS:
        raw = json.dumps(line_body() | {"object": "page", "entry": []}).encode()
        assert functions.invoke("webhook", request(endpoint, raw))["statusCode"] == 200


@pytest.mark.parametrize("code", ["ThrottlingException", "AccessDeniedException", "InternalError"])
def test_a_secret_that_cannot_be_read_is_no_yes(
    functions: Functions, aws: CountingAws, code: str
) -> None:
    open_shops(aws)
    aws.failures["ssm.get_parameter"] = refusal(code)
    for endpoint in ENDPOINTS:
        assert functions.invoke("webhook", request(endpoint, RAW))["statusCode"] == 503
    assert aws.writes == 0


def test_the_template_holds_no_secret_and_no_default_of_one() -> None:
    parameters = load_template()["Parameters"]
    assert not [name for name in parameters if "secret" in name.lower() or "token" in name.lower()]


def refused(endpoint: Endpoint) -> dict[str, dict[str, Any]]:
    """Every way not to get in."""
    good = {endpoint.header: signature(endpoint, RAW)}
    wrong = {endpoint.header: signature(endpoint, RAW, "another")}
    stranger = replace(endpoint, name="nobody")
    get = request(endpoint, b"", {})
    get["requestContext"]["http"]["method"] = "GET"
    token = {"hub.mode": "subscribe", "hub.verify_token": "guess", "hub.challenge": "1158201"}
    return {
        "bad signature": request(endpoint, RAW, wrong),
        "no signature": request(endpoint, RAW, {}),
        "half a signature": request(endpoint, RAW, {endpoint.header: good[endpoint.header][:20]}),
        "unknown endpoint": request(stranger, RAW, good),
        "unknown endpoint, unsigned": request(stranger, RAW, {}),
        "impossible endpoint": request(replace(endpoint, name="../../x"), RAW, good),
        "unknown channel": request(endpoint, RAW, good, pathParameters={"channel": "telegram"}),
        "no path": request(endpoint, RAW, good, pathParameters=None),
        "wrong token": get | {"queryStringParameters": token},
        "wrong token, unknown endpoint": get
        | {
            "queryStringParameters": token,
            "pathParameters": {"channel": endpoint.channel, "endpoint": "nobody"},
        },
        "no handshake": get,
    }


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.name)
def test_every_refusal_is_the_same_to_the_byte(
    functions: Functions, aws: CountingAws, endpoint: Endpoint
) -> None:
    open_shops(aws)
    answers = {
        way: json.dumps(functions.invoke("webhook", event), sort_keys=True)
        for way, event in refused(endpoint).items()
    }
    assert set(answers.values()) == {answers["bad signature"]}, answers
    answer = json.loads(answers["bad signature"])
    assert (answer["statusCode"], answer["body"]) == (403, "")


def test_an_answer_never_tells_why(functions: Functions, aws: CountingAws) -> None:
    """Nor does any other answer hold more than a fixed word."""
    open_shops(aws)
    endpoint = ENDPOINTS[0]
    bodies = {b"{": "", b"x" * 4_000_001: "", RAW: ""}
    for raw, said in bodies.items():
        assert functions.invoke("webhook", request(endpoint, raw))["body"] == said
    aws.failures["ssm.get_parameter"] = refusal("Throttled", "arn:aws:ssm:secret/place")
    stranger = replace(endpoint, name="stranger", channel=Channel.MESSENGER)
    answer = functions.invoke("webhook", request(stranger, RAW))
    assert (answer["statusCode"], answer["body"]) == (503, "try again later")
