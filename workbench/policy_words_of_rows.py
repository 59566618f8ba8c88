"""How are the rows of policy said, those that are open and what closes the others?"""

from collections.abc import Mapping
from typing import NamedTuple

from towkay.domain.policy.reasons import Obstacle
from towkay.domain.routes import Route
from workbench.languages import Words


class Explained(NamedTuple):
    """What stands in the way, and what would change it."""

    what: Words
    change: Words


def explained(zh: str, zh_change: str, en: str, en_change: str) -> Explained:
    return Explained(Words(zh, en), Words(zh_change, en_change))


NEVER = ("不會改變。", "Nothing; this stays so.")

OBSTACLES: Mapping[Obstacle, Explained] = {
    Obstacle.NOT_YET: explained(
        "這條規則還沒生效。",
        "到了生效日。",
        "It does not hold yet.",
        "Its first day.",
    ),
    Obstacle.RETIRED: explained(
        "這條規則已經不再適用。",
        NEVER[0],
        "It holds no longer.",
        NEVER[1],
    ),
    Obstacle.PURPOSE: explained(
        "這個方式不能用於這種目的的訊息。",
        "內容符合這個方式的目的。",
        "It is not for messages of this purpose.",
        "A message of a purpose that it is for.",
    ),
    Obstacle.SENDER: explained(
        "這個方式不能由這一種發送者使用。",
        "真人的方式只能由真人親自撰寫；程式永遠不行。",
        "It is not for this kind of sender.",
        "A person writing, where it is for people; a program never may.",
    ),
    Obstacle.KNOWN_OTHERWISE: explained(
        "這個方式不是給這種聯絡人的：好友用推播，只知道電話的人用通知型訊息。",
        "客人加好友之後，用好友的對話。",
        "It is not for such a contact: friends are pushed to, a mere telephone number is notified.",
        "The shopper becoming a friend, and being written to as one.",
    ),
    Obstacle.SETTING_OFF: explained(
        "需要的設定是關閉的（待確認的事實，或需要申請的許可）。",
        "確認或取得許可後，在品牌設定中開啟。",
        "A setting it needs is off: a fact to be confirmed, or a leave to be obtained.",
        "Confirming or obtaining it, then switching the setting on in the brand's file.",
    ),
    Obstacle.ACCOUNT_REGION: explained(
        "帳號所在國家不能使用這個方式。",
        NEVER[0],
        "It is not for accounts of this country.",
        NEVER[1],
    ),
    Obstacle.CONTACT_REGION: explained(
        "不能對這個國家的客人使用，或不知道客人在哪個國家。",
        "得知客人的國家，而且該國允許。",
        "It is not for shoppers of this country, or their country is not known.",
        "Knowing the shopper's country, where that is one it is for.",
    ),
    Obstacle.NEEDS_TEMPLATE: explained(
        "只能傳平台事先核准的範本。",
        "改用已核准的範本。",
        "It carries only what the platform approved before.",
        "Writing it in an approved template.",
    ),
    Obstacle.NEEDS_FREE_WORDS: explained(
        "這個方式不能傳這個範本。",
        "改用一般文字。",
        "It does not carry this template.",
        "Writing it in free words.",
    ),
    Obstacle.TEMPLATE_UNAPPROVED: explained(
        "平台沒有核准這個範本。",
        "平台核准，或改用已核准的範本。",
        "The platform has not approved this template.",
        "Its approval, or another template.",
    ),
    Obstacle.TOO_LONG: explained(
        "文字超過這個方式的上限。",
        "縮短文字。",
        "The text is longer than it takes.",
        "A shorter text.",
    ),
    Obstacle.NO_TOKEN: explained(
        "沒有可用的權杖。",
        "客人給予新的權杖（訂閱通知、提問或點按）。",
        "There is no token at hand that is still good.",
        "The shopper giving one: by opting in, by asking, by a tap.",
    ),
    Obstacle.SAID_BY_TOKEN: explained(
        "這段話可能已經用回覆權杖送達，不再用別的方式重說。",
        NEVER[0],
        "It may have arrived by the reply token already, and is not said twice.",
        NEVER[1],
    ),
    Obstacle.NO_COMMENT: explained(
        "這不是在回覆一則留言。",
        "客人在貼文下留言。",
        "There is no comment that it would answer.",
        "The shopper commenting on a post.",
    ),
    Obstacle.COMMENT_ANSWERED: explained(
        "這則留言已經私訊回覆過，每則留言只能一次。",
        "客人再留言一次，或直接傳訊息。",
        "The comment has had its one private reply.",
        "Another comment, or a message from the shopper.",
    ),
    Obstacle.WINDOW: explained(
        "時間窗已經關閉。",
        "客人再傳一則訊息。",
        "Its window is closed.",
        "A new message from the shopper.",
    ),
    Obstacle.TOO_SOON: explained(
        "距離上一則用同一權杖送出的訊息還不夠久。",
        "等間隔時間過去。",
        "It is too soon after the last message on the same token.",
        "The time that must lie between two of them.",
    ),
}

ROUTES: Mapping[Route, Words] = {
    Route.OPEN_WINDOW: Words("對話時間窗內", "inside the open window"),
    Route.REPLY_TOKEN: Words("回覆權杖", "by the reply token"),
    Route.PUSH: Words("推播", "push"),
    Route.HUMAN_AGENT: Words("真人客服標籤", "human agent tag"),
    Route.UTILITY_TEMPLATE: Words("服務通知範本", "utility template"),
    Route.MARKETING_TEMPLATE: Words("行銷範本", "marketing template"),
    Route.AUTHENTICATION_TEMPLATE: Words("驗證碼範本", "authentication template"),
    Route.DIRECT_SEND: Words("免範本服務通知", "direct send"),
    Route.MARKETING_MESSAGE: Words("付費行銷訊息", "paid marketing message"),
    Route.RECURRING_NOTIFICATION: Words("定期通知", "recurring notification"),
    Route.ONE_TIME_NOTIFICATION: Words("單次通知", "one-time notification"),
    Route.NOTIFICATION_MESSAGE: Words("通知型訊息", "notification message"),
    Route.PRIVATE_REPLY: Words("留言私訊回覆", "private reply to a comment"),
    Route.CUSTOMER_FEEDBACK: Words("滿意度調查", "customer feedback survey"),
    Route.NEWS_SUBSCRIPTION: Words("新聞訂閱", "news subscription"),
    Route.TAGGED_UPDATE: Words("訊息標籤（已停用）", "message tag (retired)"),
    Route.SPONSORED_MESSAGE: Words("贊助訊息（已停用）", "sponsored message (retired)"),
}
