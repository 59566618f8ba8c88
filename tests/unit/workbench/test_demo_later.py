"""A leap of the demo notices whatever did not become of somebody as it had to."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.support.builders import NOW, a_turn
from towkay.domain.copying import changed
from towkay.domain.sends import SendState
from towkay.domain.turns import Turn
from workbench.demo_acts import Person
from workbench.demo_later import Awaited, Leap, became_at, kept_back, missed, nobody
from workbench.simulators.conversation import Author, Bubble

LETTER = Bubble(NOW, Author.SHOP, "text", "每週茶訊")
SEEN = Awaited(Person.MING, 1, "茶訊")
CAPPED = kept_back(Person.MING, "cap")


def planned(state: SendState, reason: str = "") -> Turn:
    turn = a_turn()
    return changed(turn, sends=(changed(turn.sends[0], state=state, reason=reason),))


@pytest.mark.parametrize(
    ("awaited", "bubbles", "turn"),
    [
        (SEEN, [LETTER], planned(SendState.SENT)),
        (CAPPED, [], planned(SendState.SUPPRESSED, "cap")),
        (nobody(Person.MEI), [], None),
    ],
)
def test_what_became_as_awaited_is_no_fault(
    awaited: Awaited, bubbles: list[Bubble], turn: Turn | None
) -> None:
    assert list(missed(awaited, bubbles, turn)) == []


@pytest.mark.parametrize(
    ("awaited", "bubbles", "turn", "told"),
    [
        (SEEN, [], planned(SendState.SENT), "0 messages seen"),
        (SEEN, [LETTER, LETTER], planned(SendState.SENT), "2 messages seen"),
        (SEEN, [LETTER], planned(SendState.UNKNOWN), "planned"),
        (SEEN, [LETTER], None, "planned"),
        (CAPPED, [], planned(SendState.SUPPRESSED, "no_consent"), "kept back"),
        (nobody(Person.MEI), [LETTER], None, "1 messages seen"),
        (nobody(Person.MEI), [], planned(SendState.READY), "planned"),
    ],
)
def test_anything_else_is_one(
    awaited: Awaited, bubbles: list[Bubble], turn: Turn | None, told: str
) -> None:
    assert any(fault.startswith(told) for fault in missed(awaited, bubbles, turn))


def test_a_leap_ends_at_a_time_of_the_brands_wall() -> None:
    morning = datetime(2026, 11, 25, 11, 5, 17, tzinfo=ZoneInfo("Asia/Taipei"))

    moment = Leap("the next Thursday", 8, "10:00", ()).moment(morning)

    assert moment.isoformat() == "2026-12-03T10:00:00+08:00"


def test_what_was_said_in_a_leap_has_the_minute_at_which_it_was_said() -> None:
    ended = NOW + timedelta(minutes=16)
    turn = planned(SendState.SENT)
    sent = turn.with_send(changed(turn.sends[0], called_at=NOW))

    assert became_at([LETTER], sent, ended) == NOW
    assert became_at([], sent, ended) == NOW


def test_what_was_kept_back_in_a_leap_has_the_minute_of_its_decision_and_nothing_its_end() -> None:
    ended = NOW + timedelta(minutes=16)
    turn = changed(planned(SendState.SUPPRESSED, "cap"), created_at=NOW)

    assert became_at([], turn, ended) == NOW
    assert became_at([], None, ended) == ended
