"""Meta tests our address: whoever knows the token gets the challenge back, nobody else does."""

import pytest

from towkay.adapters.channels.inbound import INBOUND
from towkay.domain.channels import Channel

TOKEN = "the-token"


def asked(**changes: str) -> dict[str, str]:
    query = {"hub.mode": "subscribe", "hub.verify_token": TOKEN, "hub.challenge": "1158201"}
    return query | {key.replace("_", ".", 1): value for key, value in changes.items()}


def test_the_challenge_is_echoed_to_whoever_knows_the_token() -> None:
    assert INBOUND[Channel.MESSENGER].handshake(asked(), TOKEN) == "1158201"


@pytest.mark.parametrize(
    "query",
    [
        {},
        asked(hub_verify_token="wrong"),
        asked(hub_verify_token=""),
        asked(hub_verify_token="\ud800"),
        asked(hub_mode="unsubscribe"),
        asked(hub_challenge="<script>alert(1)</script>"),
        asked(hub_challenge="1" * 200),
        asked(hub_challenge=""),
    ],
)
def test_any_other_handshake_gets_no_echo(query: dict[str, str]) -> None:
    assert INBOUND[Channel.MESSENGER].handshake(query, TOKEN) is None


def test_only_a_whole_handshake_asks() -> None:
    messenger = INBOUND[Channel.MESSENGER]
    assert messenger.asks_handshake(asked(hub_verify_token="any"))
    for missing in asked():
        assert not messenger.asks_handshake(asked() | {missing: " "})
        assert not messenger.asks_handshake(
            {name: value for name, value in asked().items() if name != missing}
        )


@pytest.mark.parametrize("token", ["", "  "])
def test_without_a_verify_token_no_handshake_succeeds(token: str) -> None:
    query = asked(hub_verify_token=token)
    assert INBOUND[Channel.MESSENGER].handshake(query, token) is None


def test_line_has_no_handshake() -> None:
    assert INBOUND[Channel.LINE].handshake(asked(), TOKEN) is None
    assert not INBOUND[Channel.LINE].asks_handshake(asked())
