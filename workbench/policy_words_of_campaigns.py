"""How is it said why a message of a campaign was not sent?"""

from collections.abc import Mapping

from towkay.domain.policy.reasons import Reason
from workbench.policy_words_of_rows import Explained, explained

OF_CAMPAIGNS: Mapping[Reason, Explained] = {
    Reason.CANCELLED: explained(
        "這個檔期已被取消。",
        "已經取消的不會再發；再核准的話，只發之後的檔次。",
        "The campaign was cancelled.",
        "Nothing: approved again, it speaks only at its times to come.",
    ),
    Reason.PAUSED: explained(
        "這個檔期暫停中。",
        "恢復檔期；過了有效時間就不再發送。",
        "The campaign is paused.",
        "Resuming it, while its time lasts.",
    ),
    Reason.HOLDOUT: explained(
        "這位客人抽中對照組，不發送，用來衡量檔期的效果。",
        "降低對照組的比例，只影響還沒開始的檔次。",
        "The person is of the holdout group, by which the campaign's effect is told.",
        "A smaller holdout, for occurrences that have not started.",
    ),
    Reason.BUDGET: explained(
        "檔期的預算已用完，或沒有人知道這則要多少錢。",
        "調高預算，或改用價格已知的方式。",
        "The campaign's budget is spent, or nobody knows what this one would cost.",
        "A larger budget, or a way whose price is known.",
    ),
}
