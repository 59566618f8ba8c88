"""Staff who write in the phone app are left to it, with every single fault at every call site."""

from dataclasses import replace

import pytest

from tests.simulation.around import (
    OLD,
    PHONE,
    staff_before_the_number_is_known,
    staff_in_the_phone_app,
)
from tests.simulation.books import all_turns, balance
from tests.simulation.scenarios import Scenario
from tests.simulation.test_every_fault import checked, every_fault, played
from tests.simulation.world import World
from towkay.adapters.callsites import CallSite
from towkay.domain.contacts import HandoverState
from towkay.domain.sends import SendState

NUMBER = replace(OLD, user=f"+{PHONE}")


def called_after_staff(world: World) -> list[str]:
    """Calls that were claimed later than what staff wrote was stored."""
    turns = all_turns(world)
    (staff,) = [turn for turn in turns if turn.key.cause == "echo:wamid.staff"]
    sends = [(turn.key.cause, send) for turn in turns for send in turn.sends]
    return [cause for cause, send in sends if send.called_at and send.called_at > staff.created_at]


def is_found_by_number(world: World) -> bool:
    contacts = world.table.contacts
    leads_there = contacts[NUMBER].moved_to == OLD.user
    return leads_there and contacts[OLD].number == NUMBER.user


def test_the_first_question_is_answered_and_the_second_left_to_staff() -> None:
    world, said, gate = played(staff_in_the_phone_app, [])
    assert balance(world, said).states == {SendState.SENT: 1}
    assert len(all_turns(world)) == 3
    assert is_found_by_number(world)
    handover = world.table.contacts[OLD].handover
    assert handover and handover.state is HandoverState.HELD
    assert gate.passages.count(CallSite.TURN_COMMIT) == 3, "the number is written with a turn"


def test_who_never_wrote_before_is_left_to_staff_from_the_first_word() -> None:
    world, said, _ = played(staff_before_the_number_is_known, [])
    assert balance(world, said).states == {}
    assert is_found_by_number(world)


@pytest.mark.parametrize("scenario", [staff_in_the_phone_app, staff_before_the_number_is_known])
def test_whatever_fails_nothing_is_said_after_staff_and_the_number_leads_to_the_shopper(
    scenario: Scenario,
) -> None:
    faults = list(every_fault(scenario))
    for fault in faults:
        checked(scenario, [fault])
        world, _, _ = played(scenario, [fault])
        assert called_after_staff(world) == [], fault
        assert is_found_by_number(world), fault
    assert len(faults) > 50
