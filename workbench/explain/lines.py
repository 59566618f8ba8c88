"""How does an explanation look on a terminal?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from towkay.domain.policy.about import About, Fact
from towkay.domain.policy.decisions import UNTOLD
from towkay.domain.policy.explaining import Change, Explanation
from towkay.domain.policy.judging import Denied
from towkay.domain.policy.rules import Row
from towkay.domain.policy.situation import Situation
from towkay.domain.policy.supposing import Step
from towkay.domain.sends import SendState
from workbench.explain.fact_words import ABOUT, VALUES, WHAT, ago, span
from workbench.explain.state_words import STATES
from workbench.languages import Words
from workbench.policy_words import OBSTACLES, REASONS, ROUTES
from workbench.remedies import remedy
from workbench.transcript import block, padded


class Teller:
    """Says things in one language, and moments in one zone."""

    def __init__(self, language: str, zone: str) -> None:
        self.language = language
        self._zone = ZoneInfo(zone)

    def say(self, zh: str, en: str) -> str:
        return Words(zh, en).spoken(self.language)

    @property
    def zone(self) -> str:
        return self._zone.key

    def when(self, moment: datetime) -> str:
        return f"{self.short(moment)} {self.zone}"

    def short(self, moment: datetime) -> str:
        """Where the zone is said beside it."""
        return f"{moment.astimezone(self._zone):%Y-%m-%d %H:%M:%S}"

    def cost(self, cost: str) -> str:
        if cost == UNTOLD:
            return self.say("價格不明", "price untold")
        return cost or self.say("免費", "free")

    def lines(self, told: Explanation, of: Situation) -> Iterator[str]:
        """The rule, the facts with their age at the decision, what would have changed it."""
        yield from self._rule(told, of)
        if told.facts:
            yield self.say("根據的事實", "facts it rests on")
            yield from (block("  · ", self._fact(fact, of.at)) for fact in told.facts)
        if told.reason is not None and told.closed:
            yield self.say("關著的路", "ways that were closed")
            yield from (
                block("  · ", self._way(one.row, one.obstacle.value)) for one in told.closed
            )
        yield from self._turning(told)

    def _rule(self, told: Explanation, of: Situation) -> Iterator[str]:
        head = padded(self.say("規則", "rule"), 8)
        if told.row is not None:
            route = ROUTES[told.row.route].spoken(self.language)
            yield block(head, f"{route} ({told.row.id})")
            yield block(" " * 8, self._dates(told.row))
            yield block(" " * 8, told.row.source)
        if told.reason is not None:
            what = REASONS[told.reason].what.spoken(self.language)
            yield block(head, f"{what} ({told.reason.value})")
            until = told.ruling.until if isinstance(told.ruling, Denied) else None
            helps = remedy(told.reason, until, of, self.language, self.when)
            yield block(" " * 8, helps)

    def _dates(self, row: Row) -> str:
        if row.until is None:
            return self.say(f"自 {row.since} 起有效", f"in force since {row.since}")
        return self.say(
            f"自 {row.since} 起有效，到 {row.until} 為止",
            f"in force since {row.since} until {row.until}",
        )

    def _way(self, row: Row, obstacle: str) -> str:
        route = ROUTES[row.route].spoken(self.language)
        return f"{route} ({row.id}): {self._obstacle(row, obstacle)}"

    def _obstacle(self, row: Row, obstacle: str) -> str:
        what = next(words.what for one, words in OBSTACLES.items() if one == obstacle)
        dates = ""
        if obstacle in ("retired", "not_yet"):
            dates = f" ({self._dates(row)})"
        return what.spoken(self.language) + dates

    def _fact(self, fact: Fact, at: datetime) -> str:
        parts = [f"{ABOUT[fact.about].spoken(self.language)}:"]
        if fact.value:
            parts.append(self._value(fact))
        if fact.since is not None:
            parts.append(f"{self.when(fact.since)} ({ago(fact.since, at, self.language)})")
        if fact.until is not None:
            parts.append(f"→ {self.when(fact.until)} ({ago(fact.until, at, self.language)})")
        return " ".join(parts) if len(parts) > 1 else f"{parts[0]} {self.say('沒有', 'none')}"

    def _value(self, fact: Fact) -> str:
        if fact.about is About.CAP:
            count, most, seconds = fact.value.split("/")
            within = span(timedelta(seconds=int(seconds)), self.language)
            return self.say(f"{within}內 {count} 則，上限 {most}", f"{count} of {most} in {within}")
        if fact.about is About.TOPIC:
            topic, _, state = fact.value.rpartition(":")
            return f"{topic or '-'} {VALUES[state].spoken(self.language)}"
        known = VALUES.get(fact.value)
        return known.spoken(self.language) if known else fact.value

    def _turning(self, told: Explanation) -> Iterator[str]:
        if told.changes:
            yield self.say(
                "怎樣就不會送出" if told.row else "怎樣就會送出",
                "what would have stopped it" if told.row else "what would have let it through",
            )
        for change in told.changes:
            yield block("  · ", self._change(change))

    def _change(self, change: Change) -> str:
        together = self.say("，而且", ", and ").join(map(self._step, change.steps))
        return f"{together} → {self._led_to(change)}"

    def _led_to(self, change: Change) -> str:
        """The way or the reason that would have followed, in words and by its name."""
        ruling = change.ruling
        if isinstance(ruling, Denied):
            what = STATES[SendState.SUPPRESSED].spoken(self.language)
            if ruling.until:
                what = self.say("先留著", "held")
            return f"{what} ({change.rule})"
        return f"{ROUTES[ruling.row.route].spoken(self.language)} ({change.rule})"

    def _step(self, step: Step) -> str:
        at = self.when(step.at) if step.at else ""
        return WHAT[step.what].spoken(self.language, at=at, name=step.name)
