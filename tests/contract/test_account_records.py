"""What channels tell of accounts is kept alike by every table: forward only, twice is once."""

import random
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from tests.support.builders import NOW
from tests.support.engines import TableEngine, VirtualClock
from towkay.adapters.dynamodb.account_facts import DynamoAccountFacts
from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.adapters.dynamodb.heard import DynamoHeardNotes
from towkay.adapters.memory.accounts import (
    AccountRows,
    MemoryAccountFacts,
    MemoryAccountRecords,
    MemoryHeardNotes,
)
from towkay.domain.account_facts import NOTHING_KNOWN, NewsKept, QuotaRead, Said
from towkay.domain.account_news import (
    AccountReported,
    Standing,
    TemplateReviewed,
    TemplateState,
)
from towkay.domain.account_news import Ground as G
from towkay.domain.channels import Channel
from towkay.domain.health import AccountKey
from towkay.domain.rhythm import hour_of
from towkay.ports.accounts import AccountFactsReader, AccountRecords, HeardNotes

NUMBER = AccountKey(Channel.WHATSAPP, "209911887700123")
OTHER = AccountKey(Channel.WHATSAPP, "209911887700124")
BARRED = AccountReported(
    "account_restriction", "BIZ_INITIATED", Standing.BARRED, NOW + timedelta(days=3), G.PHONE
)
FREED = AccountReported("account_reconnected", standing=Standing.WELL, ground=G.PHONE)
LATER = NOW + timedelta(minutes=1)


@dataclass
class Office:
    """Everything that is kept of accounts, over one table."""

    table: TableEngine
    clock: VirtualClock = field(default_factory=VirtualClock)
    rows: AccountRows = field(default_factory=AccountRows)

    @property
    def records(self) -> AccountRecords:
        client = self.table.client
        if client is None:
            return MemoryAccountRecords(self.rows)
        return DynamoAccountRecords(client, self.table.table_name)

    def reader(self) -> AccountFactsReader:
        client = self.table.client
        if client is None:
            return MemoryAccountFacts(self.rows, self.clock)
        return DynamoAccountFacts(client, self.table.table_name, self.clock)

    def heard(self) -> HeardNotes:
        client = self.table.client
        if client is None:
            return MemoryHeardNotes(self.rows)
        return DynamoHeardNotes(lambda: client, self.table.table_name)


@pytest.fixture
def office(table: TableEngine) -> Office:
    return Office(table)


def test_of_an_account_nobody_told_of_nothing_is_known(office: Office) -> None:
    assert office.records.facts(NUMBER) == NOTHING_KNOWN
    assert office.reader().template(NUMBER, "shipped", "zh_TW") is None
    assert office.records.heard(NUMBER).at is None
    assert not office.records.templates(NUMBER) and not office.records.news(NUMBER, 10)


def test_a_bar_is_read_as_it_was_told(office: Office) -> None:
    assert office.records.report(NUMBER, BARRED, NOW)

    facts = office.reader().facts(NUMBER)

    assert facts.is_barred(NOW) and not facts.is_barred(NOW + timedelta(days=3))
    assert facts.said == (Said(BARRED, NOW),)
    assert not office.records.facts(OTHER).is_barred(NOW)


def test_older_news_never_overrules_what_is_known(office: Office) -> None:
    office.records.report(NUMBER, FREED, LATER)
    assert not office.records.report(NUMBER, FREED, NOW)

    office.records.report(NUMBER, BARRED, NOW)

    assert not office.records.facts(NUMBER).is_barred(NOW)


def test_the_same_news_twice_is_news_once(office: Office) -> None:
    assert office.records.report(NUMBER, BARRED, NOW)
    assert not office.records.report(NUMBER, BARRED, NOW)


WARNED = AccountReported("account_violation", "ADULT", Standing.WARNED, ground=G.ENFORCEMENT)
UNFLAGGED = AccountReported("phone_number_quality_update", "", Standing.WELL, ground=G.QUALITY)


@pytest.mark.parametrize("later", [WARNED, UNFLAGGED, replace(FREED, ground=G.UNNAMED)])
def test_only_what_lifts_a_bar_lifts_it(office: Office, later: AccountReported) -> None:
    office.records.report(NUMBER, BARRED, NOW)
    assert office.records.report(NUMBER, later, LATER)
    assert office.records.facts(NUMBER).is_barred(LATER)
    office.records.report(NUMBER, FREED, LATER)
    assert not office.records.facts(NUMBER).is_barred(LATER)


def test_of_news_of_the_same_moment_none_is_lost_and_the_bar_wins(office: Office) -> None:
    news = [BARRED, replace(BARRED, until=NOW + timedelta(days=9)), FREED, WARNED, UNFLAGGED]
    numbers = [AccountKey(Channel.WHATSAPP, str(number)) for number in range(6)]
    for number in numbers:
        for one in random.Random(number.account).sample(news * 2, 10):
            office.records.report(number, one, NOW)

    (facts,) = {office.records.facts(number) for number in numbers}
    assert [bar.report.until for bar in facts.bars(NOW)] == [NOW + timedelta(days=9)]
    assert [one.report for one in facts.warnings()] == [WARNED]


def test_what_says_nothing_of_an_accounts_standing_changes_none(office: Office) -> None:
    office.records.report(NUMBER, BARRED, NOW)

    assert not office.records.report(NUMBER, AccountReported("security", "PIN_CHANGED"), LATER)

    assert office.records.facts(NUMBER).is_barred(LATER)


def test_a_quota_and_a_standing_leave_each_other_alone(office: Office) -> None:
    office.records.report(NUMBER, BARRED, NOW)
    office.records.read_quota(NUMBER, QuotaRead(500, NOW, 6000))
    office.records.read_quota(NUMBER, QuotaRead(400, NOW - timedelta(hours=1), 6000))

    facts = office.records.facts(NUMBER)

    assert facts.is_barred(NOW) and facts.quota == QuotaRead(500, NOW, 6000)


def test_a_template_has_a_state_of_its_own_in_each_language(office: Office) -> None:
    for language, state in (("zh_TW", TemplateState.PAUSED), ("en", TemplateState.APPROVED)):
        office.records.review(NUMBER, TemplateReviewed("shipped", language, state), NOW)

    reader = office.reader()

    assert reader.template(NUMBER, "shipped", "zh_TW") is TemplateState.PAUSED
    assert reader.template(NUMBER, "shipped", "en") is TemplateState.APPROVED
    assert reader.template(OTHER, "shipped", "en") is None
    assert {one.review.language for one in office.records.templates(NUMBER)} == {"zh_TW", "en"}


def test_a_templates_older_state_never_comes_back(office: Office) -> None:
    office.records.review(
        NUMBER, TemplateReviewed("shipped", "en", TemplateState.REJECTED, "utility", "SCAM"), LATER
    )
    older = TemplateReviewed("shipped", "en", TemplateState.APPROVED)

    assert not office.records.review(NUMBER, older, NOW)

    (known,) = office.records.templates(NUMBER)
    assert (known.state, known.review.reason) == (TemplateState.REJECTED, "SCAM")


def test_what_a_worker_read_of_an_account_counts_for_a_minute(office: Office) -> None:
    reader = office.reader()
    assert not reader.facts(NUMBER).is_barred(office.clock())
    office.records.report(NUMBER, BARRED, NOW)

    office.clock.advance(59)
    assert not reader.facts(NUMBER).is_barred(NOW)
    office.clock.advance(2)
    assert reader.facts(NUMBER).is_barred(NOW)


def test_news_are_kept_newest_first_and_once_for_each_cause(office: Office) -> None:
    for cause, at in (("a", NOW), ("b", LATER), ("a", NOW)):
        office.records.keep(NUMBER, NewsKept(at, "account_alerts", cause), cause)

    assert [one.detail for one in office.records.news(NUMBER, 10)] == ["b", "a"]
    assert [one.detail for one in office.records.news(NUMBER, 1)] == ["b"]


def test_a_worker_notes_an_account_once_in_a_quarter_of_an_hour(office: Office) -> None:
    heard = office.heard()
    for minutes in (0, 1, 14):
        heard.note(NUMBER, NOW + timedelta(minutes=minutes))
    assert office.records.heard(NUMBER).at == NOW

    heard.note(NUMBER, NOW + timedelta(minutes=15))

    assert office.records.heard(NUMBER).at == NOW + timedelta(minutes=15)


def test_the_hours_in_which_shoppers_were_heard_are_a_set(office: Office) -> None:
    for worker, hours in ((office.heard(), (0, 1)), (office.heard(), (1, 5))):
        for hour in hours:
            worker.note(NUMBER, NOW + timedelta(hours=hour))
    first = hour_of(NOW)
    assert office.records.heard(NUMBER).hours == {first, first + 1, first + 5}

    office.records.forget_hours(NUMBER, [first, first + 99])
    office.records.forget_hours(NUMBER, [])

    assert office.records.heard(NUMBER).hours == {first + 1, first + 5}
