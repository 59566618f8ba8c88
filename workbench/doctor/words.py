"""What is wrong with an account and what to do about it, in Chinese and in English?

`{name}` stands for a particular: the platform's own word, a moment, a command's argument.
"""

from collections.abc import Mapping

from towkay.domain.matters import Matter
from towkay.packs.wording import Wording

_PUT = "towkay secrets put {channel} {endpoint}{target}"
_RENEW_ZH = f"到主控台重發 token，再存入：{_PUT} --rotate"
_RENEW_EN = f"issue a new token in the console and store it: {_PUT} --rotate"

SAID: Mapping[Matter, Wording] = {
    Matter.NO_VERIFY_SECRETS: Wording(
        "沒有驗證 webhook 用的密鑰，這個帳號的訊息進不來",
        f"存入密鑰：{_PUT}",
        "there is nothing to check its webhooks with: no message of it comes in",
        f"store its secrets: {_PUT}",
    ),
    Matter.NO_TOKEN: Wording(
        "沒有 token，什麼都送不出去",
        f"存入 token：{_PUT}",
        "there is no token for it: nothing can be sent",
        f"store one: {_PUT}",
    ),
    Matter.TOKEN_REFUSED: Wording(
        "token 被拒絕（{detail}），回覆都在等",
        _RENEW_ZH,
        "its token is refused ({detail}): answers wait",
        _RENEW_EN,
    ),
    Matter.TOKEN_ENDING: Wording(
        "token 最晚在 {at} 到期",
        _RENEW_ZH,
        "its token ends at {at} at the latest",
        _RENEW_EN,
    ),
    Matter.PERMISSION_MISSING: Wording(
        "token 少了權限 {detail}",
        f"重新授權並勾選 {{detail}}，再存入：{_PUT} --rotate",
        "its token lacks the permission {detail}",
        f"log in again with {{detail}} and store the new token: {_PUT} --rotate",
    ),
    Matter.NOT_SUBSCRIBED: Wording(
        "平台沒有把訊息送過來：webhook 沒有訂閱或沒有開啟",
        "{subscribe}",
        "the platform sends us nothing: the webhook is not subscribed, or off",
        "{subscribe}",
    ),
    Matter.FIELD_MISSING: Wording(
        "webhook 少訂了欄位：{detail}",
        "{subscribe}",
        "its webhook does not tell of: {detail}",
        "{subscribe}",
    ),
    Matter.WEBHOOK_ELSEWHERE: Wording(
        "webhook 送到別的地方：{detail}",
        "改成 {address}",
        "its webhook goes elsewhere: {detail}",
        "enter {address}",
    ),
    Matter.WEBHOOK_FAILS: Wording(
        "平台測試 webhook 失敗：{detail}",
        "看閘道的紀錄 sam logs --cw-log-group /towkay/towkay-{stage}/api；403 是密鑰不對，重存："
        + _PUT,
        "the platform's own test of the webhook failed: {detail}",
        "see sam logs --cw-log-group /towkay/towkay-{stage}/api; 403 is a wrong secret: " + _PUT,
    ),
    Matter.QUOTA_GONE: Wording(
        "這個月的訊息額度用完了（{detail}），主動訊息送不出去",
        "到 https://manager.line.biz/ 加購或升級方案，或等下個月",
        "this month's messages are used up ({detail}): nothing unasked goes out",
        "buy more or a larger plan at https://manager.line.biz/, or wait for next month",
    ),
    Matter.QUOTA_LOW: Wording(
        "這個月的訊息用了 {detail}，照這個速度 {at} 會用完",
        "少發主動訊息，或到 https://manager.line.biz/ 加購",
        "{detail} of this month's messages are used; at this pace they end by {at}",
        "send less that is unasked, or buy more at https://manager.line.biz/",
    ),
    Matter.CALLS_NEARLY_USED: Wording(
        "API 呼叫額度用了 {detail}",
        "暫停其他程式的呼叫；超過 100% 平台會擋下所有訊息",
        "{detail} of the calls that the platform allows are used",
        "stop other programs' calls; at 100 % the platform takes no message",
    ),
    Matter.BARRED: Wording(
        "平台限制這個帳號主動傳訊息（{detail}），到 {at}",
        "{quality}",
        "the platform bars it from writing first ({detail}), until {at}",
        "{quality}",
    ),
    Matter.WARNED: Wording(
        "平台警告過這個帳號（{detail}，{at}）",
        "{quality}",
        "the platform has warned it ({detail}, {at})",
        "{quality}",
    ),
    Matter.QUALITY_POOR: Wording(
        "訊息品質評等是 {detail}：太多人封鎖或檢舉",
        "{quality}",
        "its quality is {detail}: too many people block or report it",
        "{quality}",
    ),
    Matter.STATUS_ODD: Wording(
        "平台說這個帳號的狀態是 {detail}",
        "{quality}",
        "the platform says its status is {detail}",
        "{quality}",
    ),
    Matter.STOPPED: Wording(
        "從 {at} 起平台不收這個帳號的訊息（{detail}），回覆都在等",
        _RENEW_ZH + "；若是停權，到平台的主控台申訴",
        "since {at} the platform takes nothing from it ({detail}): answers wait",
        _RENEW_EN + "; if it is blocked, appeal in the platform's console",
    ),
    Matter.TEMPLATE_OUT: Wording(
        "訊息範本不能用：{detail}",
        "到 https://business.facebook.com/wa/manage/message-templates/ 修改或申訴；"
        "名字是 towkay_ 開頭的，改 notices.yaml 再發布",
        "a message template cannot be sent: {detail}",
        "edit or appeal it at https://business.facebook.com/wa/manage/message-templates/; for one "
        "that begins with towkay_ change notices.yaml and publish",
    ),
    Matter.TEMPLATES_MISSING: Wording(
        "通知要用的範本，平台上沒有：{detail}",
        "執行 towkay publish 品牌資料夾{target}，它會建立，並指出哪些要自己做",
        "notices need templates that the platform does not have: {detail}",
        "towkay publish BRAND_DIR{target} creates them, and names those that you make yourself",
    ),
    Matter.TEMPLATES_DEARER: Wording(
        "平台把通知的範本改成別的類別，每一則照那個類別收費：{detail}",
        "拿掉 notices.yaml 裡任何促銷的字，再 towkay publish 品牌資料夾{target}；或在平台申訴",
        "the platform holds templates of notices for another category, at its price: {detail}",
        "take out of notices.yaml whatever promotes and towkay publish BRAND_DIR{target}; or "
        "appeal at the platform",
    ),
    Matter.SILENT: Wording(
        "營業時間裡已經 {detail} 小時沒有收到客人的訊息，從 {at} 起",
        "自己傳一句話試試；沒有回覆就檢查 webhook：{address}。本來就很少人來，"
        "可在 brand.yaml 設 silent_after_hours",
        "for {detail} open hours no shopper was heard, since {at}",
        "write to it yourself; if nothing answers, check the webhook: {address}. Where that is "
        "usual, set silent_after_hours in brand.yaml",
    ),
    Matter.UNANSWERED: Wording(
        "問平台時沒有得到答案：{detail}",
        "過一會兒再跑一次 towkay doctor{target}；一直這樣就看平台的狀態頁",
        "the platform did not answer: {detail}",
        "run towkay doctor{target} again later; if it stays, see the platform's status page",
    ),
}

_GRAPH = 'curl -X POST "https://graph.facebook.com/v26.0/{node}/subscribed_apps'
SUBSCRIBE: Mapping[str, str] = {
    "messenger": _GRAPH + '?subscribed_fields={fields}" -H "Authorization: Bearer $PAGE_TOKEN"',
    "instagram": 'curl -X POST "https://graph.instagram.com/v26.0/me/subscribed_apps'
    '?subscribed_fields={fields}" -H "Authorization: Bearer $TOKEN"',
    "whatsapp": _GRAPH + '" -H "Authorization: Bearer $TOKEN"',
    "line": "https://developers.line.biz/console/ → Messaging API → Webhook URL {address}, "
    "Use webhook",
}
QUALITY: Mapping[str, str] = {
    "messenger": "https://www.facebook.com/support/page_quality/",
    "instagram": "https://www.instagram.com/accounts/account_status/",
    "whatsapp": "https://business.facebook.com/wa/manage/phone-numbers/",
    "line": "https://manager.line.biz/",
}
_ANY = "docs/adding-a-channel.md"


def subscribe_by(channel: str) -> str:
    """How a channel is made to tell us what happens."""
    return SUBSCRIBE.get(channel, _ANY)


def quality_of(channel: str) -> str:
    """Where a platform says what it thinks of an account."""
    return QUALITY.get(channel, _ANY)
