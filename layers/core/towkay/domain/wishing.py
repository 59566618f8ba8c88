"""Does a whole message wish for a human, in whatever words?

Every piece must be used up: "可以請真人回覆嗎" wishes for one, "可以請店員幫我包裝嗎" is about
wrapping.
"""

from towkay.domain.wording import first, pieces

_HUMANS = pieces("""
真人 專人 客服 客服人員 店員 店長 人工 人工客服 真人客服 服務人員 店家的人 活人 老闆 闆娘
human | real human | real person | person | someone | somebody | live agent | agent | staff
customer service | representative | rep | human being
""")
_WISHES = pieces("""
找 轉 轉接 轉給 接 叫 跟 和 聯絡 聯繫 有沒有 有 需要 要 想 想要 給我 請 派 呼叫
talk | speak | chat | call | want | need | connect | get | give me | transfer | find
""")
_AROUND = pieces("""
我 我們 我要 我想 可以 可不可以 能不能 能 可否 幫我 麻煩 直接 先 現在 馬上
你們 的 給 來 出來 在 在嗎 嗎 了 吧 啦 呢
一下 一個 個 位 人 講話 講 說話 說 談 聊 聊聊 回覆 回我 回答 服務 處理 幫忙 協助 對話 謝謝 好嗎
i | can | could | may | you | please | to | with | a | an | the | me | me to | in | now | real | us
let | for help | help | right
""")
_COMPLAINTS = pieces("""
客訴 投訴 申訴 不要機器人 不要跟機器人
make a complaint | complain | complaint
""")
_LONGEST = 40  # letters; a longer message has a matter of its own


def asks_for_human(said: str) -> bool:
    """Whether the normalised message names a human, wishes for one, and says nothing else."""
    names = wishes = complains = False
    rest = said if len(said) <= _LONGEST else ""
    while rest:
        complaint, human = first(rest, _COMPLAINTS), first(rest, _HUMANS)
        wish = "" if complaint or human else first(rest, _WISHES)
        used = complaint or human or wish or first(rest, _AROUND)
        if not used:
            return False
        complains, names, wishes = (
            complains or bool(complaint),
            names or bool(human),
            wishes or bool(wish),
        )
        rest = rest[len(used) :]
    return complains or (names and wishes)
