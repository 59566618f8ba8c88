"""The whole stack in one thread and virtual time: platforms, queues, workers, sweeper, channel."""

from contextlib import suppress
from datetime import datetime, timedelta

from tests.simulation.functions import Functions
from tests.simulation.gates import Killed
from towkay.adapters.event_messages import FifoEntry
from towkay.adapters.memory.conversations import MemoryConsentLedger
from towkay.adapters.memory.fifo_queue import MemoryFifoQueue
from towkay.domain.channels import Channel
from towkay.domain.notices import Notice


class World(Functions):
    """Deliver webhooks with `post`, then `run` until nothing is left to happen."""

    def post(self, channel: Channel, body: object, at: datetime) -> None:
        """A platform delivers a webhook at `at`, and again until it hears 200."""
        self.platforms.post(channel, body, at)

    def tell(self, notice: Notice) -> None:
        """Whoever plans notices asks for this one at its moment, and again until it is stored."""
        self.notices.put(notice)

    def hear_now(self, channel: Channel, body: object) -> None:
        """A webhook arrives and is answered while another worker is in the middle of its work."""
        at_work = self.stage, self.working_on
        self.post(channel, body, self.now)
        while self.arrive() or self.answer():
            pass
        self.stage, self.working_on = at_work

    def run(
        self, until_idle_for: timedelta = timedelta(minutes=20), until: datetime | None = None
    ) -> None:
        """Let everything happen that is under way or due, or only what is before `until`."""
        quiet_since = self.now
        while True:
            if self._work_once():
                quiet_since = self.now
                continue
            if until is not None and self.now >= until:
                return
            if self.now - quiet_since > until_idle_for and self._is_empty():
                return
            moments = [*self._next_moments(), *([until] if until else [])]
            self.now = max(self.now, min(moments))

    def _work_once(self) -> bool:
        """One thing that can happen now, chosen at random among the workers."""
        moves = self.moves()
        self.rng.shuffle(moves)
        return any(move() for move in moves)

    @property
    def _queues(self) -> tuple[MemoryFifoQueue, ...]:
        return (self.conversations_queue, self.outbound_queue, self.receipts_queue)

    def _is_empty(self) -> bool:
        waiting = sum(map(len, self._queues))
        open_turns = list(self.table.due(self.now + timedelta(days=30), 1))
        to_come = self.platforms.arrivals or self.notices.waiting
        return waiting == 0 and not to_come and not open_turns

    def _next_moments(self) -> list[datetime]:
        arrivals = self.platforms.arrivals
        moments = [self.next_tick, *(first.at for first in arrivals[:1])]
        moments += [first.at for first in self.notices.waiting[:1]]
        return moments + [at for queue in self._queues if (at := queue.next_visible_at())]

    def read_marks(self) -> None:
        """What reports do."""
        for contact in self.table.contacts:
            self.gate.begin()
            with suppress(Killed):
                self.receipt_ledger.marks(contact, self.now)
            with suppress(Killed):
                list(MemoryConsentLedger(self.table, self.gate).entries(contact))

    def redrive(self) -> int:
        """Bring the dead letters of the conversations queue back, as an operator would."""
        bodies, self.conversations_queue.dead_letters = self.conversations_queue.dead_letters, []
        for number, body in enumerate(bodies):
            self.conversations_queue.send(FifoEntry(body, f"redrive-{number}", f"r-{number}"))
        return len(bodies)
