"""How do the books of a run look on a terminal?"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from towkay.adapters.campaign_reports_json import holds
from towkay.domain.forecast_sums import ForecastSums, Span
from towkay.domain.leaving import ANSWERED_WITHIN, Leaving
from towkay.domain.reconciling import Fate, Paid, Reckoning, sums
from towkay.domain.runs import Run
from workbench.campaigns.report_words import FATES, Line, fates_said
from workbench.campaigns.words import RUN_STATES
from workbench.explain.state_words import reason_said
from workbench.money import money, money_between
from workbench.transcript import block

_IN, _DEEPER = "    ", "        "
_MOST_REASONS = 12


class ReportTeller:
    """Tells in one language, and moments on the campaign's wall."""

    def __init__(self, language: str, zone: str, now: datetime) -> None:
        self._language = language
        self._zone = ZoneInfo(zone)
        self._now = now

    def run(self, run: Run, counts: Reckoning, forecast: ForecastSums | None) -> Iterator[str]:
        """One firing: the sum, why, by what, for how much, and who left."""
        state = RUN_STATES[run.state].spoken(self._language)
        name = f"{run.key.campaign} · {self._moment(run.at)} · {run.key.occurrence}"
        yield block("", f"{name} · {state}")
        if not holds(run, counts):
            numbers = {"planned": f"{run.planned:,}", "counted": f"{counts.counted:,}"}
            yield block(_IN, self._said(Line.BROKEN, **numbers))
        yield from self.counts(counts)
        yield from self._left(counts, run.expires_at + ANSWERED_WITHIN)
        if forecast:
            yield block(_IN, self._forecast(forecast))

    def together(self, counts: Reckoning, runs: int) -> Iterator[str]:
        """The sum over firings."""
        yield block("", self._said(Line.TOGETHER, runs=str(runs)))
        yield from self.counts(counts)
        yield from self._left(counts, None)

    def counts(self, counts: Reckoning) -> Iterator[str]:
        parts = fates_said(counts.fates, self._language, all_of_them=True)
        yield block(_IN, self._said(Line.SUM, planned=f"{counts.counted:,}", parts=parts))
        yield from self._reasons(counts)
        if counts.held_out:
            yield block(_IN, self._said(Line.HELD_OUT, number=f"{counts.held_out:,}"))
        if counts.in_part:
            yield block(_IN, self._said(Line.IN_PART, number=f"{counts.in_part:,}"))
        yield from self._variants(counts)
        if counts.counted:
            yield block(_IN, self._cost(counts))
        yield from self._billed(counts)

    def _reasons(self, counts: Reckoning) -> Iterator[str]:
        told = [(one, number) for one, number in counts.reasons.most_common() if one[1]]
        for (fate, reason), number in told[:_MOST_REASONS]:
            head = f"{_DEEPER}{number:>9,}  {FATES[fate].spoken(self._language)} · "
            yield block(head, reason_said(reason, self._language))

    def _variants(self, counts: Reckoning) -> Iterator[str]:
        names = sorted({name for name, _ in counts.variants if name})
        for name in names if len(names) > 1 else ():
            of_it = Counter({fate: counts.variants[name, fate] for fate in Fate})
            parts = fates_said(of_it, self._language, all_of_them=False)
            yield block(_IN, self._said(Line.VARIANT, name=name, parts=parts))

    def _cost(self, counts: Reckoning) -> str:
        told = self._said(Line.COST, sums=self._money(counts.paid))
        if any(one.price for one in counts.perhaps):
            told += self._said(Line.PERHAPS, sums=self._money(counts.perhaps))
        return told

    def _money(self, paid: Counter[Paid]) -> str:
        known, untold = sums(paid)
        parts = [money(amount, currency) for currency, amount in sorted(known.items())]
        if untold:
            parts.append(self._said(Line.UNTOLD, number=f"{untold:,}"))
        return " + ".join(parts) or self._said(Line.FREE)

    def _billed(self, counts: Reckoning) -> Iterator[str]:
        by_word: Counter[str] = Counter()
        for one, number in counts.paid.items():
            by_word[one.billed] += number if one.billed else 0
        listed = ", ".join(f"{word} {number:,}" for word, number in by_word.items() if number)
        if listed:
            yield block(_IN, self._said(Line.BILLED, listed=listed))

    def _left(self, counts: Reckoning, until: datetime | None) -> Iterator[str]:
        rate = counts.leaving_rate
        if rate is None:
            return
        numbers = {kind.value: f"{counts.left[kind]:,}" for kind in Leaving}
        told = self._said(Line.LEFT, rate=f"{100 * rate:.2f} %", **numbers)
        if until and self._now < until:
            told += self._said(Line.STILL, until=self._moment(self._now))
        yield block(_IN, told)

    def _forecast(self, forecast: ForecastSums) -> str:
        spans = [_span(one) for one in forecast.cost]
        if forecast.untold:
            spans.append(self._said(Line.UNTOLD, number=f"{forecast.untold:,}"))
        return self._said(
            Line.FORECAST,
            at=self._moment(forecast.made_at),
            planned=f"{forecast.planned:,}",
            reached=f"{forecast.reached:,}",
            sums=" + ".join(spans) or self._said(Line.FREE),
        )

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"

    def _said(self, line: Line, **particulars: str) -> str:
        return line.spoken(self._language, **particulars)


def _span(one: Span) -> str:
    return money_between(Decimal(one.least), Decimal(one.most), one.currency)
