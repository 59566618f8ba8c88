"""What do a shopper and the shop do in some weeks? Chance decides, from one seed."""

from datetime import datetime, timedelta
from functools import partial
from random import Random

from towkay.domain.actions import Verb
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import (
    Followed,
    Happening,
    HumanReplied,
    MessageReceived,
    OptedOut,
    PostbackPressed,
    Reacted,
)
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice
from towkay.domain.routes import SenderKind
from workbench.audit.simulated.person import Person
from workbench.audit.simulated.shop import (
    ACCOUNTS,
    DAYS,
    OPENED,
    PARCELS,
    SALE,
    Shop,
)

_DAY = timedelta(days=1)
_SAID = (
    ("question", 84),
    ("謝謝", 2),
    ("停止", 3),
    ("恢復訂閱", 4),
    ("真人", 2),
    ("不知道這是什麼", 2),
    ("reaction", 3),
    ("block", 1),
)
# Campaigns of every day: some meet one another, some the night.
_CAMPAIGNS_AT = (timedelta(hours=10), timedelta(hours=12, minutes=30), timedelta(hours=21))
_ANSWER = ("運費 100 元", "滿 1,200 元免運", "離島另計")
# Before anything unasked is sent: from when on they were one is on no record.
_JOINED_AFTER = timedelta(minutes=62)
_WORDS = [said for said, _ in _SAID]
_WEIGHTS = [weight for _, weight in _SAID]


def a_person(shop: Shop, seed: int, number: int) -> Person:
    """The whole life of shopper `number`, ready to be lived."""
    random = Random(f"{seed}/{number}")  # noqa: S311 - a simulation, no secret
    channels = random.choices(([Channel.LINE], [Channel.MESSENGER], [*ACCOUNTS]), (4, 4, 2))[0]
    contacts = tuple(ContactKey(one, ACCOUNTS[one], f"u{number}") for one in channels)
    person = Person(shop, random, contacts)
    for contact in contacts:
        _begins(person, contact)
    for day in range(DAYS):
        for contact in contacts:
            _day(person, contact, OPENED + day * _DAY)
    if len(contacts) > 1:
        person.at(OPENED + _JOINED_AFTER, person.joined)
    return person


def _begins(person: Person, contact: ContactKey) -> None:
    """Most shoppers open the conversation and agree to something."""
    random = person.random
    hello = OPENED + timedelta(minutes=random.randint(1, 60))
    _does(person, contact, hello, Followed())
    for minutes, topic in ((2, SALE), (3, PARCELS)):
        if random.random() < 0.8:
            _presses(person, contact, hello + timedelta(minutes=minutes), Verb.SUBSCRIBE, topic)


def _day(person: Person, contact: ContactKey, day: datetime) -> None:
    random = person.random
    for _ in range(random.randint(0, 4)):
        _says(person, contact, _some_time(random, day))
    for number in range(random.randint(0, 3)):
        at = _some_time(random, day)
        notice = _notice(contact, at, f"parcel-{at:%d%H%M}-{number}", Purpose.SERVICE, PARCELS)
        person.at(at, partial(person.is_told, notice))
    for number, hour in enumerate(_CAMPAIGNS_AT):
        at = day + hour - timedelta(hours=8) + timedelta(seconds=random.randint(0, 600))
        if random.random() < 0.2:
            notice = _notice(contact, at, f"sale-{number}-{at:%d}", Purpose.MARKETING, SALE)
            person.at(at, partial(person.is_told, notice))
    if random.random() < 0.04:
        _is_helped(person, contact, _some_time(random, day))
    if random.random() < 0.05:
        verb = random.choice((Verb.SUBSCRIBE, Verb.STOP_TOPIC))
        _presses(person, contact, _some_time(random, day), verb, random.choice((SALE, PARCELS)))


def _says(person: Person, contact: ContactKey, at: datetime) -> None:
    said = person.random.choices(_WORDS, _WEIGHTS)[0]
    if said == "block":
        _does(person, contact, at, OptedOut())
    elif said == "reaction":
        _does(person, contact, at, Reacted(added=True))
    elif said == "question":
        words = _ANSWER[: person.random.randint(1, len(_ANSWER))]
        person.at(at, partial(person.asks, contact, words))
    else:
        _does(person, contact, at, MessageReceived(f"m-{at:%d%H%M%S}", said))


def _is_helped(person: Person, contact: ContactKey, at: datetime) -> None:
    """A person of the shop answers, once on the platform's own screen, thrice through us."""
    _does(person, contact, at, HumanReplied())
    for minutes in (5, 60, 40 * 60):
        later = at + timedelta(minutes=minutes)
        notice = Notice(
            contact,
            later,
            f"staff-{later:%d%H%M}",
            Purpose.REPLY,
            (Text("我幫您看一下"),),
            sender=SenderKind.HUMAN,
            staff="mei",
        )
        person.at(later, partial(person.is_told, notice))


def _notice(contact: ContactKey, at: datetime, cause: str, purpose: Purpose, topic: str) -> Notice:
    words = (Text("您的包裹有新消息"), *((Text("明細在這裡"),) * (purpose is Purpose.SERVICE)))
    expires_at = at + timedelta(hours=14)
    return Notice(contact, at, cause, purpose, words, topic, expires_at=expires_at)


def _presses(person: Person, contact: ContactKey, at: datetime, verb: Verb, topic: str) -> None:
    payload = person.shop.topic_payload(verb, topic)
    _does(person, contact, at, PostbackPressed(payload, "按鈕"))


def _does(person: Person, contact: ContactKey, at: datetime, happening: Happening) -> None:
    person.at(at, lambda: person.hears(contact, happening))


def _some_time(random: Random, day: datetime) -> datetime:
    return day + timedelta(seconds=random.randint(2 * 3_600, 26 * 3_600 - 1))
