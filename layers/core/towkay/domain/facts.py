"""What must be known beside the send and its contact to decide about it?"""

from dataclasses import dataclass, field

from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.turns import Turn
from towkay.domain.unasked import History


@dataclass(frozen=True, slots=True)
class Facts:
    """The turn with its cause and its other sends, the rules of the day, and what went before.

    `history` matters to unasked messages only. `quota_left` is None while nobody has read it.
    """

    turn: Turn
    book: PolicyBook
    rules: BrandRules = DEFAULT_RULES
    history: History = field(default_factory=History)
    quota_left: int | None = None
