"""How does the shop hear from LINE: signed posts, redelivered with their mark?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import urllib3

from workbench.simulators.accounts import LINE, SimulatedAccount
from workbench.simulators.line import events, wire
from workbench.simulators.line.tokens import ReplyTokens
from workbench.simulators.sender import Post, Sent, try_each
from workbench.simulators.world import World


class LineWebhooks:
    """Posts events of LINE accounts to their webhook URLs."""

    def __init__(self, world: World, post: Post, tokens: ReplyTokens) -> None:
        self._world = world
        self._post = post
        self.tokens = tokens
        self.endpoints: dict[str, str] = {}  # addresses set by the API, by account

    def address(self, account: SimulatedAccount) -> str:
        """Where the account's webhooks go."""
        return self.endpoints.get(account.account, account.webhook_url)

    def test(self, account: SimulatedAccount, address: str) -> tuple[int | None, str]:
        """Post a body of no events there; the status and LINE's word for what it means."""
        body = wire.encode({"destination": account.account, "events": []})
        try:
            status = self._post(address, body, wire.headers(account.app_secret, body))
        except urllib3.exceptions.TimeoutError:
            return None, "REQUEST_TIMEOUT"
        except (urllib3.exceptions.HTTPError, OSError):
            return None, "COULD_NOT_CONNECT"
        return status, "OK" if 200 <= status < 300 else "ERROR_STATUS_CODE"

    def send(self, account: str, user: str, happened: Sequence[events.Event]) -> Sent:
        """Post the events as one body and wait for the shop's answer; none is a connection test."""
        body = wire.encode({"destination": account, "events": list(happened)})
        ids = tuple(event["webhookEventId"] for event in happened)
        return self._deliver(Sent(LINE, account, user, body, {}, (), ids), marked=False)

    def repeat(self, sent: Sent, *, redelivery: bool) -> Sent:
        """Deliver once more: marked by LINE as a redelivery, or doubled on the network's way."""
        return self._deliver(sent, marked=redelivery)

    def forge(self, sent: Sent) -> Sent:
        """Post the same bytes, signed with a secret that is not the channel's."""
        account = self._world.account(LINE, sent.account)
        headers = wire.headers("not the channel's secret", sent.body)
        attempts = try_each(self._post, self.address(account), [(sent.body, headers)])
        return replace(sent, headers=headers, attempts=attempts)

    def _deliver(self, sent: Sent, *, marked: bool) -> Sent:
        account = self._world.account(LINE, sent.account)
        first = _marked(sent.body) if marked else sent.body
        out: list[tuple[bytes, Mapping[str, str]]] = []
        tries = self._tries(account, first, out)
        attempts = try_each(self._post, self.address(account), tries)
        body, headers = out[-1]
        return replace(sent, body=body, headers=headers, attempts=attempts)

    def _tries(
        self,
        account: SimulatedAccount,
        first: bytes,
        out: list[tuple[bytes, Mapping[str, str]]],
    ) -> Iterator[tuple[bytes, Mapping[str, str]]]:
        """What to post, try after try; each is noted in `out` and starts its tokens' minute."""
        rules = self._world.rules
        redeliveries = rules.line_redeliveries if rules.line_redelivery else 0
        for body in (first, *[_marked(first)] * redeliveries):
            self._start_minute(body)
            out.append((body, wire.headers(account.app_secret, body)))
            yield out[-1]

    def _start_minute(self, body: bytes) -> None:
        self._world.say(body)
        with self._world.lock:
            for event in _parsed(body)["events"]:
                self.tokens.delivered(event.get("replyToken", ""), self._world.now())


def _parsed(body: bytes) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(body)
    return parsed


def _marked(body: bytes) -> bytes:
    return wire.encode(events.redelivered(_parsed(body)))
