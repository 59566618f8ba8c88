"""Every table knows at once who follows a topic: consent and index change in one transaction."""

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.support.builders import NOW, a_contact, a_contact_key, a_turn, a_turn_key
from tests.support.engines import TableEngine
from towkay.adapters.digests import contact_digest
from towkay.adapters.dynamodb import campaign_keys, key_parts, keys
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.memory.followers import MemorySubscribers
from towkay.domain.calendar.entries import SETTLED_WITHIN
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact
from towkay.domain.doings import IdentityChanged
from towkay.domain.errors import StaleState
from towkay.domain.events import Event
from towkay.domain.moving import Moved, taken_over
from towkay.domain.runs import SHARDS
from towkay.domain.subscriptions import Subscription
from towkay.ports.campaigns import Subscribers

TOPICS = ("news", "promo", "a#b %壺")
SECOND = timedelta(seconds=1)


def act(kind: ConsentAct, at: datetime, cause: str, topic: str = "") -> ConsentEntry:
    return ConsentEntry(kind, at, cause, False, ConsentSource.BUTTON, topic)


def commit(
    table: TableEngine, contact: Contact, said: ConsentEntry | None, moved: Moved | None = None
) -> Contact:
    """The contact as stored after the act."""
    entry = None
    if said:
        contact, entry = recorded(*acted(contact, said))
    turn = a_turn(a_turn_key(contact.key))
    now = max(NOW, said.at if said else NOW)
    table.conversations.commit(contact, turn, now=now, consent=entry, moved=moved)
    return replace(contact, version=contact.version + 1)


def places(table: TableEngine, contact: Contact, topics: Sequence[str] = TOPICS) -> dict[str, str]:
    """By topic, where the contact stands in the index: others may share its shard."""
    own = key_parts.join("", contact_digest(contact.key).hex()[:32])
    return {
        topic: place
        for topic in topics
        for place in table.places(contact.brand, topic, contact.key)
        if place.endswith(own)
    }


def assert_soon(table: TableEngine, contact: Contact, expected: Mapping[str, str | None]) -> None:
    """The index may be a moment behind; where a place is None, any will do."""
    for _ in range(100):
        found = places(table, contact)
        known = {topic: found[topic] if expected.get(topic) else None for topic in found}
        if known == expected:
            return
        time.sleep(0.02)
    assert known == expected


def wanted(contact: Contact) -> dict[str, str]:
    return {
        one.topic: campaign_keys.followed_at(contact.key, one.granted_at or one.changed_at)
        for one in contact.subscriptions
        if one.active
    }


def subscribed(table: TableEngine, *topics: str) -> Contact:
    contact = a_contact()
    for number, topic in enumerate(topics):
        said = act(ConsentAct.SUBSCRIBE, NOW + number * SECOND, f"s-{number}", topic)
        contact = commit(table, contact, said)
    return contact


def test_whoever_subscribes_stands_in_the_index_by_the_moment_they_agreed(
    table: TableEngine,
) -> None:
    contact = subscribed(table, *TOPICS)
    expected = {
        topic: campaign_keys.followed_at(contact.key, NOW + number * SECOND)
        for number, topic in enumerate(TOPICS)
    }
    assert_soon(table, contact, expected)


@pytest.mark.parametrize("kind", [ConsentAct.STOP, ConsentAct.BLOCK])
def test_a_stop_of_everything_leaves_no_topic_in_the_index(
    table: TableEngine, kind: ConsentAct
) -> None:
    contact = subscribed(table, *TOPICS)
    commit(table, contact, act(kind, NOW + timedelta(hours=1), "stop"))
    assert_soon(table, contact, {})


def test_a_stop_of_one_topic_leaves_the_others(table: TableEngine) -> None:
    contact = subscribed(table, *TOPICS)
    commit(table, contact, act(ConsentAct.STOP_TOPIC, NOW + timedelta(hours=1), "stop", "promo"))
    assert_soon(table, contact, dict.fromkeys(set(TOPICS) - {"promo"}))


def test_a_resume_word_brings_back_the_place_that_there_was(table: TableEngine) -> None:
    contact = subscribed(table, *TOPICS)
    before = wanted(contact)
    contact = commit(table, contact, act(ConsentAct.STOP, NOW + timedelta(hours=1), "stop"))
    commit(table, contact, act(ConsentAct.RESUME, NOW + timedelta(hours=2), "resume"))
    assert_soon(table, contact, before)


def test_subscribing_anew_moves_the_place_and_leaves_no_old_one(table: TableEngine) -> None:
    contact = subscribed(table, "news")
    ended = act(ConsentAct.STOP_TOPIC, NOW + timedelta(hours=1), "stop", "news")
    contact = commit(table, contact, ended)
    again = NOW + timedelta(days=1)
    commit(table, contact, act(ConsentAct.SUBSCRIBE, again, "again", "news"))
    assert_soon(table, contact, {"news": campaign_keys.followed_at(contact.key, again)})
    assert len(table.places(contact.brand, "news", contact.key)) == 1


@pytest.mark.parametrize("late", [timedelta(minutes=5), timedelta(minutes=5, seconds=1)])
def test_whoever_is_heard_of_late_enters_when_they_are_stored(
    table: TableEngine, late: timedelta
) -> None:
    said = act(ConsentAct.SUBSCRIBE, NOW - late, "s", "news")
    contact = commit(table, a_contact(), said)
    enters = NOW if late > SETTLED_WITHIN else NOW - late
    where = campaign_keys.followed_at(contact.key, enters)
    assert_soon(table, contact, {"news": where})


def test_a_write_that_lost_its_race_leaves_the_index_alone(table: TableEngine) -> None:
    contact = subscribed(table, "news")
    with pytest.raises(StaleState):
        late = replace(contact, version=contact.version - 1)
        commit(table, late, act(ConsentAct.STOP, NOW + timedelta(hours=1), "stop"))
    assert_soon(table, contact, dict.fromkeys({"news"}))


def test_a_new_id_takes_its_place_and_the_old_one_goes(table: TableEngine) -> None:
    former = subscribed(table, *TOPICS)
    contact = a_contact()
    at = NOW + timedelta(hours=1)
    event = Event(
        contact.key, "demo", "demo-line", "moved", at, at, IdentityChanged(former.key.user)
    )
    after, moved = taken_over(former, contact, event)
    commit(table, after, None, moved)
    assert_soon(table, former, wanted(former))
    for topic in TOPICS:
        assert who_stands_with(table, former, topic) == [after.key]


def test_an_id_after_the_next_stands_where_the_first_one_stood(table: TableEngine) -> None:
    first = latest = subscribed(table, "news")
    for number in (1, 2):
        at = NOW + timedelta(hours=number)
        key = a_contact_key()
        changed = IdentityChanged(latest.key.user)
        event = Event(key, "demo", "demo-line", f"moved-{number}", at, at, changed)
        after, moved = taken_over(latest, a_contact(key), event)
        latest = commit(table, after, None, moved)
    assert_soon(table, first, wanted(first))
    assert who_stands_with(table, first, "news") == [latest.key]
    again = act(ConsentAct.SUBSCRIBE, NOW + timedelta(days=1), "again", "news")
    latest = commit(table, latest, again)
    assert_soon(table, latest, wanted(latest))
    assert_soon(table, first, {})


def test_who_agreed_under_both_ids_stands_in_the_place_of_their_own(table: TableEngine) -> None:
    former, own = subscribed(table, "news"), subscribed(table, "promo")
    said = act(ConsentAct.SUBSCRIBE, NOW + timedelta(minutes=9), "own", "news")
    own = commit(table, own, said)
    at = NOW + timedelta(hours=1)
    event = Event(own.key, "demo", "demo-line", "moved", at, at, IdentityChanged(former.key.user))
    after, moved = taken_over(former, own, event)
    commit(table, after, None, moved)
    assert_soon(table, former, {})
    assert_soon(table, after, wanted(after))


def who_stands_with(table: TableEngine, contact: Contact, topic: str) -> list[ContactKey]:
    """Who is shown where the contact stood."""
    people: Subscribers
    if table.client:
        people = DynamoSubscribers(table.client, table.table_name)
    else:
        assert table.memory
        people = MemorySubscribers(table.memory.followers, table.memory.contacts)
    shard = campaign_keys.topic_shard(contact.key)
    return [*people.page(contact.brand, topic, shard, cursor="", limit=9).contacts]


def test_an_act_about_no_topic_writes_no_row_of_one(item_table: TableEngine) -> None:
    contact = subscribed(item_table, "news")
    other = replace(contact, subscriptions=(*contact.subscriptions, a_topic_of_old()))
    commit(item_table, other, act(ConsentAct.STOP_TOPIC, NOW + SECOND, "stop", "promo"))
    rows = [item["sk"]["S"] for item in item_table.items(keys.contact_pk(contact.key))]
    topics = {sk for sk in rows if keys.kind_of(sk) == campaign_keys.TOPIC}
    assert topics == {campaign_keys.topic_sk("news"), campaign_keys.topic_sk("promo")}


def a_topic_of_old() -> Subscription:
    return Subscription("of_old", True, NOW, "long-ago")


def test_a_row_of_a_topic_is_the_evidence_of_what_was_agreed_to(item_table: TableEngine) -> None:
    contact = a_contact()
    said = ConsentEntry(
        ConsentAct.SUBSCRIBE,
        NOW,
        "s",
        False,
        ConsentSource.BUTTON,
        "news",
        wording="0123456789ab",
        place="qr:counter-3",
    )
    commit(item_table, contact, said)
    rows = item_table.items(keys.contact_pk(contact.key))
    row = next(row for row in rows if row["sk"]["S"] == campaign_keys.topic_sk("news"))
    assert row["wording"]["S"] == "0123456789ab"
    assert row["place"]["S"] == "qr:counter-3"
    assert row["active"]["BOOL"] is True
    assert row["brand"]["S"] == "demo"


def test_after_any_acts_the_index_shows_exactly_what_is_wanted(table: TableEngine) -> None:
    dice = random.Random(7)
    contact = a_contact()
    for number in range(60):
        kind = dice.choice([*ConsentAct])
        topic = dice.choice(TOPICS) if kind in (ConsentAct.SUBSCRIBE, ConsentAct.STOP_TOPIC) else ""
        at = NOW + dice.randrange(-30, 120) * SECOND + number * SECOND  # never five minutes late
        contact = commit(table, contact, act(kind, at, f"c-{number}", topic))
        assert_soon(table, contact, wanted(contact))


def test_shards_share_the_contacts_evenly() -> None:
    line = Channel.LINE
    contacts = [ContactKey(line, "a", f"U{number}") for number in range(8000)]
    shares = [0] * SHARDS
    for contact in contacts:
        shares[campaign_keys.topic_shard(contact)] += 1
    assert min(shares) > 400 and max(shares) < 600


def test_the_range_of_the_index_holds_whoever_agreed_after_one_moment_and_up_to_another() -> None:
    key = a_contact_key()
    start, end = NOW, NOW + timedelta(minutes=15)
    hair = timedelta(microseconds=1)
    first, last = campaign_keys.followers_range("", start, end)
    moments = {start: False, start + hair: True, end: True, end + hair: False}
    for moment, is_in in moments.items():
        assert (first <= campaign_keys.followed_at(key, moment) <= last) is is_in, moment
