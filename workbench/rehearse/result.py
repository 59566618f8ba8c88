"""What came of a rehearsal, and do its books hold?"""

from collections import Counter
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

from towkay.domain.forecasts import Forecast
from towkay.domain.sends import SendState
from workbench.rehearse.table import End
from workbench.rehearse.world import World

# What may have become of somebody when all is over; the sum of them is everybody who was planned.
ENDS = (
    SendState.SENT,
    SendState.REFUSED,
    SendState.SUPPRESSED,
    SendState.UNKNOWN,
    SendState.PARKED,
)


@dataclass(slots=True)
class Result:
    """Counts of one process's people, or of all.

    `meant` are those whom the campaign is for, counted apart from whoever planned them, `planned`
    those in the run's chunks. `wrong` were shown the message although our books say that they were
    not. `minutes` are the messages of each minute by channel, `last_at` when the last was shown and
    `ended_at` when the last outcome was settled, in seconds.
    """

    meant: int = 0
    planned: int = 0
    ends: Counter[End] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    doubled: int = 0
    lost: int = 0
    wrong: int = 0
    unseen: int = 0
    bill: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    untold: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    too_fast: int = 0
    minutes: dict[str, Counter[int]] = field(default_factory=dict)
    last_at: float = 0.0
    ended_at: float = 0.0
    forecast: Forecast = field(default_factory=Forecast)
    peak_mb: float = 0.0

    def of(self, state: SendState) -> int:
        """How many people's turns are in that state, at an end or not."""
        return sum(n for end, n in self.ends.items() if end.state is state) + self.open[state.value]

    @property
    def total(self) -> int:
        """How many people's turns have come to one of the ends."""
        return sum(map(self.of, ENDS))

    @property
    def holds(self) -> bool:
        """Whether nobody was told twice, nobody lost, and every sum is right."""
        return not self.doubled and not self.lost and not self.wrong and self.total == self.planned

    def with_all(self, other: "Result") -> "Result":
        """Both together, of two parts of the people who were played at the same time."""
        added = {one.name: getattr(self, one.name) for one in fields(self)}
        for name, value in added.items():
            theirs = getattr(other, name)
            if name in ("last_at", "ended_at"):
                added[name] = max(value, theirs)
            elif name == "bill":
                added[name] = {
                    place: value.get(place, Decimal(0)) + theirs.get(place, Decimal(0))
                    for place in {*value, *theirs}
                }
            elif name == "minutes":
                added[name] = {
                    channel: value.get(channel, Counter()) + theirs.get(channel, Counter())
                    for channel in {*value, *theirs}
                }
            elif name == "forecast":
                added[name] = value.with_all(theirs)
            else:
                added[name] = value + theirs
        return Result(**added)


def result_of(world: World, forecast: Forecast) -> Result:
    """The books of a rehearsal that is over, ours beside the channels'."""
    run, table = world.rows.run, world.rows.table
    open_turns, ends = table.open_turns(), table.count()
    doubled, unshown, wrong = _compared(world)
    ours = Result(
        meant=forecast.planned,
        planned=run.planned if run else 0,
        ends=ends,
        open=Counter(turn.sends[0].state.value for turn in open_turns),
        doubled=doubled,
        lost=max(0, forecast.planned - ends.total() - len(open_turns)) + unshown,
        wrong=wrong,
        ended_at=world.last_end_at,
        forecast=forecast,
    )
    return _beside_channels(ours, world)


def _beside_channels(ours: Result, world: World) -> Result:
    books = world.channels.books
    return replace(
        ours,
        unseen=books.unseen,
        bill=books.bill,
        untold=books.untold,
        calls=books.calls,
        faults=books.faults + world.gate.counted,
        too_fast=books.too_fast,
        minutes=books.minutes,
        last_at=books.last_at,
    )


def _compared(world: World) -> tuple[int, int, int]:
    """How many saw it twice; are booked as sent and saw nothing; saw what is booked as unsent."""
    table, seen, people = world.rows.table, world.channels.books.seen, world.play.people
    doubled = unshown = wrong = 0
    states = [None, *(end.state for end in table.ends)]
    still_open = {people.number_of(turn.key.contact) for turn in table.open_turns()}
    for number, end in enumerate(table.ended):
        times, state = seen[number], states[end]
        doubled += times > 1
        if state is SendState.SENT and not times:
            unshown += not people.is_gone(number)
        elif times and not (state and state.may_be_seen) and number not in still_open:
            wrong += 1
    return doubled, unshown, wrong
