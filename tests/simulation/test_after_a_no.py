"""Whatever fails around a channel's no, its lesson is stored with the outcome or not at all."""

from datetime import timedelta

import pytest

from tests.simulation.around import OLD, READER
from tests.simulation.books import all_turns
from tests.simulation.morning import Said
from tests.simulation.scenarios import PARCEL, SOON, Scenario
from tests.simulation.subscribers import agree, subscriber
from tests.simulation.test_every_fault import checked, every_fault, played
from tests.simulation.world import World
from towkay.adapters.callsites import CallSite
from towkay.domain.channels import ContactKey
from towkay.domain.outcomes import Refusal
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState

FRIEND = subscriber(1)
THREE = range(3)


def told_though_gone(world: World, key: ContactKey) -> list[Said]:
    """Three parcels' news, minutes apart, to somebody whom the channel does not find any more."""
    agree(world, key)
    world.channel.left.add(key.user)
    for again in THREE:
        at = SOON + timedelta(minutes=5 * again)
        world.tell(PARCEL.to(key, at, str(again)))
    return []


def on_line(world: World) -> list[Said]:
    return told_though_gone(world, FRIEND)


def on_messenger(world: World) -> list[Said]:
    return told_though_gone(world, READER)


def on_whatsapp(world: World) -> list[Said]:
    return told_though_gone(world, OLD)


def ends(world: World) -> list[str]:
    turns = sorted(all_turns(world), key=lambda turn: turn.created_at)
    return [send.reason.partition(":")[0] for turn in turns for send in turn.sends]


@pytest.mark.parametrize("scenario", [on_line, on_messenger])
def test_after_the_first_no_nothing_is_called_for(scenario: Scenario) -> None:
    world, _, _ = played(scenario, [])
    assert ends(world) == [Refusal.CONTACT_GONE, Reason.UNREACHABLE, Reason.UNREACHABLE]
    assert world.channel.counts["gone"] == 1


def test_on_whatsapp_it_takes_three() -> None:
    world, _, gate = played(on_whatsapp, [])
    assert world.channel.counts["gone"] == len(THREE)
    assert CallSite.MARKS_READ in gate.passages
    reach = world.table.contacts[OLD].reach
    assert reach and reach.is_gone(world.table.contacts[OLD].acted_at)


@pytest.mark.parametrize(
    ("scenario", "key"), [(on_line, FRIEND), (on_messenger, READER), (on_whatsapp, OLD)]
)
def test_a_no_and_its_lesson_are_stored_together_whatever_fails(
    scenario: Scenario, key: ContactKey
) -> None:
    faults = list(every_fault(scenario))
    for fault in faults:
        checked(scenario, [fault])
        world, _, _ = played(scenario, [fault])
        refused = [
            send.called_at
            for turn in all_turns(world)
            for send in turn.sends
            if send.state is SendState.REFUSED and send.reason.startswith(Refusal.CONTACT_GONE)
        ]
        reach = world.table.contacts[key].reach
        assert reach, fault
        assert set(refused) <= {miss.at for miss in reach.misses} | {reach.gone_at}, fault
        assert world.channel.counts["gone"] <= (3 if key is OLD else 2), fault
    assert len(faults) > 60
