"""Everybody whom a run is for is in exactly one of its chunks, and nobody else is in any."""

from datetime import timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key
from tests.support.planning import AT, LONG_AGO, MINUTE, TOPIC, Bureau, a_campaign, a_step
from towkay.domain.audiences import (
    AllOf,
    AnyOf,
    AudienceRule,
    CameBy,
    NotThese,
    OnChannel,
    Speaks,
    Tagged,
)
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.profile import FieldValue, Tag
from towkay.domain.runs import MOST_IN_CHUNK, SHARDS, RunState
from towkay.domain.schedules import AfterSilence, OnDate
from towkay.domain.subscriptions import Subscription

VIP = (Tag("vip", LONG_AGO),)


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def test_everybody_is_in_one_chunk_and_each_chunk_is_asked_for(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    people = bureau.follow(9_000)

    told = bureau.tick(AT)

    run = bureau.run()
    assert set(bureau.chunked()) == set(people) and set(bureau.chunked().values()) == {1}
    assert (told.planned, run.planned, run.state) == (9_000, 9_000, RunState.SENDING)
    asked = [ask.chunk for ask in bureau.asks()]
    assert len(asked) == len(set(asked)) == run.chunks > SHARDS
    assert all(ask in bureau.rows.chunks[run.key] for ask in asked)


def test_shards_in_which_nobody_is_cost_no_write_of_their_own(bureau: Bureau) -> None:
    bureau.approve(a_campaign())

    ended = bureau.tick(AT).ended

    claimed_leased_read_ended = 4
    assert [run.state for run in ended] == [RunState.DONE]
    assert ended[0].revision <= claimed_leased_read_ended


def test_a_run_ends_when_all_its_chunks_are_done(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    bureau.follow(50)
    bureau.tick(AT)

    still = bureau.tick(AT + MINUTE).ended
    bureau.work()
    ended = bureau.tick(AT + 2 * MINUTE).ended

    assert still == [] and [run.state for run in ended] == [RunState.DONE]
    assert bureau.tick(AT + 3 * MINUTE).ended == []


@pytest.mark.parametrize("audience", [AnyOf(()), Tagged("nobody"), OnChannel(())])
def test_an_empty_audience_is_nobody_and_never_everybody(
    bureau: Bureau, audience: AudienceRule
) -> None:
    bureau.approve(a_campaign(audience=audience))
    bureau.follow(700)

    bureau.tick(AT)

    assert bureau.chunked() == {} and bureau.asks() == []
    assert (bureau.run().state, bureau.run().planned) == (RunState.DONE, 0)


def test_a_topic_that_nobody_follows_ends_at_once(bureau: Bureau) -> None:
    bureau.approve(a_campaign())

    told = bureau.tick(AT)

    assert [(run.state, run.planned) for run in told.ended] == [(RunState.DONE, 0)]


@pytest.mark.parametrize(
    ("audience", "fits"),
    [
        (Tagged("vip"), "vip"),
        (NotThese(Tagged("vip")), "plain"),
        (AllOf((Tagged("vip"), Speaks(("zh-TW",)))), "vip"),
        (AnyOf((Tagged("vip"), CameBy(("qr",)))), "vip"),
    ],
)
def test_an_audience_narrows_who_is_in(bureau: Bureau, audience: AudienceRule, fits: str) -> None:
    bureau.approve(a_campaign(audience=audience))
    people = {"vip": bureau.follow(40, tags=VIP), "plain": bureau.follow(1_100)}

    bureau.tick(AT)

    assert set(bureau.chunked()) == set(people[fits])


def test_where_names_tell_no_contact_is_read(bureau: Bureau) -> None:
    bureau.approve(a_campaign(audience=OnChannel(("line",))))
    people = bureau.follow(60)
    bureau.table.contacts.clear()

    bureau.tick(AT)

    assert set(bureau.chunked()) == set(people)


def test_a_birthday_is_kept_by_those_whose_day_it_is(bureau: Bureau) -> None:
    bureau.approve(a_campaign(schedule=OnDate("born", "12:00")))
    born = bureau.follow(3, fields=(FieldValue("born", "1990-11-22"),))
    bureau.follow(30, fields=(FieldValue("born", "1990-11-23"),))
    bureau.follow(30)

    bureau.tick(AT)

    assert set(bureau.chunked()) == set(born)


def test_each_step_after_a_silence_is_for_those_who_were_silent_for_so_long(
    bureau: Bureau,
) -> None:
    steps = (a_step("first"), a_step("last"))
    bureau.approve(a_campaign(schedule=AfterSilence((30, 60), "12:00"), steps=steps))
    silent = {days: bureau.follow(2, last_act_at=AT - timedelta(days=days)) for days in (30, 60)}
    bureau.follow(5, last_act_at=AT - timedelta(days=45))

    bureau.tick(AT)

    held = {
        run.step: {one for chunk in bureau.rows.chunks[run.key].values() for one in chunk.contacts}
        for run in bureau.runs()
    }
    assert held == {"first": set(silent[30]), "last": set(silent[60])}


def test_whoever_agrees_after_the_run_was_due_is_not_in_it(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    before = bureau.follow(2, at=AT)
    bureau.follow(2, at=AT + timedelta(seconds=1))

    bureau.tick(AT + MINUTE)

    assert set(bureau.chunked()) == set(before)


def test_whoever_leaves_and_comes_back_while_it_is_read_is_not_in_it_twice(
    bureau: Bureau,
) -> None:
    bureau.approve(a_campaign())
    people = bureau.follow(40)
    steps = iter(range(1_000))
    bureau.tick(AT, has_time=lambda: next(steps) < 9)
    for key in people:
        again = Subscription(TOPIC, True, AT + MINUTE, "again", granted_at=AT + MINUTE)
        bureau.table.put_contact(a_contact(key, subscriptions=(again,), version=2))

    bureau.tick(AT + 2 * MINUTE)

    assert set(bureau.chunked().values()) == {1}
    assert bureau.run().planned == len(bureau.chunked()) < 40


def test_names_of_any_length_stay_below_the_size_of_a_chunk(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    for number in range(2_000):
        key = ContactKey(Channel.WHATSAPP, "209911887700123", f"{number:04}" + "U" * 400)
        agreed = Subscription(TOPIC, True, LONG_AGO, "c", granted_at=LONG_AGO)
        bureau.table.put_contact(a_contact(key, subscriptions=(agreed,), version=1))

    bureau.tick(AT)

    chunks = [chunk for held in bureau.rows.chunks.values() for chunk in held.values()]
    sizes = [sum(len(one.user) for one in chunk.contacts) for chunk in chunks]
    assert len(bureau.chunked()) == bureau.run().planned == 2_000
    assert max(sizes) < 60_000 and max(len(chunk.contacts) for chunk in chunks) <= MOST_IN_CHUNK


def test_time_that_runs_out_is_no_loss(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    people = bureau.follow(3_000)
    for minute in range(12):
        steps = iter(range(5))
        bureau.tick(AT + minute * MINUTE, has_time=lambda left=steps: next(left, 9) < 4)

    assert set(bureau.chunked()) == set(people) and bureau.run().planned == 3_000


def test_of_two_campaigns_of_one_minute_the_greater_priority_is_read_first(
    bureau: Bureau,
) -> None:
    for number, name in enumerate(("low", "high")):
        bureau.approve(a_campaign(id=name, priority=number), pack=f"p{number}")
    bureau.follow(2_000)
    steps = iter(range(1_000))

    bureau.tick(AT, has_time=lambda: next(steps) < 12)

    planned = {run.key.campaign: run.planned for run in bureau.runs()}
    assert planned["high"] > 0 and planned["low"] == 0


def test_brands_take_turns(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    bureau.approve(a_campaign(), brand="other")
    bureau.follow(4_000)
    bureau.follow(4_000, brand="other")
    steps = iter(range(1_000))

    bureau.tick(AT, has_time=lambda: next(steps) < 20)

    planned = [bureau.runs(brand)[0].planned for brand in ("demo", "other")]
    assert min(planned) > 0 and max(planned) - min(planned) < 2 * MOST_IN_CHUNK


def test_a_run_that_another_planner_is_at_is_left_to_it(bureau: Bureau) -> None:
    bureau.approve(a_campaign())
    bureau.follow(2_000)
    steps = iter(range(1_000))
    bureau.tick(AT, has_time=lambda: next(steps) < 3, owner="one")
    before = bureau.run()

    meanwhile = bureau.tick(AT + timedelta(seconds=20), owner="two")

    assert (meanwhile.planned, meanwhile.troubles) == (0, [])
    assert bureau.run() == before
    assert bureau.tick(AT + MINUTE, owner="two").planned == 2_000 - before.planned


def test_a_contact_that_is_gone_is_in_no_narrowed_run(bureau: Bureau) -> None:
    bureau.approve(a_campaign(audience=NotThese(Tagged("vip"))))
    gone = a_contact_key()
    bureau.table.followers.put("demo", TOPIC, gone, NOW)
    there = bureau.follow(1)

    bureau.tick(AT)

    assert set(bureau.chunked()) == set(there)
