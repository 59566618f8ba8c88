"""Which suppositions are worth trying, for a send that was refused and for one that was not?"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from towkay.domain.policy.objections import answer_ends
from towkay.domain.policy.openness import REPLY_TOKEN, WINDOW_MARGIN, opened_at
from towkay.domain.policy.quiet import end_of_quiet
from towkay.domain.policy.rules import PolicyBook, Row
from towkay.domain.policy.situation import Situation
from towkay.domain.policy.supposing import Step, What
from towkay.domain.routes import SenderKind

_MOMENT = timedelta(seconds=1)


def permitting_steps(of: Situation, book: PolicyBook) -> Iterator[Step]:
    """What might have opened a way, the shopper's own acts first."""
    yield from map(Step, _OF_PEOPLE)
    for row in book.by_channel[of.channel]:
        if row.token and row.token != REPLY_TOKEN:
            yield Step(What.TOKEN, row.token)
    for setting in book.settings:
        if setting.channel is of.channel and setting.id not in book.idle:
            yield Step(What.SETTING, setting.id)
    yield from (Step(What.LATER, at=at) for at in sorted(set(_later(of, book))))
    yield from (Step(What.SOONER, at=at) for at in sorted({*_last_moments(of, book)}, reverse=True))


def forbidding_steps(of: Situation, row: Row) -> Iterator[Step]:
    """What might have closed the way that was taken."""
    yield from map(Step, _AGAINST)
    for ends in sorted(set(_ends(of, row))):
        yield Step(What.LATER, at=ends)


_OF_PEOPLE = (
    What.SHOPPER_WRITES,
    What.TOPIC_AGREED,
    What.STOP_TAKEN_BACK,
    What.SWITCH_TURNED_BACK,
    What.REACHABLE_AGAIN,
    What.PERSON_LEAVES,
    What.PERSON_SENDS,
    What.SAYS_OPT_OUT,
    What.SAYS_DISCLOSURE,
    What.TEMPLATE,
    What.FREE_WORDS,
    What.SHORTER,
    What.BELOW_CAP,
    What.MORE_QUOTA,
    What.ACCOUNT_FREED,
    What.EARLIER_ARRIVED,
    What.STILL_SO,
    What.LONGER_GRACE,
    What.CAMPAIGN_GOES_ON,
    What.NOT_HELD_OUT,
    What.MORE_BUDGET,
)
_AGAINST = (
    What.STOP,
    What.TOPIC_STOPPED,
    What.BLOCKED,
    What.PERSON_HOLDS,
    What.CAP_REACHED,
)


def _later(of: Situation, book: PolicyBook) -> Iterator[datetime]:
    if of.held_until is not None and of.held_until > of.at:
        yield of.held_until
    until = end_of_quiet(of)
    if until is not None:
        yield until
    for row in book.by_channel[of.channel]:
        if row.spacing and of.last_by_token_at and of.at < of.last_by_token_at + row.spacing:
            yield of.last_by_token_at + row.spacing
        begins = datetime.combine(row.since, time(), UTC)
        if of.at < begins:
            yield begins


def _last_moments(of: Situation, book: PolicyBook) -> Iterator[datetime]:
    """The last moments at which it would have been in time."""
    ends = [of.expires_at, answer_ends(of)]
    for row in book.by_channel[of.channel]:
        ends.append(_window_end(of, row))
    for moment in ends:
        if moment is not None and moment - _MOMENT < of.at and moment > (of.received_at or moment):
            yield moment - _MOMENT


def _ends(of: Situation, row: Row) -> Iterator[datetime]:
    """When what permitted it ends."""
    ends = [of.expires_at, _window_end(of, row), of.passes_quiet_until]
    if answer_until := answer_ends(of):
        ends.append(answer_until + _MOMENT)
    if of.sender is SenderKind.HUMAN:
        ends.append(of.held_until)
    if row.until is not None:
        ends.append(datetime.combine(row.until, time(), UTC))
    yield from (moment for moment in ends if moment is not None and moment > of.at)


def _window_end(of: Situation, row: Row) -> datetime | None:
    opened = opened_at(row, of)
    return opened + row.window - WINDOW_MARGIN if opened and row.window else None
