"""How is a decision of policy said to a person, in Chinese and in English?"""

from collections.abc import Mapping

from towkay.domain.messages import Purpose
from towkay.domain.policy.reasons import Reason
from towkay.domain.routes import SenderKind
from workbench.languages import Words
from workbench.policy_words_of_campaigns import OF_CAMPAIGNS
from workbench.policy_words_of_rows import NEVER, OBSTACLES, ROUTES, Explained, explained

__all__ = ["OBSTACLES", "PURPOSES", "REASONS", "ROUTES", "SENDERS", "WAITS", "Explained"]

PURPOSES: Mapping[Purpose, Words] = {
    Purpose.REPLY: Words("回覆", "reply"),
    Purpose.SERVICE: Words("服務", "service"),
    Purpose.MARKETING: Words("行銷", "marketing"),
}
SENDERS: Mapping[SenderKind, Words] = {
    SenderKind.BOT: Words("程式", "a program"),
    SenderKind.HUMAN: Words("真人", "a person"),
}
# What a hold waits for.
WAITS: Mapping[Reason, Words] = {
    Reason.QUIET_HOURS: Words("勿擾時段", "quiet hours"),
    Reason.HUMAN_HOLDS: Words("真人接手中", "a person holds the conversation"),
    Reason.PAUSED: Words("檔期暫停中", "the campaign is paused"),
}
REASONS: Mapping[Reason, Explained] = {
    Reason.EXPIRED: explained(
        "已經超過這則訊息的有效時間。",
        "早一點送出，或把有效時間設長一點（檔期的是 grace）。",
        "It is too late for this message.",
        "Sending it earlier, or a longer time in which it may be sent (a campaign's `grace`).",
    ),
    Reason.OVERTAKEN: explained(
        "客人後來又說了別的話，這則回覆已經答非所問。",
        "回覆沒有延誤就會送出；新的問題會另外回答。",
        "The shopper has written again since, and this late reply would answer out of turn.",
        "A reply in time; what was written since is answered by itself.",
    ),
    Reason.OUTDATED: explained(
        "這則訊息說的事已經不是那樣了：包裹之後又有了新的進度，或訂單資料已經刪除。",
        "不用：新的進度有自己的訊息。",
        "What it tells is not so any more: the parcel has moved on, or its order was erased.",
        "Nothing; what is so now has a message of its own.",
    ),
    Reason.ERASED: explained(
        "這位客人的資料已經刪除。",
        NEVER[0],
        "The contact's data has been erased.",
        NEVER[1],
    ),
    Reason.STOPPED: explained(
        "客人已經說不要再收到這類訊息，或封鎖過帳號。",
        "只有客人自己可以恢復：在對話中傳「恢復訂閱」，或重新訂閱該主題。",
        "The shopper has said stop, or has blocked the account since subscribing.",
        "Only the shopper can: by a resume word, or by subscribing to the topic again.",
    ),
    Reason.MARKETING_REFUSED: explained(
        "客人在平台上關閉了行銷訊息。",
        "客人自己在平台上重新開啟。",
        "The shopper has switched marketing messages off on the platform.",
        "The shopper switching them on again there.",
    ),
    Reason.NO_CONSENT: explained(
        "客人沒有訂閱這個主題。",
        "客人自己訂閱；員工和匯入的名單都不能代替客人同意。",
        "The shopper has not subscribed to this topic.",
        "The shopper subscribing; neither staff nor an import can do it instead.",
    ),
    Reason.UNREACHABLE: explained(
        "客人封鎖了帳號、已取消好友，或平台找不到這位客人。",
        "客人解除封鎖，或再傳訊息過來。",
        "The shopper has blocked or unfollowed the account, or the channel finds them no more.",
        "The shopper unblocking it, or writing again.",
    ),
    Reason.HUMAN_HOLDS: explained(
        "這段對話由真人處理中，程式不插話。",
        "真人交還對話，或接手時間結束。",
        "A person holds the conversation, and the program keeps quiet.",
        "The person handing back, or the end of the time it is held for.",
    ),
    Reason.HANDOVER_OVER: explained(
        "真人接手的時間已經結束，不能再以真人身分發訊息。",
        "先重新接手這段對話。",
        "This is a person's message, and no person holds the conversation any more.",
        "Taking the conversation over again first.",
    ),
    Reason.WINDOW_CLOSED: explained(
        "平台允許傳訊息的時間窗已經關閉。",
        "客人再傳一則訊息，或改用不受時間窗限制的方式。",
        "The time in which the platform lets us write is over.",
        "A new message from the shopper, or a way that needs no open window.",
    ),
    Reason.NO_ROUTE: explained(
        "在這個頻道、這一天，沒有合法的方式可以送出這則訊息。",
        "各個方式的原因列在下面。",
        "On this channel and this day there is no lawful way for this message.",
        "See what closes each of the ways.",
    ),
    Reason.DISCLOSURE_MISSING: explained(
        "法律或品牌要求說明這是自動程式，而這則訊息沒有說。",
        "在訊息中加上「這是自動回覆」的說明。",
        "It must be said that a program speaks, and this message does not say so.",
        "The line that says so, in the message.",
    ),
    Reason.OPT_OUT_MISSING: explained(
        "第一則行銷訊息必須說明如何免費拒絕，而這則訊息沒有說。",
        "在訊息中加上退訂方式。",
        "The first marketing message must say how to refuse, and this one does not.",
        "The line that says how to stop, in the message.",
    ),
    Reason.TEMPLATE_UNAPPROVED: explained(
        "平台沒有核准這個範本，或暫停、停用、刪除了它。",
        "還沒建立的，towkay publish 會建立；被退回的，到平台看原因，修改後送審；或改用已核准的。",
        "The platform has not approved the template, or has paused, disabled or deleted it.",
        "Its approval: towkay publish creates what is missing, and the platform tells why one was "
        "rejected; or another template.",
    ),
    Reason.NOT_GRANTED: explained(
        "時間窗外只能用核准的範本，而這個帳號還沒有取得、或還沒有啟用這個許可。",
        "客人再傳一則訊息；或取得許可後，在 brand.yaml 的帳號 settings 開啟。",
        "Only its template could go now, and the account has no leave for that, or it is off.",
        "A message from the shopper; or the leave, and its setting switched on in brand.yaml.",
    ),
    Reason.TOO_LONG: explained(
        "文字太長，超過唯一可用方式的上限。",
        "縮短文字；或等客人再傳訊息，一般訊息可以長一些。",
        "The text is too long for the only way that is open to it.",
        "A shorter text; or the shopper writing again, for an ordinary message may be longer.",
    ),
    Reason.ACCOUNT_BARRED: explained(
        "平台限制了這個帳號，不能主動傳訊息。",
        "到平台後台處理限制；解除後會自動恢復。",
        "The platform forbids the account to write first.",
        "Settling it with the platform; sending goes on once the platform lifts it.",
    ),
    Reason.EARLIER_REFUSED: explained(
        "同一次回覆中較早的訊息被拒絕了，後面的不再送。",
        "看較早那一則被拒絕的原因。",
        "An earlier message of the same answer was refused; what follows it stays back.",
        "See why the earlier one was refused.",
    ),
    Reason.SAID_BY_TEMPLATE: explained(
        "前一則已經用範本把整件事說完，後面的不再送。",
        "客人的時間窗開著時，會用一般文字全部送出。",
        "The one before it went as a template that says all of it; what follows stays back.",
        "An open window, in which all of it goes in free words.",
    ),
    Reason.QUIET_HOURS: explained(
        "現在是勿擾時段。",
        "勿擾時段結束，或品牌更改時段。",
        "These are quiet hours.",
        "The end of the quiet hours, or other hours of the brand's choice.",
    ),
    Reason.CAP: explained(
        "這位客人近期收到的訊息已達上限（各頻道合計）。",
        "較早的訊息過了計算期間，或品牌調高上限。",
        "The person has had as many messages lately as the brand allows, over all channels.",
        "Earlier ones falling out of the counted time, or a higher cap.",
    ),
    Reason.TOLD_ALREADY: explained(
        "這位客人換了 ID，之前用舊 ID 已經收到同一則。",
        "不用：一個人只收一次。",
        "The person has a new id, and has had the same message under another one.",
        "Nothing: one person is told once.",
    ),
    Reason.QUOTA: explained(
        "帳號本月的訊息額度不足，剩下的留給服務訊息。",
        "購買額度、等下個月，或減少保留給服務訊息的額度。",
        "The account's messages of the month are used up, or the rest is kept for service.",
        "More quota, the next month, or a smaller reserve.",
    ),
    Reason.CHANNEL_CAP: explained(
        "平台回覆：它自己的則數或上限已經用完，可能是帳號的，也可能是這位客人的。",
        "購買則數或等下個月；若是這位客人的上限，過幾天或客人自己傳訊息之後。",
        "The platform answered that a quota or cap of its own is used up.",
        "More quota or the next month; of a shopper's cap, a few days or a message from them.",
    ),
    **OF_CAMPAIGNS,
}
