"""The keys of shops and carriers over a dict of parameter texts, read as strictly as the real."""

from collections.abc import MutableMapping

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.secrets_json import UnusableSecrets
from towkay.adapters.shop_keys import shop_keys_in
from towkay.ports.shipping import BrandKey


class MemoryShopKeys:
    """`ports.ShopKeys`, without a cache: every read is fresh."""

    def __init__(self, texts: MutableMapping[str, str], gate: Gate = open_gate) -> None:
        self._texts = texts
        self._gate = gate

    def read(self, source: str, *, fresh: bool = False) -> tuple[BrandKey, ...]:
        with self._gate(CallSite.SHOP_KEYS_READ):
            text = self._texts.get(source)
        try:
            return shop_keys_in(text) if text is not None else ()
        except UnusableSecrets:
            return ()
