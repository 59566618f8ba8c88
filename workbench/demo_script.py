"""The demo's morning: who does what, and what has to come of it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from towkay.domain.turns import Rule
from workbench.simulators.sender import Sent
from workbench.simulators.shopper import Shopper


class Person(StrEnum):
    """The shoppers; the value is their name in the transcript."""

    MEI = "小美"
    MING = "阿明"
    EMMA = "Emma"
    GRANNY = "阿嬤"


CHANNEL_OF = {
    Person.MEI: "messenger",
    Person.MING: "line",
    Person.EMMA: "line",
    Person.GRANNY: "messenger",
}

CHANNEL_NAMES = {"messenger": "Messenger", "line": "LINE"}

Act = Callable[[Shopper, "Sent | None"], Sent]


@dataclass(frozen=True, slots=True)
class Step:
    """One act and its expected outcome.

    `act` gets the shopper and what this shopper sent last. `shown` is the act in the transcript.
    `rule` is None when no turn may come of it. `contains` must stand in what the shopper then sees,
    `bubbles` is how many messages that is.
    """

    title: str
    person: Person
    act: Act
    shown: str
    rule: Rule | None
    bubbles: int
    contains: str = ""
    entry: str = ""
    status: int = 200


def _says(text: str) -> Act:
    return lambda shopper, last: shopper.say(text)


def _presses(label: str) -> Act:
    return lambda shopper, last: shopper.press(label)


def _again(shopper: Shopper, last: Sent | None) -> Sent:
    assert last is not None, "the script lets this shopper speak before repeating"  # noqa: S101
    return shopper.resend(last)


def _forged(shopper: Shopper, last: Sent | None) -> Sent:
    assert last is not None, "the script lets this shopper speak before forging"  # noqa: S101
    return shopper.forge(last)


def _asks(title: str, who: Person, text: str, entry: str, contains: str) -> Step:
    return Step(title, who, _says(text), text, Rule.ANSWERED, 1, contains, entry)


SCRIPT: tuple[Step, ...] = (
    Step(
        "加好友 a new friend",
        Person.MING,
        lambda shopper, last: shopper.follow(),
        "（加入好友 adds the shop as a friend）",
        Rule.GREETED,
        1,
        "自動回覆",
    ),
    Step(
        "開始使用 Get Started",
        Person.MEI,
        lambda shopper, last: shopper.get_started(),
        "（按下「開始使用」presses Get Started）",
        Rule.GREETED,
        1,
        "自動回覆",
    ),
    _asks(
        "口語問題 asked as people talk",
        Person.MING,
        "哈囉～寄到超商運費多少啊",
        "shipping_fee",
        "免運",
    ),
    _asks(
        "口語問題 asked as people talk",
        Person.MEI,
        "壺蓋被我摔破了啦 可以只買蓋子嗎",
        "lid_broken",
        "蓋子",
    ),
    _asks("口語問題 asked as people talk", Person.GRANNY, "茶喝了會睡不著嗎", "caffeine", "咖啡因"),
    _asks(
        "英文問題 in English",
        Person.EMMA,
        "Hi! How long does delivery usually take?",
        "delivery_time",
        "working days",
    ),
    _asks("打錯字 with typos", Person.MING, "茶垢要怎麼清阿 洗不調", "clean_stain", "小蘇打"),
    Step(
        "意思相近 a near match",
        Person.MEI,
        _says("杯子寄來破掉了啦怎麼辦QQ"),
        "杯子寄來破掉了啦怎麼辦QQ",
        Rule.SUGGESTED,
        1,
        "收到的東西破了怎麼辦？",
        "damaged_item",
    ),
    Step(
        "按下建議 the suggestion pressed",
        Person.MEI,
        _presses("tk:answer:damaged_item"),
        "（按下「商品破損怎麼辦」 presses the suggestion）",
        Rule.PRESSED,
        1,
        "補寄",
        "damaged_item",
    ),
    Step(
        "沒有答案 nobody knows",
        Person.GRANNY,
        _says("你們缺工讀生嗎"),
        "你們缺工讀生嗎",
        Rule.NOT_UNDERSTOOD,
        1,
        "找真人",
    ),
    Step(
        "找真人 a person is fetched",
        Person.GRANNY,
        _presses("tk:human"),
        "（按下「找真人」presses Ask a person）",
        Rule.HANDED_OVER,
        1,
        "店裡的人",
    ),
    Step(
        "真人在場，小幫手不插話 the bot keeps quiet",
        Person.GRANNY,
        _says("運費多少"),
        "運費多少",
        Rule.HUMAN_HOLDS,
        0,
    ),
    Step(
        "平台重送 the same webhook again",
        Person.MING,
        _again,
        "（LINE 把同一個事件再送一次 delivers the same event again）",
        None,
        0,
    ),
    Step(
        "偽造 a forged webhook",
        Person.MEI,
        _forged,
        "（有人冒充 Messenger 送來訊息 somebody forges a webhook）",
        None,
        0,
        status=403,
    ),
    Step(
        "貼圖 a sticker",
        Person.MING,
        lambda shopper, last: shopper.sticker(),
        "（貼圖 sticker）",
        Rule.ATTACHMENT,
        1,
        "貼圖",
    ),
    Step("停止 STOP", Person.MEI, _says("STOP"), "STOP", Rule.STOPPED, 1, "不會再主動"),
    Step("再說一次 STOP again", Person.MEI, _says("停止"), "停止", Rule.STOPPED, 0),
    _asks("還是會回答 still answered", Person.MEI, "多少錢可以免運", "free_shipping", "免運"),
)
