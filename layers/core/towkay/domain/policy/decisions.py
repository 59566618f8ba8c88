"""What was decided about a send, on what facts, and by which rule? Stored with the send."""

from dataclasses import dataclass

from towkay.domain.policy.situation import Situation

UNTOLD = "?"  # the route has a price and nobody has told us which


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement, complete: judging `situation` again under the same book gives the same.

    `rule` is the id of the policy row that permits, or the reason that forbids. `policy` is the
    version of the book, `cost` the price as its source writes it ("0.2 TWD"), empty where free.
    """

    rule: str
    policy: str
    situation: Situation
    cost: str = ""
