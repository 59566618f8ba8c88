"""What `towkay shipments show` and `looked` say, in Chinese and in English."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.telling import Silence
from workbench.languages import Words


class Said(Words, Enum):
    """Every sentence of both commands."""

    ORDER = ("訂單 {order}", "order {order}")
    ITEMS = ("{count} 件商品", "pieces: {count}")
    PLACED = ("{at} 下單", "placed {at}")
    CANCELLED = ("已取消", "cancelled")
    PHONE = ("電話末三碼 {digits}", "telephone …{digits}")
    NO_PHONE = ("沒有電話", "no telephone")
    ZONE = ("時間是 {zone} 的。", "Times are those of {zone}.")
    NO_PARCELS = ("還沒有包裹的消息。", "Nothing was heard of any parcel yet.")
    PARCEL = ("包裹 {name} · 來源 {sources}", "parcel {name} · told by {sources}")
    CARRIER = ("物流", "carrier")
    TRACKING = ("單號", "tracking")
    WHERE = ("在哪裡", "where")
    HEARD = ("最後消息", "heard")
    COLLECT = ("取貨", "pick-up")
    TOLD = ("說過", "told")
    WAITS = ("等人看", "waits")
    LOOKED = ("看過", "looked")
    UNKNOWN = ("不知道", "not known")
    SINCE = ("{what}，{at} 起", "{what} since {at}")
    UNTIL = ("到 {at} 為止", "until {at}")
    REACHED = ("{what}（{at} 到的）", "{what} (reached {at})")
    REMINDED = ("提醒過取貨期限 {at}", "reminded that the pick-up ends {at}")
    CODE = ("{at}，代碼 {code}", "{at}, word {code}")
    STUCK = ("超過 72 小時沒消息，請問物流", "nothing for 72 hours: ask the carrier")
    UP_TO = ("看到 {at} 的消息為止", "at all that was known up to {at}")
    ASKED = ("{at} 的消息要人先看，代碼 {code}", "news of {at} ask for a person, word {code}")
    NOT_TOLD = (
        "在有人看過之前不會告訴客人：{what}",
        "nobody is told before somebody has looked: {what}",
    )
    BETWEEN = ("、", ", ")
    NEXT = ("看過之後：{command}", "once you have looked: {command}")
    NOBODY = ("沒有人在看這筆訂單。", "Nobody follows this order.")
    FOLLOWERS = ("在看這筆訂單的人", "who follows it")
    TOLD_SINCE = ("{since} 起收通知", "told since {since}")
    MAY_SEE = ("看得到，不收通知", "may see it, is not told")
    NO_ORDER = (
        "沒有訂單 {order}（品牌 {brand}）。編號照客人看到的寫，不用 #；180 天沒消息的不留。",
        "There is no order {order} of {brand}. Write its number as shoppers see it, without #; one "
        "of which nothing was heard for 180 days is gone.",
    )
    NO_PARCEL = (
        "訂單 {order} 沒有包裹 {parcel}。有的是：{known}",
        "Order {order} has no parcel {parcel}. There are: {known}",
    )
    CHANGING = (
        "這筆訂單正好一直在變，什麼都沒有記下。請再打一次。",
        "The order kept changing, and nothing was noted. Type it once more.",
    )
    NOTHING_WAITS = (
        "沒有要人看的，什麼都沒有改。",
        "Nothing waits for a person: nothing was changed.",
    )
    MARKED = ("✓ 記下看過了：{parcels}", "✓ noted as looked at: {parcels}")
    STILL_WAITS = (
        "剛剛又來了要人看的消息，還沒算看過：{parcels}。請再看一次。",
        "More came meanwhile that asks for a person, and still waits: {parcels}. Look once more.",
    )
    WILL_TELL = (
        "5 分鐘內會通知 {people} 位：{what}。安靜時段內的，過了才送。",
        "Within 5 minutes {people} will be told: {what}. In quiet hours it waits for their end.",
    )
    TELLS_NOTHING = ("不會通知客人：{why}。", "Nothing is told to shoppers: {why}.")
    NO_RULES = ("這個品牌沒有 notices.yaml", "the brand has no notices.yaml")
    IS_CANCELLED = ("訂單取消了", "the order was cancelled")
    NO_FOLLOWERS = ("沒有人要收通知", "nobody asked to be told")


MILESTONES: Mapping[Milestone, Words] = MappingProxyType(
    {
        Milestone.LABEL_MADE: Words("已建單", "label made"),
        Milestone.HANDED_OVER: Words("已交給物流", "handed over"),
        Milestone.IN_TRANSIT: Words("運送中", "in transit"),
        Milestone.AT_PICKUP_STORE: Words("已到取貨點", "at its pick-up store"),
        Milestone.OUT_FOR_DELIVERY: Words("配送中", "out for delivery"),
        Milestone.ATTEMPTED: Words("沒送到", "tried and failed"),
        Milestone.DELAYED: Words("延誤", "delayed"),
        Milestone.DELIVERED: Words("送達或已取", "delivered or collected"),
        Milestone.RETURNED: Words("退回", "returned"),
        Milestone.LOST: Words("遺失", "lost"),
    }
)
SILENCES: Mapping[Silence, Words] = MappingProxyType(
    {
        Silence.NO_MILESTONE: Words("沒有到哪裡的消息", "where it is, nobody said"),
        Silence.SWITCHED_OFF: Words("這一步品牌不通知", "the brand does not tell this step"),
        Silence.TOLD: Words("已經說過", "it was told already"),
        Silence.BEHIND: Words("已經說過更後面的", "something further along was told"),
        Silence.TAKEN_BACK: Words("來源只是更正", "a source only corrected its record"),
        Silence.PERSON_FIRST: Words("還在等人看", "it waits for a person"),
        Silence.TOO_LATE: Words("太久了，不再是消息", "it is too old to be news"),
    }
)
