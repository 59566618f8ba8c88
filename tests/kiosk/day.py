"""A question asked, answered and pressed on the kiosk, through the whole house in memory.

Run with CHANNEL_PACKAGES=tests.kiosk, as a deployment that brings the channel would be. Prints what
the visitor saw and how every send ended, as JSON.
"""

import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from werkzeug.test import Client

from tests.kiosk import CHANNEL
from tests.kiosk.simulator import KioskPlatform
from tests.support.permits import a_door
from tests.support.shop import BRAND, FAQ
from tests.unit.simulators.rig import TurnedClock
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.http import HttpReply
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.conversations import MemoryConversations, MemorySendLedger
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.table import MemoryTable
from towkay.adapters.policy_book import policy_book
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Event
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import Content, PolicyBook, Row, book_of
from towkay.domain.routes import Route, SenderKind
from towkay.domain.secrets import SendSecrets, SigningSecret, VerifySecrets
from towkay.domain.turns import TurnKey
from towkay.domain.webhooks import Webhook
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import answer
from towkay.usecases.deliver import deliver
from towkay.usecases.door import Door
from towkay.usecases.ingest import Reception, ingest
from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.app import Simulators

TERMINAL = SimulatedAccount(
    CHANNEL, "tea", "T100", "", "kiosk-secret", "kiosk-token", "", "/webhooks/kiosk/tea"
)
# What policy/kiosk.yaml would say: a visitor in front of the screen may be spoken to.
KIOSK_PUSH = Row(
    id="kiosk-push",
    channel=CHANNEL,
    route=Route.PUSH,
    purposes=frozenset({Purpose.REPLY}),
    senders=frozenset({SenderKind.BOT, SenderKind.HUMAN}),
    since=date(2026, 1, 1),
    source="the shop's own screen",
    content=Content.FREE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """The endpoint's secrets of either kind."""

    secrets: Any

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> Any:
        return self.secrets


class Kept(list[Any]):
    """A queue that only remembers."""

    def put(self, events: Sequence[Event]) -> None:
        self.extend(events)


class Asked(list[TurnKey]):
    """The outbound queue, as far as this day needs one."""

    def put(self, key: TurnKey, attempt: str) -> None:
        self.append(key)

    def put_all(self, asks: Sequence[tuple[TurnKey, str]]) -> int:
        self.extend(key for key, _ in asks)
        return len(asks)


@dataclass(frozen=True, slots=True)
class InProcess:
    """Calls the simulator without a socket."""

    client: Client

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply:
        answered = self.client.post(url, data=body, headers=dict(headers))
        named = {name.lower(): value for name, value in answered.headers.items()}
        return HttpReply(answered.status_code, named, answered.data)


VERIFY = Known(VerifySecrets("", "", (SigningSecret(TERMINAL.app_secret),), {"T100": BRAND.brand}))
SEND = Known(SendSecrets("", {TERMINAL.account: TERMINAL.access_token}))


class House:
    """The use cases over memory, with one shop and one terminal."""

    def __init__(self) -> None:
        self.clock = TurnedClock()
        self.table = MemoryTable()
        self.packs = MemoryPacks()
        self.packs.publish(BrandKnowledge(BRAND, FAQ))
        self.simulators = Simulators(
            [TERMINAL],
            clock=self.clock,
            wait_idle=lambda: {"idle": True, "dead_letters": 0},
            rng=random.Random(5),
            post=self.post,
            platforms={CHANNEL: KioskPlatform},
        )
        self.http = Client(self.simulators.wsgi)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The shop's own address: the webhook is verified, answered and delivered."""
        named = {name.lower(): value for name, value in headers.items()}
        webhook = Webhook("POST", "kiosk", "tea", {}, named, body)
        heard, now = Kept(), self.clock.now()
        ingested = ingest(
            webhook, now=now, secrets=VERIFY, channels=INBOUND, queue=heard, receipts=Kept()
        )
        for event in heard:
            self._answer(event)
        return 200 if ingested.reception is Reception.ACCEPTED else 403

    def _answer(self, event: Event) -> None:
        conversations, outbox = MemoryConversations(self.table), Asked()
        now = self.clock.now()
        answer(event, now=now, conversations=conversations, packs=self.packs, outbox=outbox)
        for key in outbox:
            list(deliver(key, door=self._door()))

    def _door(self) -> Door:
        gateway = HttpChannelGateway(SEND, lambda channel: f"/{channel}", InProcess(self.http))
        health = MemoryAccountHealth(HealthRows(), self.clock.now)
        until = self.clock.now() + timedelta(seconds=10)
        ledger = MemorySendLedger(self.table)
        return a_door("run", until, self.clock.now, ledger, gateway, health, book=book())

    def ends(self) -> list[str]:
        """How every send ended, oldest first."""
        contact = ContactKey(CHANNEL, TERMINAL.account, self.visitor.user)
        turns = sorted(self.table.turns[contact].values(), key=lambda turn: turn.key.occurred_at)
        return [send.state.value for turn in turns for send in turn.sends]

    @property
    def visitor(self) -> Any:
        return self.simulators.shopper(CHANNEL, TERMINAL.account, "visitor-mei")

    def seen(self) -> list[str]:
        return [row["text"] for row in self.http.get("/ledger").json or []]


def book() -> PolicyBook:
    known = policy_book()
    return book_of("test", (*known.rows, KIOSK_PUSH), known.duties, known.settings)


def main() -> None:
    house = House()
    statuses = []
    for words in ("運費多少錢", "我想退貨或換貨", "停止"):
        house.clock.advance(60)
        statuses.append(house.visitor.say(words).status)
        if words == "我想退貨或換貨":
            house.clock.advance(60)
            statuses.append(house.visitor.press("退貨").status)
    house.clock.advance(60)
    statuses.append(house.visitor.leave().status)
    told = {"statuses": statuses, "seen": house.seen(), "ends": house.ends()}
    sys.stdout.write(json.dumps(told))
    house.simulators.close()


if __name__ == "__main__":
    main()
