"""Two brands in one deployment, five thousand events in a jumble: nothing of one reaches the other.

Secrets, packs and requests go through the real caches and the real gateway.
"""

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from tests.simulation.mixups import Said, Words, mixups, spoken_only
from tests.simulation.two_shops import ACCOUNTS, BIKES, TEA, Account, Shops, pack_of
from towkay.adapters.channels.messenger import outbound
from towkay.adapters.packs_json import load_pack
from towkay.domain.channels import Channel, ContactKey
from towkay.packs.compiler import CompiledPack
from towkay.usecases.ingest import Reception
from towkay.usecases.sorting import Fate

EVENTS = 5_000
USERS = 40  # each of them shops at every account
_WORDS = (
    "選單",
    "menu",
    "找真人",
    "STOP",
    "恢復訂閱",
    "重來",
    "謝謝",
    "hello",
    "你們老闆的貓叫什麼",
)
_PRESSED = (
    "tk:menu",
    "tk:human",
    "tk:answer:opening_hours",
    "tk:answer:bikes",
    "tk:answer:teapots",
)


def second_edition(brand: str) -> CompiledPack:
    """The brand's pack with every answer told anew."""
    content = json.loads(pack_of(brand).body)
    for item in content["faq"]:
        item["answers"] = {tag: f"{text}（新版）" for tag, text in item["answers"].items()}
    body = json.dumps(content).encode()
    return CompiledPack(brand, hashlib.sha256(body).hexdigest(), body, ())


def questions() -> list[str]:
    """What is asked at either brand, whose ever question it is."""
    faq = [item for brand in (TEA, BIKES) for item in load_pack(pack_of(brand).body).faq]
    return [text for item in faq for text in item.questions.values()]


@dataclass
class Day:
    """Plays the events, and keeps what was said and how strangers were received."""

    shops: Shops
    said: list[Said] = field(default_factory=list)
    receptions: list[tuple[Reception, int]] = field(default_factory=list)
    republished_at: int = 0

    def play(self, events: int, *, strangers: bool = True) -> None:
        rng, asked = self.shops.rng, questions()
        for number in range(events):
            self.shops.now += timedelta(milliseconds=rng.randrange(200, 4000))
            account = rng.choice(ACCOUNTS)
            (kind,) = rng.choices((asked, _WORDS, _PRESSED), (75, 15, 10))
            self._say(number, account, rng.choice(kind))
            if strangers and number % 50 == 7:
                self._strangers(number, account)
            if number == events // 2:
                self._renew_the_bikes()
            for _ in range(rng.randrange(6)):
                self.shops.work()
        while self.shops.work():
            pass

    def _say(self, number: int, account: Account, text: str) -> None:
        user = user_of(self.shops.rng.randrange(USERS), account.channel)
        cause = f"event-{number:05d}"
        at = self.shops.now - timedelta(milliseconds=150)
        body = body_of(account, user, cause, text, round(at.timestamp() * 1000))
        ingested = self.shops.hear(account, body)
        assert ingested.reception is Reception.ACCEPTED, f"{account} was turned away"
        is_press = text in _PRESSED and account.channel is Channel.MESSENGER
        self.said.append(Said(account, user, f"postback:{cause}" if is_press else cause))

    def _strangers(self, number: int, account: Account) -> None:
        """A body signed with the other brand's secret, and one that names the other's account."""
        (other, *_) = (
            one
            for one in ACCOUNTS
            if one.channel is account.channel and one.endpoint != account.endpoint
        )
        at = round(self.shops.now.timestamp() * 1000)
        user = user_of(1, account.channel)
        body = body_of(account, user, f"forged-{number}", "運費多少", at)
        forged = self.shops.hear(account, body, signed_by=self.shops.secret_of(other))
        body = body_of(other, user, f"foreign-{number}", "運費多少", at)
        foreign = self.shops.hear(account, body)
        self.receptions += [(one.reception, one.fates[Fate.QUEUED]) for one in (forged, foreign)]

    def _renew_the_bikes(self) -> None:
        self.shops.publish(second_edition(BIKES))
        self.shops.rotate(Channel.MESSENGER, "bike-app")
        self.shops.rotate(Channel.LINE, "bike-app")
        self.republished_at = len(self.shops.posts)


def user_of(number: int, channel: Channel) -> str:
    return f"U{number:032x}" if channel is Channel.LINE else f"68433109277{number:05d}"


def body_of(account: Account, user: str, cause: str, text: str, at_ms: int) -> dict[str, Any]:
    is_press = text in _PRESSED
    if account.channel is Channel.LINE:
        said = {"type": "message", "message": {"type": "text", "id": cause, "text": text}}
        what = {"type": "postback", "postback": {"data": text}} if is_press else said
        event = {
            **what,
            "mode": "active",
            "timestamp": at_ms,
            "source": {"type": "user", "userId": user},
            "webhookEventId": cause,
            "deliveryContext": {"isRedelivery": False},
            "replyToken": f"token-{cause}",
        }
        return {"destination": account.account, "events": [event]}
    who = {"sender": {"id": user}, "recipient": {"id": account.account}, "timestamp": at_ms}
    press, said = {"mid": cause, "payload": text}, {"mid": cause, "text": text}
    what = {"postback": press} if is_press else {"message": said}
    entry = {"id": account.account, "time": at_ms, "messaging": [{**who, **what}]}
    return {"object": "page", "entry": [entry]}


@pytest.fixture(scope="module")
def words() -> dict[str, Words]:
    editions = {TEA: [pack_of(TEA)], BIKES: [pack_of(BIKES), second_edition(BIKES)]}
    learnt = {brand: Words() for brand in editions}
    for brand, packs in editions.items():
        for pack in packs:
            learnt[brand].learn(pack)
    return learnt


@pytest.fixture(scope="module")
def day() -> Day:
    played = Day(Shops(random.Random(2026)))
    played.play(EVENTS)
    return played


def test_five_thousand_events_of_two_brands_mix_up_nothing(
    day: Day, words: dict[str, Words]
) -> None:
    assert mixups(day.shops, day.said, words) == []
    assert {brand: sum(one.account.brand == brand for one in day.said) for brand in words} == {
        TEA: pytest.approx(EVENTS / 2, abs=250),
        BIKES: pytest.approx(EVENTS / 2, abs=250),
    }
    assert len(day.shops.posts) > EVENTS // 2, "most events must have been answered"


def test_the_brands_say_nothing_alike_so_that_a_leak_would_be_seen() -> None:
    tea, bikes = (spoken_only(load_pack(pack_of(brand).body)) for brand in (TEA, BIKES))

    assert tea.isdisjoint(bikes)


def test_a_webhook_proved_by_the_other_brand_or_naming_its_account_is_never_queued(
    day: Day,
) -> None:
    forged, foreign = day.receptions[::2], day.receptions[1::2]

    assert len(forged) == EVENTS // 50
    assert set(forged) == {(Reception.FORGED, 0)}
    assert set(foreign) == {(Reception.ACCEPTED, 0)}


def test_the_same_person_is_another_contact_at_every_account(day: Day) -> None:
    for number in range(USERS):
        for account in ACCOUNTS:
            user = user_of(number, account.channel)
            contact = day.shops.table.contact(ContactKey(account.channel, account.account, user))
            assert contact is None or contact.key.account == account.account
    met = len(day.shops.table.contacts)
    assert met > 0.9 * USERS * len(ACCOUNTS)


def test_a_stop_at_one_brand_stops_nothing_at_the_other() -> None:
    day = Day(Shops(random.Random(1)))
    tea, bikes = ACCOUNTS[2], ACCOUNTS[3]  # behind one Meta app
    at = round(day.shops.now.timestamp() * 1000)
    for number, (account, text) in enumerate([(tea, "hi"), (bikes, "hi"), (tea, "STOP")]):
        day.shops.hear(account, body_of(account, "6843310927700001", f"e{number}", text, at))
    while day.shops.work():
        pass

    contacts = [
        day.shops.table.contact(ContactKey(one.channel, one.account, "6843310927700001"))
        for one in (tea, bikes)
    ]

    assert [contact.consent.stopped for contact in contacts if contact] == [True, False]


def test_a_brand_published_anew_is_answered_with_within_half_a_minute_and_alone(day: Day) -> None:
    after = day.shops.posts[day.republished_at :]
    renewed = after[0].at + timedelta(seconds=31)
    told = [json.dumps(post.body, ensure_ascii=False) for post in after if post.at > renewed]
    old_answers = [
        text
        for item in load_pack(pack_of(BIKES).body).faq
        for text in item.answers.values()
        if "\n" not in text
    ]

    assert sum("（新版）" in text for text in told) > 100
    assert not [text for text in told for old in old_answers if f'"{old}"' in text]


def test_renewed_secrets_are_used_after_five_minutes_and_the_old_ones_no_more(day: Day) -> None:
    after = day.shops.posts[day.republished_at :]
    late = [post for post in after if post.at > after[0].at + timedelta(minutes=5, seconds=5)]

    used = {post.headers["Authorization"] for post in late}

    assert {token.removeprefix("Bearer ") for token in used} == {
        "token-messenger-tea-app-0-demo",
        "token-messenger-agency-0-demo",
        "token-messenger-agency-0-saltpan",
        "token-messenger-bike-app-1-saltpan",
        "token-line-tea-app-0-demo",
        "token-line-bike-app-1-saltpan",
    }


def test_the_caches_were_in_use(day: Day) -> None:
    shops = day.shops

    assert shops.s3.reads == 3, "three packs, read once each"
    assert shops.dynamodb.reads < EVENTS / 3
    assert shops.ssm.reads < EVENTS / 3


def _one_name(cache: Any) -> None:
    """A cache that forgets what it was asked for."""
    real = cache.get
    cache.get = lambda name, load, fresh=False: real("one", lambda _: load(name), fresh=fresh)


def _one_pack(shops: Shops) -> None:
    real, first = shops.packs.active, []

    def active(brand: str) -> Any:
        first.append(brand)
        return real(first[0])

    shops.packs.active = active  # type: ignore[method-assign]  # the planted fault


FAULTS: dict[str, Callable[[Shops], None]] = {
    "a verify cache without the endpoint": lambda shops: _one_name(shops.verify._cache),
    "a send cache without the endpoint": lambda shops: _one_name(shops.send._cache),
    "a pack cache without the brand": _one_pack,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_leak_is_seen(fault: str, words: dict[str, Words]) -> None:
    day = Day(Shops(random.Random(3)))
    FAULTS[fault](day.shops)

    with pytest.raises(AssertionError, match=r"turned away|saw|went out|pushed"):
        day.play(100, strangers=False)
        assert mixups(day.shops, day.said, words) == []


def test_a_token_of_the_wrong_account_is_seen(
    monkeypatch: pytest.MonkeyPatch, words: dict[str, Words]
) -> None:
    """Two Pages behind one Meta app have two tokens in one parameter."""
    monkeypatch.setattr(
        outbound, "token_of", lambda call, secrets: next(iter(secrets.tokens.values()))
    )
    day = Day(Shops(random.Random(4)))
    day.play(100, strangers=False)

    assert any("went out with" in wrong for wrong in mixups(day.shops, day.said, words))
