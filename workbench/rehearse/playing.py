"""How is a rehearsal played: in this process, or its people shared out over several?"""

import gc
import multiprocessing
import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for_one
from typing import Any

from workbench.errors import WorkbenchError
from workbench.rehearse.forecasting import Counted, foretold
from workbench.rehearse.plan import Ask, play_of
from workbench.rehearse.result import Result, result_of
from workbench.rehearse.world import World

# Told now and then how far it is: everybody counts twice, once foretold and once with an end.
Watch = Callable[[int], None]
_SHARED_FROM = 50_000  # people: below that a second process takes longer to start than it saves
_PROCESSES = 2
_KB_IN_MB = 1024


def rehearse(ask: Ask, watch: Watch = lambda done: None) -> Result:
    """Play it to its end. Raises `WorkbenchError` for what cannot be rehearsed."""
    if ask.subscribers < _SHARED_FROM:
        return _with_peak(_part(ask, 0, watch))
    return _shared(replace(ask, parts=_PROCESSES), watch)


def _part(ask: Ask, part: int, watch: Watch) -> Result:
    play = play_of(ask, part)
    judged = Counted(watch)
    world = World(play, judged.and_then)
    forecast = foretold(play, world.rows, judged)
    world.clock.seconds = 0.0
    world.run()
    return result_of(world, forecast)


def _with_peak(result: Result) -> Result:
    """With the most memory that this process ever had."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_IN_MB
    return replace(result, peak_mb=result.peak_mb + peak)


def _shared(ask: Ask, watch: Watch) -> Result:
    play_of(ask)  # mistakes are told here, once
    spawning = multiprocessing.get_context("spawn")
    found = Result()
    done = dict.fromkeys(range(ask.parts), 0)
    lines: dict[Any, int] = {}
    for part in range(ask.parts):
        ours, theirs = spawning.Pipe(duplex=False)
        spawning.Process(target=_child, args=(ask, part, theirs), daemon=True).start()
        theirs.close()
        lines[ours] = part
    while lines:
        for line in wait_for_one(list(lines)):
            told = _received(line)
            if isinstance(told, Result):
                found = found.with_all(told)
                del lines[line]
                continue
            done[lines[line]] = told
            watch(sum(done.values()))
    return _with_peak(found)


def _received(line: Any) -> Any:
    try:
        return line.recv()
    except EOFError:
        raise WorkbenchError(
            "預演的一個程序中途結束了 · A process of the rehearsal ended before its time."
        ) from None


def _child(ask: Ask, part: int, line: Connection) -> None:
    sys.stdin.close()
    gc.disable()  # a rehearsal leaves hardly a cycle, and to look for them takes a twentieth of it
    line.send(_with_peak(_part(ask, part, line.send)))
    line.close()
