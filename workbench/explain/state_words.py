"""How are the state of a send, and the words in which it waits or ends, said to people?"""

from collections.abc import Mapping

from towkay.domain.batches import ASKED_AGAIN
from towkay.domain.errors import ACCOUNT_PACED, BUDGET_ASIDE
from towkay.domain.health import Trouble
from towkay.domain.outcomes import Refusal, Verdict
from towkay.domain.policy.reasons import Reason
from towkay.domain.proofs_of_arrival import Arrival
from towkay.domain.sends import SendState
from workbench.languages import Words
from workbench.policy_words import REASONS

STATES: Mapping[SendState, Words] = {
    SendState.READY: Words("等待中", "waiting"),
    SendState.CLAIMED: Words("發送中", "being sent"),
    SendState.UNKNOWN: Words("等待平台證實", "not confirmed yet"),
    SendState.SENT: Words("已送出", "sent"),
    SendState.SUPPRESSED: Words("沒有送", "not sent"),
    SendState.REFUSED: Words("被平台拒絕", "refused by the channel"),
    SendState.PARKED: Words("擱置：不知是否送達", "parked: nobody knows whether it arrived"),
}
# Of what LINE took for a telephone number, which says nothing of whether it came.
ARRIVALS: Mapping[Arrival, Words] = {
    Arrival.CONFIRMED: Words("已送達（LINE 回報）", "delivered, as LINE reported"),
    Arrival.AWAITED: Words(
        "LINE 已收下，等它回報送達：對方第一次要先同意，最久 24 小時",
        "taken by LINE, no delivery reported yet: whoever was never asked agrees first, in 24 h",
    ),
    Arrival.UNCONFIRMED: Words(
        "沒有證實：LINE 收下 24 小時內沒有回報送達，當作沒有收到，也不重送",
        "not confirmed: LINE took it and reported no delivery in 24 h; it counts as not received "
        "and is not sent again",
    ),
}
_STOPPED_ACCOUNT = Words(
    "帳號停止發送：平台不接受它的權杖。換上新的權杖後會自動恢復（towkay secrets put）。",
    "The account is stopped: the channel refuses its token. Sending goes on by itself once there "
    "is a new one (towkay secrets put).",
)
_BLOCKED_ACCOUNT = Words(
    "帳號停止發送：平台封鎖了它。到平台後台處理；解除後會自動恢復。",
    "The account is stopped: the platform has blocked it. Sending goes on once it lifts that.",
)
_TOO_FAST = Words(
    "帳號發得太快，平台要求放慢；會自動再試。",
    "The channel asked the account to slow down; it is tried again by itself.",
)
TROUBLES: Mapping[Trouble, Words] = {
    Trouble.CREDENTIALS: _STOPPED_ACCOUNT,
    Trouble.BLOCKED: _BLOCKED_ACCOUNT,
    Trouble.RATE: _TOO_FAST,
}
_UNCLEAR = Words(
    "呼叫的結果不明：訊息可能已經送達，所以不會重送。",
    "What became of the call is unclear: it may have arrived, so it is not sent again.",
)
_WORDS: Mapping[str, Words] = {
    "no_evidence": Words(
        "呼叫之後，平台沒有在期限內證實：可能送達，也可能沒有，所以不會重送。",
        "The channel did not confirm the call in time: it may or may not have arrived, so it is "
        "not sent again.",
    ),
    "unclear": _UNCLEAR,
    Verdict.UNKNOWN: _UNCLEAR,
    Verdict.NOT_SENT: Words(
        "訊息沒有離開我們這裡，會再試。", "Nothing left this side; it is tried again."
    ),
    Verdict.SLOW_DOWN: _TOO_FAST,
    Verdict.CAPPED: REASONS[Reason.CHANNEL_CAP].what,
    ACCOUNT_PACED: Words(
        "在等這個帳號的發送額度，幾秒內就會輪到。", "It waits for its share of the account's pace."
    ),
    ASKED_AGAIN: Words(
        "這次群發的結果不明；會用同一個請求再問平台，不會有人收到兩次。",
        "What became of a call to many is unclear; the channel is asked by the very same call, and "
        "nobody gets it twice.",
    ),
    BUDGET_ASIDE: Words(
        "預算剩下的錢在其他程式手上，用不完的很快會還回來。",
        "Other workers hold what is left of the budget; what they do not spend comes back soon.",
    ),
    Trouble.RATE.reason: _TOO_FAST,
    Trouble.CREDENTIALS.reason: Words(
        "帳號停止發送（權杖失效或被平台封鎖），恢復後會自動送。",
        "The account is stopped: its token is refused, or the platform has blocked it. It is sent "
        "once the account is well again.",
    ),
    Refusal.REPLY_TOKEN: Words("回覆權杖已失效。", "The reply token was no longer good."),
    Refusal.CONTACT_GONE: Words(
        "平台找不到這位客人，或客人已封鎖帳號。",
        "The channel knows no such shopper, or the shopper has blocked the account.",
    ),
    Refusal.ACCOUNT_BLOCKED: _BLOCKED_ACCOUNT,
    Refusal.CREDENTIALS: _STOPPED_ACCOUNT,
    Refusal.NOT_PERMITTED: Words(
        "帳號沒有平台要求的權限或協議。",
        "The account lacks a permission or an agreement that the platform wants.",
    ),
    Refusal.SUBSCRIPTION_ENDED: Words(
        "平台說：客人已不再接受主動訊息。",
        "The platform says that the shopper no longer takes messages unasked.",
    ),
    Refusal.BAD_REQUEST: Words(
        "平台說這則訊息的格式不對。", "The channel says that the message is malformed."
    ),
    Refusal.THREAD_TAKEN: Words(
        "對話由平台上的另一個應用程式掌握。", "Another app holds the conversation on the platform."
    ),
    Refusal.UNDOCUMENTED: Words(
        "平台拒絕，原因沒有公開說明。",
        "The channel refused it for a reason that it documents nowhere.",
    ),
    Refusal.NOT_DELIVERED: Words(
        "平台收下後回報送不到。",
        "The channel took it, and then reported that it could not deliver it.",
    ),
    Refusal.QUOTA: REASONS[Reason.CHANNEL_CAP].what,
    Refusal.RATE: _TOO_FAST,
    Refusal.NOT_YET: Words(
        "平台說這則訊息還太早；會再試。", "The channel says it is too early; it is tried again."
    ),
}


def reason_said(reason: str, language: str) -> str:
    """The words of a stored reason, and the reason itself with the channel's own code."""
    name = reason.partition(":")[0]
    known = next((REASONS[one].what for one in Reason if one == name), _WORDS.get(name))
    return f"{known.spoken(language)} ({reason})" if known else reason
