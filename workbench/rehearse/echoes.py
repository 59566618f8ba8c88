"""What does a channel show afterwards of what it took, where its answer was lost?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.errors import StaleState
from towkay.domain.events import Event, ReceiptArrived, ReceiptKind
from towkay.usecases.settle import settle
from workbench.rehearse.workers import Later

if TYPE_CHECKING:
    from workbench.rehearse.world import World

_TOLD_AFTER = (1.0, 90.0)  # s until a channel shows what it took
_ECHOED = 0.95
_PROVES = frozenset({Channel.MESSENGER, Channel.WHATSAPP})  # which send it was that they took


@dataclass(frozen=True, slots=True)
class Echoes:
    """Echoes and statuses of one world."""

    world: "World"

    def expect(self, call: ChannelCall) -> None:
        """A channel that can prove what it took shows it a while later, nearly always."""
        rng = self.world.rng
        if call.contact.channel in _PROVES and rng.random() < _ECHOED:
            self._later(rng.uniform(*_TOLD_AFTER), call)

    def _later(self, seconds: float, call: ChannelCall) -> None:
        world = self.world
        world.at(world.clock.seconds + seconds, Later(lambda: self._show(call)))

    def _show(self, call: ChannelCall) -> None:
        now = self.world.clock.now()
        proof = ReceiptArrived(ReceiptKind.ECHOED, call.send_id, f"echo-{call.send_id}")
        brand = self.world.play.brand.brand
        event = Event(call.contact, brand, call.endpoint, call.send_id, now, now, proof)
        try:
            settle(event, now=now, ledger=self.world.rows.receipts)
        except StaleState:
            self._later(1.0, call)
