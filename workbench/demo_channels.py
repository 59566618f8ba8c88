"""What of the demo's morning happens on Instagram and WhatsApp: what only they have."""

from typing import Any

from towkay.domain.turns import Rule
from workbench.demo_acts import Act, Person, Step, asks, presses, says
from workbench.simulators.sender import Sent
from workbench.simulators.shopper import Shopper


def does(act: str, **given: str) -> Act:
    """What people do on this channel and on no other."""

    def done(shopper: Any, last: Sent | None) -> Sent:
        sent: Sent = shopper.ACTS[act](shopper, given)
        return sent

    return done


def takes_back(shopper: Shopper, last: Sent | None) -> Sent:
    assert last is not None, "the script lets this shopper speak before taking it back"  # noqa: S101
    return shopper.unsend(last.event_ids[-1])


def at_the_inbox(text: str) -> Act:
    """The platform gives the thread to its inbox; what is said then, we only overhear."""

    def done(shopper: Any, last: Sent | None) -> Sent:
        shopper.ACTS["to_inbox"](shopper, {})
        sent: Sent = shopper.say(text)
        return sent

    return done


ON_INSTAGRAM: tuple[Step, ...] = (
    Step(
        "留言 → 私訊 a comment, answered in private",
        Person.YUKI,
        does("comment", text="好美！這個蓋杯多少錢？"),
        "（在貼文下留言 comments under a post）好美！這個蓋杯多少錢？",
        Rule.COMMENT,
        1,
        "蓋杯",
    ),
    asks("接著問 asks on in the chat", Person.YUKI, "寄到超商運費多少", "shipping_fee", "免運"),
    Step(
        "回覆限時動態 answers a story",
        Person.YUKI,
        does("story_reply", text="新手推薦喝哪種茶"),
        "（回覆限時動態 answers a story）新手推薦喝哪種茶",
        Rule.ANSWERED,
        3,  # the question whether to write every week below
        "文山包種",
        "which_tea",
    ),
    Step(
        "收回訊息 a message taken back",
        Person.YUKI,
        takes_back,
        "（收回訊息，店裡的紀錄一併刪除 unsends it; the shop's copy goes too）",
        Rule.UNSENT,
        0,
    ),
    Step(
        "先不用 not now: never asked for it again",
        Person.YUKI,
        presses("先不用"),
        "（按下「先不用」 presses Not now）",
        Rule.DECLINED,
        1,
    ),
    Step(
        "收件匣接手，小幫手只聽 the inbox has the thread",
        Person.YUKI,
        at_the_inbox("運費多少"),
        "（對話轉到 Meta 收件匣 the inbox takes the thread）運費多少",
        Rule.NOTED,
        0,
        turns=2,  # the thread's move is one of its own
    ),
)

ON_WHATSAPP: tuple[Step, ...] = (
    Step(
        "從廣告進來 in through an ad",
        Person.KAI,
        does("come_by_ad", text="哈囉～寄到超商運費多少啊"),
        "（點了廣告 taps an ad）哈囉～寄到超商運費多少啊",
        Rule.ANSWERED,
        1,
        "免運",
        "shipping_fee",
    ),
    Step("選單 the menu as a list", Person.KAI, says("選單"), "選單", Rule.MENU, 1, "按鈕"),
    Step(
        "從清單選一項 one of the list",
        Person.KAI,
        presses("tk:answer:opening_hours"),
        "（選「營業時間」 chooses Opening hours）",
        Rule.PRESSED,
        1,
        "公休",
        "opening_hours",
    ),
)
WITH_A_CART: tuple[Step, ...] = (
    Step(
        "送出購物車 a cart",
        Person.KAI,
        does("order", sku="BAOZHONG-75"),
        "（送出購物車 sends a cart: BAOZHONG-75 × 1）",
        Rule.CART,
        1,
        "BAOZHONG-75",
    ),
)
MOVED: tuple[Step, ...] = (
    Step(
        "換了門號，還是同一個人 a new number, the same person",
        Person.KAI,
        does("change_number", phone="886987654321"),
        "（換了門號 changes the number）",
        Rule.MOVED,
        0,
    ),
)
