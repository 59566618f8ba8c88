"""Which whole messages are commands or courtesies rather than questions?

Only a message that is nothing but such a word counts: "stop" ends the news, "when does the sale
stop" is a question.
"""

from enum import StrEnum

from towkay.domain.faq.text import normalise


class Word(StrEnum):
    """What a message that is one of the known words means."""

    STOP = "stop"
    RESUME = "resume"
    MENU = "menu"
    HUMAN = "human"
    RESTART = "restart"
    THANKS = "thanks"
    HELLO = "hello"


_LEAD_INS = ("我想要", "我要", "我想", "請", "幫我", "麻煩", "please ", "i want to ", "i want a ")

_LISTED: dict[Word, str] = {
    # "cancel" and 取消 are not here: in a shop they are about orders.
    Word.STOP: """
        停止 | 停止接收 | 停止傳送 | 停止發送 | 停止訂閱 | 停止推播 | 停止通知 | 停訊 | 拒收
        拒收訊息
        取消訂閱 | 取消推播 | 取消通知 | 取消接收 | 退訂 | 解除訂閱 | 不要再傳 | 不要再傳了
        不要再發
        不要再發了 | 別再傳 | 別再傳了 | 別再發 | 別再發了 | 不要傳了 | 不要再傳訊息
        不要再傳訊息給我
        不要再發訊息給我 | 別傳了 | 不想收到訊息 | 不想再收到訊息 | 不要通知我 | 不要再通知我
        關閉通知
        stop | stop all | stopall | unsubscribe | unsubscribe me | opt out | optout | stop messages
        stop messaging me | stop sending | stop sending me messages | stop it | no more messages
        do not message me | don't message me | remove me | quit | end
    """,
    Word.RESUME: """
        恢復訂閱 | 重新訂閱 | 恢復接收 | 繼續接收 | 繼續訂閱 | 恢復通知 | 開啟通知 | 重新接收 | 訂閱
        start | unstop | subscribe | resubscribe | resume | opt in | optin | subscribe me
    """,
    Word.MENU: """
        選單 | 主選單 | 功能選單 | 目錄 | 菜單 | 功能 | 回主選單 | 回選單 | 看選單 | 打開選單
        menu | main menu | show menu | options | help
    """,
    Word.HUMAN: """
        找真人 | 真人 | 真人客服 | 找真人客服 | 客服 | 找客服 | 專人 | 找專人 | 專人服務
        專人客服 | 人工
        人工客服 | 轉真人 | 轉客服 | 轉人工 | 轉接真人 | 轉接客服 | 轉接專人 | 真人服務 | 跟真人說話
        跟真人講話 | 跟真人聊 | 有真人嗎 | 有人嗎 | 叫真人來 | 我要找人 | 找人 | 換真人 | 客服人員
        human | agent | a human | real person | a real person | person | operator | staff
        talk to a human | talk to a person | talk to someone | talk to staff | talk to an agent
        speak to a human | speak to a person | speak to someone | customer service | live agent
        representative | live chat
    """,
    Word.RESTART: """
        重新開始 | 重來 | 從頭開始 | 重新來過 | 結束客服 | 結束對話 | 回到機器人 | 找機器人
        restart | start over | reset | begin again | back to bot | back to the bot
    """,
    Word.THANKS: """
        謝謝 | 謝謝你 | 謝謝您 | 感謝 | 感恩 | 多謝 | 謝啦 | 謝囉 | 謝了 | 好的謝謝 | 好的
        好喔 | 好 | 了解
        了解了 | 知道了 | 收到 | 沒問題 | 沒事了 | 沒有了 | 不用了 | 不用了謝謝 | 掰掰 | 再見 | 讚
        thanks | thank you | thanks a lot | thank you so much | thx | ty | ok | okay | ok thanks
        got it | great | great thanks | no thanks | bye | goodbye | cool | nice
    """,
    Word.HELLO: """
        你好 | 您好 | 哈囉 | 嗨 | 嘿 | 早安 | 午安 | 晚安 | 安安 | 你好嗎 | 在嗎 | 有人在嗎
        哈囉你好
        hi | hello | hey | hi there | hello there | good morning | good afternoon | good evening
    """,
}


def _by_spelling() -> dict[str, Word]:
    return {
        normalise(spelling): word
        for word, listed in _LISTED.items()
        for spelling in listed.replace("\n", "|").split("|")
        if spelling.strip()
    }


_WORDS = _by_spelling()
_LEADS = tuple(lead for lead in map(str.lower, _LEAD_INS))
_LONGEST = max(map(len, _WORDS)) + max(map(len, _LEADS))


def spoken_word(text: str) -> Word | None:
    """The command or courtesy a message consists of, or None when it says something else."""
    if len(text) > 4 * _LONGEST:
        return None
    said = normalise(text)
    return _WORDS.get(said) or _WORDS.get(_without_lead(said))


def _without_lead(said: str) -> str:
    for lead in _LEADS:
        folded = _FOLDED_LEADS[lead]
        if said.startswith(folded):
            return said[len(folded) :].strip()
    return said


_FOLDED_LEADS = {lead: normalise(lead) + (" " if lead.endswith(" ") else "") for lead in _LEADS}
