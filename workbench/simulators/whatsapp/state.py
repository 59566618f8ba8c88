"""What is true of numbers, business accounts and portfolios on WhatsApp?"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from workbench.simulators.accounts import WHATSAPP, SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.whatsapp.agenda import Agenda
from workbench.simulators.whatsapp.library import Library
from workbench.simulators.whatsapp.people import People, Person
from workbench.simulators.whatsapp.rules import WhatsAppRules
from workbench.simulators.whatsapp.templates import Templates
from workbench.simulators.world import World

JsonObject = dict[str, Any]


@dataclass(slots=True)
class Thread:
    """One person and one number: when they spoke, who owns the talk, what was said.

    `owner` is the role of the app that has it, empty when nobody has; times are of the last event.
    """

    person: Person
    contact: Contact
    owner: str = ""
    phone_known_at: datetime | None = None
    ad_at: datetime | None = None
    free_until: datetime | None = None
    blocked_by_shop: bool = False
    heard: dict[str, datetime] = field(default_factory=dict)  # their messages, by id
    told: dict[str, datetime] = field(default_factory=dict)  # ours

    @property
    def wrote_at(self) -> datetime | None:
        return self.contact.wrote_at

    def open_at(self, now: datetime, window: timedelta) -> bool:
        """Is the customer service window open?"""
        return self.wrote_at is not None and now - self.wrote_at < window

    def free_at(self, now: datetime) -> bool:
        """Is the free entry point open, opened by an ad and an answer to it?"""
        return self.free_until is not None and now < self.free_until


@dataclass(slots=True)
class Number:
    """One business phone number."""

    account: SimulatedAccount
    registered: bool = True
    pin: str = "123456"
    pin_tries: list[datetime] = field(default_factory=list)
    profile: JsonObject = field(default_factory=lambda: {"about": "", "description": ""})
    commerce: JsonObject = field(
        default_factory=lambda: {"is_cart_enabled": True, "is_catalog_visible": True}
    )
    automation: JsonObject = field(default_factory=dict)
    username: str = ""
    codes: dict[str, JsonObject] = field(default_factory=dict)
    callback: str = ""
    services: Counter[str] = field(default_factory=Counter)  # delivered, by month
    catalog: str = "7788"
    routed: bool = False  # several apps share the number


@dataclass(slots=True)
class Business:
    """One business account: templates, and whether its events are told at all."""

    templates: Templates = field(default_factory=Templates)
    subscribed: bool = True
    callback: str = ""
    has_insights: bool = False
    review_takes: timedelta | None = None  # None: as the rules say
    calls: list[datetime] = field(default_factory=list)


@dataclass(slots=True)
class Portfolio:
    """What several business accounts share."""

    reached: dict[str, datetime] = field(default_factory=dict)
    signups: dict[str, JsonObject] = field(default_factory=dict)
    has_signed_up: bool = False


class State:
    """Everything of WhatsApp that the world has no words for. Hold the world's lock."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people = People()
        self.agenda = Agenda()
        self.library = Library(world.ids, world.rules.whatsapp)
        self.numbers = {
            one.account: Number(one) for one in world.accounts if one.channel == WHATSAPP
        }
        self._businesses: dict[str, Business] = {}
        self._portfolios: dict[str, Portfolio] = {}
        self._threads: dict[tuple[str, int], Thread] = {}

    @property
    def rules(self) -> WhatsAppRules:
        return self.world.rules.whatsapp

    def business(self, waba: str) -> Business:
        return self._businesses.setdefault(waba, Business())

    def portfolio(self, portfolio: str) -> Portfolio:
        return self._portfolios.setdefault(portfolio, Portfolio())

    def thread(self, number: Number, person: Person) -> Thread:
        """Their talk, new if need be; it moves along when the person's id changes."""
        account, key = number.account, (number.account.account, id(person))
        contact = self.world.meet_id(account, person.bsuid, person.name)
        if key not in self._threads:
            self._threads[key] = Thread(person, contact)
        thread = self._threads[key]
        if thread.contact.user != person.bsuid:
            contact.bubbles, contact.met = thread.contact.bubbles, thread.contact.met
            contact.wrote_at, contact.blocked = thread.wrote_at, thread.contact.blocked
            thread.contact.met = False  # under the old id there is nobody any more
            thread.contact = contact
        return thread

    def threads(self, number: Number) -> list[Thread]:
        """Every talk of a number."""
        account = number.account.account
        return [thread for (owner, _), thread in self._threads.items() if owner == account]

    def owned_elsewhere(self, number: Number, thread: Thread, now: datetime) -> bool:
        """Does another app have the talk? It falls idle when the person says nothing for long."""
        if not number.routed or not thread.owner:
            return False
        if not thread.open_at(now, self.rules.window):
            thread.owner = ""
        return bool(thread.owner) and thread.owner != self.rules.role

    def knows_phone(self, thread: Thread, now: datetime) -> bool:
        """May the phone number stand in what is told of this person?"""
        person, seen = thread.person, thread.phone_known_at
        if not person.username or person.in_contacts:
            return True
        return seen is not None and now - seen < self.rules.phone_memory
