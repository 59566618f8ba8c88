"""Every store of brands' rules gives what was published, a little old at most, or what is safe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from botocore.exceptions import EndpointConnectionError

from tests.support.engines import TableEngine, VirtualClock
from towkay.adapters.callsites import CallSite
from towkay.adapters.codec import to_json
from towkay.adapters.dynamodb import keys
from towkay.adapters.dynamodb.attributes import to_item
from towkay.adapters.dynamodb.brand_rules import DynamoBrandRules
from towkay.adapters.memory.brand_rules import MemoryBrandRules
from towkay.domain.brand_rules import (
    DEFAULT_RULES,
    AccountRules,
    BrandRules,
    Cap,
    QuietHours,
)
from towkay.domain.channels import Channel
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.messages import Purpose
from towkay.ports.tables import BrandRulesStore

HALF_A_MINUTE = 30
RULES = BrandRules(
    "Asia/Tokyo",
    QuietHours("22:00", "08:00", (Purpose.MARKETING,)),
    (Cap((Purpose.SERVICE, Purpose.MARKETING), 3, 86_400),),
    (AccountRules(Channel.MESSENGER, "1", "JP", ("a",), ("b",)),),
    always_disclose=True,
)
NO_NIGHT = BrandRules("Asia/Tokyo", None, ())


@dataclass
class Rules:
    """A store, how a brand publishes, and whether the store's service answers."""

    store: BrandRulesStore
    publish: Callable[[str, str], object]
    clock: VirtualClock
    is_down: bool = False


@contextmanager
def _gate(rules: list[Rules], site: CallSite) -> Iterator[None]:
    if rules and rules[0].is_down:
        raise EndpointConnectionError(endpoint_url=site)
    yield


def stored(table: TableEngine) -> Rules:
    clock = VirtualClock()
    client, name = table.client, table.table_name
    made: list[Rules] = []
    if client is None:
        raise AssertionError("this engine has no table")

    def publish(brand: str, written: str) -> None:
        item = to_item({"pk": keys.brand_pk(brand), "sk": keys.PACK, "brand_rules": written})
        client.put_item(TableName=name, Item=item)

    store = DynamoBrandRules(client, name, clock, lambda site: _gate(made, site))
    made.append(Rules(store, publish, clock))
    return made[0]


@pytest.fixture
def in_table(item_table: TableEngine) -> Rules:
    return stored(item_table)


@pytest.fixture(params=["memory", "item_table"])
def rules(request: pytest.FixtureRequest) -> Rules:
    if request.param == "memory":
        store = MemoryBrandRules()
        return Rules(store, lambda brand, _: store.publish(brand, RULES), VirtualClock())
    return stored(request.getfixturevalue("moto_table"))


def test_what_a_brand_published_is_what_holds_for_it_alone(rules: Rules) -> None:
    rules.publish("demo", to_json(RULES))

    assert rules.store.rules("demo") == RULES
    assert rules.store.rules("other") == DEFAULT_RULES


def test_a_brand_may_have_laid_down_that_there_are_none(in_table: Rules) -> None:
    in_table.publish("demo", to_json(NO_NIGHT))

    assert in_table.store.rules("demo") == NO_NIGHT


def test_new_rules_count_after_half_a_minute_at_the_latest(in_table: Rules) -> None:
    in_table.publish("demo", to_json(RULES))
    in_table.store.rules("demo")
    in_table.publish("demo", to_json(NO_NIGHT))

    in_table.clock.advance(HALF_A_MINUTE - 1)
    before = in_table.store.rules("demo")
    in_table.clock.advance(1)

    assert (before, in_table.store.rules("demo")) == (RULES, NO_NIGHT)


def test_the_last_known_rules_hold_while_the_table_is_away(in_table: Rules) -> None:
    in_table.publish("demo", to_json(RULES))
    in_table.store.rules("demo")

    in_table.is_down = True
    in_table.clock.advance(3600)

    assert in_table.store.rules("demo") == RULES


def test_nothing_is_guessed_of_a_brand_that_was_never_read(in_table: Rules) -> None:
    in_table.publish("demo", to_json(RULES))
    in_table.is_down = True

    with pytest.raises(ServiceUnavailable):
        in_table.store.rules("demo")


@pytest.mark.parametrize("written", ["{}", "[]", "nonsense", '{"zone":1}'])
def test_rules_that_cannot_be_read_are_the_safe_ones(in_table: Rules, written: str) -> None:
    in_table.publish("demo", written)

    assert in_table.store.rules("demo") == DEFAULT_RULES
