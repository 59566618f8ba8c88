"""A pacer for where nobody counts: one worker that is slower than any channel's limit."""

from datetime import datetime

from towkay.domain.calls import ChannelCall
from towkay.domain.outcomes import Outcome


class NoPace:
    """`ports.Pacer` that never waits."""

    def admit(self, call: ChannelCall) -> datetime | None:
        return None

    def wait(self, call: ChannelCall) -> bool:
        return True

    def note(self, call: ChannelCall, outcome: Outcome) -> None:
        """Nothing to be learnt from it."""
