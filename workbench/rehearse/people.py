"""Who are the invented people? Each is drawn from the seed and a number, whenever somebody asks.

Nothing of them is stored: a million people take no room. The shares below are no brand's; they are
there so that every way, every hold and every refusal of policy comes up.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.consent import Consent
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.messages import Purpose
from towkay.domain.optins import TokenKind
from towkay.domain.profile import FieldValue, Tag
from towkay.domain.routes import Route
from towkay.domain.subscriptions import ChannelToken, Subscription
from towkay.domain.unasked import History, Unasked
from workbench.rehearse.draws import BITS, drawn, share, since_last_act
from workbench.rehearse.traits import Traits

_REMEMBERED = 60_000  # contacts: whoever reads one reads it again before the call
_PAIR = 50  # of so many contacts one is the human of the one before, on a channel of their own
_ABROAD = ("Asia/Tokyo", "America/Los_Angeles", "Europe/London", "Asia/Singapore")
_COUNTRIES = ("JP", "US", "GB", "SG")
_PREFIX = {
    Channel.LINE: "U" + "0" * 20,
    Channel.MESSENGER: "684",
    Channel.INSTAGRAM: "17841",
    Channel.WHATSAPP: "TW.",
}


@dataclass(frozen=True, slots=True)
class Shop:
    """Of whom they are customers."""

    brand: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    traits: Traits = field(default_factory=Traits)


@dataclass(frozen=True, slots=True)
class People:
    """`number` of them from a seed, who subscribed in the order of their numbers, after `since` and
    up to `until`; `at` is the moment at which they are looked at.
    """

    shop: Shop
    seed: int
    number: int
    at: datetime
    since: datetime
    until: datetime
    wheel: tuple[tuple[Channel, str], ...]  # a hundred places, by how many are met where
    _drawn: dict[int, Contact] = field(default_factory=dict, compare=False, repr=False)

    def key(self, number: int) -> ContactKey:
        return self._key(number, self._draws(number))

    def number_of(self, key: ContactKey) -> int:
        """Whom an id is of. Raises `ValueError` for an id that is nobody's."""
        return int(key.user[-12:])

    def subscribed_at(self, number: int) -> datetime:
        return self.since + (self.until - self.since) * ((number + 0.5) / self.number)

    def contact(self, number: int) -> Contact:
        """The person as our table would have them at `at`."""
        known = self._drawn.get(number)
        if known is None:
            if len(self._drawn) >= _REMEMBERED:
                self._drawn.clear()
            known = self._drawn[number] = self._contact(number)
        return known

    def _contact(self, number: int) -> Contact:
        draws = self._draws(number)
        key = self._key(number, draws)
        agreed_at = self.subscribed_at(number)
        acted_at = max(agreed_at, self.at - since_last_act(draws[2]))
        window = CAPABILITIES[key.channel].window
        return Contact(
            *(key, self.shop.brand, key.account, 1),
            language=self._language(draws[1]),
            consent=self._consent(draws[3], acted_at),
            handover=self._handover(draws[3], acted_at),
            window_closes_at=acted_at + window if window else None,
            last_event_at=acted_at,
            last_act_at=acted_at,
            greeted=True,
            subscriptions=self._subscriptions(draws, agreed_at),
            tokens=self._tokens(key, draws[5], agreed_at),
            disclosed_at=agreed_at if draws[6] >= share(0.03) else None,
            country=self.country(number) if key.channel is Channel.WHATSAPP else "",
            zone=_ABROAD[draws[7] % 4] if draws[7] < share(0.03) else "",
            person=self._person(number),
            tags=self._tags(draws, agreed_at),
            fields=self._fields(number, draws),
            followed_at=agreed_at if draws[1] % 16 else None,  # some were there before we were
        )

    def country(self, number: int) -> str:
        """Where the telephone number is from."""
        draw = self._draws(number)[7]
        return _COUNTRIES[draw % 4] if draw < share(0.03) else "TW"

    def is_gone(self, number: int) -> bool:
        """Whether they blocked the account, or left, and nobody told us."""
        return self._draws(number)[6] >= BITS - share(0.006)

    def told_as(self, number: int) -> int:
        """Whose history counts: that of the first number of the human."""
        person = self._person(number)
        return int(person.rpartition(":")[2]) if person else number

    def history(self, number: int) -> History:
        """What they had lately of other campaigns."""
        draw = self._draws(number)[4]
        told_at = self.at - timedelta(days=12)
        entries = [self._had("first", told_at, told_opt_out=True)] if draw % 10 else []
        if draw < share(0.04):
            entries.append(self._had("yesterday", self.at - timedelta(hours=20)))
        elif draw < share(0.07):
            days = (6, 3)
            entries += [self._had(f"{day} days", self.at - timedelta(days=day)) for day in days]
        return History(tuple(entries), revision=len(entries))

    def _had(self, name: str, at: datetime, *, told_opt_out: bool = False) -> Unasked:
        return Unasked(f"0/{name}", Purpose.MARKETING, at, Route.PUSH, told_opt_out)

    def _draws(self, number: int) -> Sequence[int]:
        return drawn(self.seed, number)

    def _key(self, number: int, draws: Sequence[int]) -> ContactKey:
        channel, account = self.wheel[draws[0] % len(self.wheel)]
        return ContactKey(channel, account, f"{_PREFIX[channel]}{number:012d}")

    def _person(self, number: int) -> str:
        """Some humans follow on two channels."""
        pair = number - 1 if number % _PAIR == 1 else number
        return f"human:{pair}" if pair % _PAIR == 0 else ""

    def _language(self, draw: int) -> str | None:
        if draw < share(0.02):
            return None
        first, *others = self.shop.languages
        return others[draw % len(others)] if others and draw < share(0.12) else first

    def _consent(self, draw: int, at: datetime) -> Consent:
        if draw < share(0.004):
            return Consent(stopped=True, stop_at=at, changed_at=at)
        if draw < share(0.012):
            return Consent(reachable=False, reach_at=at)
        return Consent(marketing_refused=True) if draw < share(0.016) else Consent()

    def _handover(self, draw: int, at: datetime) -> Handover | None:
        if not share(0.5) <= draw < share(0.502):
            return None
        since = self.at - timedelta(minutes=20)
        return Handover(HandoverState.HELD, "asked", since, self.at + timedelta(minutes=40))

    def _subscriptions(self, draws: Sequence[int], at: datetime) -> tuple[Subscription, ...]:
        place = self.shop.traits.places[draws[5] % len(self.shop.traits.places)]
        ended = draws[6] < share(0.003)  # after the index was read
        return tuple(
            Subscription(topic, not ended, at, "agreed", "w1", place, granted_at=at)
            for topic in self.shop.topics
        )

    def _tokens(self, key: ContactKey, draw: int, at: datetime) -> tuple[ChannelToken, ...]:
        if key.channel is not Channel.MESSENGER or draw % 2:
            return ()
        return (ChannelToken(TokenKind.NOTIFICATION.value, f"t{key.user}", at),)

    def _tags(self, draws: Sequence[int], at: datetime) -> tuple[Tag, ...]:
        return tuple(
            Tag(name, at, "press")
            for place, name in enumerate(self.shop.traits.tags)
            if (draws[1] >> place % 12) & 3 == 0
        )

    def _fields(self, number: int, draws: Sequence[int]) -> tuple[FieldValue, ...]:
        traits = self.shop.traits
        born = date(1970, 1, 1) + timedelta(days=(draws[3] * 7 + draws[4]) % 13_000)
        days = tuple(FieldValue(name, born.isoformat()) for name in traits.days)
        told = tuple(
            FieldValue(name, value or "1")
            for place, (name, value) in enumerate(traits.fields)
            if (draws[4] >> place % 12) & 1
        )
        named = (FieldValue("name", f"客人{number}"),) if draws[2] % 3 else ()
        return (*days, *told, *named)
