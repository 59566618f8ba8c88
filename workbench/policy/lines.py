"""How do the ways of a message look on a terminal, in Chinese or English?"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.policy.decisions import UNTOLD
from towkay.domain.policy.judging import Allowed
from towkay.domain.policy.reasons import Obstacle, Reason
from towkay.domain.policy.rules import PolicyBook, Row, Setting
from workbench.languages import Words
from workbench.policy.changes import Change
from workbench.policy.ways import Closed, Open, Ways
from workbench.policy_words import (
    OBSTACLES,
    PURPOSES,
    REASONS,
    ROUTES,
    SENDERS,
    WAITS,
)
from workbench.remedies import remedy, then_said
from workbench.transcript import block

_FREE = Words("免費", "free")
_UNTOLD = Words("要收費，價格未公開", "at a price nobody tells")
_UNCONFIRMED = Words("（未經平台證實）", " (not confirmed by the platform)")
_YES = Words("可以送", "may be sent")
_NO = Words("不能送", "may not be sent")
_HELD = Words("先留著，到 {at} 再判定：{why}", "is held until {at}: {why}")
_NEVER_OPENED = Words("（從未開啟）", " (it was never opened)")
_NOT_BEFORE = Words("{at} 以前不能送", "may not be sent before {at}")
_SINCE, _UNTIL = Words("自", "since"), Words("到", "until")
_OPEN, _CLOSED = Words("開著的方式", "open"), Words("關著的方式", "closed")
_OTHERS = Words("不用於這種目的：", "not for this purpose: ")
_NONE = Words("（沒有）", "(none)")
_CHANGE = Words("怎樣會不同：", "What would change it: ")
_SOURCE = Words("來源：", "source: ")
_NEEDS = Words("需要設定：", "needs the setting: ")
_BEGINS, _ENDS = Words("開始", "begins"), Words("結束", "ends")
_NO_CHANGES = Words("這段時間沒有規則開始或結束。", "No rule begins or ends in that time.")


class Speaker:
    """Says things in one language; moments on the wall in one zone."""

    def __init__(self, language: str, zone: str, book: PolicyBook) -> None:
        self._language = language
        self._zone = ZoneInfo(zone)
        self._settings = {one.id: one for one in book.settings}

    def ways(self, found: Ways) -> Iterator[str]:
        """The head, the ruling, the open ways with their cost, the closed ones with why."""
        of = found.of
        kind = f"{self.say(PURPOSES[of.purpose])} · {self.say(SENDERS[of.sender])}"
        yield f"{of.channel.display_name} · {kind} · {self._moment(of.at)} {self._zone.key}"
        yield from self._ruling(found)
        yield f"\n{self.say(_OPEN)}"
        yield from self._listed([self._open(one) for one in found.open])
        yield f"\n{self.say(_CLOSED)}"
        meant = [one for one in found.closed if of.purpose in one.row.purposes]
        yield from self._listed([self._closed(one, of.settings) for one in meant])
        others = ", ".join(one.row.id for one in found.closed if one not in meant)
        if others:
            yield block("  · ", self.say(_OTHERS) + others)

    def changes(self, found: list[Change]) -> Iterator[str]:
        if not found:
            yield self.say(_NO_CHANGES)
        for one in found:
            how = self.say(_BEGINS if one.begins else _ENDS)
            yield block(f"{one.day}  {how}  ", f"{one.name}\n{one.source}")

    def say(self, words: Words, **particulars: str) -> str:
        return words.spoken(self._language, **particulars)

    def _ruling(self, found: Ways) -> Iterator[str]:
        ruling = found.ruling
        if isinstance(ruling, Allowed):
            yield block("✓ ", f"{self.say(_YES)}: {self._way(ruling.row)}")
            return
        said = REASONS[ruling.reason]
        if ruling.until and found.afterwards:
            at, why = self._moment(ruling.until), self.say(WAITS[ruling.reason])
            yield block("… ", self.say(_HELD, at=f"{at} {self._zone.key}", why=why))
            yield block("  ", then_said(found.afterwards, self._language, self._moment))
            return
        soon = [one for one in found.closed if one.obstacle is Obstacle.TOO_SOON]
        if soon and ruling.reason in (Reason.WINDOW_CLOSED, Reason.NO_ROUTE):
            # Only time is in its way: that says more than the windows that are closed, too.
            ends = min(one.until for one in soon if one.until)
            before = self.say(_NOT_BEFORE, at=f"{self._moment(ends)} {self._zone.key}")
            yield block("✗ ", before)
            yield block("  ", self.say(OBSTACLES[Obstacle.TOO_SOON].what))
            return
        yield block("✗ ", f"{self.say(_NO)}: {self.say(said.what)}")
        helps = remedy(ruling.reason, ruling.until, found.of, self._language, self._moment)
        yield block("  ", self.say(_CHANGE) + helps)

    def _open(self, one: Open) -> str:
        cost = {"": self.say(_FREE), UNTOLD: self.say(_UNTOLD)}.get(one.cost, one.cost)
        doubt = "" if one.confirmed else self.say(_UNCONFIRMED)
        return "\n".join([f"{self._way(one.row)}: {cost}{doubt}", *self._origin(one.row)])

    def _closed(self, one: Closed, on: tuple[str, ...]) -> str:
        never = self.say(_NEVER_OPENED) if one.never else ""
        since = f" ({self.say(_SINCE)} {self._moment(one.since)})" if one.since else ""
        until = f" ({self.say(_UNTIL)} {self._moment(one.until)})" if one.until else ""
        missing = [self._settings[name] for name in one.row.settings if name not in on]
        what = self.say(OBSTACLES[one.obstacle].what)
        needs = (self.say(_NEEDS) + self._setting(setting) for setting in missing)
        return "\n".join([f"{self._way(one.row)}: {what}{never}{since}{until}", *needs])

    def _origin(self, row: Row) -> Iterator[str]:
        yield self.say(_SOURCE) + row.source
        if row.note:
            yield row.note

    def _setting(self, setting: Setting) -> str:
        return f"{setting.id} ({self.say(Words(setting.zh, setting.en))})"

    def _listed(self, entries: list[str]) -> Iterator[str]:
        yield from (block("  · ", entry) for entry in entries or [self.say(_NONE)])

    def _way(self, row: Row) -> str:
        return f"{self.say(ROUTES[row.route])} [{row.id}]"

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%Y-%m-%d %H:%M}"
