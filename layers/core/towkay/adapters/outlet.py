"""How is all that speaks to shoppers put together, for single turns and for chunks of campaigns?

One deployment is asked for turns, another one for chunks. What only the second needs, brands' words
and lots, is loaded when the first chunk comes.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol

from towkay.adapters.account_health import Report
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.line.mass_gateway import HttpMassGateway
from towkay.adapters.dynamodb.doors import DynamoDoors, Ways
from towkay.adapters.dynamodb.failure_notes import DynamoFailureNotes
from towkay.adapters.hands import ManyHands, Turnstile, WaitingGateway
from towkay.adapters.sqs import SqsBackOff
from towkay.adapters.ssm import Report as UnusableReport
from towkay.adapters.ssm import SsmSendSecrets
from towkay.domain.runs import ChunkAsk
from towkay.domain.sends import Send
from towkay.ports.clock import Clock
from towkay.usecases.door import Door

if TYPE_CHECKING:
    from towkay.usecases.push import PushTools

# Longer than the 120 s of the function that works through chunks: nobody running is robbed.
CHUNK_LEASE = timedelta(seconds=130)


class Places(Protocol):
    """Where everything is."""

    @property
    def stage(self) -> str: ...
    @property
    def table_name(self) -> str: ...
    @property
    def packs_bucket(self) -> str: ...
    @property
    def outbound_queue_url(self) -> str: ...
    @property
    def campaigns_queue_url(self) -> str: ...
    @property
    def turn_retention_days(self) -> int: ...


class Outlet:
    """The door for one run after another, and what stands around it."""

    def __init__(
        self,
        places: Places,
        make_client: Callable[..., Any],
        clock: Clock,
        base_url: Callable[[str], str],
        on_account: Report,
        on_unusable: UnusableReport,
    ) -> None:
        self._places = places
        self._make_client = make_client
        self.dynamodb = make_client("dynamodb", decides=True)
        hasty = make_client("dynamodb", hasty=True)
        table, kept = places.table_name, places.turn_retention_days
        turnstile = Turnstile()
        self._doors = DynamoDoors(self.dynamodb, hasty, table, clock, on_account, kept, turnstile)
        self.ledger = self._doors.ledger
        secrets = SsmSendSecrets(make_client("ssm"), places.stage, clock, report=on_unusable)
        self.gateway = HttpChannelGateway(secrets, base_url)
        self.masses = HttpMassGateway(secrets, base_url)
        self._ways = Ways(self.gateway, self.masses)
        self._ways_at_once = Ways(WaitingGateway(self.gateway, turnstile), self.masses)
        self._hands = ManyHands(turnstile)
        self.notes = DynamoFailureNotes(partial(make_client, "dynamodb", hasty=True), table)
        self._queue_up(make_client("sqs"), clock)

    def _queue_up(self, sqs: Any, clock: Clock) -> None:
        """How messages of either queue come back later."""
        self._sqs = sqs
        turns, chunks = self._places.outbound_queue_url, self._places.campaigns_queue_url
        self.turns_wait = SqsBackOff(sqs, turns, quick_tries=3, clock=clock)
        self.chunks_wait = SqsBackOff(sqs, chunks, quick_tries=2, clock=clock)

    def door(self, owner: str, deadline: datetime) -> Door:
        """The door for a turn."""
        return self._doors.open(owner, deadline, self._ways)

    def push(self, ask: ChunkAsk, owner: str, deadline: datetime) -> Iterator[Send]:
        """Bring a chunk's people through the door. Raises what `usecases.push.push` does."""
        from towkay.usecases.push import push

        door = self._doors.open(owner, deadline, self._ways_at_once, CHUNK_LEASE)
        yield from push(ask, door=door, tools=self._tools)

    @cached_property
    def _tools(self) -> "PushTools":
        from towkay.adapters.push_tools import push_tools

        shelf = (self._make_client("s3"), self._places.packs_bucket)
        queue = (self._sqs, self._places.campaigns_queue_url)
        table, doors = self._places.table_name, self._doors
        return push_tools(self.dynamodb, table, shelf, queue, doors, self._hands)
