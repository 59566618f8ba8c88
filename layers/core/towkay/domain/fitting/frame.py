"""What must be known to fit a message, and where is it noted what a channel shows otherwise?"""

from dataclasses import dataclass, field

from towkay.domain.capabilities import Capabilities, Rich
from towkay.domain.fitting.words import Words
from towkay.domain.messages import Loss, Lossy

_NAMED = 40  # characters by which a loss names what was lost


@dataclass(frozen=True, slots=True)
class Frame:
    """A channel's limits, our own words in the shopper's language, and the losses so far."""

    limits: Capabilities
    words: Words
    losses: list[Loss] = field(default_factory=list)

    def lost(self, what: Lossy, how: str, written: str) -> None:
        """Note what is shown otherwise; as much of it is told as tells which it was."""
        self.losses.append(Loss(what, f"{how}: {written[:_NAMED]}"))

    def has(self, kind: Rich) -> bool:
        """Whether the channel has a form of its own for such a message."""
        return kind in self.limits.native
