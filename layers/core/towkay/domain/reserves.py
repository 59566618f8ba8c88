"""How much of an account's month does marketing leave for news of orders and parcels?"""

from towkay.domain.account_facts import AccountFacts
from towkay.domain.brand_rules import AccountRules

USUAL_PERCENT = 10  # of the month's messages, where a brand lays down no number of its own


def quota_reserve(rules: AccountRules, known: AccountFacts) -> int:
    """How many messages of the month are for service alone; 0 where nobody knows the month."""
    if rules.quota_reserve is not None:
        return rules.quota_reserve
    limit = known.quota.limit if known.quota else None
    return limit * USUAL_PERCENT // 100 if limit else 0


def month_with_room(room: int, rules: AccountRules) -> int:
    """How many messages a month must have so that marketing may use up `room` of them."""
    if rules.quota_reserve is not None:
        return room + rules.quota_reserve
    return room + room * USUAL_PERCENT // (100 - USUAL_PERCENT)
