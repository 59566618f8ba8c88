"""The naive bot on the morning that ours is rehearsed with: the same shoppers, the same faults.

Its handler runs as it stands; around it the platforms deliver and repeat webhooks, the channel
refuses or falls silent, and one invocation in twenty is killed before or after one of its calls.
"""

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import ModuleType, SimpleNamespace
from typing import Any, NoReturn
from unittest.mock import patch

from bench.naive.counted import VARIABLES, naive_app
from tests.simulation.channel import FaultyChannel
from tests.simulation.faults import CHANNEL_FAULTS
from tests.simulation.morning import Said, play
from tests.simulation.platforms import SECRET, Arrival, Platforms, reply_tokens, signed
from tests.support.gateway_events import gateway_event
from tests.support.shop import NOW
from towkay.adapters.http import HttpFailure
from towkay.domain.channels import Channel

_KILLED = 0.05  # of all invocations, as in the morning of ours
_CALLS = 3  # recall, call, remember
# How long a platform waits for a webhook's answer, and how often it tries in all.
_PATIENCE = {Channel.LINE: timedelta(seconds=2), Channel.MESSENGER: timedelta(seconds=5)}
_TRIES = 6


class _Killed(BaseException):
    """The process is gone."""


@dataclass(frozen=True, slots=True)
class NaiveBooks:
    """`unanswered`: messages nobody answered. `doubled`: answers a shopper saw once too often."""

    messages: int
    unanswered: int
    doubled: int


class NaiveWorld:
    """The naive bot, its table, the platforms and the channel, in virtual time."""

    def __init__(self, rng: random.Random, app: ModuleType) -> None:
        self.rng = rng
        self.now = NOW
        self.channel = FaultyChannel(lambda: self.now, rng, self._pass_time)
        self.channel.shares = CHANNEL_FAULTS
        self.platforms = Platforms(rng, lambda: self.now)
        self.post = self.platforms.post
        self._app = app
        self._table: dict[str, Any] = {}
        self._tries: Counter[int] = Counter()
        self._kill = (-1, "")  # which of the invocation's calls, and before or after it
        self._calls = 0
        self._cause = ""

    def run(self) -> None:
        """Deliver every webhook until it was answered 200, or the platform gave up."""
        http, dynamodb = self._http(), self._dynamodb()
        with patch.object(self._app, "http", http), patch.object(self._app, "dynamodb", dynamodb):
            while self.platforms.arrivals:
                self.now = max(self.now, self.platforms.arrivals[0].at)
                arrival = self.platforms.next()
                if arrival and not self._accepted(arrival):
                    self._tries[arrival.number] += 1
                    if self._tries[arrival.number] < _TRIES:
                        self.platforms.try_again(arrival)

    def _accepted(self, arrival: Arrival) -> bool:
        for token in reply_tokens(arrival.body):
            self.channel.tokens[token] = self.now  # a webhook gives its token a minute
        webhook = signed(arrival.channel, arrival.body)
        event = gateway_event(
            arrival.channel, "demo", raw=arrival.body, headers=dict(webhook.headers)
        )
        self._cause, self._calls, began = _cause_of(arrival), 0, self.now
        is_doomed = self.rng.random() < _KILLED
        self._kill = (self.rng.randrange(_CALLS) if is_doomed else -1, self.rng.choice("ba"))
        try:
            answer = self._app.handler(event, None)
        except (RuntimeError, TimeoutError, ConnectionError, _Killed):
            return False
        in_time = self.now - began <= _PATIENCE[arrival.channel]
        return bool(answer["statusCode"] == 200) and in_time

    def _pass_time(self, time: timedelta) -> None:
        self.now += time

    def _at_call(self, work: Callable[[], Any]) -> Any:
        """One call of the handler's, and the kill that may be aimed at it."""
        place, when = self._kill
        is_here = self._calls == place
        self._calls += 1
        if is_here and when == "b":
            raise _Killed
        done = work()
        if is_here:
            raise _Killed
        return done

    def _http(self) -> SimpleNamespace:
        def request(method: str, url: str, *, body: str, headers: dict[str, str]) -> Any:
            return self._at_call(lambda: self._post(url, headers, json.loads(body)))

        return SimpleNamespace(request=request)

    def _post(self, url: str, headers: dict[str, str], body: Any) -> SimpleNamespace:
        if "message" in body:
            body["message"]["metadata"] = self._cause  # by which the books tell answers apart
        answer = self.channel.post(url, headers, json.dumps(body).encode())
        if isinstance(answer, HttpFailure):
            _give_up(answer)
        return SimpleNamespace(status=answer.status)

    def _dynamodb(self) -> SimpleNamespace:
        def get_item(TableName: str, Key: Any) -> Any:  # as boto3 names them
            found = self._table.get(Key["pk"]["S"])
            return self._at_call(lambda: {"Item": found} if found else {})

        def put_item(TableName: str, Item: Any) -> Any:
            return self._at_call(lambda: self._table.update({Item["pk"]["S"]: Item}))

        return SimpleNamespace(get_item=get_item, put_item=put_item)


def naive_morning(seed: int, *, events: int, conversations: int) -> NaiveBooks:
    """Play it, and compare what was said with what was seen."""
    secrets = {"LINE_SECRET": SECRET, "MESSENGER_SECRET": SECRET}
    with patch.dict(VARIABLES, secrets), naive_app() as app:
        world = NaiveWorld(random.Random(seed), app)
        said = play(
            world,  # type: ignore[arg-type]  # what `play` needs of a world, it has
            events=events,
            conversations=conversations,
            duplicates=0.10,
            redelivered=0.01,
            reordered=0.05,
            span=timedelta(hours=3),
            rarely=0.0,
        )
        world.run()
    return _books(world, said)


def _books(world: NaiveWorld, said: list[Said]) -> NaiveBooks:
    seen = Counter(one.name for one in world.channel.seen)
    copies = [seen[_name_of(event)] for event in said]
    return NaiveBooks(len(said), copies.count(0), sum(max(0, n - 1) for n in copies))


def _name_of(event: Said) -> str:
    """What the channel sees an answer to this as."""
    return (
        f"token-{event.cause}" if event.channel is Channel.LINE else f"{event.user}/{event.cause}"
    )


def _cause_of(arrival: Arrival) -> str:
    if arrival.channel is Channel.LINE:
        return ""
    cause: str = json.loads(arrival.body)["entry"][0]["messaging"][0]["message"]["mid"]
    return cause


def _give_up(failure: HttpFailure) -> NoReturn:
    raise (ConnectionError if failure.before_first_byte else TimeoutError)(failure.reason)
