"""What people decide about a campaign holds for whoever was not called yet, and for each person."""

from dataclasses import replace
from datetime import timedelta

from tests.support.pushes import (
    RULES,
    PushBench,
    campaign,
    on_line,
    on_messenger,
)
from towkay.domain.campaigns import CampaignState, Said, Step, Variant
from towkay.domain.channels import Channel
from towkay.domain.consent import Consent
from towkay.domain.messages import Text
from towkay.domain.policy.reasons import Reason
from towkay.domain.profile import FieldValue
from towkay.domain.routes import Route

ANNA, BEN = on_messenger(1), on_messenger(2)


def test_of_a_paused_campaign_nothing_is_sent_nor_asked_for_again() -> None:
    bench = PushBench((ANNA, BEN))
    bench.on_call = lambda: bench.decide_on(CampaignState.PAUSED)
    bench.decide_on(CampaignState.PAUSED)

    assert bench.push() == []

    assert (bench.calls, bench.queue.asked, bench.is_done) == ([], [], False)
    bench.decide_on(CampaignState.APPROVED)
    bench.on_call = lambda: None
    bench.push()
    assert len(bench.calls) == 2


def test_a_pause_in_the_middle_is_heard_within_seconds() -> None:
    people = tuple(on_messenger(number) for number in range(20))
    bench = PushBench(people)

    def pass_a_second() -> None:
        bench.now += timedelta(seconds=1)
        if len(bench.calls) == 3:
            bench.decide_on(CampaignState.PAUSED)

    bench.on_call = pass_a_second
    bench.push()

    assert 3 <= len(bench.calls) <= 3 + 5
    assert not bench.is_done


def test_a_cancelled_campaign_ends_for_everybody_who_was_not_called() -> None:
    bench = PushBench((ANNA, BEN, on_line(1), on_line(2)))
    bench.decide_on(CampaignState.CANCELLED)

    bench.push()

    assert (bench.calls, bench.casts) == ([], [])
    reasons = {bench.send(key).reason for key in bench.people}
    assert (reasons, bench.is_done) == ({Reason.CANCELLED}, True)


def test_the_holdout_is_left_out_after_everything_else_was_asked() -> None:
    people = tuple(on_messenger(number) for number in range(200))
    bench = PushBench(people, campaign=campaign(holdout=20))
    bench.change(people[0], consent=Consent(stopped=True))

    bench.push()

    left_out = [key for key in people if bench.send(key).reason == Reason.HOLDOUT]
    assert 20 <= len(left_out) <= 60
    assert bench.send(people[0]).reason == Reason.STOPPED
    assert len(bench.calls) == 200 - len(left_out) - 1
    again = PushBench(people, campaign=campaign(holdout=20))
    again.push()
    assert [key for key in people[1:] if again.send(key).reason == Reason.HOLDOUT] == [
        key for key in left_out if key != people[0]
    ]


def test_the_brands_own_holdout_gets_no_campaign_at_all() -> None:
    bench = PushBench((ANNA, BEN))
    bench.brand = replace(bench.brand, rules=replace(RULES, holdout=100))

    bench.push()

    assert {bench.send(key).reason for key in (ANNA, BEN)} == {Reason.HOLDOUT}


def test_words_are_filled_in_for_whoever_they_are_said_to() -> None:
    bench = PushBench((ANNA, BEN), campaign=campaign(Text("{name|朋友}，新茶到了")))
    bench.change(ANNA, fields=(FieldValue("name", "安娜"),))

    bench.push()

    said = [message.text for call in bench.calls for message in call.messages[:1]]  # type: ignore[union-attr]
    assert [text.splitlines()[0] for text in said] == ["安娜，新茶到了", "朋友，新茶到了"]


def test_a_channel_for_which_nothing_is_said_has_no_way() -> None:
    only_line = (Said("zh-TW", (Text("給 LINE 的"),), Channel.LINE),)
    spoken = replace(campaign(), steps=(Step("only", (Variant("a", 100, only_line),)),))
    bench = PushBench((ANNA, on_line(1)), campaign=spoken)

    bench.push()

    assert (bench.send(ANNA).reason, bench.calls[0].route) == (Reason.NO_ROUTE, Route.PUSH)
    assert bench.is_done


def test_who_is_not_known_to_follow_the_account_is_told_alone() -> None:
    """LINE leaves them out of a request to many, and says nothing of it."""
    people = tuple(on_line(number) for number in range(6))
    bench = PushBench(people)
    for key in people[:2]:
        bench.change(key, followed_at=None)

    bench.push()

    (cast,) = bench.casts
    assert set(cast.contacts) == set(people[2:])
    assert [call.contact for call in bench.calls] == list(people[:2])
    assert bench.is_done
