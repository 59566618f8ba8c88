"""A genuine webhook sent again changes nothing: not while it is remembered, and not after."""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.attack.functions import ARRIVED, Functions
from tests.attack.ledger import CountingAws
from tests.attack.shops import LINE_OF_DEMO, PAGE_OF_DEMO, open_shops, request
from tests.support.permits import a_door
from tests.support.shop import BRAND, FAQ
from tests.support.webhook_bodies import (
    AT_MS,
    LINE_USER,
    PSID,
    Body,
    line_body,
    line_event,
    line_text,
    messaging,
    page_body,
)
from towkay.adapters.event_messages import event_from_json
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.conversations import MemoryConversations, MemorySendLedger
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.calls import ChannelCall
from towkay.domain.outcomes import Outcome, Verdict
from towkay.domain.permits import Permit
from towkay.domain.turns import TurnKey
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import Handling, answer
from towkay.usecases.deliver import deliver

BODIES = 1_000
# However short a deployment wants to keep its turns: what was answered must not be so again.
SHORTEST = timedelta(days=1)
REMEMBERED = (
    timedelta(minutes=1),
    timedelta(minutes=6),
    timedelta(hours=25),
    timedelta(days=6.9),
    timedelta(days=7.99),
)
FORGOTTEN = (timedelta(days=8, minutes=2), timedelta(days=9.1), timedelta(days=30))
WORDS = ("運費怎麼算？", "可以退貨嗎", "取消訂閱", "找真人", "恢復訂閱", "shipping fee", "缺人嗎")


@dataclass
class Floor:
    """The shop behind the queue: every event answered and every answer sent at once."""

    now: datetime = ARRIVED
    calls: list[ChannelCall] = field(default_factory=list)
    table: MemoryTable = field(default_factory=lambda: MemoryTable(SHORTEST))
    packs: MemoryPacks = field(default_factory=MemoryPacks)
    asked: list[TurnKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.packs.publish(BrandKnowledge(BRAND, FAQ))
        accounts = MemoryAccountHealth(HealthRows(), lambda: self.now)
        self.door = a_door(
            owner="run",
            deadline=ARRIVED + timedelta(days=90),
            clock=lambda: self.now,
            ledger=MemorySendLedger(self.table),
            gateway=MemoryGateway(self._hear),
            accounts=accounts,
        )

    def put(self, key: TurnKey, attempt: str) -> None:
        """The outbox."""
        self.asked.append(key)

    def _hear(self, call: ChannelCall, permit: Permit) -> Outcome:
        self.calls.append(call)
        return Outcome(Verdict.SENT, provider_ids=(f"p{len(self.calls)}",))

    def work(self, body: str) -> Handling:
        conversations = MemoryConversations(self.table)
        event = event_from_json(body)
        result = answer(
            event, now=self.now, conversations=conversations, packs=self.packs, outbox=self
        )
        while self.asked:
            list(deliver(self.asked.pop(), door=self.door))
        return result.handling

    def state(self) -> Any:
        return deepcopy((self.table.contacts, self.table.turns, self.table.ledger, self.calls))


def bodies() -> list[dict[str, Any]]:
    """A thousand signed requests of two hundred shoppers, in the order they came."""
    found = []
    for number in range(BODIES):
        at_ms = AT_MS - 1_000 + number
        shopper = number % 200
        if number % 2:
            found.append(request(LINE_OF_DEMO, _bytes(_line(number, at_ms, shopper))))
        else:
            found.append(request(PAGE_OF_DEMO, _bytes(_page(number, at_ms, shopper))))
    return found


def _bytes(body: Body) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


def _line(number: int, at_ms: int, shopper: int) -> Body:
    about: Body = {
        "webhookEventId": f"e{number}",
        "replyToken": f"token-{number}",
        "source": {"type": "user", "userId": f"{LINE_USER[:-4]}{shopper:04}"},
    }
    if number % 11 == 0:
        return line_body(line_event("follow", at_ms, **about))
    if number % 13 == 0:
        return line_body(line_event("unfollow", at_ms, **about))
    return line_body(line_text(WORDS[number % len(WORDS)], at_ms, **about))


def _page(number: int, at_ms: int, shopper: int) -> Body:
    person = {"sender": {"id": f"{PSID[:-4]}{shopper:04}"}}
    if number % 12 == 0:
        press = {"mid": f"m_{number}", "title": "選單", "payload": "tk:menu"}
        return page_body(messaging(at_ms, postback=press, **person))
    text = {"mid": f"m_{number}", "text": WORDS[number % len(WORDS)]}
    return page_body(messaging(at_ms, message=text, **person))


@pytest.fixture
def floor() -> Floor:
    return Floor()


def first_time(functions: Functions, aws: CountingAws, floor: Floor) -> None:
    open_shops(aws)
    for event in bodies():
        assert functions.invoke("webhook", event)["statusCode"] == 200
    queued, aws.queued = aws.queued, []
    assert {floor.work(body) for body in queued} == {Handling.HANDLED}
    assert len(queued) == BODIES and len(floor.calls) > BODIES // 3


def test_a_replay_within_the_memory_has_no_effect(
    functions: Functions, aws: CountingAws, floor: Floor
) -> None:
    first_time(functions, aws, floor)
    before = floor.state()
    for later in REMEMBERED:
        functions.now = floor.now = ARRIVED + later
        for event in bodies():
            assert functions.invoke("webhook", event)["statusCode"] == 200
        queued, aws.queued = aws.queued, []
        assert len(queued) == BODIES
        assert {floor.work(body) for body in queued} == {Handling.DUPLICATE}
        assert floor.state() == before, f"after {later}"


def test_a_replay_after_the_memory_is_refused_by_its_own_time(
    functions: Functions, aws: CountingAws, floor: Floor
) -> None:
    first_time(functions, aws, floor)
    writes = aws.writes
    for later in FORGOTTEN:
        functions.now = ARRIVED + later
        for event in bodies():
            assert functions.invoke("webhook", event)["statusCode"] == 200
    assert '"stale":1' in functions.said()
    assert (aws.queued, aws.writes) == ([], writes)


def test_an_event_that_grew_old_in_a_queue_is_refused_as_well(
    functions: Functions, aws: CountingAws, floor: Floor
) -> None:
    open_shops(aws)
    for event in bodies():
        functions.invoke("webhook", event)
    before = floor.state()
    for later in FORGOTTEN:
        floor.now = ARRIVED + later
        assert {floor.work(body) for body in aws.queued} == {Handling.REFUSED_STALE}
    assert floor.state() == before
