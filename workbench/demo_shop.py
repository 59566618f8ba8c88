"""The shop's own systems in the demo: they post to its doors, and keep what is answered."""

import json
from collections.abc import Mapping
from typing import Any

import urllib3

from towkay.ports.shipping import CHECKOUT
from workbench.shop_keys import PLAIN
from workbench.stack import LocalStack

_KEYS = {"checkout/consents": CHECKOUT, f"shipments/{PLAIN}": PLAIN}


class ShopSide:
    """`code` is the newest that a checkout was answered."""

    def __init__(self, bench: LocalStack) -> None:
        self._bench = bench
        self._pool = urllib3.PoolManager()
        self.code = ""

    def post(self, door: str, body: Mapping[str, Any]) -> int:
        """The status of the answer."""
        key = self._bench.shop_keys.of(_KEYS[door])[self._bench.brand.brand]
        answer = self._pool.request(
            "POST",
            f"{self._bench.api_url}/{door}",
            body=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
            timeout=20.0,
        )
        if answer.status == 201:
            self.code = json.loads(answer.data)["code"]
        return answer.status
