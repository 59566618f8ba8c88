"""Under which terms does a campaign speak, and which of them does an edit change?"""

from collections.abc import Iterator, Mapping
from enum import Enum

from towkay.domain.campaigns import Campaign
from towkay.domain.schedules import Countdown, StepTime
from workbench.campaigns.audience_words import audience_said
from workbench.campaigns.schedule_words import schedule_said
from workbench.languages import Words
from workbench.transcript import block

_HEAD = "      "
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


class Term(Words, Enum):
    """What is fixed about a campaign beside its words; the value is how it is called."""

    NAME = ("名稱", "name")
    TOPIC = ("主題", "topic")
    WHEN = ("時間", "when")
    ZONE = ("時區", "zone")
    STEPS = ("步驟", "steps")
    AUDIENCE = ("對象", "audience")
    BUDGET = ("預算", "budget")
    HOLDOUT = ("對照組", "holdout")
    GRACE = ("寬限", "grace")
    PRIORITY = ("優先", "priority")
    QUIET = ("勿擾時段", "quiet hours")


_BOUNDS = (Term.BUDGET, Term.HOLDOUT, Term.GRACE, Term.PRIORITY, Term.QUIET)
_LABELLED = Words("{term}：{told}", "{term}: {told}")
_CHANGED = Words("改了{term}：{told}（原本：{was}）", "changes {term}: {told} (was: {was})")


def terms_lines(campaign: Campaign, language: str) -> Iterator[str]:
    """To whom and within which bounds; the headline tells its name, topic and times."""
    told = _terms(campaign, language)
    for term in (Term.AUDIENCE, Term.STEPS):
        if told[term]:
            yield block(_HEAD, _labelled(term, told, language))
    yield block(_HEAD, " · ".join(_labelled(term, told, language) for term in _BOUNDS))


def changed_lines(before: Campaign, edit: Campaign, language: str) -> Iterator[str]:
    """Each term that is another in the edit; its words are shown in full anyway."""
    old, new = _terms(before, language), _terms(edit, language)
    for term in Term:
        if old[term] != new[term]:
            named = {"term": term.spoken(language), "told": new[term] or "-"}
            yield block(_HEAD, _CHANGED.spoken(language, was=old[term] or "-", **named))


def _labelled(term: Term, told: Mapping[Term, str], language: str) -> str:
    return _LABELLED.spoken(language, term=term.spoken(language), told=told[term])


def _terms(campaign: Campaign, language: str) -> Mapping[Term, str]:
    budget = campaign.budget
    bounded = f"{budget.amount} {budget.currency}" if budget else ""
    said = {
        Term.BUDGET: Words(f"每次最多 {bounded}", f"at most {bounded} each time")
        if budget
        else Words("沒有上限", "no limit"),
        Term.HOLDOUT: Words(f"{campaign.holdout}% 不送", f"{campaign.holdout}% get nothing"),
        Term.GRACE: _span(campaign.grace_s),
        Term.QUIET: Words("略過", "left out")
        if campaign.skips_quiet
        else Words("等到結束", "waits for their end"),
    }
    return {
        Term.NAME: campaign.name,
        Term.TOPIC: f"{campaign.topic} ({campaign.purpose})",
        Term.WHEN: schedule_said(campaign.schedule, language),
        Term.ZONE: campaign.zone,
        Term.STEPS: _steps(campaign, language),
        Term.AUDIENCE: audience_said(campaign.audience, campaign.topic, language),
        Term.PRIORITY: str(campaign.priority),
        **{term: words.spoken(language) for term, words in said.items()},
    }


def _steps(campaign: Campaign, language: str) -> str:
    """When each comes; empty where the schedule alone says it."""
    back = isinstance(campaign.schedule, Countdown)
    timed = [(step.id, step.time) for step in campaign.steps if step.time]
    return ", ".join(f"{name} {_step_time(time, back).spoken(language)}" for name, time in timed)


def _step_time(time: StepTime, back: bool) -> Words:
    span, at = _span(time.after_s), f" {time.at}" if time.at else ""
    which = Words("前", "before") if back else Words("後", "after")
    return Words(f"{span.zh}{which.zh}{at}", f"{span.en} {which.en}{',' if at else ''}{at}")


def _span(seconds: int) -> Words:
    """In the greatest unit that leaves no rest."""
    if seconds and seconds % _DAY == 0:
        return Words(f"{seconds // _DAY} 天", f"{seconds // _DAY} d")
    if seconds and seconds % _HOUR == 0:
        return Words(f"{seconds // _HOUR} 小時", f"{seconds // _HOUR} h")
    return Words(f"{seconds // _MINUTE} 分鐘", f"{seconds // _MINUTE} min")
