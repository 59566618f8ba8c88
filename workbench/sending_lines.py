"""What is said of a message by hand: may it go now, and where to ask what became of it?"""

import argparse
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.adapters.policy_book import policy_book
from towkay.domain.health import AccountHealth
from towkay.domain.permits import Permit, Suppression
from towkay.domain.policy.decisions import UNTOLD
from workbench.cli_parts import same_place
from workbench.explain.state_words import TROUBLES
from workbench.languages import Words, spoken_here
from workbench.policy.ways import after_hold
from workbench.policy_words import REASONS, ROUTES
from workbench.remedies import remedy, then_said
from workbench.transcript import block

_NOT_SENT = Words("不會送出", "will not be sent")


def told(
    ruling: Permit | Suppression,
    health: AccountHealth,
    options: argparse.Namespace,
    zone: ZoneInfo,
) -> Iterator[str]:
    """What policy says of the message now, and where to ask what became of it."""
    language = spoken_here(options.language)
    if isinstance(ruling, Suppression):
        yield from _not_now(ruling, language, zone)
    elif health.trouble is not None:
        waits = Words(
            "先等著，帳號恢復後就送", "waits, and goes out once the account is well again"
        )
        yield block("", waits.spoken(language))
        yield block("  ", TROUBLES[health.trouble].spoken(language))
    else:
        yield from _now(ruling, language)
    then = Words("結果見 towkay explain {0} last{1}", "then: towkay explain {0} last{1}")
    yield block("", then.spoken(language, options.contact, same_place(options)))


def _now(ruling: Permit, language: str) -> Iterator[str]:
    cost, untold = ruling.decision.cost, Words("價格不明", "price untold")
    price = untold if cost == UNTOLD else Words(cost, cost) if cost else Words("免費", "free")
    now = Words("現在就送，{0}", "goes out now, {0}")
    yield block("", now.spoken(language, price.spoken(language)))
    yield block("  ", f"{ROUTES[ruling.route].spoken(language)} ({ruling.decision.rule})")


def _not_now(ruling: Suppression, language: str, zone: ZoneInfo) -> Iterator[str]:
    def when(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%Y-%m-%d %H:%M} ({zone.key})"

    of, until = ruling.decision.situation, ruling.until
    head = Words("先留著，到 {0} 再判定", "held until {0}") if until else _NOT_SENT
    yield block("", head.spoken(language, when(until) if until else ""))
    what = REASONS[ruling.reason].what.spoken(language)
    yield block("  ", f"{what} ({ruling.reason.value})")
    if then := after_hold(of, until, policy_book()):
        yield block("  ", then_said(then, language, when))
    else:
        yield block("  ", remedy(ruling.reason, until, of, language, when))
