"""Every store of shops' keys is closed unless the source's parameter plainly says otherwise."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import EndpointConnectionError

from tests.support.engines import VirtualClock, moto_client
from towkay.adapters.memory.shop_keys import MemoryShopKeys
from towkay.adapters.shop_keys import SsmShopKeys, shop_keys_name, shop_keys_text
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.shipping.readings import SourceKey
from towkay.ports.shipping import CHECKOUT, BrandKey, ShopKeys

ECPAY = SourceKey("hash-key-0001", "hash-iv-00001", "9990001")
OLD = SourceKey("the-old-one-001", until=datetime(2026, 11, 23, tzinfo=UTC))
WORD = SourceKey("a-word-of-ours-1", in_url=True)
KEYS = (BrandKey("demo", ECPAY), BrandKey("茶行", OLD), BrandKey("demo", WORD))


@dataclass
class Engine:
    keys: ShopKeys
    put: Callable[[str, str], object]


def memory() -> Engine:
    texts: dict[str, str] = {}
    return Engine(MemoryShopKeys(texts), texts.__setitem__)


def over_ssm(client: Any, clock: VirtualClock, report: Any = None) -> Engine:
    stage = f"s{uuid4().hex[:12]}"

    def put(source: str, text: str) -> None:
        name = shop_keys_name(stage, source)
        client.put_parameter(Name=name, Value=text, Type="SecureString", Overwrite=True)

    told = {"report": report} if report else {}
    return Engine(SsmShopKeys(client, stage, clock, **told), put)


@pytest.fixture(params=["memory", "moto", "embedded"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "memory":
        yield memory()
    elif request.param == "moto":
        with moto_client("ssm") as client:
            yield over_ssm(client, VirtualClock())
    else:
        yield over_ssm(request.getfixturevalue("embedded_aws").ssm, VirtualClock())


@pytest.mark.parametrize("source", ["ecpay", "17track", CHECKOUT])
def test_what_was_put_is_read_in_its_order(engine: Engine, source: str) -> None:
    engine.put(source, shop_keys_text(KEYS))

    assert tuple(engine.keys.read(source)) == KEYS
    assert tuple(engine.keys.read(source, fresh=True)) == KEYS


def test_another_source_has_no_keys(engine: Engine) -> None:
    engine.put("ecpay", shop_keys_text(KEYS))

    assert tuple(engine.keys.read("shopify")) == ()
    assert tuple(engine.keys.read(CHECKOUT)) == ()


def test_checkout_is_no_source_and_has_a_parameter_of_its_own() -> None:
    assert shop_keys_name("dev", CHECKOUT) == "/towkay/dev/checkout"
    assert shop_keys_name("dev", "ecpay") == "/towkay/dev/shipments/ecpay"


@pytest.mark.parametrize(
    "keys",
    [
        *(None, {}, "abc", [1], [None], [{}], [{"brand": "demo"}], [{"value": "abcdef"}]),
        *([{"brand": " ", "value": "abcdef"}], [{"brand": "demo", "value": "changeme"}]),
        *([{"brand": "demo", "value": 7}], [{"brand": 7, "value": "abcdef"}]),
        [{"brand": "demo", "value": "abcdef", "until": "tomorrow"}],
        [{"brand": "demo", "value": "abcdef", "until": "2026-11-23T00:00:00"}],
        [{"brand": "demo", "value": "abcdef", "in_url": "no"}],
        [{"brand": "demo", "value": "abcdef", "iv": 1}],
    ],
)
def test_what_is_no_list_of_keys_closes_the_source(engine: Engine, keys: Any) -> None:
    engine.put("ecpay", json.dumps({"keys": keys}))

    assert tuple(engine.keys.read("ecpay")) == ()


@pytest.mark.parametrize("text", ["x", "[]", "null", '"keys"', "[" * 3000])
def test_what_is_no_parameter_of_ours_closes_the_source(engine: Engine, text: str) -> None:
    engine.put("ecpay", text)

    assert tuple(engine.keys.read("ecpay")) == ()


def test_a_placeholder_beside_a_key_is_left_out(engine: Engine) -> None:
    engine.put("json", shop_keys_text((BrandKey("demo", SourceKey("changeme")), KEYS[2])))

    assert tuple(engine.keys.read("json")) == (KEYS[2],)


def test_a_new_key_counts_after_five_minutes_and_asked_for_freshly_after_half_a_minute() -> None:
    clock = VirtualClock()
    with moto_client("ssm") as client:
        engine = over_ssm(client, clock)
        engine.put("json", shop_keys_text(KEYS[:1]))
        assert len(engine.keys.read("json")) == 1
        engine.put("json", shop_keys_text(KEYS))

        assert len(engine.keys.read("json", fresh=True)) == 1
        clock.advance(30)
        assert len(engine.keys.read("json")) == 1
        assert len(engine.keys.read("json", fresh=True)) == 3
        engine.put("json", shop_keys_text(KEYS[:2]))
        clock.advance(300)
        assert len(engine.keys.read("json")) == 2


def test_a_source_that_was_closed_is_open_after_half_a_minute() -> None:
    clock = VirtualClock()
    with moto_client("ssm") as client:
        engine = over_ssm(client, clock)
        assert tuple(engine.keys.read("json")) == ()
        engine.put("json", shop_keys_text(KEYS))
        assert tuple(engine.keys.read("json")) == ()
        clock.advance(30)
        assert tuple(engine.keys.read("json")) == KEYS


def test_an_unusable_parameter_is_told_of_by_its_name_and_never_quoted() -> None:
    told: list[tuple[str, str]] = []
    with moto_client("ssm") as client:
        engine = over_ssm(client, VirtualClock(), lambda *problem: told.append(problem))
        engine.put("ecpay", '{"keys": [{"brand": "demo", "value": "none"}]}')
        engine.keys.read("ecpay")

    ((name, problem),) = told
    assert name.endswith("/shipments/ecpay") and problem == "no key"


def test_a_service_that_does_not_answer_is_no_word_about_the_keys() -> None:
    def fail(**_: object) -> None:
        raise EndpointConnectionError(endpoint_url="https://ssm")

    with moto_client("ssm") as client:
        engine = over_ssm(client, VirtualClock())
        client.meta.events.register("before-call.ssm", fail)
        with pytest.raises(ServiceUnavailable):
            engine.keys.read("ecpay")
