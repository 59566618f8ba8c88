"""Why was a send permitted or not, on which facts, and what would have turned the answer round?"""

from collections.abc import Iterator
from dataclasses import dataclass

from towkay.domain.policy.about import Fact
from towkay.domain.policy.decisions import Decision
from towkay.domain.policy.judging import Allowed, Denied, judge
from towkay.domain.policy.mattering import facts_that_mattered
from towkay.domain.policy.openness import obstacle
from towkay.domain.policy.reasons import Obstacle, Reason
from towkay.domain.policy.rules import PolicyBook, Row
from towkay.domain.policy.situation import Situation
from towkay.domain.policy.supposing import Step, What, within_reach
from towkay.domain.policy.turning_points import forbidding_steps, permitting_steps

Ruling = Allowed | Denied
_AT_ONCE = 3  # what takes more than so many changes at a time is no advice


@dataclass(frozen=True, slots=True)
class Change:
    """What would have turned the answer round: every step of it together, and what follows."""

    steps: tuple[Step, ...]
    situation: Situation
    ruling: Ruling

    @property
    def rule(self) -> str:
        return rule_of(self.ruling)


@dataclass(frozen=True, slots=True)
class Closed:
    """A row that was closed to the send, and by what."""

    row: Row
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to "why?". `row` is the one that permits, `reason` what forbids.

    `closed` are the rows that stood in question, `changes` what would have turned the answer round.
    """

    ruling: Ruling
    facts: tuple[Fact, ...]
    closed: tuple[Closed, ...]
    changes: tuple[Change, ...]

    @property
    def row(self) -> Row | None:
        return self.ruling.row if isinstance(self.ruling, Allowed) else None

    @property
    def reason(self) -> Reason | None:
        return self.ruling.reason if isinstance(self.ruling, Denied) else None


def why(decision: Decision, book: PolicyBook) -> Explanation:
    """Explain a stored decision by judging its situation again, and others beside it."""
    of = decision.situation
    ruling = judge(of, book)
    return Explanation(
        ruling, facts_that_mattered(of, ruling), _closed(of, book), _changes(of, ruling, book)
    )


def rule_of(ruling: Ruling) -> str:
    """The id of the row that permits, or the reason that forbids."""
    return ruling.row.id if isinstance(ruling, Allowed) else ruling.reason.value


def _closed(of: Situation, book: PolicyBook) -> tuple[Closed, ...]:
    """Rows that could have carried a message of this purpose, and did not; others are no news."""
    found = ((row, obstacle(row, of)) for row in book.by_channel[of.channel])
    return tuple(
        Closed(row, what)
        for row, what in found
        if what is not None and what is not Obstacle.PURPOSE and of.purpose in row.purposes
    )


def _changes(of: Situation, ruling: Ruling, book: PolicyBook) -> tuple[Change, ...]:
    """The single facts that would have done; where none would, the fewest that do together."""
    if isinstance(ruling, Allowed):
        return tuple(_turning(of, (), list(forbidding_steps(of, ruling.row)), True, book))
    steps = list(permitting_steps(of, book))
    chosen: tuple[Step, ...] = ()
    for _ in range(_AT_ONCE):
        turned = tuple(_turning(of, chosen, steps, False, book))
        if turned:
            return turned
        further = _one_reason_further(of, chosen, steps, book)
        if further is None:
            return ()
        chosen = (*chosen, further)
    return ()


def _turning(
    of: Situation, chosen: tuple[Step, ...], steps: list[Step], permitted: bool, book: PolicyBook
) -> Iterator[Change]:
    timed: set[What] = set()
    for step in steps:
        together = (*chosen, step)
        supposed = within_reach(of, together)
        if step in chosen or supposed is None or step.what in timed:
            continue
        ruling = judge(supposed, book)
        if isinstance(ruling, Allowed) is not permitted:
            if step.at is not None:
                timed.add(step.what)  # of several moments, the nearest says it
            yield Change(together, supposed, ruling)


def _one_reason_further(
    of: Situation, chosen: tuple[Step, ...], steps: list[Step], book: PolicyBook
) -> Step | None:
    """The first step after which something else stands in the way: the first no is out of it."""
    before = within_reach(of, chosen) or of
    seen = _first_no(before, book)
    for step in steps:
        supposed = within_reach(of, (*chosen, step))
        if step in chosen or supposed is None:
            continue
        if _first_no(supposed, book) not in (seen, None):
            return step
    return None


def _first_no(of: Situation, book: PolicyBook) -> Reason | None:
    ruling = judge(of, book)
    return ruling.reason if isinstance(ruling, Denied) else None
