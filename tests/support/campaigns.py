"""Campaigns as tests write them."""

from towkay.domain.campaigns import Campaign, Said, Step, Variant
from towkay.domain.messages import Purpose, Text
from towkay.domain.schedules import Schedule, StepTime

TAIPEI = "Asia/Taipei"


def a_step(name: str = "say", words: str = "新茶到了", time: StepTime | None = None) -> Step:
    return Step(name, (Variant("a", 100, (Said("zh-TW", (Text(words),)),)),), time)


def a_campaign(schedule: Schedule, *steps: Step, zone: str = TAIPEI) -> Campaign:
    return Campaign(
        id="tea",
        version="v1",
        name="茶訊",
        topic="tea_news",
        purpose=Purpose.MARKETING,
        schedule=schedule,
        zone=zone,
        steps=steps or (a_step(),),
    )
