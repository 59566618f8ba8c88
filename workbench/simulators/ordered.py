"""A send meets the failure that was ordered for it, in the channel's own words."""

from collections.abc import Callable, Mapping

from werkzeug.wrappers import Request

from workbench.simulators.faults import BEFORE_ACCEPTANCE, Fault
from workbench.simulators.silence import fall_silent
from workbench.simulators.world import World

Refusals = Mapping[Fault, Callable[[], Exception]]


def fail_before_acceptance(
    world: World, channel: str, request: Request, refusals: Refusals
) -> None:
    """Refuse the send, or keep silent, if it is the turn of such a fault.

    Raises what `refusals` has for the fault, or `NoAnswer`.
    """
    fault = world.faults.take(channel, BEFORE_ACCEPTANCE)
    if fault is Fault.TIMEOUT_BEFORE:
        fall_silent(request.environ, world.rules.silence_s)
    if fault is not None:
        raise refusals[fault]()


def fail_after_acceptance(world: World, channel: str, request: Request) -> None:
    """Keep silent about a send that was accepted, if that was ordered. Raises `NoAnswer`."""
    if world.faults.take(channel, {Fault.TIMEOUT_AFTER}):
        fall_silent(request.environ, world.rules.silence_s)
