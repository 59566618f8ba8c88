"""Every table tells who follows a topic, each once, by when they agreed, from any place on."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.support.builders import NOW, a_contact_key
from tests.support.campaign_rows import CampaignOffice
from tests.support.engines import TableEngine
from towkay.domain.channels import ContactKey
from towkay.domain.runs import SHARDS

TOPIC = "new#arrivals"


@pytest.fixture
def office(table: TableEngine) -> CampaignOffice:
    return CampaignOffice(table)


def followed(office: CampaignOffice, limit: int = 2, **within: datetime | None) -> list[ContactKey]:
    """Everybody, shard by shard and page by page."""
    found: list[ContactKey] = []
    for shard in range(SHARDS):
        cursor, is_last = "", False
        while not is_last:
            page = office.subscribers.page(
                "demo", TOPIC, shard, cursor=cursor, limit=limit, **within
            )
            assert len(page.contacts) <= limit
            found += page.contacts
            cursor, is_last = page.cursor, page.is_last
    return found


def test_each_follower_is_told_once_and_nobody_else(office: CampaignOffice) -> None:
    people = [a_contact_key() for _ in range(60)]
    for number, contact in enumerate(people):
        office.follow(TOPIC, contact, NOW + timedelta(seconds=number % 7))
    office.follow("other", a_contact_key(), NOW)
    office.follow(TOPIC, a_contact_key(), NOW, brand="other")

    assert sorted(followed(office)) == sorted(people)


def test_an_empty_topic_has_nobody(office: CampaignOffice) -> None:
    assert followed(office) == []


def test_ranges_of_entries_that_follow_each_other_tell_everybody_once(
    office: CampaignOffice,
) -> None:
    moments = [NOW + timedelta(minutes=5 * number) for number in range(13)]
    by_moment = {at: a_contact_key() for at in moments}
    for at, contact in by_moment.items():
        office.follow(TOPIC, contact, at)
    bounds = [NOW - timedelta(minutes=1), moments[3], moments[4], moments[-1]]

    parts = [
        followed(office, entered_from=first, entered_to=last) for first, last in pairwise(bounds)
    ]

    expected = (moments[:4], moments[4:5], moments[5:])
    assert [sorted(part) for part in parts] == [
        sorted(by_moment[at] for at in part) for part in expected
    ]


def test_contacts_are_read_as_they_are_and_those_that_are_gone_left_out(
    office: CampaignOffice,
) -> None:
    people = [a_contact_key() for _ in range(120)]
    for contact in people:
        office.follow(TOPIC, contact, NOW)

    found = office.subscribers.contacts([*people, people[0], a_contact_key()])

    assert set(found) == set(people)
    assert all(found[key].key == key and found[key].brand == "demo" for key in people)
    assert office.subscribers.contacts([]) == {}
