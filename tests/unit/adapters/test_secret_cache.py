"""Secrets are remembered for minutes, their absence for seconds, and neither for ever."""

import json
from typing import Any

import pytest

from tests.support.engines import VirtualClock
from tests.support.failing_aws import ScriptedClient, refusal
from towkay.adapters.ssm import SsmSendSecrets, SsmVerifySecrets
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.secrets import VerifySecrets

NOT_FOUND = refusal("ParameterNotFound")


def parameter(name: str = "p", **fields: Any) -> dict[str, Any]:
    text = json.dumps({"secrets": [{"value": "a-good-secret"}], "accounts": {}, **fields})
    return {"Parameter": {"Name": name, "Value": text}}


class Endpoint:
    """One endpoint of a store, with the reads it cost."""

    def __init__(self, *script: Any) -> None:
        self.clock = VirtualClock()
        client: Any = ScriptedClient(*script)
        self.client = client
        self.reports: list[tuple[str, str]] = []
        self._store = SsmVerifySecrets(
            client, "dev", self.clock, report=lambda *said: self.reports.append(said)
        )

    def read(self, *, fresh: bool = False) -> VerifySecrets | None:
        return self._store.read(Channel.LINE, "shop", fresh=fresh)

    @property
    def reads(self) -> int:
        return len(self.client.calls)


def test_the_parameter_s_name_says_stage_channel_endpoint_and_use() -> None:
    clients: list[Any] = [ScriptedClient(NOT_FOUND), ScriptedClient(NOT_FOUND)]

    SsmVerifySecrets(clients[0], "prod", VirtualClock()).read(Channel.MESSENGER, "shop-1")
    SsmSendSecrets(clients[1], "prod", VirtualClock()).read(Channel.MESSENGER, "shop-1")

    names = [client.calls[0][1]["Name"] for client in clients]
    assert names == ["/towkay/prod/messenger/shop-1/verify", "/towkay/prod/messenger/shop-1/send"]
    assert all(client.calls[0][1]["WithDecryption"] for client in clients)


def test_secrets_are_read_again_after_five_minutes_and_not_before() -> None:
    endpoint = Endpoint(parameter(), parameter())
    endpoint.read()

    endpoint.clock.advance(299)
    endpoint.read()
    within = endpoint.reads
    endpoint.clock.advance(1)
    endpoint.read()

    assert (within, endpoint.reads) == (1, 2)


def test_an_unknown_endpoint_is_asked_for_again_after_half_a_minute() -> None:
    endpoint = Endpoint(NOT_FOUND, parameter())
    assert endpoint.read() is None

    endpoint.clock.advance(29)
    assert endpoint.read() is None
    within = endpoint.reads
    endpoint.clock.advance(1)

    assert endpoint.read() is not None
    assert within == 1


def test_a_fresh_read_goes_past_the_cache_once_every_half_minute() -> None:
    endpoint = Endpoint(parameter(app_id="1"), parameter(app_id="2"), parameter(app_id="3"))
    endpoint.read()

    endpoint.clock.advance(29)
    too_soon = endpoint.read(fresh=True)
    endpoint.clock.advance(1)
    fresh = [endpoint.read(fresh=True) for _ in range(3)]

    assert too_soon and too_soon.app_id == "1"
    assert [secrets and secrets.app_id for secrets in fresh] == ["2", "2", "2"]
    assert endpoint.reads == 2


def test_tokens_too_are_read_past_the_cache_once_every_half_minute() -> None:
    texts = [json.dumps({"tokens": {"a": token}}) for token in ("old", "new")]
    client: Any = ScriptedClient(*[{"Parameter": {"Name": "p", "Value": t}} for t in texts])
    clock = VirtualClock()
    store = SsmSendSecrets(client, "dev", clock)

    read = [store.read(Channel.LINE, "shop")]
    for fresh in (True, False, True, True):
        clock.advance(15)
        read.append(store.read(Channel.LINE, "shop", fresh=fresh))

    tokens = [secrets and secrets.tokens["a"] for secrets in read]
    assert tokens == ["old", "old", "old", "new", "new"]
    assert len(client.calls) == 2


def test_a_secret_that_was_deleted_closes_the_endpoint() -> None:
    endpoint = Endpoint(parameter(), NOT_FOUND)
    endpoint.read()

    endpoint.clock.advance(300)

    assert endpoint.read() is None


def test_an_outage_is_not_remembered() -> None:
    endpoint = Endpoint(refusal("InternalServerError"), parameter())
    with pytest.raises(ServiceUnavailable):
        endpoint.read()

    assert endpoint.read() is not None


def test_an_outage_past_five_minutes_closes_the_endpoint() -> None:
    endpoint = Endpoint(parameter(), refusal("InternalServerError"))
    endpoint.read()
    endpoint.clock.advance(300)

    with pytest.raises(ServiceUnavailable):
        endpoint.read()


def test_an_unusable_parameter_is_reported_by_name_and_not_by_content() -> None:
    endpoint = Endpoint(parameter("the-name", secrets=[{"value": "changeme"}]))

    assert endpoint.read() is None

    ((name, problem),) = endpoint.reports
    assert name == "the-name"
    assert "changeme" not in problem


def test_guessed_endpoints_neither_fill_the_memory_nor_push_out_the_real_ones() -> None:
    client: Any = ScriptedClient(parameter(), *[NOT_FOUND] * 2_000)
    store = SsmVerifySecrets(client, "dev", VirtualClock())
    store.read(Channel.LINE, "shop")

    for number in range(1_000):
        store.read(Channel.LINE, f"guess-{number}")
    calls = len(client.calls)
    store.read(Channel.LINE, "shop")

    assert len(client.calls) == calls
    assert len(store._cache._entries) <= 256
