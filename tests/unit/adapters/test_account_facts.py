"""What an endpoint's parameters know of an account besides its token comes back as it was put."""

import json

import pytest

from towkay.adapters.secrets_json import (
    UnusableSecrets,
    send_secrets,
    send_text,
    verify_secrets,
    verify_text,
)
from towkay.domain.secrets import SendSecrets, SigningSecret, VerifySecrets

ACCOUNT = "17841400000000001"
FACTS = {ACCOUNT: {"page": "104512398760021"}}


def test_facts_are_read_as_they_were_written() -> None:
    sending = SendSecrets("app-secret", {ACCOUNT: "EAAB"}, FACTS)
    verifying = VerifySecrets("1", "verify", (SigningSecret("key"),), {ACCOUNT: "demo"}, FACTS)

    assert send_secrets(send_text(sending)) == sending
    assert verify_secrets(verify_text(verifying)) == verifying
    assert sending.fact(ACCOUNT, "page") == "104512398760021"


def test_parameters_of_before_there_were_facts_have_none() -> None:
    known = send_secrets('{"app_secret": "s", "tokens": {"1": "EAAB"}}')

    assert (known.facts, known.fact("1", "page")) == ({}, "")
    assert "facts" not in json.loads(send_text(known))


def test_an_account_without_facts_is_not_written_among_them() -> None:
    known = SendSecrets("s", {"1": "EAAB"}, {"1": {}, "2": {"page": "3"}})

    assert json.loads(send_text(known))["facts"] == {"2": {"page": "3"}}


@pytest.mark.parametrize("facts", ['["1"]', '{"1": "page"}', '{"1": {"page": 4}}', "null"])
def test_facts_that_are_none_close_the_endpoint(facts: str) -> None:
    with pytest.raises(UnusableSecrets):
        send_secrets(f'{{"tokens": {{"1": "EAAB"}}, "facts": {facts}}}')
