"""What of the demo is said unasked: who agrees to what, and what comes of it in eleven days."""

from datetime import datetime, timedelta

from towkay.domain.turns import Rule
from workbench.demo_acts import Person, Step, asks, presses, says
from workbench.demo_channels import does
from workbench.demo_later import Awaited, Leap, NameOf, Order, kept_back, nobody, order

_SUBSCRIBES = "訂閱 每週茶訊"
_BY = ("--by", "頭家")


def subscribes(person: Person) -> Step:
    """By the button below the question, whose words are the evidence."""
    return Step(
        "同意 agrees to the weekly letter",
        person,
        presses(_SUBSCRIBES),
        f"（按下「{_SUBSCRIBES}」 presses Join Tea news）",
        Rule.SUBSCRIBED,
        1,
        "已訂閱",
    )


APPROVED: tuple[Order, ...] = (
    order("店家核准推播 the shop approves a campaign", "approve", "weekly_tea", *_BY, lines=3),
    order("還有生日禮 and another", "approve", "birthday", *_BY, lines=3),
    order("和三步的小課 and a course of three steps", "approve", "brewing_course", *_BY, lines=3),
)

ON_INSTAGRAM: tuple[Step, ...] = (
    asks(
        "答案下面問一次 asked once, below an answer",
        Person.AN,
        "新手推薦喝哪種茶",
        "which_tea",
        "要收到這個主題的訊息嗎",
        bubbles=3,
    ),
    subscribes(Person.AN),
)
ON_WHATSAPP: tuple[Step, ...] = (
    asks(
        "答案下面問一次 asked once, below an answer",
        Person.KAI,
        "新手推薦喝哪種茶",
        "which_tea",
        "要收到這個主題的訊息嗎",
        bubbles=5,
    ),
    subscribes(Person.KAI),
)
ON_MESSENGER: tuple[Step, ...] = (
    Step(
        "自己找到訂閱 finds the list of topics",
        Person.MEI,
        says("訂閱"),
        "訂閱",
        Rule.RESUMED,  # the same word lifts a stop; there was none
        1,
        "每週茶訊",
    ),
    Step(
        "同意；之後要傳，還需要 Messenger 自己的表單 agrees; to write later takes Messenger's form",
        Person.MEI,
        presses(_SUBSCRIBES),
        f"（按下「{_SUBSCRIBES}」 presses Join Tea news）",
        Rule.SUBSCRIBED,
        3,
        "已訂閱",
    ),
)
_COURSE: tuple[Step, ...] = (
    Step(
        "訂閱清單 the list of topics",
        Person.EMMA,
        says("subscriptions"),
        "subscriptions",
        Rule.SUBSCRIPTIONS,
        1,
        "Brewing",
    ),
    Step(
        "訂閱小課 begins the course",
        Person.EMMA,
        presses("Join Brewing"),
        "(presses Join Brewing)",
        Rule.SUBSCRIBED,
        1,
        "Brewing",
    ),
)
_STOPS: tuple[Step, ...] = (
    Step("停止 STOP", Person.MEI, says("STOP"), "STOP", Rule.STOPPED, 1, "不會再主動"),
    Step("再說一次 STOP again", Person.MEI, says("停止"), "停止", Rule.STOPPED, 0),
    asks("還是會回答 still answered", Person.MEI, "多少錢可以免運", "free_shipping", "免運"),
    Step(
        "關掉行銷訊息 marketing off, by WhatsApp's own switch",
        Person.KAI,
        does("stop_marketing"),
        "（在 WhatsApp 關掉行銷訊息 switches marketing off）",
        Rule.PREFERENCE,
        0,
    ),
)
_GRANNY: tuple[Step, ...] = (
    asks(
        "Messenger 自己的表單 the platform's own form",
        Person.GRANNY,
        "新手推薦喝哪種茶",
        "which_tea",
        "每週收到拾露",
        bubbles=4,
    ),
    Step(
        "同意 agrees in the form",
        Person.GRANNY,
        presses("Get updates"),
        "（按下「Get updates」 presses it）",
        Rule.SUBSCRIBED,
        0,
    ),
)


def _birthday(name_of: NameOf, now: datetime) -> list[str]:
    """Three days after Saturday: the letter comes three days before the day itself."""
    contact = name_of(Person.GRANNY)
    day = now + timedelta(days=(5 - now.weekday()) % 7 + 3)
    named = f"{contact.channel}:{contact.account}:{contact.user}"
    return ["contacts", "field", named, "birthday", f"1950-{day:%m-%d}", *_BY]


LATER: tuple[Step | Order | Leap, ...] = (
    *_COURSE,
    Leap(
        "時鐘撥到 11:36：第一課在途中送出 on to 11:36, and the first lesson on the way",
        0,
        "11:36",
        (Awaited(Person.EMMA, 1, "Lesson one"),),
    ),
    Leap(
        "週四早上十點：每週茶訊 Thursday at ten, the weekly letter on four channels",
        1,
        "10:00",
        (
            Awaited(Person.MEI, 1, "蜜香紅茶"),
            Awaited(Person.AN, 1, "蜜香紅茶"),
            Awaited(Person.KAI, 1, "蜜香紅茶"),
            Awaited(Person.MING, 1, "蜜香紅茶"),
        ),
    ),
    *_STOPS,
    *_GRANNY,
    Order("店家記下生日 the shop notes a birthday", _birthday, 4, turns=1),
    Leap(
        "週五晚上七點半：第二課 Friday at half past seven, the second lesson",
        2,
        "19:30",
        (Awaited(Person.EMMA, 1, "Lesson two"),),
    ),
    Leap(
        "週六早上十點：生日前三天 three days before a birthday",
        3,
        "10:00",
        (Awaited(Person.GRANNY, 1, "生日快樂"),),
    ),
    Leap(
        "下一個週四：誰收到、誰沒有、為什麼 the next Thursday: who gets it, who not, and why",
        8,
        "10:00",
        (
            Awaited(Person.MING, 1, "蜜香紅茶"),
            kept_back(Person.AN, "window_closed"),
            nobody(Person.MEI),
            kept_back(Person.KAI, "marketing_refused"),
            kept_back(Person.GRANNY, "cap"),
        ),
    ),
    Leap(
        "當晚：第三課 that evening, the third lesson",
        8,
        "19:30",
        (Awaited(Person.EMMA, 1, "BREW50"),),
    ),
    order("小課下架 the course is taken back", "cancel", "brewing_course", *_BY),
    order("推播的紀錄 what became of it", "show", "weekly_tea", lines=0),
)
