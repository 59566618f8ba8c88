"""What waits is hidden until its moment, and never for longer than anybody wants to wait."""

from datetime import timedelta

from tests.support.builders import NOW
from towkay.adapters.back_off import hidden_for


def test_a_message_is_hidden_until_its_moment() -> None:
    assert hidden_for(1, 3, NOW, NOW + timedelta(seconds=41, milliseconds=1)) == 42
    assert hidden_for(1, 3, NOW, NOW - timedelta(seconds=41)) == 1


def test_no_message_is_hidden_for_longer_than_a_reply_is_worth_saying() -> None:
    assert hidden_for(1, 3, NOW, NOW + timedelta(hours=1)) == 15 * 60


def test_the_last_receives_of_a_message_that_waits_cover_the_life_of_a_reply() -> None:
    soon = NOW + timedelta(seconds=1)

    assert sum(hidden_for(receives, 3, NOW, soon) or 0 for receives in range(6, 10)) >= 15 * 60


def test_what_failed_comes_back_soon_at_first_and_then_at_the_queue_s_own_pace() -> None:
    assert [hidden_for(receives, 3, NOW, None) for receives in range(1, 6)] == [2, 4, 8, None, None]
