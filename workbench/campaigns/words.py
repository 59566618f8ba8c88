"""What `towkay campaigns` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import StrEnum, auto

from towkay.domain.campaign_decisions import Act, Undecided
from towkay.domain.campaigns import CampaignState
from towkay.domain.runs import RunState
from workbench.languages import both


class Said(StrEnum):
    """Every sentence of the command."""

    UNKNOWN = auto()
    WHICH_BRAND = auto()
    NO_BRAND = auto()
    NO_NAME = auto()
    NOTHING = auto()
    GONE = auto()
    GONE_AND_ENDED = auto()
    CHANGED = auto()
    CHANGED_IN_PAUSE = auto()
    CHANGED_AND_ENDED = auto()
    NEXT = auto()
    ONCE_APPROVED = auto()
    NO_MORE = auto()
    APPROVED_BY = auto()
    CHANGED_BY = auto()
    VERSION = auto()
    GOES_OUT = auto()
    EDIT = auto()
    SETTLED = auto()
    ENDING = auto()
    RUN = auto()
    FOR_NOBODY = auto()
    NO_RUNS = auto()
    DONE = auto()
    APPROVED_IN_PAUSE = auto()
    HINT_APPROVE = auto()
    HINT_AGAIN = auto()
    HINT_RESUME = auto()


_SENTENCES: Mapping[Said, Mapping[str, str]] = {
    Said.UNKNOWN: both(
        "已發布的檔案裡沒有「{campaign}」這個推播；有的是：{known}。"
        "剛寫好的話，先 towkay publish。",
        "The published files have no campaign “{campaign}”; there are: {known}. If it was written "
        "just now, publish first.",
    ),
    Said.WHICH_BRAND: both("請用 --brand 說是哪個品牌：{known}", "Say with --brand whose: {known}"),
    Said.NO_BRAND: both(
        "這裡還沒有任何品牌。", "There is no brand here yet: towkay secrets put, then publish."
    ),
    Said.NO_NAME: both(
        "請用 --by 寫下是誰（64 個字以內）。", "Say with --by who does it, in at most 64 letters."
    ),
    Said.NOTHING: both(
        "還沒有推播。寫一個檔案到 campaigns/，然後 towkay publish。",
        "There are no campaigns. Write one into campaigns/, then towkay publish.",
    ),
    Said.GONE: both("已不在檔案裡，照核准的版本", "no longer in the files, as approved"),
    Said.GONE_AND_ENDED: both("已不在檔案裡", "no longer in the files"),
    Said.CHANGED: both(
        "檔案改過，還沒核准：照舊的跑",
        "changed in the files and not approved: the old one runs",
    ),
    Said.CHANGED_IN_PAUSE: both(
        "檔案改過，還沒核准：恢復的話照舊的跑",
        "changed in the files and not approved: once resumed, the old one goes on",
    ),
    Said.CHANGED_AND_ENDED: both(
        "已取消，不會發；檔案在那之後改過",
        "cancelled; the file has changed since, and nothing of it goes out",
    ),
    Said.NEXT: both("下次 {at}", "next {at}"),
    Said.ONCE_APPROVED: both("核准的話，下次 {at}", "once approved, next {at}"),
    Said.NO_MORE: both("不會再發", "speaks no more"),
    Said.APPROVED_BY: both("{at} {by} 核准 {version}", "{at} {by} approved {version}"),
    Said.CHANGED_BY: both("最後由 {by} 在 {at} 更改", "last changed by {by} at {at}"),
    Said.VERSION: both("版本 {version}", "version {version}"),
    Said.GOES_OUT: both(
        "版本 {version}：已核准，發出去的是這些字",
        "version {version}: approved, these words go out",
    ),
    Said.EDIT: both(
        "版本 {version}：改過、還沒核准，不會發",
        "version {version}: the edit, which waits for its approval",
    ),
    Said.SETTLED: both("每個人都有結果了", "everybody is settled"),
    Said.ENDING: both("已取消，正在結清", "cancelled, its people are being settled"),
    Said.RUN: both(
        "{at} {step}：{state}，名單 {planned} 人，{finished}/{chunks} 批完成",
        "{at} {step}: {state}, {planned} people, {finished} of {chunks} parts done",
    ),
    Said.FOR_NOBODY: both(
        "另有 {number} 次名單上沒有人，{since} 到 {until}",
        "{number} times more there was nobody to tell, {since} to {until}",
    ),
    Said.NO_RUNS: both("還沒發過。", "It has not spoken yet."),
    Said.HINT_APPROVE: both(
        "核准：towkay campaigns approve {campaign} --by 名字{place}",
        "to let it run: towkay campaigns approve {campaign} --by NAME{place}",
    ),
    Said.HINT_AGAIN: both(
        "核准新版：towkay campaigns approve {campaign} --by 名字{place}",
        "for the new one: towkay campaigns approve {campaign} --by NAME{place}",
    ),
    Said.HINT_RESUME: both(
        "繼續：towkay campaigns resume {campaign} --by 名字{place}",
        "to go on: towkay campaigns resume {campaign} --by NAME{place}",
    ),
    Said.DONE: both("{campaign}：{state}", "{campaign}: {state}"),
    Said.APPROVED_IN_PAUSE: both(
        "核准了，但還在暫停：恢復之前不會發。",
        "It is approved and stays paused: nothing goes out until it is resumed.",
    ),
}
STATES: Mapping[CampaignState, Mapping[str, str]] = {
    CampaignState.DRAFT: both("草稿，不會發", "a draft, says nothing"),
    CampaignState.APPROVED: both("已核准", "approved"),
    CampaignState.PAUSED: both("暫停中", "paused"),
    CampaignState.CANCELLED: both("已取消", "cancelled"),
}
# What the files and the approval do not agree on, of a campaign that stands so.
GONE: Mapping[CampaignState, Said] = dict.fromkeys(CampaignState, Said.GONE) | {
    CampaignState.CANCELLED: Said.GONE_AND_ENDED
}
CHANGED: Mapping[CampaignState, Said] = dict.fromkeys(CampaignState, Said.CHANGED) | {
    CampaignState.PAUSED: Said.CHANGED_IN_PAUSE,
    CampaignState.CANCELLED: Said.CHANGED_AND_ENDED,
}
RUN_STATES: Mapping[RunState, Mapping[str, str]] = {
    RunState.PLANNING: both("讀取名單中", "reading its people"),
    RunState.SENDING: both("發送中", "sending"),
    RunState.DONE: both("完成", "done"),
    RunState.EXPIRED: both("太晚，沒有發", "too late, nobody was asked"),
    RunState.CANCELLED: both("已取消", "cancelled"),
}
WHY: Mapping[Undecided, Mapping[str, str]] = {
    Undecided.UNKNOWN_CAMPAIGN: both(
        "已發布的檔案裡沒有這個推播。", "The published files have no such campaign."
    ),
    Undecided.APPROVED_ALREADY: both(
        "這一版已經核准了。", "This very version is approved already."
    ),
    Undecided.APPROVED_AND_PAUSED: both(
        "這一版已經核准，只是暫停中 → towkay campaigns resume {campaign} --by 名字{place}",
        "This very version is approved already, and paused "
        "→ towkay campaigns resume {campaign} --by NAME{place}",
    ),
    Undecided.NOT_RUNNING: both("沒有在跑，不用暫停。", "It does not run: nothing to pause."),
    Undecided.NOT_PAUSED: both("沒有暫停，不用恢復。", "It is not paused: nothing to resume."),
    Undecided.CANCELLED_ALREADY: both("已經取消了。", "It is cancelled already."),
    Undecided.NEVER_APPROVED: both(
        "沒有核准過，沒有東西可取消。", "It was never let run: nothing to cancel."
    ),
    Undecided.GONE_BY: both(
        "最後一次的時間已經過了，核准也不會送；請改檔案裡的時間再發布。",
        "Its last time has gone by, nothing would be sent: mend the time in its file and publish.",
    ),
    Undecided.NOT_AS_SEEN: both(
        "已發布的不是這一版；請再看一次：towkay campaigns show {campaign}{place}",
        "The published version is another one; look again: towkay campaigns show {campaign}{place}",
    ),
}
DONE: Mapping[Act, Mapping[str, str]] = {
    Act.APPROVE: both("會照時間發。", "It speaks at its times."),
    Act.PAUSE: both(
        "還沒發出去的先等著；寬限過了的不會補。",
        "What has not gone out waits; what outlives its grace is not made up for.",
    ),
    Act.RESUME: both("從停下的地方繼續。", "It goes on where it stopped."),
    Act.CANCEL: both(
        "還沒發到的人不會收到；已送出的收不回來。",
        "Whoever was not reached gets nothing; what was sent stays sent.",
    ),
}


def done_said(act: Act, state: CampaignState, language: str) -> str:
    """What an act leads to; a pause outlives an approval."""
    if act is Act.APPROVE and state is CampaignState.PAUSED:
        return said(Said.APPROVED_IN_PAUSE, language)
    return DONE[act][language]


def said(sentence: Said, language: str, **particulars: str) -> str:
    """A sentence with its particulars."""
    return _SENTENCES[sentence][language].format(**particulars)
