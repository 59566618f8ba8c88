"""What nobody asked for waits outside the queue: no shopper's answer waits behind it."""

from datetime import datetime, timedelta

import pytest

from tests.support.notices import TOPIC, NoticeBench
from tests.support.outbound import ACCOUNTS, OutboundRoad
from tests.support.permits import a_door
from tests.support.shop import BRAND, FAQ, NOW
from towkay.adapters.memory.conversations import MemoryConversations, MemoryDueTurns
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.adapters.memory.no_pace import NoPace
from towkay.adapters.memory.packs import MemoryPacks
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.errors import AccountPaced
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.outcomes import Outcome, Refusal, Verdict
from towkay.domain.sends import Send, SendState
from towkay.domain.subscriptions import Subscription
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.deliver import deliver
from towkay.usecases.plan import plan

SHOPPER = ContactKey(Channel.MESSENGER, ACCOUNTS[Channel.MESSENGER], "shopper-1")
TOO_EARLY = Outcome(Verdict.SLOW_DOWN, Refusal.NOT_YET, retry_after=timedelta(minutes=30))
REVOKED = Outcome(Verdict.REFUSED, Refusal.CREDENTIALS, code="190")
SOON = NOW + timedelta(seconds=3)


def a_road(purpose: Purpose) -> OutboundRoad:
    """A road with one notice on it."""
    road = OutboundRoad()
    agreed = Subscription(TOPIC, True, NOW, "press-1")
    window = NOW + timedelta(hours=24)
    road.table.contacts[SHOPPER] = Contact(
        SHOPPER, "demo", "demo", 1, subscriptions=(agreed,), window_closes_at=window
    )
    packs = MemoryPacks()
    packs.publish(BrandKnowledge(BRAND, FAQ))
    notice = Notice(SHOPPER, NOW, "news:1", purpose, (Text("新茶到了"),), topic=TOPIC)
    store = MemoryConversations(road.table)
    plan(notice, now=NOW, conversations=store, packs=packs, outbox=road.outbox)
    return road


@pytest.mark.parametrize("purpose", [Purpose.SERVICE, Purpose.MARKETING])
def test_a_notice_that_is_too_early_for_its_channel_keeps_no_answer_back(purpose: Purpose) -> None:
    road = a_road(purpose)
    answers = [TOO_EARLY]
    road.answer = lambda now: answers.pop() if answers else None
    road.run(timedelta(seconds=10))

    road.ask(1, sends=1)
    road.run(timedelta(seconds=1))
    answered = road.seen_by(SHOPPER.user)
    road.run(timedelta(minutes=32))

    assert answered == ["0"] and len(road.seen_by(SHOPPER.user)) == 2


def test_a_notice_outlasts_a_stopped_account_and_leaves_no_dead_letters() -> None:
    road = a_road(Purpose.SERVICE)
    road.answer = lambda now: REVOKED if now < NOW + timedelta(hours=3) else None

    road.run(timedelta(hours=3, minutes=10))

    assert road.states() == {SendState.SENT} and road.queue.dead_letters == []


class Full(NoPace):
    """A pace that has no room before `SOON`."""

    def admit(self, call: ChannelCall) -> datetime | None:
        return SOON


def paced(bench: NoticeBench) -> tuple[Send, ...]:
    """What moved while the account's pace had no room."""
    parts = (lambda: bench.now, bench.ledger, MemoryGateway(bench.respond), bench.accounts)
    door = a_door("run-1", bench.now + timedelta(seconds=10), *parts, pacer=Full())
    return tuple(deliver(bench.turn_key, door=door))


def test_marketing_without_room_in_the_pace_waits_in_the_due_index() -> None:
    bench = NoticeBench()
    bench.plan(bench.notice())

    moved = paced(bench)

    assert [(send.reason, send.not_before) for send in moved] == [("account_paced", SOON)]
    assert [due.due_at for due in MemoryDueTurns(bench.table).due(SOON, 9)] == [SOON]
    assert bench.calls == [] and bench.deliver_again(SOON).state is SendState.SENT


def test_to_look_again_before_there_may_be_room_writes_nothing() -> None:
    bench = NoticeBench()
    bench.plan(bench.notice())
    paced(bench)
    before = bench.table.turn(bench.turn_key, NOW)

    assert paced(bench) == () and bench.deliver() == ()
    assert bench.table.turn(bench.turn_key, NOW) == before


@pytest.mark.parametrize("purpose", [Purpose.SERVICE, Purpose.REPLY])
def test_what_goes_before_marketing_waits_for_its_share_in_order(purpose: Purpose) -> None:
    bench = NoticeBench()
    bench.plan(bench.notice(purpose=purpose))
    with pytest.raises(AccountPaced):
        paced(bench)
