"""What is said of a message afterwards is what its channel can tell, and never less or more."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import NOW, a_turn
from towkay.domain.channels import Channel, every_channel
from towkay.domain.receipts import Marks, Sighting, advanced, sighting
from towkay.domain.sends import Send, SendState

BEFORE, AFTER = NOW - timedelta(milliseconds=1), NOW + timedelta(milliseconds=1)


def a_send(state: SendState = SendState.SENT, called_at: datetime | None = NOW) -> Send:
    return replace(a_turn().sends[0], state=state, called_at=called_at)


@pytest.mark.parametrize(
    ("marks", "seen"),
    [
        (Marks(), Sighting.NOT_YET),
        (Marks(delivered_up_to=BEFORE), Sighting.NOT_YET),
        (Marks(delivered_up_to=NOW), Sighting.DELIVERED),
        (Marks(delivered_up_to=AFTER, read_up_to=BEFORE), Sighting.DELIVERED),
        (Marks(delivered_up_to=AFTER, read_up_to=NOW), Sighting.READ),
        (Marks(read_up_to=AFTER), Sighting.READ),
    ],
)
def test_a_sent_message_is_seen_as_far_as_its_marks_reach(marks: Marks, seen: Sighting) -> None:
    assert sighting(a_send(), Channel.MESSENGER, marks) is seen


@pytest.mark.parametrize("marks", [Marks(), Marks(AFTER, AFTER)])
def test_on_line_nobody_knows_which_is_not_zero(marks: Marks) -> None:
    assert sighting(a_send(), Channel.LINE, marks) is Sighting.NOT_KNOWABLE


@pytest.mark.parametrize("state", sorted(set(SendState) - {SendState.SENT}))
@pytest.mark.parametrize("channel", every_channel())
def test_of_what_was_not_sent_nothing_is_said(state: SendState, channel: Channel) -> None:
    assert sighting(a_send(state), channel, Marks(AFTER, AFTER)) is None


def test_a_send_of_which_no_call_is_known_has_nothing_to_compare() -> None:
    assert sighting(a_send(called_at=None), Channel.MESSENGER, Marks(AFTER, AFTER)) is None


_MOMENTS = st.none() | st.integers(0, 9).map(lambda minutes: NOW + timedelta(minutes=minutes))
_MARKS = st.builds(Marks, _MOMENTS, _MOMENTS)


@given(_MARKS, _MARKS)
def test_marks_come_to_the_same_in_any_order_and_never_go_back(one: Marks, other: Marks) -> None:
    first = advanced(Marks(), one)
    both = advanced(first, other)

    assert both == advanced(advanced(Marks(), other), one) == advanced(both, one)
    assert (both.read_up_to or NOW) <= (both.delivered_up_to or NOW)
    assert (both.delivered_up_to or NOW) >= (first.delivered_up_to or NOW)
