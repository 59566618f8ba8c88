"""What is said to people at work when something is not done, in Chinese and in English?"""

from collections.abc import Mapping
from typing import Any

from towkay.domain.campaign_decisions import Undecided

Answer = tuple[int, dict[str, Any]]

_STATUS: Mapping[str, int] = {
    "unauthorized": 401,
    "forbidden": 403,
    "not_found": 404,
    "no_pack": 404,
    Undecided.UNKNOWN_CAMPAIGN: 404,
    "no_run": 404,
    "no_forecast": 404,
    "unreadable": 400,
    "version_wanted": 400,
    "too_large": 413,
    "unavailable": 503,
    "failed": 500,
}
_WORDS: Mapping[str, tuple[str, str]] = {
    "unauthorized": ("沒有可用的憑證。", "There is no token that counts."),
    "forbidden": ("這個憑證不屬於這個品牌。", "The token is not for this brand."),
    "not_found": ("沒有這個位址。", "There is nothing at this address."),
    "no_pack": ("這個品牌還沒有發布過。", "Nothing of this brand was published yet."),
    "no_run": ("沒有這次發送。", "There is no such firing."),
    "no_forecast": (
        "還沒有人預估過：towkay forecast。",
        "Nobody has forecast it yet: towkay forecast.",
    ),
    "unreadable": ("看不懂送來的內容。", "What was sent cannot be read."),
    "version_wanted": (
        '請說明要核准的是哪一版：{"version": "…"}。',
        'Say which version is to be approved: {"version": "…"}.',
    ),
    "too_large": ("送來的內容太大。", "What was sent is too large."),
    "busy": ("同時有別人在更改，請再試一次。", "Somebody else changes it right now: try again."),
    "unavailable": ("暫時無法處理，請稍後再試。", "It cannot be done just now: try again later."),
    "failed": ("這裡出了錯，沒有做完。", "Something is wrong here: it was not done."),
    Undecided.UNKNOWN_CAMPAIGN: (
        "已發布的檔案裡沒有這個推播。",
        "The published files have no such campaign.",
    ),
    Undecided.APPROVED_ALREADY: (
        "這一版已經核准了。",
        "This very version is approved already.",
    ),
    Undecided.APPROVED_AND_PAUSED: (
        "這一版已經核准，只是暫停中；要繼續請恢復（resume）。",
        "This very version is approved already, and paused: resume it to go on.",
    ),
    Undecided.NOT_RUNNING: ("沒有在跑，不用暫停。", "It does not run: nothing to pause."),
    Undecided.NOT_PAUSED: ("沒有暫停，不用恢復。", "It is not paused: nothing to resume."),
    Undecided.CANCELLED_ALREADY: ("已經取消了。", "It is cancelled already."),
    Undecided.NEVER_APPROVED: (
        "沒有核准過，沒有東西可取消。",
        "It was never let run: nothing to cancel.",
    ),
    Undecided.GONE_BY: (
        "最後一次的時間已經過了，核准也不會送；請改時間。",
        "Its last time has gone by, nothing would be sent: change the time.",
    ),
    Undecided.NOT_AS_SEEN: (
        "已發布的不是這一版，請再看一次。",
        "The published version is another one: look again.",
    ),
}
_BY_STATUS = {401: "unauthorized", 403: "forbidden", 404: "not_found", 413: "too_large"}
_CONFLICT = 409


def refusal(why: str) -> Answer:
    """The status and the words of one; what stands against the state of things is a conflict."""
    chinese, english = _WORDS[why]
    plain = {"error": str(why), "reason": {"zh-TW": chinese, "en": english}}
    return _STATUS.get(why, _CONFLICT), plain


def closed(status: int) -> Answer:
    """That of a door that was closed before anything was looked at."""
    return refusal(_BY_STATUS.get(status, "unreadable"))
