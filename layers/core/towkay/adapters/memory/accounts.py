"""What is kept of accounts, in dicts that several workers of one process share."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from towkay.adapters.account_facts import RememberedFacts
from towkay.adapters.callsites import CallSite, Gate, open_gate
from towkay.adapters.heard import SparseHeardNotes
from towkay.domain.account_facts import AccountFacts, NewsKept, QuotaRead, TemplateKnown
from towkay.domain.account_news import AccountReported, TemplateReviewed, TemplateState
from towkay.domain.health import AccountKey
from towkay.domain.rhythm import Heard, hour_of
from towkay.ports.clock import Clock


@dataclass(slots=True)
class AccountRows:
    """The rows; each step is atomic."""

    facts: dict[AccountKey, AccountFacts] = field(default_factory=dict)
    templates: dict[tuple[AccountKey, str, str], TemplateKnown] = field(default_factory=dict)
    news: dict[AccountKey, dict[tuple[datetime, str], NewsKept]] = field(default_factory=dict)
    heard: dict[AccountKey, Heard] = field(default_factory=dict)


class MemoryAccountFacts(RememberedFacts):
    """`ports.AccountFactsReader` over rows that the workers share."""

    def __init__(self, rows: AccountRows, clock: Clock, gate: Gate = open_gate) -> None:
        super().__init__(clock)
        self._rows = rows
        self._gate = gate

    def _load_facts(self, account: AccountKey) -> AccountFacts:
        with self._gate(CallSite.ACCOUNT_FACTS_READ):
            return self._rows.facts.get(account, AccountFacts())

    def _load_template(self, account: AccountKey, name: str, language: str) -> TemplateState | None:
        with self._gate(CallSite.TEMPLATE_READ):
            known = self._rows.templates.get((account, name, language))
        return known.state if known else None


class MemoryAccountRecords:
    """`ports.AccountRecords`."""

    def __init__(self, rows: AccountRows, gate: Gate = open_gate) -> None:
        self._rows = rows
        self._gate = gate

    def facts(self, account: AccountKey) -> AccountFacts:
        with self._gate(CallSite.ACCOUNT_FACTS_READ):
            return self._rows.facts.get(account, AccountFacts())

    def report(self, account: AccountKey, report: AccountReported, at: datetime) -> bool:
        if report.standing is None:
            return False
        with self._gate(CallSite.ACCOUNT_NEWS_PUT):
            known = self._rows.facts.get(account, AccountFacts())
            self._rows.facts[account] = known.after_report(report, at)
            return self._rows.facts[account] != known

    def review(self, account: AccountKey, review: TemplateReviewed, at: datetime) -> bool:
        place = (account, review.name, review.language)
        with self._gate(CallSite.ACCOUNT_NEWS_PUT):
            known = self._rows.templates.get(place)
            if known is not None and known.at >= at:
                return False
            self._rows.templates[place] = TemplateKnown(review, at)
        return True

    def read_quota(self, account: AccountKey, quota: QuotaRead) -> None:
        with self._gate(CallSite.ACCOUNT_NEWS_PUT):
            known = self._rows.facts.get(account, AccountFacts())
            if known.quota is None or known.quota.at < quota.at:
                self._rows.facts[account] = replace(known, quota=quota)

    def keep(self, account: AccountKey, news: NewsKept, cause: str) -> None:
        with self._gate(CallSite.ACCOUNT_NEWS_PUT):
            self._rows.news.setdefault(account, {})[news.at, cause] = news

    def templates(self, account: AccountKey) -> Sequence[TemplateKnown]:
        with self._gate(CallSite.ACCOUNT_ROWS_READ):
            found = [(key, one) for key, one in self._rows.templates.items() if key[0] == account]
        return tuple(one for _, one in sorted(found, key=lambda row: row[0][1:], reverse=True))

    def news(self, account: AccountKey, most: int) -> Sequence[NewsKept]:
        with self._gate(CallSite.ACCOUNT_ROWS_READ):
            found = sorted(self._rows.news.get(account, {}).items(), reverse=True)
        return tuple(news for _, news in found[:most])

    def heard(self, account: AccountKey) -> Heard:
        with self._gate(CallSite.HEARD_READ):
            return self._rows.heard.get(account, Heard())

    def forget_hours(self, account: AccountKey, hours: Sequence[int]) -> None:
        with self._gate(CallSite.HEARD_NOTE):
            known = self._rows.heard.get(account, Heard())
            self._rows.heard[account] = Heard(known.at, known.hours - set(hours))


class MemoryHeardNotes(SparseHeardNotes):
    """`ports.HeardNotes`."""

    def __init__(self, rows: AccountRows, gate: Gate = open_gate) -> None:
        super().__init__()
        self._rows = rows
        self._gate = gate

    def _store(self, account: AccountKey, at: datetime) -> None:
        with self._gate(CallSite.HEARD_NOTE):
            known = self._rows.heard.get(account, Heard())
            self._rows.heard[account] = Heard(at, known.hours | {hour_of(at)})
