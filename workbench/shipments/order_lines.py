"""How does an order look on a terminal, with its parcels, and who follows it?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.channels import ContactKey
from towkay.domain.shipping.carrier_names import carrier_name
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.orders import distinct, sameness
from towkay.domain.shipping.parcels import Aspect, Parcel
from towkay.domain.shipping.pickups import PickUps, ends_at, place
from towkay.domain.shipping.records import Follower, Order, OrderRecord
from towkay.domain.shipping.standing import is_stuck, needs_person, standing
from towkay.domain.shipping.telling import Silence, telling_of
from workbench.shipments.order_words import MILESTONES, Said
from workbench.transcript import WIDTH, block, padded, wrapped

_LABEL = 10  # columns
_DIGITS = 3  # of a telephone: enough to tell two apart, too few to prove anything by

Name = Callable[[ContactKey], str]


class OrderTeller:
    """Says things in one language, and moments on the brand's own wall."""

    def __init__(self, language: str, pick_ups: PickUps, now: datetime) -> None:
        self.language = language
        self._pick_ups = pick_ups
        self._zone = ZoneInfo(pick_ups.zone)
        self._now = now

    def lines(self, record: OrderRecord, name: Name) -> Iterator[str]:
        """Everything that is known of it; contacts are named by `name`."""
        yield from wrapped(" · ".join(self._order(record.order)), WIDTH)
        yield self.said(Said.ZONE, zone=self._zone.key)
        for one in distinct(record.parcels):
            yield ""
            yield from self._parcel(one, record)
        yield ""
        if not record.parcels:
            yield self.said(Said.NO_PARCELS)
        yield self.said(Said.FOLLOWERS if record.followers else Said.NOBODY)
        yield from (self._follower(one, name) for one in record.followers)

    def said(self, sentence: Said, **particulars: object) -> str:
        return sentence.spoken(self.language, **particulars)

    def listed(self, parts: Iterable[str]) -> str:
        """Each once, in their order."""
        return self.said(Said.BETWEEN).join(dict.fromkeys(parts))

    def milestone(self, milestone: Milestone) -> str:
        return MILESTONES[milestone].spoken(self.language)

    def _order(self, order: Order) -> Iterator[str]:
        yield self.said(Said.ORDER, order=on_one_line(order.shown or order.name))
        if order.cancelled:
            yield self.said(Said.CANCELLED)
        if order.items:
            yield self.said(Said.ITEMS, count=order.items)
        if order.placed_at:
            yield self.said(Said.PLACED, at=self._moment(order.placed_at))
        digits = order.phone[-_DIGITS:]
        yield self.said(Said.PHONE, digits=digits) if digits else self.said(Said.NO_PHONE)

    def _parcel(self, parcel: Parcel, record: OrderRecord) -> Iterator[str]:
        rows = [one for one in record.parcels if sameness(one) == sameness(parcel)]
        sources = self.listed(one.source for one in rows)
        names = self.listed(on_one_line(one.name) for one in rows)
        yield from wrapped(self.said(Said.PARCEL, name=names, sources=sources), WIDTH)
        yield self._line(Said.CARRIER, self._carrier(parcel))
        yield self._line(Said.TRACKING, on_one_line(parcel.tracking))
        yield self._line(Said.WHERE, self._where(parcel))
        yield self._line(Said.HEARD, self._heard(parcel))
        told = list(self._told(parcel))
        parts = [(Said.COLLECT, self._end(parcel)), *((Said.TOLD, one) for one in told)]
        parts.append((Said.LOOKED, self._looked(parcel)))
        parts.append((Said.WAITS, self._waits(parcel)))
        yield from (self._line(label, text) for label, text in parts if text)

    def _line(self, label: Said, text: str) -> str:
        head = padded(self.said(label), _LABEL)
        return block(f"  {head}", text or self.said(Said.UNKNOWN))

    def _carrier(self, parcel: Parcel) -> str:
        code = on_one_line(parcel.word(Aspect.CARRIER))
        known = carrier_name(code, self.language)
        return f"{known} ({code})" if known and known != code else code

    def _where(self, parcel: Parcel) -> str:
        now_at = standing(parcel)
        if now_at is None:
            return ""
        what = self.milestone(now_at.milestone)
        where = on_one_line(place(parcel)) if now_at.milestone is Milestone.AT_PICKUP_STORE else ""
        since = self.said(Said.SINCE, what=what, at=self._moment(now_at.at))
        return f"{since} · {where}" if where else since

    def _heard(self, parcel: Parcel) -> str:
        heard = self._with_code(Said.CODE, parcel, Aspect.HEARD)
        stuck = self.said(Said.STUCK) if is_stuck(parcel, self._now) else ""
        return " · ".join(filter(None, (heard, stuck)))

    def _end(self, parcel: Parcel) -> str:
        now_at, end = standing(parcel), ends_at(parcel, self._pick_ups)
        waits = now_at is not None and now_at.milestone is Milestone.AT_PICKUP_STORE
        return self.said(Said.UNTIL, at=self._moment(end)) if end and waits else ""

    def _told(self, parcel: Parcel) -> Iterator[str]:
        """In the order in which it came there."""
        told = [(at, one) for one in Milestone if (at := parcel.at(Aspect.TOLD, one))]
        for at, one in sorted(told, key=lambda pair: pair[0]):
            yield self.said(Said.REACHED, what=self.milestone(one), at=self._moment(at))
        if end := parcel.at(Aspect.REMINDED):
            yield self.said(Said.REMINDED, at=self._moment(end))

    def _looked(self, parcel: Parcel) -> str:
        at = parcel.at(Aspect.LOOKED)
        return self.said(Said.UP_TO, at=self._moment(at)) if at else ""

    def _waits(self, parcel: Parcel) -> str:
        if not needs_person(parcel):
            return ""
        asked, now_at = self._with_code(Said.ASKED, parcel, Aspect.PERSON), standing(parcel)
        is_held = telling_of(parcel, self._now, self._pick_ups) is Silence.PERSON_FIRST
        if now_at is None or not is_held:
            return asked
        return f"{asked}\n{self.said(Said.NOT_TOLD, what=self.milestone(now_at.milestone))}"

    def _with_code(self, sentence: Said, parcel: Parcel, aspect: Aspect) -> str:
        fact = parcel.of(aspect)
        if fact is None:
            return ""
        code = on_one_line(fact.value) or "-"
        return self.said(sentence, at=self._moment(fact.at), code=code)

    def _follower(self, one: Follower, name: Name) -> str:
        since = one.told_since
        told = self.said(Said.TOLD_SINCE, since=self._moment(since)) if since else ""
        parts = (one.contact.channel, name(one.contact), told or self.said(Said.MAY_SEE))
        return block("  ", " · ".join(parts))

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"


def on_one_line(text: str) -> str:
    """What shops and carriers wrote, without what a terminal would obey."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
