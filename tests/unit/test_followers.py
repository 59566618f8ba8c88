"""Who has added the account is known from what the channel told, newest first."""

from datetime import timedelta

import pytest

from tests.support.builders import an_event
from tests.support.shop import NOW
from towkay.domain.contacts import met, touched_by
from towkay.domain.events import Followed, Happening, MessageReceived, OptedOut

ADDED, LEFT, WROTE = Followed(), OptedOut(), MessageReceived("m", "嗨")


@pytest.mark.parametrize(
    ("happenings", "since"),
    [
        ([WROTE], None),
        ([ADDED], 0),
        ([ADDED, WROTE], 0),
        ([WROTE, ADDED], 1),
        ([ADDED, LEFT], None),
        ([ADDED, LEFT, WROTE], None),
        ([ADDED, LEFT, ADDED], 2),
    ],
)
def test_a_follower_is_who_added_the_account_and_did_not_leave_since(
    happenings: list[Happening], since: int | None
) -> None:
    moments = [NOW + timedelta(minutes=place) for place in range(len(happenings))]
    events = [
        an_event(happening=happening, occurred_at=at, received_at=at)
        for happening, at in zip(happenings, moments, strict=True)
    ]

    contact = met(events[0])
    for event in events:
        contact = touched_by(contact, event)

    assert contact.followed_at == (None if since is None else moments[since])


def test_an_old_goodbye_heard_late_ends_nothing() -> None:
    added = an_event(happening=ADDED, occurred_at=NOW, received_at=NOW)
    late = an_event(happening=LEFT, occurred_at=NOW - timedelta(hours=1), received_at=NOW)

    contact = touched_by(touched_by(met(added), added), late)

    assert contact.followed_at == NOW
