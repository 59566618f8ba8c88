"""Every metric the code can count stands in the README's table, and nothing else does."""

import re
from functools import cache

from tests.support.template import ROOT
from towkay.domain.matters import Concern
from towkay.domain.outcomes import Refusal
from towkay.domain.policy.reasons import Reason
from towkay.domain.sends import SendState
from towkay.domain.shipping.readings import Oddity
from towkay.domain.turns import Rule
from towkay.usecases.account_news import Noted
from towkay.usecases.answer import Handling
from towkay.usecases.ingest import Reception
from towkay.usecases.settle import Effect
from towkay.usecases.ship import Fate as ArrivalFate
from towkay.usecases.sorting import Fate
from towkay.usecases.take_shipments import Taking

# What ends a send as refused. The others lead to another end, or make the whole account wait.
REFUSALS = {
    Refusal.WINDOW_CLOSED,
    Refusal.CONTACT_GONE,
    Refusal.THREAD_TAKEN,
    Refusal.BAD_REQUEST,
    Refusal.NOT_PERMITTED,
    Refusal.SUBSCRIPTION_ENDED,
    Refusal.UNDOCUMENTED,
}
# Turns that no event makes: faq never sees them.
PLANNED = {Rule.PLANNED, Rule.STAFF}
# What a delivery alone can be: a checkout is JSON, and has one address.
OF_SOURCES = {Taking.UNKNOWN_SOURCE, Taking.WRONG_KIND}
FAMILIES = {
    "webhook_": [*Reception],
    "event_": [*Fate],
    "turn_": [
        *(rule for rule in Rule if rule not in PLANNED),
        *(handling for handling in Handling if handling is not Handling.HANDLED),
    ],
    "send_": [SendState.SENT, SendState.PARKED, SendState.UNKNOWN],
    "suppression_": [*Reason],
    "refusal_": [*REFUSALS],
    "receipt_": [*Effect],
    "news_": [*Noted],
    "care_": [*Concern],
    "shipments_": [*Taking],
    "checkout_": [one for one in Taking if one not in OF_SOURCES],
    "puzzle_": [one for one in Oddity if one is not Oddity.CROWDED],  # no table's fault
    "arrival_": [*ArrivalFate],
}


@cache
def counted() -> frozenset[str]:
    """Names in calls of `count`, and all members of the families that are counted by value."""
    sources = [*(ROOT / "functions").rglob("*.py"), *(ROOT / "layers/core").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    fixed = set(re.findall(r'\bcount\("([a-z_]+)"', code))
    families = set(re.findall(r'f"([a-z_]+_)\{', code))
    assert set(FAMILIES) <= families
    members = {f"{family}{member}" for family, names in FAMILIES.items() for member in names}
    return frozenset(fixed | members)


def test_the_readme_names_every_metric_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## Metrics")[2].partition("## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`([a-z_]+)`", "".join(rows))) == counted()
