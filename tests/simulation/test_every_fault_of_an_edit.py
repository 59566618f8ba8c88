"""A campaign that is written lands whole or not at all, whoever fails or publishes meanwhile."""

import threading
from itertools import count

import pytest

from tests.simulation.gates import ERRORS, KILLS, AimedGate, Killed
from tests.support.campaigns import a_campaign
from tests.support.shop import NOW
from towkay.adapters.callsites import CallSite
from towkay.adapters.memory.pack_desk import MemoryPackDesk
from towkay.domain.campaign_decisions import Undecided
from towkay.domain.campaign_edits import EditedPack
from towkay.domain.errors import ServiceUnavailable, StaleState
from towkay.domain.schedules import Once
from towkay.usecases.edit_campaign import edit_campaign

SITES = {CallSite.PACK_POINTER_READ, CallSite.PACK_PUT, CallSite.PACK_POINTER_MOVE}
CAMPAIGN = a_campaign(Once("2026-12-20T10:00"))
FIRST = b"{}"


def written(name: str, body: bytes) -> EditedPack:
    """As the compiler does it: what was there, and the campaign of that name."""
    names = sorted({*body.decode().strip("{}").split(), name})
    whole = f"{{{' '.join(names)}}}".encode()
    return EditedPack(whole, whole.decode(), CAMPAIGN, "v0" if name in body.decode() else "")


def a_desk(gate: AimedGate) -> MemoryPackDesk:
    desk = MemoryPackDesk(gate)
    desk.begin("demo", FIRST.decode(), FIRST)
    return desk


def edited(desk: MemoryPackDesk, name: str) -> object:
    return edit_campaign("demo", "", now=NOW, desk=desk, compiled=lambda body: written(name, body))


@pytest.mark.parametrize("fault", [*KILLS, *ERRORS])
def test_a_fault_at_any_call_leaves_the_old_pack_or_the_new_one(fault: str) -> None:
    struck: set[CallSite] = set()
    for place in count():
        desk = a_desk(AimedGate({place: fault}))
        gate = desk._gate
        assert isinstance(gate, AimedGate)
        try:
            edited(desk, "tea")
        except (Killed, ServiceUnavailable):
            struck.add(gate.passages[-1])
        assert desk._active["demo"].body in (FIRST, b"{tea}")
        if not gate.struck:
            break
        edited(desk, "tea")
        assert desk._active["demo"].body == b"{tea}"
    assert struck == SITES


def test_what_many_write_at_once_is_all_there() -> None:
    names = [f"c{number}" for number in range(4)]
    desk = a_desk(AimedGate({}))

    def write(name: str) -> None:
        for _ in range(50):  # who is told to try again tries again
            try:
                edited(desk, name)
                return
            except StaleState:
                continue

    threads = [threading.Thread(target=write, args=(name,)) for name in names]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert desk._active["demo"].body.decode() == "{c0 c1 c2 c3}"


def test_another_who_publishes_in_between_loses_nothing() -> None:
    desk = a_desk(AimedGate({}))
    rivals = iter(["other"])

    def compiled(body: bytes) -> EditedPack:
        for rival in rivals:
            edited(desk, rival)
        return written("tea", body)

    edit_campaign("demo", "", now=NOW, desk=desk, compiled=compiled)

    assert desk._active["demo"].body == b"{other tea}"


def test_who_always_comes_second_is_told_so_and_nothing_is_lost() -> None:
    desk = a_desk(AimedGate({}))
    numbers = count()

    def compiled(body: bytes) -> EditedPack:
        edited(desk, f"r{next(numbers)}")
        return written("tea", body)

    with pytest.raises(StaleState):
        edit_campaign("demo", "", now=NOW, desk=desk, compiled=compiled)
    assert desk._active["demo"].body == b"{r0 r1 r2 r3}"


def test_over_another_version_than_was_seen_nothing_is_written() -> None:
    desk = a_desk(AimedGate({}))

    result = edit_campaign(
        "demo", "v9", now=NOW, desk=desk, compiled=lambda body: written("tea", body)
    )

    assert result is Undecided.NOT_AS_SEEN
    assert desk._active["demo"].body == FIRST
