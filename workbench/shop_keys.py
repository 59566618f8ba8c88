"""The keys by which shops and carriers come in, and what codes of checkouts are signed with."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from towkay.adapters.ref_keys import ref_keys_name, ref_keys_text
from towkay.adapters.secrets_json import UnusableSecrets
from towkay.adapters.shipping.sources import SOURCES
from towkay.adapters.shop_keys import shop_keys_in, shop_keys_name, shop_keys_text
from towkay.domain.brands import Brand
from towkay.domain.shipping.readings import SourceKey
from towkay.ports.shipping import CHECKOUT, BrandKey
from workbench import samples
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from mypy_boto3_ssm import SSMClient

PLAIN = "json"  # the source that any program can be
_ECPAY = "ecpay"


def stored(ssm: "SSMClient", stage: str, source: str) -> tuple[BrandKey, ...]:
    """The keys of a source, or of checkout; none where there are none that are usable."""
    try:
        answer = ssm.get_parameter(Name=shop_keys_name(stage, source), WithDecryption=True)
        return shop_keys_in(answer["Parameter"]["Value"])
    except (ssm.exceptions.ParameterNotFound, UnusableSecrets):
        return ()


def put(
    ssm: "SSMClient",
    stage: str,
    source: str,
    new: BrandKey,
    *,
    now: datetime,
    overlap: timedelta = timedelta(0),
) -> str:
    """Store the brand's new key; its older ones hold until `now + overlap`. The name written.

    Raises `WorkbenchError` for a value that another brand has: a key tells whose the news are.
    """
    known = [one for one in stored(ssm, stage, source) if not _ended(one, now)]
    if any(one.key.value == new.key.value and one.brand != new.brand for one in known):
        raise WorkbenchError(
            "別的品牌已經用這個金鑰，收到時分不出是誰的\n"
            "  Another brand has this very key: nobody could tell whose the news are."
        )
    others = [one for one in known if _place(one) != _place(new)]
    older = [
        replace(one, key=replace(one.key, until=one.key.until or now + overlap))
        for one in known
        if _place(one) == _place(new) and one.key.value != new.key.value and overlap
    ]
    name = shop_keys_name(stage, source)
    text = shop_keys_text((new, *older, *others))
    ssm.put_parameter(Name=name, Value=text, Type="SecureString", Overwrite=True)
    return name


def _place(one: BrandKey) -> tuple[str, str, bool]:
    """What a key is replaced within: a merchant's other account keeps its own."""
    return one.brand, one.key.account, one.key.in_url


def _ended(one: BrandKey, now: datetime) -> bool:
    return one.key.until is not None and one.key.until <= now


class BenchShopKeys:
    """Keys made up for the run: one for each brand at every source, and at the checkout.

    The first brand also takes what the sample events of `events/` are signed with.
    """

    def __init__(self, brands: Sequence[Brand]) -> None:
        self._brands = [one.brand for one in brands]
        self._keys = {
            (source, brand): _made_up(source, brand)
            for source in (*SOURCES, CHECKOUT)
            for brand in self._brands
        }

    def of(self, source: str) -> Mapping[str, str]:
        """Each brand's key as its sender has it."""
        return {brand: self._keys[source, brand].key.value for brand in self._brands}

    def fill(self, ssm: "SSMClient", stage: str) -> None:
        """What a deployment needs from people before it takes anything from shops."""
        for source in (*SOURCES, CHECKOUT):
            own = [self._keys[source, brand] for brand in self._brands]
            given = [replace(one, brand=self._brands[0]) for one in samples.shop_keys(source)]
            _write(ssm, shop_keys_name(stage, source), shop_keys_text((*own, *given)))
        _write(ssm, ref_keys_name(stage), ref_keys_text([secrets.token_urlsafe(32)]))


def _made_up(source: str, brand: str) -> BrandKey:
    iv, account = (secrets.token_hex(8), f"{secrets.randbelow(10**7):07d}")
    whole = (iv, account) if source == _ECPAY else ("", "")
    return BrandKey(brand, SourceKey(secrets.token_hex(16), *whole))


def _write(ssm: "SSMClient", name: str, text: str) -> None:
    ssm.put_parameter(Name=name, Value=text, Type="SecureString", Overwrite=True)
