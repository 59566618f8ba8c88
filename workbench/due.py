"""When does something fall due next on a bench: a campaign, a send that waits, an order?

Deployed, a tick comes every minute. A bench that leaps over days would find all of it late, a
campaign beyond its grace even; so its clock halts at each tick that has something to find.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from towkay.adapters.cron import CronsimCalendar
from towkay.adapters.dynamodb.campaign_records import DynamoCampaignRecords
from towkay.adapters.dynamodb.due_turns import DynamoDueTurns
from towkay.adapters.dynamodb.orders import DynamoOrders
from towkay.adapters.dynamodb.runs import DynamoRuns
from towkay.adapters.dynamodb.subscribers import DynamoSubscribers
from towkay.adapters.s3_campaigns import S3CampaignBook
from towkay.domain.calendar.approved import due_under_approvals
from towkay.domain.campaigns import CampaignRecord, CampaignState, Occurrence
from towkay.domain.errors import PackMissing
from towkay.domain.runs import SHARDS, Run, RunState
from towkay.usecases.upcoming import fires_of
from workbench.publish import Shelf

Span = tuple[datetime, datetime]  # after the first moment and up to the second

_TICK = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_TURNS = 200
_MOST_IN_SHARD = 500  # people of a sequence of steps: more than a bench has
_AT_REST = (CampaignState.DRAFT, CampaignState.PAUSED)


@dataclass(frozen=True, slots=True)
class DueBook:
    """What the table of a bench says of the future. Nothing is written."""

    book: S3CampaignBook
    records: DynamoCampaignRecords
    runs: DynamoRuns
    people: DynamoSubscribers
    turns: DynamoDueTurns
    orders: DynamoOrders

    def next(self, after: datetime, until: datetime) -> datetime | None:
        """The first tick after the one moment, and before the other, that finds something."""
        ticks = (_tick_from(moment) for moment in self._moments((after, until)))
        return min((tick for tick in ticks if after < tick < until), default=None)

    def _moments(self, span: Span) -> Iterator[datetime]:
        after, until = span
        yield from (one.due_at for one in self.turns.due(until, _MOST_TURNS) if one.due_at > after)
        yield from (at for _, at in self.orders.looks(until, _MOST_TURNS) if at > after)
        for brand in self.records.brands():
            for record in self.records.records(brand):
                if record.state is CampaignState.APPROVED:
                    yield from self._fires(record, span)
                if record.state not in _AT_REST and self._goes_on(record):
                    yield after + _TICK

    def _goes_on(self, record: CampaignRecord) -> bool:
        """Whether the next tick, and nobody else, brings a run of it further."""
        runs = self.runs.open_runs(record.brand)
        return any(_waits_for_tick(run) for run in runs if run.key.campaign == record.campaign)

    def _fires(self, record: CampaignRecord, span: Span) -> Iterator[datetime]:
        after, until = span
        fires = fires_of(record, self.book, CronsimCalendar())
        try:
            due = [one.occurrence for one in due_under_approvals(record, until, fires)]
        except (PackMissing, KeyError, ValueError):
            return  # the planner says what is wrong with it
        coming = [one for one in due if one.at > after]
        entered = self._entries(record) if any(one.entered_to for one in coming) else ()
        yield from (one.at for one in coming if _is_for_anybody(one, entered))

    def _entries(self, record: CampaignRecord) -> Sequence[datetime]:
        """When people entered its sequence of steps: a slot that nobody is in needs no tick."""
        newest = record.approved()
        assert newest is not None  # noqa: S101 - it has occurrences
        topic = self.book.campaigns(record.brand, newest.pack)[record.campaign].topic
        pages = (
            self.people.page(record.brand, topic, shard, cursor="", limit=_MOST_IN_SHARD)
            for shard in range(SHARDS)
        )
        keys = [key for page in pages for key in page.contacts]
        known = (one.subscription(topic) for one in self.people.contacts(keys).values())
        return [one.granted_at for one in known if one and one.granted_at]


def due_book(shelf: Shelf, now: Callable[[], datetime]) -> DueBook:
    """Of the stack whose packs and table these are."""
    client, table = shelf.dynamodb, shelf.table
    return DueBook(
        S3CampaignBook(*shelf.for_reader(now)),
        DynamoCampaignRecords(client, table),
        DynamoRuns(client, table, 1, now),
        DynamoSubscribers(client, table),
        DynamoDueTurns(client, table),
        DynamoOrders(client, table, 1),
    )


def _tick_from(moment: datetime) -> datetime:
    """The tick at or after a moment."""
    return _EPOCH - (_EPOCH - moment) // _TICK * _TICK


def _waits_for_tick(run: Run) -> bool:
    return run.state is RunState.PLANNING or run.finished >= run.chunks


def _is_for_anybody(one: Occurrence, entered: Sequence[datetime]) -> bool:
    if one.entered_from is None or one.entered_to is None:
        return True
    return any(one.entered_from < at <= one.entered_to for at in entered)
