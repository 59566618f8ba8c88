"""An approved campaign speaks at its time on every channel, and to nobody who said stop."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import urllib3

from towkay.domain.campaigns import CampaignState
from workbench import cli
from workbench.campaigns.desk import Desk
from workbench.paths import DEMO_BRAND
from workbench.simulators.shopper import Shopper
from workbench.stack import LocalStack
from workbench.targets import Target, target

HTTP = urllib3.PoolManager(retries=False, timeout=300)
TAIPEI = ZoneInfo("Asia/Taipei")
WEDNESDAY = datetime(2026, 11, 25, 11, 5, tzinfo=TAIPEI)
CHANNELS = ("messenger", "instagram", "whatsapp", "line")
LETTER = "週日前下單免運"  # words of it on every channel


@pytest.fixture(scope="module")
def shop() -> Iterator[LocalStack]:
    """A bench of its own: time passes by days here."""
    with LocalStack(DEMO_BRAND, begins=WEDNESDAY.astimezone(UTC)) as running:
        yield running


def post(shop: LocalStack, path: str, body: object = None) -> Any:
    response = HTTP.request("POST", shop.simulators_url + path, body=json.dumps(body or {}))
    assert response.status == 200, response.data
    return json.loads(response.data)


def until(shop: LocalStack, moment: datetime) -> None:
    """As another program would: by the bench's own clock."""
    post(shop, "/clock", {"advance_s": (moment - shop.travel.now()).total_seconds()})
    assert post(shop, "/idle") == {"idle": True, "dead_letters": 0}


def campaigns(shop: LocalStack, *words: str) -> int:
    return cli.main(["campaigns", *words, "--endpoint-url", shop.aws.endpoint])


def meet(shop: LocalStack, channel: str, name: str) -> Shopper:
    account = next(one.account for one in shop.accounts if one.channel == channel)
    return shop.simulators.shopper(channel, account, name)


def agree(shop: LocalStack, channel: str, name: str) -> Shopper:
    """Asked once, below an answer; the button's words are the evidence."""
    shopper = meet(shop, channel, name)
    if channel == "line":
        shopper.follow()  # LINE shows a push to friends alone once seven days are over
    shopper.say("新手推薦喝哪種茶")
    shop.wait_idle()
    shopper.press("Get updates" if channel == "messenger" else "訂閱 每週茶訊")
    shop.wait_idle()
    return shopper


def letters(shop: LocalStack, shopper: Shopper, since: datetime) -> list[datetime]:
    """When the weekly letter was on their screen."""
    moments = (
        datetime.fromisoformat(entry["at"])
        for entry in shop.simulators.world.ledger.read(user=shopper.user)
        if LETTER in entry["text"]
    )
    return [moment for moment in moments if moment > since]


@pytest.fixture(scope="module")
def people(shop: LocalStack) -> dict[str, Shopper]:
    """Somebody on each channel who agreed, after the shop approved the letter."""
    assert campaigns(shop, "approve", "weekly_tea", "--by", "amy") == 0
    found = {channel: agree(shop, channel, f"letter-{channel}") for channel in CHANNELS}
    return found | {"stopped": agree(shop, "line", "letter-stopped")}


def test_a_leap_over_a_day_sends_what_was_due_in_it_at_its_own_time(
    shop: LocalStack, people: dict[str, Shopper]
) -> None:
    thursday = datetime(2026, 11, 26, 10, 0, tzinfo=TAIPEI)
    people["stopped"].say("停止")

    until(shop, thursday + timedelta(hours=9))

    for channel in CHANNELS:
        (seen_at,) = letters(shop, people[channel], thursday - timedelta(hours=1))
        assert timedelta(0) <= seen_at - thursday < timedelta(minutes=5), channel
    assert letters(shop, people["stopped"], thursday - timedelta(days=1)) == []


def test_a_paused_campaign_is_silent_and_a_resumed_one_is_not_late_for_the_next(
    shop: LocalStack, people: dict[str, Shopper]
) -> None:
    second = datetime(2026, 12, 3, 10, 0, tzinfo=TAIPEI)
    third = second + timedelta(days=7)
    assert campaigns(shop, "pause", "weekly_tea", "--by", "amy") == 0

    until(shop, second + timedelta(hours=5))
    assert letters(shop, people["line"], second - timedelta(days=1)) == []

    assert campaigns(shop, "resume", "weekly_tea", "--by", "amy") == 0
    until(shop, third + timedelta(minutes=2))

    (seen_at,) = letters(shop, people["line"], second)
    assert timedelta(0) <= seen_at - third < timedelta(minutes=5)
    where: Target = target(shop.aws.endpoint, None)
    record = Desk(where, shop.brand.brand).records.record(shop.brand.brand, "weekly_tea")
    assert record.state is CampaignState.APPROVED
