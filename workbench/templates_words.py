"""How are the states of templates said, and what is to be done about each?"""

from collections.abc import Mapping

from towkay.domain.account_news import TemplateState
from towkay.domain.template_plans import Caution, Outlook, Problem
from towkay.packs.wording import Wording

_OTHER_WORDS_MAKE_ANOTHER = (
    "改 notices.yaml 裡這一句，再發布一次，就是新的範本",
    "change these words in notices.yaml and publish again: that makes a new template",
)

OUTLOOKS: Mapping[Outlook, Wording] = {
    Outlook.MISSING: Wording("還沒有，要建立", "", "not there yet, to be created", ""),
    Outlook.ABSENT: Wording(
        "檔案寫了它，平台上沒有",
        "到平台建立它，或改掉檔案裡的名字",
        "the file names it, and the platform has none of that name",
        "create it at the platform, or mend the name in the file",
    ),
    Outlook.WAITING: Wording(
        "審核中：通過以前，時段外的通知不會送出",
        "等平台審完；結果會自己送進來，towkay doctor 也看得到",
        "under review: until it is approved nothing goes out outside the window",
        "wait for the platform; what it decides comes in by itself, and towkay doctor tells it",
    ),
    Outlook.OTHER_WORDS: Wording(
        "有人在平台上改過它，和檔案不一樣：不動它",
        "在平台上改回來，或照平台的字改 notices.yaml",
        "somebody edited it at the platform, its words are not the file's: it is left alone",
        "edit it back there, or write its words into notices.yaml",
    ),
    Outlook.UNKNOWN: Wording(
        "平台說的狀態，這個版本還不認得",
        "到平台看它能不能送",
        "in a state that this version does not know",
        "look at the platform whether it can be sent",
    ),
    Outlook.UNLISTED: Wording(
        "LINE 的範本由 LINE 製作，查不到，也不能由我們建立",
        "到 LINE 核准時給的清單，核對這個鍵值",
        "LINE makes its templates itself: they can neither be listed nor created by anybody else",
        "compare this key with the list that came with LINE's approval",
    ),
}

STATES: Mapping[TemplateState, Wording] = {
    TemplateState.REJECTED: Wording(
        "被平台退回", _OTHER_WORDS_MAKE_ANOTHER[0], "rejected", _OTHER_WORDS_MAKE_ANOTHER[1]
    ),
    TemplateState.PAUSED: Wording(
        "被平台暫停：客人封鎖或檢舉的太多",
        "暫停會自己結束，下次更久；先想想這一句為什麼惹人嫌",
        "paused: too many people blocked or reported it",
        "a pause ends by itself, and the next one is longer: ask why people mind these words",
    ),
    TemplateState.DISABLED: Wording(
        "被平台停用",
        _OTHER_WORDS_MAKE_ANOTHER[0],
        "disabled for good",
        _OTHER_WORDS_MAKE_ANOTHER[1],
    ),
    TemplateState.GONE: Wording(
        "在平台上被刪除或封存了",
        "到平台取消封存；刪掉的 30 天內不能用同一個名字，改一個字就是新的範本",
        "deleted or archived at the platform",
        "unarchive it there; a deleted name is locked for 30 days, other words make a new template",
    ),
}

CAUTIONS: Mapping[Caution, Wording] = {
    Caution.RECATEGORISED: Wording(
        "平台把它當成 {category}，每一則照 {category} 收費",
        "拿掉任何促銷的字，改成新的範本；或在平台申訴",
        "the platform holds it for {category}: each message costs what {category} costs",
        "take out whatever promotes, which makes a new template; or appeal at the platform",
    ),
    Caution.WILL_BE_RECATEGORISED: Wording(
        "平台預告要把它改成 {becomes}，之後每一則照 {becomes} 收費",
        "現在就拿掉任何促銷的字，改成新的範本；或在平台申訴",
        "the platform is going to hold it for {becomes}, at what {becomes} costs",
        "take out whatever promotes now, which makes a new template; or appeal at the platform",
    ),
    Caution.POOR_QUALITY: Wording(
        "品質 {quality}：再差下去會被暫停",
        "想想客人為什麼封鎖或檢舉它",
        "its quality is {quality}: the next step is a pause",
        "ask why people block or report it",
    ),
}

PROBLEMS: Mapping[Problem, Wording] = {
    Problem.EXISTS: Wording(
        "平台說已經有同名的範本，清單裡卻沒有",
        "過幾分鐘再發布一次：會先比對",
        "the platform says that there is one of this name, and does not list it",
        "publish again in some minutes: it compares first",
    ),
    Problem.LOCKED: Wording(
        "同名的範本剛被刪除，名字鎖 30 天",
        _OTHER_WORDS_MAKE_ANOTHER[0],
        "one of its name was deleted, which locks the name for 30 days",
        _OTHER_WORDS_MAKE_ANOTHER[1],
    ),
    Problem.FULL: Wording(
        "範本數量到上限了",
        "刪掉不用的範本，或完成商家驗證",
        "the business has as many templates as it may have",
        "delete those that are not used, or have the business verified",
    ),
    Problem.TOO_MANY_CALLS: Wording(
        "平台這個小時不再收了",
        "一小時後再發布一次，會從這裡接著做",
        "the platform takes no more of them this hour",
        "publish again in an hour: it goes on from here",
    ),
    Problem.NOT_ALLOWED: Wording(
        "平台不准：少了權限，或 token 失效",
        "執行 towkay doctor 看少了什麼",
        "the platform does not allow it: a permission is missing, or the token is not good",
        "towkay doctor says what is missing",
    ),
    Problem.WORDS: Wording(
        "平台不收這些字",
        "照平台說的改 notices.yaml，再發布一次",
        "the platform does not take these words",
        "mend them in notices.yaml as it says, and publish again",
    ),
    Problem.UNANSWERED: Wording(
        "平台沒有回答，不知道有沒有建立",
        "過幾分鐘再發布一次：會先比對，不會建立兩次",
        "no answer: nobody knows whether it was created",
        "publish again in some minutes: it compares first, and creates nothing twice",
    ),
}
