"""Two brands in one deployment: real caches and gateway over dictionaries, in virtual time."""

import json
import random
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from tests.simulation.cloud import Bucket, Parameters, Pointers
from tests.support.permits import a_door
from tests.support.shop import NOW
from tests.support.webhook_bodies import line_headers, messenger_headers
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.event_messages import event_from_json, turn_key_from_json
from towkay.adapters.http import HttpReply
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.conversations import MemoryConversations, MemorySendLedger
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.adapters.memory.queues import MemoryEventQueue, MemoryOutbox, MemoryReceiptQueue
from towkay.adapters.memory.standard_queue import MemoryStandardQueue
from towkay.adapters.memory.table import MemoryTable
from towkay.adapters.s3_packs import S3Packs
from towkay.adapters.ssm import SsmSendSecrets, SsmVerifySecrets
from towkay.domain.channels import Channel
from towkay.domain.errors import TransientError
from towkay.domain.webhooks import Webhook
from towkay.packs.compiler import CompiledPack
from towkay.usecases.answer import answer
from towkay.usecases.deliver import deliver
from towkay.usecases.ingest import Ingested, ingest
from workbench import secrets
from workbench.compiling import compile_folder
from workbench.paths import PROJECT
from workbench.publish import Shelf, publish
from workbench.secrets import EndpointSecrets

STAGE = "two"
TEA, BIKES = "demo", "saltpan"


@dataclass(frozen=True, slots=True)
class Account:
    """A Page or LINE account, whose it is, and the endpoint its webhooks come to."""

    brand: str
    channel: Channel
    account: str
    endpoint: str


ACCOUNTS = (
    Account(TEA, Channel.MESSENGER, "104512398760021", "tea-app"),
    Account(BIKES, Channel.MESSENGER, "208830114477019", "bike-app"),
    # Two Pages of two brands behind one Meta app: only the account tells them apart.
    Account(TEA, Channel.MESSENGER, "104512398760022", "agency"),
    Account(BIKES, Channel.MESSENGER, "208830114477020", "agency"),
    Account(TEA, Channel.LINE, "U" + "1" * 32, "tea-app"),
    Account(BIKES, Channel.LINE, "U" + "2" * 32, "bike-app"),
)


@cache
def pack_of(brand: str) -> CompiledPack:
    pack = compile_folder(PROJECT / "brands" / brand)
    assert isinstance(pack, CompiledPack)
    return pack


@dataclass(frozen=True, slots=True)
class Post:
    """A request that left for a channel."""

    at: datetime
    url: str
    headers: Mapping[str, str]
    body: Any


@dataclass
class Shops:
    """One deployment. `credentials` holds, by endpoint and channel, every pair that ever held."""

    rng: random.Random
    now: datetime = NOW
    posts: list[Post] = field(default_factory=list)
    credentials: dict[tuple[Channel, str], list[EndpointSecrets]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ssm, self.s3, self.dynamodb = Parameters(), Bucket(), Pointers()
        self.table = MemoryTable()
        self.verify = SsmVerifySecrets(self.ssm, STAGE, self.clock)  # type: ignore[arg-type]  # a fake
        self.send = SsmSendSecrets(self.ssm, STAGE, self.clock)  # type: ignore[arg-type]  # a fake
        self.packs = S3Packs(self.dynamodb, "table", self.s3, "packs", self.clock)  # type: ignore[arg-type]  # fakes
        self.gateway = HttpChannelGateway(self.send, lambda channel: f"https://{channel}", self)
        half_a_minute, minute = timedelta(seconds=30), timedelta(seconds=60)
        self.events = MemoryFifoQueue(self.clock, visibility=half_a_minute, most_receives=3)
        self.sends = MemoryFifoQueue(self.clock, visibility=minute, most_receives=10)
        self.receipts = MemoryStandardQueue(
            self.clock, visibility=minute, most_receives=5, rng=self.rng
        )
        self.health = MemoryAccountHealth(HealthRows(), self.clock)
        for channel, endpoint in dict.fromkeys((one.channel, one.endpoint) for one in ACCOUNTS):
            secrets.put(self.ssm, STAGE, self.made_up(channel, endpoint))  # type: ignore[arg-type]  # a fake
        for brand in (TEA, BIKES):
            self.publish(pack_of(brand))

    def clock(self) -> datetime:
        return self.now

    def publish(self, pack: CompiledPack) -> None:
        shelf = Shelf(self.s3, self.dynamodb, "packs", "table")  # type: ignore[arg-type]  # fakes
        publish(shelf, pack, self.now)

    def rotate(self, channel: Channel, endpoint: str) -> None:
        """New secrets and tokens for an endpoint; the old signature holds for an hour."""
        renewed, overlap = self.made_up(channel, endpoint), timedelta(hours=1)
        secrets.rotate(self.ssm, STAGE, renewed, now=self.now, overlap=overlap)  # type: ignore[arg-type]  # a fake

    def made_up(self, channel: Channel, endpoint: str) -> EndpointSecrets:
        """Secrets that nobody else has, remembered as the newest of the endpoint."""
        known = self.credentials.setdefault((channel, endpoint), [])
        name = f"{channel}-{endpoint}-{len(known)}"
        mine = [one for one in ACCOUNTS if (one.channel, one.endpoint) == (channel, endpoint)]
        known.append(
            EndpointSecrets(
                channel=channel,
                endpoint=endpoint,
                app_id="771204559830114" if channel is Channel.MESSENGER else "",
                brands={one.account: one.brand for one in mine},
                verify_token=f"verify-{name}",
                signing_secret=f"signing-{name}",
                app_secret=f"signing-{name}" if channel is Channel.MESSENGER else "",
                tokens={one.account: f"token-{name}-{one.brand}" for one in mine},
            )
        )
        return known[-1]

    def secret_of(self, account: Account) -> str:
        return self.credentials[account.channel, account.endpoint][-1].signing_secret

    def hear(self, account: Account, body: Any, *, signed_by: str = "") -> Ingested:
        """A webhook of an account arrives at its endpoint."""
        raw = json.dumps(body, ensure_ascii=False).encode()
        sign = line_headers if account.channel is Channel.LINE else messenger_headers
        headers = sign(raw, signed_by or self.secret_of(account))
        return ingest(
            Webhook("POST", account.channel, account.endpoint, {}, headers, raw),
            now=self.now,
            secrets=self.verify,
            channels=INBOUND,
            queue=MemoryEventQueue(self.events),
            receipts=MemoryReceiptQueue(self.receipts),
        )

    def work(self) -> bool:
        """One message of a queue chosen by chance; False when there is none."""
        steps = [self._answer, self._deliver]
        self.rng.shuffle(steps)
        return any(step() for step in steps)

    def _answer(self) -> bool:
        message = self.events.receive()
        if message is None:
            return False
        conversations, outbox = MemoryConversations(self.table), MemoryOutbox(self.sends)
        event = event_from_json(message.body)
        answer(event, now=self.now, conversations=conversations, packs=self.packs, outbox=outbox)
        self.events.delete(message.receipt)
        return True

    def _deliver(self) -> bool:
        message = self.sends.receive()
        if message is None:
            return False
        ledger, deadline = MemorySendLedger(self.table), self.now + timedelta(seconds=10)
        door = a_door("run", deadline, self.clock, ledger, self.gateway, self.health)
        with suppress(TransientError):  # then it stays in the queue, hidden for a while
            for _ in deliver(turn_key_from_json(message.body), door=door):
                pass
            self.sends.delete(message.receipt)
        return True

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply:
        """Stands in for `HttpPool`: every channel takes whatever it gets."""
        self.posts.append(Post(self.now, url, dict(headers), json.loads(body)))
        mid = f"m-{len(self.posts)}"
        if re.search("/v2/bot/message/", url):
            return HttpReply(200, {}, json.dumps({"sentMessages": [{"id": mid}]}).encode())
        return HttpReply(200, {}, json.dumps({"recipient_id": "x", "message_id": mid}).encode())
