"""Every store of secrets is closed unless the endpoint's parameter plainly says otherwise."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.support.secret_engines import SecretEngine
from towkay.domain.channels import Channel
from towkay.domain.secrets import SigningSecret

VERIFY: dict[str, Any] = {
    "app_id": "1234567890",
    "verify_token": "tea-time-token",
    "secrets": [
        {"value": "current-0123456789", "until": None},
        {"value": "previous-987654321", "until": "2026-11-23T00:00:00Z"},
    ],
    "accounts": {"104512398760021": "demo"},
}
SEND: dict[str, Any] = {"app_secret": "app-secret-1", "tokens": {"104512398760021": "EAAG-token"}}
NOT_SECRETS = ["", " ", "\t\n", "None", "null", "changeme", "CHANGE_ME", "REPLACE_ME", "<todo>"]


def test_what_was_put_is_read(secrets: SecretEngine) -> None:
    secrets.put(Channel.LINE, "shop", "verify", json.dumps(VERIFY))
    secrets.put(Channel.LINE, "shop", "send", json.dumps(SEND))

    verify = secrets.verify.read(Channel.LINE, "shop")
    send = secrets.send.read(Channel.LINE, "shop")

    assert verify and send
    assert (verify.app_id, verify.verify_token) == ("1234567890", "tea-time-token")
    assert verify.accounts == {"104512398760021": "demo"}
    assert verify.signing == (
        SigningSecret("current-0123456789"),
        SigningSecret("previous-987654321", datetime(2026, 11, 23, tzinfo=UTC)),
    )
    assert (send.app_secret, send.tokens) == ("app-secret-1", SEND["tokens"])


def test_a_fresh_read_finds_the_same(secrets: SecretEngine) -> None:
    secrets.put(Channel.LINE, "shop", "verify", json.dumps(VERIFY))
    secrets.put(Channel.LINE, "shop", "send", json.dumps(SEND))

    for store in (secrets.verify, secrets.send):
        fresh = store.read(Channel.LINE, "shop", fresh=True)
        assert fresh and fresh == store.read(Channel.LINE, "shop")


def test_another_channel_or_endpoint_has_no_secrets(secrets: SecretEngine) -> None:
    secrets.put(Channel.LINE, "shop", "verify", json.dumps(VERIFY))
    secrets.put(Channel.LINE, "shop", "send", json.dumps(SEND))

    for channel, endpoint in ((Channel.MESSENGER, "shop"), (Channel.LINE, "shop2")):
        assert secrets.verify.read(channel, endpoint) is None
        assert secrets.send.read(channel, endpoint) is None


@pytest.mark.parametrize("endpoint", ["", "../send", "a/b", "a b", "店", "x" * 300, "a\x00b", "*"])
def test_what_cannot_be_an_endpoint_has_no_secrets(secrets: SecretEngine, endpoint: str) -> None:
    assert secrets.verify.read(Channel.LINE, endpoint) is None
    assert secrets.send.read(Channel.LINE, endpoint) is None


@pytest.mark.parametrize("value", NOT_SECRETS)
def test_a_placeholder_verifies_nothing(secrets: SecretEngine, value: str) -> None:
    text = json.dumps(VERIFY | {"secrets": [{"value": value}], "verify_token": value})

    secrets.put(Channel.LINE, "shop", "verify", text)

    assert secrets.verify.read(Channel.LINE, "shop") is None


@pytest.mark.parametrize("value", NOT_SECRETS)
def test_a_placeholder_beside_a_secret_is_left_out(secrets: SecretEngine, value: str) -> None:
    signing = [{"value": value}, {"value": "current-0123456789"}]
    text = json.dumps(VERIFY | {"secrets": signing, "verify_token": value})
    secrets.put(Channel.LINE, "shop", "verify", text)

    verify = secrets.verify.read(Channel.LINE, "shop")

    assert verify
    assert verify.signing == (SigningSecret("current-0123456789"),)
    assert verify.verify_token == ""


@pytest.mark.parametrize("value", NOT_SECRETS)
def test_a_placeholder_is_no_token(secrets: SecretEngine, value: str) -> None:
    text = json.dumps({"app_secret": value, "tokens": {"a": value, "b": "EAAG-token"}})
    secrets.put(Channel.LINE, "some", "send", text)
    secrets.put(Channel.LINE, "none", "send", json.dumps(SEND | {"tokens": {"a": value}}))

    some = secrets.send.read(Channel.LINE, "some")

    assert some and (some.app_secret, some.tokens) == ("", {"b": "EAAG-token"})
    assert secrets.send.read(Channel.LINE, "none") is None


@pytest.mark.parametrize(
    "text",
    [
        " ",
        "{",
        "null",
        "[]",
        '"secret"',
        "{}",
        json.dumps(VERIFY | {"secrets": []}),
        json.dumps(VERIFY | {"secrets": "current-0123456789"}),
        json.dumps(VERIFY | {"secrets": ["current-0123456789"]}),
        json.dumps(VERIFY | {"secrets": [{"value": 5}]}),
        json.dumps(VERIFY | {"secrets": [{"value": "current-0123456789", "until": "soon"}]}),
        json.dumps(
            VERIFY | {"secrets": [{"value": "current-0123456789", "until": "2026-11-23T00:00:00"}]}
        ),
        json.dumps(VERIFY | {"accounts": ["104512398760021"]}),
        json.dumps(VERIFY | {"accounts": {"104512398760021": None}}),
        json.dumps(VERIFY | {"verify_token": 5}),
    ],
    ids=range(15),
)
def test_a_malformed_parameter_closes_the_endpoint(secrets: SecretEngine, text: str) -> None:
    secrets.put(Channel.LINE, "shop", "verify", text)
    secrets.put(Channel.LINE, "shop", "send", text)

    assert secrets.verify.read(Channel.LINE, "shop") is None
    assert secrets.send.read(Channel.LINE, "shop") is None
