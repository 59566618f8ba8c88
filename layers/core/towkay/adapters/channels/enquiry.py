"""How are the channels asked how an account is doing?"""

from collections.abc import Callable, Generator, Mapping
from typing import Protocol, TypeVar

from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.channels.asking import Answer, Ask, ChannelCare
from towkay.adapters.http import HttpPool
from towkay.adapters.joined import each_that_has
from towkay.domain.channels import Channel
from towkay.domain.checkup import Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.ports.clock import Clock

T = TypeVar("T")


class Requester(Protocol):
    """An HTTP client that never raises."""

    def request(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Make the request once."""
        ...


class ChannelRequests:
    """Makes requests about accounts, one at a time; none of them is a message to anybody."""

    def __init__(
        self,
        base_url: Callable[[str], str],
        pool: Requester | None = None,
        gate: Gate = open_gate,
    ) -> None:
        self._base_url = base_url
        self._pool = pool or HttpPool()
        self._gate = gate

    def make(self, channel: Channel, ask: Ask) -> Answer:
        """The answer, or how the request failed."""
        url = self._base_url(ask.host or channel).rstrip("/") + ask.path
        with self._gate(CallSite.CHANNEL_ASK):
            return self._pool.request(ask.method, url, ask.headers, ask.body)

    def follow(self, channel: Channel, steps: Generator[Ask, Answer, T]) -> T:
        """Make the requests that `steps` yields, each answer told to it; what it returns."""
        try:
            ask = next(steps)
            while True:
                ask = steps.send(self.make(channel, ask))
        except StopIteration as done:
            result: T = done.value
            return result


class HttpAccountEnquiry:
    """`ports.AccountEnquiry`. A channel that cannot be asked has nothing to tell."""

    def __init__(
        self,
        requests: ChannelRequests,
        clock: Clock,
        channels: Mapping[Channel, ChannelCare] | None = None,
    ) -> None:
        self._requests = requests
        self._clock = clock
        self._channels = each_that_has("care", "CARE") if channels is None else channels

    def ask(self, endpoint: Endpoint, account: AccountKey) -> Told:
        """Ask everything there is to ask, and read the answers together."""
        care = self._channels.get(account.channel)
        if care is None:
            return Told()
        answers: dict[str, Answer] = {}
        for first in care.asks(endpoint, account):
            ask: Ask | None = first
            while ask is not None:
                answer = answers[ask.name] = self._requests.make(account.channel, ask)
                ask = ask.then(answer) if ask.then else None
        return care.told(endpoint, account, answers, self._clock())
