"""Whatever fails while accounts are looked after, the next look makes up for it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from tests.simulation.gates import ERRORS, KILLS, AimedGate, Killed
from tests.support.shop import BRAND, NOW
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.accounts import AccountRows, MemoryAccountRecords, MemoryHeardNotes
from towkay.adapters.memory.care import MemoryEndpoints, MemoryEnquiry
from towkay.domain.account_facts import QuotaRead
from towkay.domain.account_news import (
    AccountReported,
    Standing,
    TemplateReviewed,
    TemplateState,
)
from towkay.domain.brands import Brand
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.checkup import MonthTold, TokenTold, Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.errors import ServiceUnavailable
from towkay.domain.events import Event
from towkay.domain.health import AccountKey
from towkay.domain.matters import Matter
from towkay.domain.rhythm import REMEMBERED_HOURS, Heard, hour_of, oldest_hour
from towkay.domain.secrets import SendSecrets, SigningSecret, VerifySecrets
from towkay.usecases.account_news import note_news
from towkay.usecases.care import Checkup, Practice, look_after

LINE = AccountKey(Channel.LINE, "U00112233445566778899aabbccddeeff")
PAGE = AccountKey(Channel.MESSENGER, "104512398760021")
PAUSED = TemplateReviewed("shipped", "en", TemplateState.PAUSED)
TOLD = {
    LINE: Told(TokenTold(True), month=MonthTold(6000, 6000)),
    PAGE: Told(TokenTold(False, code="190"), templates=(PAUSED,)),
}
REACHED = {
    CallSite.ENDPOINTS_READ,
    CallSite.CHANNEL_ASK,
    CallSite.HEARD_READ,
    CallSite.ACCOUNT_READ,
    CallSite.ACCOUNT_FACTS_READ,
    CallSite.ACCOUNT_ROWS_READ,
    CallSite.ACCOUNT_NEWS_PUT,
    CallSite.HEARD_NOTE,
}


class OneBrand:
    """`ports.BrandBook` of one brand."""

    def brand(self, name: str) -> Brand:
        return BRAND


@dataclass
class Office:
    """What is kept, and a look at all accounts over it through a gate."""

    rows: AccountRows = field(default_factory=AccountRows)

    def look(self, gate: AimedGate) -> Sequence[Checkup]:
        practice = Practice(
            MemoryAccountRecords(self.rows, gate),
            MemoryAccountHealth(HealthRows(), lambda: NOW, gate=gate),
            MemoryEnquiry(TOLD, gate),
            OneBrand(),
        )
        book = MemoryEndpoints([_endpoint(LINE), _endpoint(PAGE)], gate)
        return list(look_after(book.endpoints(), now=NOW, practice=practice))


def _endpoint(account: AccountKey) -> Endpoint:
    verify = VerifySecrets("1", "v", (SigningSecret("s"),), {account.account: BRAND.brand})
    return Endpoint(account.channel, "tea", verify, SendSecrets("s", {account.account: "t"}))


def an_office() -> Office:
    office = Office()
    now = hour_of(NOW)
    hours = frozenset({now, oldest_hour(NOW) - 1, now - REMEMBERED_HOURS - 9})
    office.rows.heard[LINE] = Heard(NOW, hours)
    return office


def looked(gate: AimedGate) -> Office:
    """After a look that failed as the gate has it, and one that did not."""
    office = an_office()
    with suppress(Killed, ServiceUnavailable):
        office.look(gate)
    office.look(AimedGate({}))
    return office


def passages() -> list[CallSite]:
    gate = AimedGate({})
    an_office().look(gate)
    return gate.passages


def test_a_look_tells_what_each_account_needs() -> None:
    checkups = an_office().look(AimedGate({}))

    found = {one.patient.account: {each.matter for each in one.findings} for one in checkups}
    assert found == {
        LINE: {Matter.QUOTA_GONE},
        PAGE: {Matter.TOKEN_REFUSED, Matter.TEMPLATE_OUT},
    }


def test_a_look_reaches_every_site_that_is_only_its_own() -> None:
    assert set(passages()) == REACHED


@pytest.mark.parametrize("fault", KILLS + ERRORS)
def test_every_fault_is_made_up_for_by_the_next_look(fault: str) -> None:
    whole = looked(AimedGate({}))

    for number in range(len(passages())):
        gate = AimedGate({number: fault})
        office = looked(gate)
        assert gate.struck == 1
        assert office.rows == whole.rows, (fault, number)
    assert whole.rows.facts[LINE].quota == QuotaRead(6000, NOW, 6000)
    assert whole.rows.heard[LINE].hours == {hour_of(NOW)}


@dataclass
class Notice:
    """News as receipts gets them."""

    at: datetime
    cause: str
    standing: Standing

    def event(self) -> Event:
        news = AccountReported("account_update", self.cause, self.standing)
        contact = ContactKey(Channel.LINE, LINE.account, "")
        return Event(contact, BRAND.brand, "tea", self.cause, self.at, NOW, news)


def test_news_that_come_twice_and_in_any_order_under_faults_lose_none() -> None:
    news = [
        Notice(NOW - timedelta(hours=2), "a", Standing.BARRED),
        Notice(NOW - timedelta(hours=1), "b", Standing.WARNED),
        Notice(NOW - timedelta(hours=3), "c", Standing.WELL),
    ]
    for number in range(12):
        for fault in KILLS + ERRORS:
            rows = AccountRows()
            gate = AimedGate({number: fault})
            waiting = [one.event() for one in news]
            while waiting:
                event = waiting.pop(0)
                try:
                    note_news(event, ledger=MemoryAccountRecords(rows, gate))
                except (Killed, ServiceUnavailable):
                    waiting.append(event)  # the queue brings it back
            said = {one.report.detail for one in rows.facts[LINE].said}
            assert said == {"a", "b", "c"}, (number, fault)
            assert rows.facts[LINE].is_barred(NOW), (number, fault)
            assert len(rows.news[LINE]) == len(news), (number, fault)


def test_an_account_that_was_never_heard_is_not_noted_as_heard() -> None:
    rows = AccountRows()
    gate = AimedGate({0: "error_before"})
    notes = MemoryHeardNotes(rows, gate)

    notes.note(LINE, NOW)
    assert rows.heard == {}
    notes.note(LINE, NOW)

    assert rows.heard[LINE].at == NOW, "the next message notes it"
