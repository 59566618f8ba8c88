"""A refused token stops the account for every worker deployed, until one call passes."""

import json
from datetime import timedelta
from typing import Any

from tests.support.deployed import Deployed
from towkay.adapters.http import HttpReply

SHOPPERS = ("6843310927715504", "6843310927715505")


class RevokedToken:
    """A channel that refuses the token until it is renewed."""

    def __init__(self, deployed: Deployed) -> None:
        self.calls = 0
        self.renewed = False
        self._accept = deployed.pool.post
        deployed.pool.post = self.post  # type: ignore[method-assign]  # the pool is a stand-in

    def post(self, url: str, headers: dict[str, str], body: bytes) -> HttpReply:
        self.calls += 1
        if self.renewed:
            return self._accept(url, headers, body)
        error = {"message": "no", "type": "OAuthException", "code": 190, "error_subcode": 460}
        return HttpReply(401, {}, json.dumps({"error": error}).encode())


def of_shopper(event: Any, user: str) -> Any:
    """The same sample, of another shopper."""
    return json.loads(json.dumps(event).replace(SHOPPERS[0], user))


def deliver(deployed: Deployed, user: str) -> bool:
    """Whether the record of this shopper's answer is done with."""
    event = of_shopper(deployed.sample("delivery/messenger-turn"), user)
    return bool(deployed.invoke("delivery", event) == {"batchItemFailures": []})


def test_one_refused_call_holds_back_every_worker_until_one_call_passes(
    deployed: Deployed,
) -> None:
    channel = RevokedToken(deployed)
    for user in SHOPPERS:
        deployed.invoke("faq", of_shopper(deployed.sample("faq/messenger-text"), user))

    assert not deliver(deployed, SHOPPERS[0])
    assert not deliver(deployed, SHOPPERS[1])
    deployed.restart()
    assert not deliver(deployed, SHOPPERS[1])
    assert channel.calls == 1
    (row,) = [row for row in deployed.rows() if row["sk"]["S"] == "HEALTH"]
    assert row["health"]["M"]["code"] == {"S": "190/460"}

    channel.renewed = True
    deployed.time.now += timedelta(seconds=75)
    assert deliver(deployed, SHOPPERS[1])
    assert deliver(deployed, SHOPPERS[0])
    assert channel.calls == 3
    (row,) = [row for row in deployed.rows() if row["sk"]["S"] == "HEALTH"]
    assert row["health"] == {"M": {"revision": {"N": "3"}}}
