"""The keys by which shops and carriers come in, from SSM parameters: by source and by brand.

One parameter for each source and one for checkout. A deployment without a parameter is closed to
that source, and so is one whose parameter is unusable.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.secrets_json import UnusableSecrets, is_usable
from towkay.adapters.ssm import Report, parsed, raise_unless_absent, report_nothing
from towkay.adapters.timed_cache import TimedCache
from towkay.domain.shipping.readings import SourceKey
from towkay.ports.clock import Clock
from towkay.ports.shipping import CHECKOUT, BrandKey

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient


def shop_keys_name(stage: str, source: str) -> str:
    """The parameter of a source, or of checkout."""
    return f"/towkay/{stage}/{source if source == CHECKOUT else f'shipments/{source}'}"


def shop_keys_text(keys: Sequence[BrandKey]) -> str:
    """What `shop_keys_in` reads; what is not said is left out."""
    return json.dumps({"keys": [_written(one) for one in keys]})


def shop_keys_in(text: str) -> tuple[BrandKey, ...]:
    """Raises `UnusableSecrets` when it is malformed or no usable key is in it."""
    try:
        members = json.loads(text)["keys"]
        keys = tuple(_key(one) for one in members)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnusableSecrets("no list of keys, each of a brand") from None
    usable = tuple(one for one in keys if one.brand and is_usable(one.key.value))
    if not usable:
        raise UnusableSecrets("no key")
    return usable


class SsmShopKeys:
    """`ports.ShopKeys`. `report` is told which parameter is unusable, and why."""

    def __init__(
        self,
        client: "SSMClient",
        stage: str,
        clock: Clock,
        *,
        gate: Gate = open_gate,
        report: Report = report_nothing,
    ) -> None:
        self._client = client
        self._stage = stage
        self._gate = gate
        self._report = report
        self._cache: TimedCache[tuple[BrandKey, ...]] = TimedCache(
            clock,
            life=timedelta(minutes=5),
            absent_life=timedelta(seconds=30),  # a new source must not wait for minutes
            fresh_every=timedelta(seconds=30),  # refusals must not become a stream of reads
            most=32,
            most_absent=32,  # only sources that there are, are asked for
        )

    def read(self, source: str, *, fresh: bool = False) -> tuple[BrandKey, ...]:
        name = shop_keys_name(self._stage, source)
        return self._cache.get(name, self._load, fresh=fresh) or ()

    def _load(self, name: str) -> tuple[BrandKey, ...] | None:
        try:
            with self._gate(CallSite.SHOP_KEYS_READ):
                answer = self._client.get_parameter(Name=name, WithDecryption=True)
        except (ClientError, BotoCoreError) as error:
            raise_unless_absent(error, "shop keys")
            return None
        return parsed(shop_keys_in, answer["Parameter"], self._report)


def _key(one: Any) -> BrandKey:
    in_url, until = one.get("in_url", False), one.get("until")
    if not isinstance(in_url, bool):
        raise TypeError("in_url")
    ends = None if until is None else datetime.fromisoformat(until)
    if ends is not None and ends.tzinfo is None:
        raise ValueError("until")
    secret = SourceKey(
        _text(one["value"]), _text(one.get("iv", "")), _text(one.get("account", "")), in_url, ends
    )
    return BrandKey(_text(one["brand"]).strip(), secret)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _written(one: BrandKey) -> Mapping[str, Any]:
    key = one.key
    until = key.until.isoformat() if key.until else None
    told = {"brand": one.brand, "value": key.value, "iv": key.iv, "account": key.account}
    return {name: value for name, value in told.items() if value} | {
        "in_url": key.in_url,
        "until": until,
    }
