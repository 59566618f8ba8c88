"""Which whole messages are commands or courtesies rather than questions?

Only a message that is nothing but such a word counts: "stop" ends the news, "when does the sale
stop" is a question.
"""

from enum import StrEnum

from towkay.domain.faq.text import normalise
from towkay.domain.stopping import says_stop
from towkay.domain.wishing import asks_for_human


class Word(StrEnum):
    """What a message that is one of the known words means."""

    STOP = "stop"
    RESUME = "resume"
    MENU = "menu"
    HUMAN = "human"
    RESTART = "restart"
    THANKS = "thanks"
    HELLO = "hello"
    SUBSCRIPTIONS = "subscriptions"


_LEADS = ("我想要", "我要", "我想", "请", "帮我", "麻烦", "please ", "i want to ", "i want a ")

_LISTED: dict[Word, str] = {
    Word.RESUME: """
        恢復訂閱 | 重新訂閱 | 恢復接收 | 繼續接收 | 繼續訂閱 | 恢復通知 | 開啟通知 | 重新接收 | 訂閱
        start | unstop | subscribe | resubscribe | resume | opt in | optin | subscribe me
    """,
    Word.SUBSCRIPTIONS: """
        我的訂閱 | 訂閱管理 | 管理訂閱 | 管理我的訂閱 | 訂閱設定 | 訂閱清單 | 訂閱狀態 | 查看訂閱
        查詢訂閱 | 看訂閱 | 看我的訂閱 | 我訂閱了什麼 | 我訂閱了哪些 | 訂閱項目
        通知設定 | 訂閱內容
        my subscriptions | my subscription | subscriptions | manage subscriptions
        manage my subscriptions | subscription settings | show my subscriptions
        what am i subscribed to | notification settings
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
_LONGEST = 60  # letters; whoever writes more says more than a word


def spoken_word(text: str) -> Word | None:
    """The command or courtesy a message consists of, or None when it says something else."""
    if len(text) > 4 * _LONGEST:
        return None
    if says_stop(text):
        return Word.STOP
    said = normalise(text)
    if len(said) > _LONGEST:
        return None
    word = _WORDS.get(said) or _WORDS.get(_without_lead(said))
    return word or (Word.HUMAN if asks_for_human(said) else None)


def _without_lead(said: str) -> str:
    for lead in _LEADS:
        if said.startswith(lead):
            return said[len(lead) :].strip()
    return said
