"""Where is my order? What is said to somebody who may know."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from towkay.domain.brands import Brand
from towkay.domain.languages import Language
from towkay.domain.links import is_public_https
from towkay.domain.messages import LinkButton, Text
from towkay.domain.shipping.carrier_names import carrier_name
from towkay.domain.shipping.filling import cleaned, end_words, moment_words, unknown
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.orders import distinct
from towkay.domain.shipping.parcels import Aspect, Parcel
from towkay.domain.shipping.pickups import ends_at, place
from towkay.domain.shipping.records import Order, OrderRecord
from towkay.domain.shipping.rules import Gap, ShippingRules
from towkay.domain.shipping.standing import FINAL, Standing, is_stuck, needs_person, standing

_MOST_SHOWN = 5  # of several parcels: the list must stay readable
_MOST_PAGES = 3
_LINK_LIMIT = 1000  # LINE's, the shortest of all channels
_FETCHED = (
    "這一筆需要有人查一下，已經請專人處理，會在這裡回覆您。",
    "Somebody has to look into this: we have asked a colleague, who will answer you here.",
)

# In Chinese and in English; {carrier} and {place} are filled in.
_STATES: Mapping[Milestone, tuple[str, str]] = MappingProxyType(
    {
        Milestone.LABEL_MADE: ("已包裝好，等著交給{carrier}", "packed, waiting for {carrier}"),
        Milestone.HANDED_OVER: ("已交給{carrier}", "handed to {carrier}"),
        Milestone.IN_TRANSIT: ("{carrier}運送中", "on its way with {carrier}"),
        Milestone.AT_PICKUP_STORE: ("已到{place}，等您領取", "waiting for you at {place}"),
        Milestone.OUT_FOR_DELIVERY: ("{carrier}配送中", "out for delivery with {carrier}"),
        Milestone.ATTEMPTED: (
            "{carrier}送過一次，沒有送成",
            "could not be handed over by {carrier}",
        ),
        Milestone.DELAYED: ("比預計晚，還在{carrier}運送途中", "delayed, still with {carrier}"),
        Milestone.DELIVERED: ("已簽收或取貨完成", "delivered or collected"),
        Milestone.RETURNED: ("沒有送成，退回我們這裡", "could not be handed over, sent back to us"),
        Milestone.LOST: ("在{carrier}運送途中遺失了", "lost on its way with {carrier}"),
    }
)


def state_of(
    record: OrderRecord, rules: ShippingRules, brand: Brand, language: Language, now: datetime
) -> Text:
    """What is known of the order now, in Chinese or English, with the carriers' pages.

    Where `wants_person` it says that a person was asked to look: whoever sends it fetches one.
    """
    zh = (language or brand.default_language).startswith("zh")
    shown = _in_order(record)
    lines = [_head(record.order, zh, is_bare=not shown)]
    several = len(shown) > 1
    for number, parcel in enumerate(shown[:_MOST_SHOWN], 1):
        said = _of_parcel(parcel, rules, zh)
        lines.append(f"{number}. {said}" if several else said)
    if len(shown) > _MOST_SHOWN:
        more = len(shown) - _MOST_SHOWN
        lines.append(f"還有 {more} 件" if zh else f"and {more} more")
    if wants_person(record, now):
        lines.append(_FETCHED[0 if zh else 1])
    return Text("\n".join(lines), buttons=_pages(shown[:_MOST_SHOWN], rules, zh))


def parcels_shown(record: OrderRecord) -> tuple[Parcel, ...]:
    """Those whose state is said; of any others only how many there are."""
    return tuple(_in_order(record)[:_MOST_SHOWN])


def wants_person(record: OrderRecord, now: datetime) -> bool:
    """Whether nothing was heard for too long of one of its parcels, or news asked for a person."""
    return any(is_stuck(one, now) or needs_person(one) for one in _in_order(record))


def _head(order: Order, zh: bool, *, is_bare: bool) -> str:
    name = cleaned(order.shown or order.name) or unknown(Gap.ORDER, _tag(zh))
    if order.cancelled:
        return f"訂單 {name} 已經取消。" if zh else f"Order {name} has been cancelled."
    if is_bare:
        return (
            f"訂單 {name} 目前還沒有物流進度，寄出之後在這裡問就看得到。"
            if zh
            else f"Nothing has been heard of order {name} yet. Once it is sent you can ask here."
        )
    return f"訂單 {name}：" if zh else f"Order {name}:"


def _in_order(record: OrderRecord) -> list[Parcel]:
    """Those of which something is known, what is still to come first, then by the newest news."""
    known = [(at, one) for one in distinct(record.parcels) if (at := standing(one))]
    known.sort(key=lambda pair: pair[0].at, reverse=True)
    known.sort(key=lambda pair: pair[0].milestone in FINAL)
    return [one for _, one in known]


def _of_parcel(parcel: Parcel, rules: ShippingRules, zh: bool) -> str:
    """One parcel: its number, where it is and since when, and until when it waits."""
    now_at, zone, tag = standing(parcel), rules.pick_ups.zone, _tag(zh)
    if now_at is None:
        return ""
    state = _STATES[now_at.milestone][0 if zh else 1].format(
        carrier=cleaned(carrier_name(parcel.word(Aspect.CARRIER), tag))
        or unknown(Gap.CARRIER, tag),
        place=cleaned(place(parcel)) or unknown(Gap.PLACE, tag),
    )
    when = moment_words(now_at.at, zone, tag)
    said = f"{state}（{when}）" if zh else f"{state} ({when})"
    if end := _end(parcel, now_at, rules):
        until = end_words(end, zone, tag)
        said += f"，請在 {until} 前領取" if zh else f", please collect it by {until}"
    if tracking := cleaned(parcel.tracking):
        said += f"\n物流單號 {tracking}" if zh else f"\nTracking number {tracking}"
    return said


def _end(parcel: Parcel, now_at: Standing, rules: ShippingRules) -> datetime | None:
    waits = now_at.milestone is Milestone.AT_PICKUP_STORE
    return ends_at(parcel, rules.pick_ups) if waits else None


def _pages(parcels: Sequence[Parcel], rules: ShippingRules, zh: bool) -> tuple[LinkButton, ...]:
    """The carriers' pages that any shopper may open."""
    links = [(number, _page(one, rules)) for number, one in enumerate(parcels, 1)]
    open_to_all = [(number, one) for number, one in links if is_public_https(one)]
    several = len(parcels) > 1
    return tuple(
        LinkButton(_label(number if several else 0, zh), link)
        for number, link in open_to_all[:_MOST_PAGES]
        if len(link) <= _LINK_LIMIT
    )


def _page(parcel: Parcel, rules: ShippingRules) -> str:
    return rules.page(parcel.word(Aspect.LINK), parcel.word(Aspect.CARRIER), parcel.tracking)


def _label(number: int, zh: bool) -> str:
    if not number:
        return "查詢進度" if zh else "Track parcel"
    return f"查詢第 {number} 件" if zh else f"Track parcel {number}"


def _tag(zh: bool) -> Language:
    return "zh-TW" if zh else "en"
