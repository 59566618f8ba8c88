"""How is it said why something may not go to all friends, and what to do?"""

from collections.abc import Mapping

from towkay.domain.audience_permits import NotToAll
from workbench.languages import Words

WHY: Mapping[NotToAll, Words] = {
    NotToAll.NOT_DECLARED: Words(
        "品牌還沒有聲明每位好友都同意收群發訊息。確定的話，在 brand.yaml 這個帳號的 settings 打開 "
        "line_broadcast，再 towkay publish",
        "the brand has not declared that every friend agreed. If they did, switch line_broadcast "
        "on in the account's settings in brand.yaml, then towkay publish",
    ),
    NotToAll.BARRED: Words(
        "平台停用了這個帳號，見 towkay doctor", "the platform bars the account: towkay doctor"
    ),
    NotToAll.NO_OPT_OUT: Words(
        "法律要求寫明怎麼免費拒絕", "the law wants the words to say how to refuse, for nothing"
    ),
    NotToAll.REFUSERS_AMONG: Words(
        "有好友說過不要再收，LINE 還在準備排除他們的名單。晚一點用同一個指令再試",
        "some friends said stop, and LINE is still preparing the list that leaves them out. Give "
        "the same command again later",
    ),
    NotToAll.QUIET_HOURS: Words("現在是勿擾時段", "these are quiet hours"),
    NotToAll.REACH_UNKNOWN: Words(
        "LINE 還沒有算出好友人數，明天再試", "LINE has not counted the friends yet: try tomorrow"
    ),
    NotToAll.NOBODY: Words("這個帳號還沒有好友", "the account has no friends yet"),
    NotToAll.QUOTA_UNKNOWN: Words(
        "問不到這個月還剩幾則，再試一次", "how much is left of the month cannot be read: try again"
    ),
    NotToAll.QUOTA_SHORT: Words(
        "這個月剩下的則數不夠。加購，或用 --most 限制人數",
        "too little is left of the month. Buy more, or end it with --most",
    ),
}
