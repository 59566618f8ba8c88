"""How much of a month's quota is left, as a rehearsal's messages are counted?"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.account_facts import AccountFacts, QuotaRead, quota_month_ends
from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import BrandRules
from towkay.domain.forecasts import Forecast
from towkay.domain.health import AccountKey
from towkay.domain.reserves import month_with_room


@dataclass
class Quotas:
    """`ports.AccountFactsReader`: a month's quota that is used up as messages go out.

    `limit` is what campaigns may use of it; what is kept for service comes on top.
    """

    limit: int | None
    now: datetime
    rules: BrandRules
    used: Counter[tuple[AccountKey, datetime]] = field(default_factory=Counter)
    over_on: dict[AccountKey, list[datetime]] = field(default_factory=dict)

    def facts(self, account: AccountKey) -> AccountFacts:
        if self.limit is None:
            return AccountFacts()
        used = self.used[account, quota_month_ends(self.now)]
        month = month_with_room(self.limit, self.rules.account(account.channel, account.account))
        return AccountFacts(quota=QuotaRead(used, self.now, month))

    def template(self, account: AccountKey, name: str, language: str) -> TemplateState | None:
        return None

    def use(self, found: Forecast) -> None:
        for account, number in found.used.items():
            place = (account, quota_month_ends(self.now))
            before = self.used[place]
            self.used[place] += number
            if self.limit is not None and before < self.limit <= self.used[place]:
                self.over_on.setdefault(account, []).append(self.now)

    def may_end_within(self, number: int) -> bool:
        """Whether so many messages more of one account could be too many."""
        if self.limit is None:
            return False
        most = max(self.used.values(), default=0)
        return most < self.limit < most + number
