"""A shopper whose id changes keeps everything; a stop on either side wins, and nothing is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.door import Bench
from tests.support.shop import BRAND, FAQ, NOW, event
from towkay.adapters.memory.conversations import MemoryConversations
from towkay.adapters.memory.packs import MemoryPacks
from towkay.adapters.memory.table import MemoryTable
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_chain import verify_chain
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.consenting import replayed
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.doings import IdentityChanged
from towkay.domain.events import Event, Happening
from towkay.domain.messages import Purpose
from towkay.domain.moving import Moved, taken_over
from towkay.domain.policy.reasons import Reason
from towkay.domain.profile import Asked, FieldValue, Tag
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.turns import Rule, TurnKey
from towkay.ports.packs import BrandKnowledge
from towkay.usecases.answer import Handling, answer
from towkay.usecases.end_consent import end_consent

OLD = ContactKey(Channel.MESSENGER, "104512398760021", "old")
NEW = replace(OLD, user="new")
HOUR = timedelta(hours=1)
A = ConsentAct


def entry(act: ConsentAct, at: int, topic: str = "") -> ConsentEntry:
    by_word = act in (A.STOP, A.RESUME)
    source = ConsentSource.WORD if by_word else ConsentSource.PLATFORM
    return ConsentEntry(act, NOW - 100 * HOUR + at * HOUR, f"{act}-{at}", False, source, topic)


def contact(key: ContactKey, acts: Sequence[ConsentEntry] = (), **about: object) -> Contact:
    known = Contact(key, "demo", "demo", **about)  # type: ignore[arg-type]
    for act in acts:
        known, _ = recorded(*acted(known, act))
    return known


def moved(old: Contact, new: Contact) -> tuple[Contact, Moved]:
    return taken_over(old, new, event(IdentityChanged("old"), contact=NEW))


def states(of: Contact) -> dict[str, bool]:
    return {one.topic: one.active for one in of.subscriptions}


def test_everything_that_is_no_consent_goes_along() -> None:
    held = Handover(HandoverState.HELD, "h", NOW - HOUR, NOW + HOUR)
    token = ChannelToken("notification_messages", "t", NOW)
    old = contact(
        OLD,
        language="en",
        country="TW",
        zone="Asia/Taipei",
        handover=held,
        tokens=(token,),
        window_closes_at=NOW + HOUR,
        disclosed_at=NOW,
        greeted=True,
        answered_comments=("c1",),
    )
    after, gone = moved(old, contact(NEW, language="zh-TW"))
    assert (after.language, after.country, after.zone) == ("zh-TW", "TW", "Asia/Taipei")
    assert (after.handover, after.tokens, after.greeted) == (held, (token,), True)
    assert (after.window_closes_at, after.disclosed_at) == (NOW + HOUR, NOW)
    assert after.answered_comments == ("c1",)
    assert after.person_name == old.person_name, "caps go on counting the same human"
    assert (gone.left.moved_to, gone.left.handover) == ("new", None)


def test_what_is_known_of_the_person_goes_along_and_the_newer_word_counts() -> None:
    old = contact(
        OLD,
        tags=(Tag("vip", NOW), Tag("tea", NOW)),
        fields=(FieldValue("size", "M"), FieldValue("birthday", "1990-01-01")),
        asked=(Asked("news", NOW),),
    )
    after, _ = moved(old, contact(NEW, tags=(Tag("tea", NOW + HOUR),)))
    assert after.tags == (Tag("vip", NOW), Tag("tea", NOW + HOUR))
    assert (after.fields, after.asked) == (old.fields, old.asked)


def test_a_no_that_was_said_under_the_old_id_is_never_forgotten() -> None:
    said_no = Asked("news", NOW - 900 * HOUR, declined=True)
    asks = tuple(Asked(f"t{number}", NOW - number * HOUR) for number in range(20))
    after, _ = moved(contact(OLD, asked=(said_no, *asks)), contact(NEW, asked=(Asked("x", NOW),)))
    assert said_no in after.asked and len(after.asked) == 21


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([entry(A.STOP, 1)], []),
        ([], [entry(A.STOP, 1)]),
        ([entry(A.STOP, 1)], [entry(A.RESUME, 5)]),
    ],
)
def test_a_stop_on_either_side_wins(old: list[ConsentEntry], new: list[ConsentEntry]) -> None:
    after, _ = moved(contact(OLD, old), contact(NEW, new))
    assert after.consent.stopped


def test_a_topic_stopped_on_one_side_is_stopped() -> None:
    old = contact(OLD, [entry(A.SUBSCRIBE, 1, "news"), entry(A.STOP_TOPIC, 2, "news")])
    after, _ = moved(old, contact(NEW, [entry(A.SUBSCRIBE, 9, "news")]))
    assert states(after) == {"news": False}


def test_the_switch_against_marketing_goes_along() -> None:
    after, _ = moved(contact(OLD, [entry(A.REFUSE_MARKETING, 3)]), contact(NEW))
    assert after.consent.marketing_refused


def test_what_a_bare_stop_ended_a_resume_word_still_brings_back() -> None:
    old = contact(OLD, [entry(A.SUBSCRIBE, 1, "news"), entry(A.STOP, 2)])
    after, _ = moved(old, contact(NEW))
    assert states(after) == {"news": False}
    resumed, _ = acted(after, entry(A.RESUME, 99))
    assert states(resumed) == {"news": True}


_ACTS = st.builds(
    lambda act, at, topic: entry(act, at, topic if act in (A.SUBSCRIBE, A.STOP_TOPIC) else ""),
    st.sampled_from(
        [
            A.STOP,
            A.RESUME,
            A.SUBSCRIBE,
            A.STOP_TOPIC,
            A.BLOCK,
            A.REFUSE_MARKETING,
            A.ALLOW_MARKETING,
        ]
    ),
    st.integers(0, 90),
    st.sampled_from(["news", "sale"]),
)


@given(st.lists(_ACTS, max_size=8), st.lists(_ACTS, max_size=8))
def test_whatever_was_said_the_new_ledger_holds_and_grants_nothing_that_neither_side_had(
    old_acts: list[ConsentEntry], new_acts: list[ConsentEntry]
) -> None:
    old, new = contact(OLD, old_acts), contact(NEW)
    entries: list[ConsentEntry] = []
    for act in new_acts:
        new, link = recorded(*acted(new, act))
        entries.append(link)
    after, gone = moved(old, new)
    entries += gone.entries
    assert verify_chain(NEW, after.consent, entries) is None
    told = replayed(entries)
    # Where an index shows it is no part of what was said.
    assert told.subscriptions == tuple(replace(one, followed_as="") for one in after.subscriptions)
    assert told.consent.stopped is after.consent.stopped
    sides = (old, new)
    for one in after.subscriptions:
        known = [states(side)[one.topic] for side in sides if one.topic in states(side)]
        assert one.active is False or (known and all(known))
    assert after.consent.stopped or not any(side.consent.stopped for side in sides)
    refused = any(side.consent.marketing_refused for side in sides)
    assert after.consent.marketing_refused or not refused


_LATE = [entry(A.STOP, 0), entry(A.STOP_TOPIC, 3, "news"), entry(A.SUBSCRIBE, 2, "news")]


@example(_LATE)
@given(st.lists(_ACTS, max_size=8))
def test_a_shopper_who_is_new_to_the_new_id_stands_as_before(acts: list[ConsentEntry]) -> None:
    old = contact(OLD, acts)
    after, _ = moved(old, contact(NEW))
    assert states(after) == states(old)
    # What lifted a stop and granted nothing cannot be carried over; where nothing was granted since
    # then nothing is lost with it.
    assert after.consent.stopped is old.consent.stopped or not any(states(old).values())
    assert after.consent.stopped or not old.consent.stopped
    assert after.consent.reachable is old.consent.reachable
    assert after.consent.marketing_refused is old.consent.marketing_refused


class Shop:
    """The faq function over memory."""

    def __init__(self) -> None:
        self.table = MemoryTable()
        self.store = MemoryConversations(self.table)
        self.packs = MemoryPacks()
        self.packs.publish(BrandKnowledge(BRAND, FAQ))
        self.asked: list[TurnKey] = []
        self.at = NOW

    def put(self, key: TurnKey, attempt: str) -> None:
        self.asked.append(key)

    def hear(self, happening: Happening | str, key: ContactKey) -> Handling:
        self.at += timedelta(seconds=1)
        return self.take(event(happening, contact=key, at=self.at))

    def take(self, happened: Event) -> Handling:
        parts = {"conversations": self.store, "packs": self.packs, "outbox": self}
        return answer(happened, now=self.at, **parts).handling  # type: ignore[arg-type]

    def rules(self, key: ContactKey) -> list[Rule]:
        return [turn.reasoning.rule for turn in self.table.turns.get(key, {}).values()]


def test_what_is_still_told_of_the_old_id_is_about_the_new_one() -> None:
    shop = Shop()
    shop.hear("運費多少錢", OLD)
    shop.hear(IdentityChanged("old"), NEW)
    late = event("停止", contact=OLD, at=NOW)
    assert shop.take(late) is Handling.HANDLED
    assert shop.table.contacts[NEW].consent.stopped, "a stop wins through a change of id"
    assert shop.take(late) is Handling.DUPLICATE
    assert Rule.STOPPED not in shop.rules(OLD)


def test_a_change_of_id_told_twice_is_carried_over_once() -> None:
    shop = Shop()
    shop.hear("停止", OLD)
    shop.hear(IdentityChanged("old"), NEW)
    before = shop.table.contacts[NEW].consent
    shop.hear(IdentityChanged("old"), NEW)
    assert shop.table.contacts[NEW].consent == before
    assert shop.rules(NEW) == [Rule.MOVED, Rule.NOTED]


@pytest.mark.parametrize("previous", ["nobody", "new", ""])
def test_a_change_from_nobody_we_know_is_only_noted(previous: str) -> None:
    shop = Shop()
    shop.hear(IdentityChanged(previous), NEW)
    assert shop.rules(NEW) == [Rule.NOTED]


def test_a_shopper_who_goes_back_to_the_old_id_is_found_there_again() -> None:
    shop = Shop()
    shop.hear("停止", OLD)
    shop.hear(IdentityChanged("old"), NEW)
    shop.hear(IdentityChanged("new"), OLD)
    assert shop.table.contacts[OLD].moved_to == ""
    assert shop.table.contacts[NEW].moved_to == "old"
    assert shop.table.contacts[OLD].consent.stopped


def test_staff_who_end_consent_of_the_old_id_end_it_where_the_shopper_is_now() -> None:
    shop = Shop()
    shop.hear("運費多少錢", OLD)
    shop.hear(IdentityChanged("old"), NEW)
    end_consent(OLD, by="mei", at=shop.at, cause="staff-1", conversations=shop.store)
    assert shop.table.contacts[NEW].consent.stopped


@pytest.mark.parametrize("purpose", [Purpose.REPLY, Purpose.SERVICE])
def test_nothing_goes_to_an_id_that_its_shopper_has_left(purpose: Purpose) -> None:
    bench = Bench(OLD)
    bench.contact = replace(bench.contact, moved_to=NEW.user)
    bench.store_turn("運費 100 元", purpose=purpose)
    bench.deliver()
    assert bench.calls == []
    assert [send.reason for send in bench.sends] == [Reason.UNREACHABLE]
