"""What must be known beside the send and its contact to decide about it?"""

from dataclasses import dataclass, field

from towkay.domain.account_facts import NOTHING_KNOWN, AccountFacts
from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.policy.rules import PolicyBook
from towkay.domain.turns import Turn
from towkay.domain.unasked import History


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """How the campaign stands that a message is of; `budget_left` is in millionths."""

    cancelled: bool = False
    paused: bool = False
    budget_left: int | None = None
    currency: str = ""


NO_CAMPAIGN = CampaignFacts()


@dataclass(frozen=True, slots=True)
class Facts:
    """The turn with its cause and its other sends, the rules of the day, and what went before.

    `history` and `account`, what the channel told of the account as a whole, matter to unasked
    messages only. `template_state` is what was told of the template that the send is, `campaign`
    how the one stands that it is of. `outdated` says that what the turn tells is not so any more.
    """

    turn: Turn
    book: PolicyBook
    rules: BrandRules = DEFAULT_RULES
    history: History = field(default_factory=History)
    account: AccountFacts = NOTHING_KNOWN
    template_state: TemplateState | None = None
    campaign: CampaignFacts = NO_CAMPAIGN
    outdated: bool = False
