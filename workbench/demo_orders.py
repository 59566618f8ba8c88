"""What of the demo is about an order: who agrees to hear of it, and four milestones that they hear.

What the shop and its carrier tell comes three times and out of order, late repeats among it; each
is said once.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from towkay.domain.shipping.news import Milestone
from towkay.domain.turns import Rule
from workbench.demo_acts import Person, Step, says
from workbench.demo_channels import MOVED, does
from workbench.demo_later import Awaited, Leap, NameOf

ORDER = "A1042"
_PHONE = "0987-654-321"  # of whom MOVED gives it, as they write it
_DAY = 9  # after the last of the campaigns
Body = Callable[[NameOf, datetime], dict[str, Any]]
_TOLD = (
    Person.MING,
    Person.KAI,
    Person.GRANNY,
    Person.AN,
)  # LINE, WhatsApp, Messenger, Instagram


@dataclass(frozen=True, slots=True)
class Told:
    """What the shop's own system posts to a `door`, and what its people then hear.

    `shown` is what of it stands in the transcript, `turns` how many are stored beside theirs.
    """

    title: str
    door: str
    body: Body
    shown: str
    status: int
    awaited: tuple[Awaited, ...] = ()
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Comes:
    """Somebody opens the link that the checkout gave them, in the channel's own way."""

    title: str
    person: Person
    act: str
    contains: str

    def step(self, code: str) -> Step:
        """The act, once it is known which code the checkout gave."""
        return Step(
            self.title,
            self.person,
            does(self.act, ref=code),
            "（打開結帳頁給的連結 opens the link that the checkout gave）",
            Rule.ORDER_LINKED,
            2,
            self.contains,
        )


def _agreed(name_of: NameOf, now: datetime) -> dict[str, Any]:
    line = {"channel": "line", "user": name_of(Person.MING).user}
    whatsapp = {"channel": "whatsapp", "phone": _PHONE}
    return {
        "order": ORDER,
        "agreed": True,
        "wording": "我想在聊天裡收到這張訂單的出貨通知",
        "agreed_at": now.isoformat(timespec="seconds"),
        "language": "zh-TW",
        "phone": _PHONE,
        "items": 3,
        "contacts": [line, whatsapp],
    }


# Each milestone, how many days after the order it happens, and when by the carrier's clock.
_JOURNEY: tuple[tuple[Milestone, int, str], ...] = (
    (Milestone.HANDED_OVER, 0, "10:50"),
    (Milestone.IN_TRANSIT, 0, "14:40"),
    (Milestone.AT_PICKUP_STORE, 0, "18:45"),
    (Milestone.DELIVERED, 1, "09:35"),
)


def _news(steps: int) -> Body:
    """The newest of so many milestones three times, and all before it again, shuffled."""

    def told(name_of: NameOf, now: datetime) -> dict[str, Any]:
        ordered = now - timedelta(days=_JOURNEY[steps - 1][1])
        parcels = [_parcel(ordered, *one) for one in _JOURNEY[:steps] for _ in range(3)]
        random.Random(steps).shuffle(parcels)  # noqa: S311  # an order of telling, no secret
        return {"parcels": parcels}

    return told


def _parcel(ordered: datetime, milestone: Milestone, days: int, at: str) -> dict[str, Any]:
    hour, minute = map(int, at.split(":"))
    moment = (ordered + timedelta(days=days)).replace(hour=hour, minute=minute, second=0)
    parcel = {
        "parcel": "P-1",
        "order": ORDER,
        "milestone": milestone,
        "occurred_at": moment.isoformat(timespec="seconds"),
        "carrier": "UNIMARTC2C",
        "tracking": "F0000010042",
    }
    if milestone is Milestone.AT_PICKUP_STORE:
        parcel["place"] = "7-ELEVEN 大橋頭門市"
    return parcel


def _heard(title: str, steps: int, contains: str) -> Told:
    """One notice for each of them, whatever comes beside it."""
    return Told(
        title,
        "shipments/json",
        _news(steps),
        f"{_JOURNEY[steps - 1][0]} ×3"
        + "".join(f"，{one} ×3（晚到的重複 late repeats）" for one, _, _ in _JOURNEY[: steps - 1]),
        200,
        tuple(Awaited(person, 1, contains) for person in _TOLD),
    )


def _at(title: str, days: int, at: str) -> Leap:
    return Leap(title, _DAY + days, at, ())


AN_ORDER: tuple[Step | Leap | Told | Comes, ...] = (
    _at("隔天早上 the next morning", 0, "10:30"),
    *MOVED,
    Step(
        "從新門號寫來 writes with the new number",
        Person.KAI,
        says("謝謝"),
        "謝謝",
        Rule.COURTESY,
        1,
        "不客氣",
    ),
    Told(
        "一張訂單，勾了「通知我」 an order, and its box is ticked",
        "checkout/consents",
        _agreed,
        f"訂單 {ORDER}：LINE 與 WhatsApp 已知是誰，另給一組連結 order {ORDER}: two are known",
        201,
        turns=2,
    ),
    Comes("用結帳後的連結進來 comes by the checkout's link", Person.GRANNY, "follow_link", ORDER),
    Comes("用結帳後的連結進來 comes by the checkout's link", Person.AN, "link", ORDER),
    _at("交給物流了 the carrier has it", 0, "11:00"),
    _heard("四個頻道各一則 one notice on each of four channels", 1, "交給"),
    Step(
        "我的包裹呢 where is my parcel",
        Person.MING,
        says("我的包裹到哪了"),
        "我的包裹到哪了",
        Rule.ORDER_SHOWN,
        1,
        ORDER,
    ),
    Step(
        "問別人的訂單 asks for somebody else's order",
        Person.EMMA,
        says(f"訂單 {ORDER} 末四碼 0000"),
        f"訂單 {ORDER} 末四碼 0000",
        Rule.ORDER_UNPROVED,
        1,
    ),
    _at("下午在路上 on its way in the afternoon", 0, "15:00"),
    _heard("重複和晚到的不再說 repeats and late news say nothing", 2, "路上"),
    _at("傍晚到店 at the store in the evening", 0, "19:00"),
    _heard("取貨期限照物流的天數算 until when, by the carrier's days", 3, "大橋頭門市"),
    _at("隔天領走了 collected the next day", 1, "09:45"),
    _heard("送達 delivered", 4, "到您手上"),
)
