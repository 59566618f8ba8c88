"""Write one campaign anew into the active pack, whoever else publishes at the same moment.

What was approved goes on as it was: runs are pinned to the pack of their approval.
"""

from collections.abc import Callable
from datetime import datetime

from towkay.domain.campaign_decisions import Undecided
from towkay.domain.campaign_edits import EditedPack, UnfitCampaign
from towkay.domain.errors import StaleState
from towkay.ports.pack_desk import PackDesk

_TRIES = 4

Compile = Callable[[bytes], EditedPack | UnfitCampaign]


def edit_campaign(
    brand: str, seen: str, *, now: datetime, desk: PackDesk, compiled: Compile
) -> EditedPack | UnfitCampaign | Undecided:
    """The pack that is active now, or why nothing was written.

    `compiled` puts the campaign into a pack's bytes; `seen` is the version that was looked at
    before, empty for whichever. Raises `PackMissing`, `StaleState` when the pointer kept moving,
    `ServiceUnavailable`.
    """
    for _ in range(_TRIES):
        active = desk.active(brand)
        edited = compiled(active.body)
        if isinstance(edited, UnfitCampaign):
            return edited
        if edited.name == active.name:
            return edited  # nothing changes, or our own answer was lost
        if seen and edited.before != seen:
            return Undecided.NOT_AS_SEEN
        try:
            desk.publish(brand, edited.name, edited.body, before=active, now=now)
        except StaleState:
            continue
        return edited
    raise StaleState("the pack kept changing")
