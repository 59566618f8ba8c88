"""What `towkay campaigns` says, in Chinese and in English."""

from collections.abc import Mapping
from enum import Enum

from towkay.domain.campaign_decisions import Act, Undecided
from towkay.domain.campaigns import CampaignState
from towkay.domain.runs import RunState
from workbench.languages import Words


class Said(Words, Enum):
    """Every sentence of the command."""

    UNKNOWN = (
        "已發布的檔案裡沒有「{campaign}」這個推播；有的是：{known}。"
        "剛寫好的話，先 towkay publish。",
        "The published files have no campaign “{campaign}”; there are: {known}. If it was written "
        "just now, publish first.",
    )
    WHICH_BRAND = ("請用 --brand 說是哪個品牌：{known}", "Say with --brand whose: {known}")
    NO_BRAND = (
        "這裡還沒有任何品牌。",
        "There is no brand here yet: towkay secrets put, then publish.",
    )
    NOTHING = (
        "還沒有推播。寫一個檔案到 campaigns/，然後 towkay publish。",
        "There are no campaigns. Write one into campaigns/, then towkay publish.",
    )
    GONE = ("已不在檔案裡，照核准的版本", "no longer in the files, as approved")
    GONE_AND_ENDED = ("已不在檔案裡", "no longer in the files")
    CHANGED = (
        "檔案改過，還沒核准：照舊的跑",
        "changed in the files and not approved: the old one runs",
    )
    CHANGED_IN_PAUSE = (
        "檔案改過，還沒核准：恢復的話照舊的跑",
        "changed in the files and not approved: once resumed, the old one goes on",
    )
    CHANGED_AND_ENDED = (
        "已取消，不會發；檔案和核准過的不是同一版",
        "cancelled: nothing goes out; its file is not the version that was approved",
    )
    NEXT = ("下次 {at}", "next {at}")
    ONCE_APPROVED = ("核准的話，下次 {at}", "once approved, next {at}")
    NO_MORE = ("不會再發", "speaks no more")
    APPROVED_BY = ("{at} {by} 核准 {version}", "{at} {by} approved {version}")
    CHANGED_BY = ("最後由 {by} 在 {at} 更改", "last changed by {by} at {at}")
    VERSION = ("版本 {version}", "version {version}")
    GOES_OUT = (
        "版本 {version}：已核准，發出去的是這些字",
        "version {version}: approved, these words go out",
    )
    EDIT = (
        "版本 {version}：改過、還沒核准，不會發",
        "version {version}: the edit, which waits for its approval",
    )
    SETTLED = ("每個人都有結果了", "everybody is settled")
    ENDING = ("已取消，正在結清", "cancelled, its people are being settled")
    RUN = (
        "{at} {step}：{state}，名單 {planned} 人，{finished}/{chunks} 批完成",
        "{at} {step}: {state}, {planned} people, {finished} of {chunks} parts done",
    )
    FOR_NOBODY = (
        "另有 {number} 次名單上沒有人，{since} 到 {until}",
        "firings with nobody to tell: {number}, {since} to {until}",
    )
    NO_RUNS = ("還沒發過。", "It has not spoken yet.")
    HINT_APPROVE = (
        "核准：towkay campaigns approve {campaign} --by 名字{place}",
        "to let it run: towkay campaigns approve {campaign} --by NAME{place}",
    )
    HINT_AGAIN = (
        "核准新版：towkay campaigns approve {campaign} --by 名字{place}",
        "for the new one: towkay campaigns approve {campaign} --by NAME{place}",
    )
    HINT_RESUME = (
        "繼續：towkay campaigns resume {campaign} --by 名字{place}",
        "to go on: towkay campaigns resume {campaign} --by NAME{place}",
    )
    DONE = ("{campaign}：{state}", "{campaign}: {state}")
    APPROVED_IN_PAUSE = (
        "核准了，但還在暫停：恢復之前不會發。",
        "It is approved and stays paused: nothing goes out until it is resumed.",
    )


STATES: Mapping[CampaignState, Words] = {
    CampaignState.DRAFT: Words("草稿，不會發", "a draft, says nothing"),
    CampaignState.APPROVED: Words("已核准", "approved"),
    CampaignState.PAUSED: Words("暫停中", "paused"),
    CampaignState.CANCELLED: Words("已取消", "cancelled"),
}
# What the files and the approval do not agree on, of a campaign that stands so.
GONE: Mapping[CampaignState, Said] = dict.fromkeys(CampaignState, Said.GONE) | {
    CampaignState.CANCELLED: Said.GONE_AND_ENDED
}
CHANGED: Mapping[CampaignState, Said] = dict.fromkeys(CampaignState, Said.CHANGED) | {
    CampaignState.PAUSED: Said.CHANGED_IN_PAUSE,
    CampaignState.CANCELLED: Said.CHANGED_AND_ENDED,
}
RUN_STATES: Mapping[RunState, Words] = {
    RunState.PLANNING: Words("讀取名單中", "reading its people"),
    RunState.SENDING: Words("發送中", "sending"),
    RunState.DONE: Words("完成", "done"),
    RunState.EXPIRED: Words("太晚，沒有發", "too late, nobody was asked"),
    RunState.CANCELLED: Words("已取消", "cancelled"),
}
WHY: Mapping[Undecided, Words] = {
    Undecided.UNKNOWN_CAMPAIGN: Words(
        "已發布的檔案裡沒有這個推播。", "The published files have no such campaign."
    ),
    Undecided.APPROVED_ALREADY: Words(
        "這一版已經核准了。", "This very version is approved already."
    ),
    Undecided.APPROVED_AND_PAUSED: Words(
        "這一版已經核准，只是暫停中 → towkay campaigns resume {campaign} --by 名字{place}",
        "This very version is approved already, and paused "
        "→ towkay campaigns resume {campaign} --by NAME{place}",
    ),
    Undecided.NOT_RUNNING: Words("沒有在跑，不用暫停。", "It does not run: nothing to pause."),
    Undecided.NOT_PAUSED: Words("沒有暫停，不用恢復。", "It is not paused: nothing to resume."),
    Undecided.CANCELLED_ALREADY: Words("已經取消了。", "It is cancelled already."),
    Undecided.NEVER_APPROVED: Words(
        "沒有核准過，沒有東西可取消。", "It was never let run: nothing to cancel."
    ),
    Undecided.GONE_BY: Words(
        "最後一次的時間已經過了，核准也不會送；請改檔案裡的時間再發布。",
        "Its last time has gone by, nothing would be sent: mend the time in its file and publish.",
    ),
    Undecided.NOT_AS_SEEN: Words(
        "已發布的不是這一版；請再看一次：towkay campaigns show {campaign}{place}",
        "The published version is another one; look again: towkay campaigns show {campaign}{place}",
    ),
}
DONE: Mapping[Act, Words] = {
    Act.APPROVE: Words("會照時間發。", "It speaks at its times."),
    Act.PAUSE: Words(
        "還沒發出去的先等著；寬限過了的不會補。",
        "What has not gone out waits; what outlives its grace is not made up for.",
    ),
    Act.RESUME: Words("從停下的地方繼續。", "It goes on where it stopped."),
    Act.CANCEL: Words(
        "還沒發到的人不會收到；已送出的收不回來。",
        "Whoever was not reached gets nothing; what was sent stays sent.",
    ),
}


def done_said(act: Act, state: CampaignState, language: str) -> str:
    """What an act leads to; a pause outlives an approval."""
    if act is Act.APPROVE and state is CampaignState.PAUSED:
        return Said.APPROVED_IN_PAUSE.spoken(language)
    return DONE[act].spoken(language)
