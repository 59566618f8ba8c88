"""What a platform thinks of a template is followed from its creation to the door."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.door import Bench
from tests.support.engines import TableEngine, VirtualClock
from tests.support.platform_http import PlatformHttp, base_url, endpoint_of
from tests.support.said_of_parcels import LANGUAGES, USUAL
from tests.support.shop import BRAND, NOW
from tests.support.wanted import GRANTED, ON_MESSENGER, SHIPPED, Shelf
from tests.unit.simulators.rig import BSUID, NUMBER, PAGE, PSID, TIDY, running
from towkay.adapters.channels.enquiry import ChannelRequests, HttpAccountEnquiry
from towkay.adapters.channels.graph.checking import node
from towkay.adapters.dynamodb.account_facts import DynamoAccountFacts
from towkay.adapters.dynamodb.account_records import DynamoAccountRecords
from towkay.adapters.joined import each
from towkay.adapters.memory.account_health import HealthRows, MemoryAccountHealth
from towkay.adapters.memory.accounts import AccountRows, MemoryAccountFacts, MemoryAccountRecords
from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import DEFAULT_RULES
from towkay.domain.brands import Brand
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.errors import PackMissing
from towkay.domain.health import AccountKey
from towkay.domain.matters import Concern, Finding, Matter
from towkay.domain.messages import Purpose, TemplateMessage, Text
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import Route
from towkay.domain.sends import SendState
from towkay.domain.shipping.needs import needed
from towkay.domain.shipping.wanted import WantedTemplate
from towkay.domain.subscriptions import Subscription
from towkay.domain.templates import Parameter, Template
from towkay.ports.accounts import AccountFactsReader, AccountRecords
from towkay.usecases.account_news import note_news
from towkay.usecases.care import Practice, look_after
from towkay.usecases.sorting import Source, sort
from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.messenger.rules import MessengerRules
from workbench.simulators.rules import Rules

HOUR = timedelta(hours=1)
SLOW = Rules(
    silence_s=0.2,
    whatsapp=replace(TIDY, review_takes=HOUR),
    messenger=MessengerRules(review_takes=HOUR),
)


@dataclass
class Brands:
    """The brand that was published, if any was."""

    published: Brand | None = None

    def brand(self, name: str) -> Brand:
        if self.published is None:
            raise PackMissing(name)
        return self.published


@dataclass
class Way:
    """A template's whole way: publishing, its platform, the webhook's parser, table and door."""

    shelf: Shelf
    records: AccountRecords
    reader: Any
    wanted: WantedTemplate
    account: SimulatedAccount
    contact: ContactKey
    brands: Brands = field(default_factory=Brands)

    def publish(self) -> None:
        self.shelf.stocker.create(self.shelf.stock(self.wanted.channel, [self.wanted]))

    def hear(self) -> None:
        """Take every webhook that the platform sent of late."""
        self.shelf.rig.simulators.idle()
        known = endpoint_of(self.account).verify
        assert known
        now, channel = self.shelf.rig.clock.now(), Channel(self.account.channel)
        source, parser = (
            Source(channel, self.account.endpoint, known, now),
            each("inbound", "INBOUND"),
        )
        for body in self.shelf.rig.shop.bodies():
            for item in parser[channel].parse(body, app_id=self.account.app_id):
                _, events = sort(item, source)
                for event in events:
                    note_news(event, ledger=self.records)
        self.shelf.rig.shop.seen.clear()

    def decide(self, verdict: str, reason: str = "", **more: str) -> None:
        """The platform changes its mind, a minute later."""
        self.shelf.rig.clock.advance(120)
        holder = self.account.waba or self.account.account
        path = f"/settings/{self.account.channel}/{holder}/review/{self.wanted.name}"
        body = {"verdict": verdict, "reason": reason, **more}
        assert self.shelf.rig.http.post(path, json=body).status_code == 200

    def delete(self) -> None:
        """Somebody deletes it in the business manager."""
        endpoint, holder = endpoint_of(self.account), self.account.waba or self.account.account
        (account,) = endpoint.accounts()
        path = node(f"{holder}/message_templates", endpoint, account, name=self.wanted.name)
        token = {"Authorization": f"Bearer {self.account.access_token}"}
        gone = self.shelf.rig.http.delete(base_url(self.account.channel) + path, headers=token)
        assert gone.status_code == 200, gone.text

    def care(self) -> tuple[Finding, ...]:
        """The daily look at the account, two minutes later."""
        now = self.shelf.rig.clock.advance(120)
        http, clock = PlatformHttp(self.shelf.rig.http), self.shelf.rig.clock.now
        enquiry = HttpAccountEnquiry(ChannelRequests(base_url, http), clock)
        health = MemoryAccountHealth(HealthRows(), clock)
        practice = Practice(self.records, health, enquiry, self.brands)
        (checkup,) = look_after([endpoint_of(self.account)], now=now, practice=practice)
        return tuple(one for one in checkup.findings if one.concern is Concern.TEMPLATE)

    def told(self, *, for_words: bool = False) -> Bench:
        """A shopper is told by it, outside the window; `for_words` where it stands behind some."""
        bench = Bench(self.contact)
        bench.tools = {"facts": self.reader()}
        quiet = replace(DEFAULT_RULES, quiet_hours=None, caps=(), accounts=(GRANTED,))
        bench.rules.publish("demo", quiet)
        agreed = Subscription("order_updates", True, NOW - timedelta(days=9), "c")
        bench.contact = replace(bench.contact, window_closes_at=None, subscriptions=(agreed,))
        turn = bench.store_turn("x", purpose=Purpose.SERVICE)
        filled = tuple(Parameter(one) for one in self.wanted.examples)
        template = Template(self.wanted.name, self.wanted.language, self.wanted.kind, body=filled)
        send = replace(turn.sends[0], topic="order_updates")
        if for_words:
            send = replace(send, messages=(Text("已出貨"),), instead=template)
        else:
            said = (TemplateMessage(template),)
            send = replace(send, messages=said, template=template.name)
        bench.table.settle(turn, replace(send, carries_opt_out=True))
        bench.deliver()
        return bench

    def is_held_back(self) -> bool:
        """It stays here, for this reason and no other, be it all there is or behind words."""
        alone, behind = (self._is_held_back(for_words=one) for one in (False, True))
        assert alone is behind
        return alone

    def _is_held_back(self, *, for_words: bool) -> bool:
        bench = self.told(for_words=for_words)
        assert (bench.calls == []) is (bench.states == [SendState.SUPPRESSED])
        if bench.calls:
            assert [call.route for call in bench.calls] == [Route.UTILITY_TEMPLATE]
            return False
        assert bench.sends[0].reason == Reason.TEMPLATE_UNAPPROVED
        return True


@pytest.fixture(params=["whatsapp", "messenger"])
def way(request: pytest.FixtureRequest, table: TableEngine) -> Iterator[Way]:
    rows, client = AccountRows(), table.client
    records: AccountRecords = (
        DynamoAccountRecords(client, table.table_name) if client else MemoryAccountRecords(rows)
    )

    def reader() -> AccountFactsReader:
        clock = VirtualClock()
        if client:
            return DynamoAccountFacts(client, table.table_name, clock)
        return MemoryAccountFacts(rows, clock)

    with running(SLOW) as rig:
        shelf = Shelf(rig, ledger=records)
        whose = {
            "whatsapp": (SHIPPED, NUMBER, ContactKey(Channel.WHATSAPP, NUMBER.account, BSUID)),
            "messenger": (ON_MESSENGER, PAGE, ContactKey(Channel.MESSENGER, PAGE.account, PSID)),
        }
        yield Way(shelf, records, reader, *whose[request.param])


def test_only_what_its_platform_approved_goes_out_from_its_creation_to_its_pause(way: Way) -> None:
    way.publish()
    assert way.is_held_back(), "created, and waiting for its review"

    way.shelf.rig.clock.advance(3600)
    way.hear()
    assert not way.is_held_back(), "approved"

    way.decide("PAUSED")
    way.hear()
    assert way.is_held_back(), "paused"

    way.decide("APPROVED")
    way.hear()
    assert not way.is_held_back(), "the pause is over"


def test_what_nobody_created_yet_is_held_back_once_publishing_has_looked(way: Way) -> None:
    way.shelf.stock(way.wanted.channel, [way.wanted])

    assert way.is_held_back()


def test_a_verdict_whose_webhook_was_lost_is_read_by_the_daily_look(way: Way) -> None:
    way.publish()
    way.shelf.rig.clock.advance(3600)
    way.hear()
    assert way.care() == () and not way.is_held_back()

    way.decide("REJECTED", "TAG_CONTENT_MISMATCH")
    way.shelf.rig.simulators.idle()
    way.shelf.rig.shop.seen.clear()  # it never arrived
    assert not way.is_held_back()

    (finding,) = way.care()
    assert finding.detail == f"{SHIPPED.name} zh_TW rejected TAG_CONTENT_MISMATCH"
    assert way.is_held_back()


def test_what_was_deleted_at_the_platform_is_found_by_the_daily_look(way: Way) -> None:
    way.publish()
    way.shelf.rig.clock.advance(3600)
    way.hear()
    way.delete()

    way.care()

    account = AccountKey(Channel(way.account.channel), way.account.account)
    assert [one.state for one in way.records.templates(account)] == [TemplateState.GONE]
    assert way.is_held_back()


def test_a_template_on_the_second_page_is_looked_after_too(way: Way) -> None:
    others = [replace(way.wanted, name=f"towkay_{number:03}") for number in range(110)]
    for part in (others[:60], [*others[60:], way.wanted]):
        way.shelf.stocker.create(way.shelf.stock(way.wanted.channel, part))
        way.shelf.rig.clock.advance(3600)
    way.hear()
    way.decide("DISABLED")

    (finding,) = way.care()

    assert finding.detail.startswith(f"{SHIPPED.name} zh_TW disabled")


def test_what_a_notice_needs_and_nobody_created_is_told_once_a_day(way: Way) -> None:
    wanted = [one for one in needed(USUAL, LANGUAGES) if one.channel == way.wanted.channel]
    rules = replace(DEFAULT_RULES, accounts=(GRANTED,))
    way.brands.published = replace(BRAND, languages=LANGUAGES, shipping=USUAL, rules=rules)

    (finding,) = way.care()

    assert finding.matter is Matter.TEMPLATES_MISSING
    assert finding.detail == f"{wanted[0].name} {wanted[0].language} +{len(wanted) - 1}"
    way.shelf.stocker.create(way.shelf.stock(way.wanted.channel, wanted))
    assert way.care() == ()


def test_a_needed_template_that_costs_more_is_told_by_the_daily_look(way: Way) -> None:
    if way.account.waba == "":
        return  # a Page's templates have one category alone
    rules = replace(DEFAULT_RULES, accounts=(GRANTED,))
    way.brands.published = replace(BRAND, languages=LANGUAGES, shipping=USUAL, rules=rules)
    wanted = [one for one in needed(USUAL, LANGUAGES) if one.channel == way.wanted.channel]
    way.shelf.stocker.create(way.shelf.stock(way.wanted.channel, wanted))
    way.wanted = wanted[0]

    way.decide("APPROVED", category="MARKETING")

    (finding,) = way.care()
    assert (finding.matter, finding.detail) == (Matter.TEMPLATES_DEARER, " ".join(wanted[0].key))
