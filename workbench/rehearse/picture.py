"""How does the pace of a rehearsal look: messages a minute by channel, quiet hours shaded?"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

from towkay.domain.sends import SendState
from workbench.rehearse.plan import Ask, Play, play_of
from workbench.rehearse.result import Result

_WIDTH, _HEIGHT = 960, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 24, 64, 64
_COLOURS = {
    "line": "#06a94d",
    "messenger": "#3b6cf6",
    "whatsapp": "#0f766e",
    "instagram": "#c13584",
}
_OTHER = "#666666"
_LEAST_MINUTES = 5
_TICKS = 6
_LINES = 4


def picture(result: Result, ask: Ask) -> str:
    """An SVG that stands alone."""
    play = play_of(ask)
    pace = _Pace(result, play)
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
            'font-family="Noto Sans TC, PingFang TC, Microsoft JhengHei, sans-serif" '
            'font-size="13" fill="#222">',
            f"<title>{escape(play.campaign.id)}</title>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
            *pace.heading(),
            *pace.quiet(),
            *pace.grid(),
            *pace.bars(),
            *pace.legend(),
            "</svg>",
            "",
        )
    )


class _Pace:
    """The parts of the drawing."""

    def __init__(self, result: Result, play: Play) -> None:
        self._result, self._play = result, play
        told = [minute for counts in result.minutes.values() for minute in counts]
        self._span = max(_LEAST_MINUTES, max(told, default=0) + 1)
        self._step = -(-self._span // (_WIDTH - _LEFT - _RIGHT))  # minutes in one bar
        self._sums = self._summed()
        stacked = [sum(one[bar] for one in self._sums.values()) for bar in range(self._bars)]
        self._most = _round_up(max(stacked, default=0) / self._step or 1)
        self._zone = ZoneInfo(play.campaign.zone)

    def heading(self) -> Iterator[str]:
        campaign, at = self._play.campaign, self._play.occurrence.at.astimezone(self._zone)
        shown = sum(sum(counts.values()) for counts in self._result.minutes.values())
        sent = self._result.of(SendState.SENT)  # as it is printed: also to whom nobody sees it
        yield _text(_LEFT, 26, campaign.name, 'font-size="18" font-weight="600"')
        counted = f"送出 {sent:,} sent · 看到 {shown:,} 則 messages seen"
        told = f"{at:%Y-%m-%d %H:%M} {campaign.zone} · {counted}"
        yield _text(_LEFT, 46, told, 'fill="#555"')

    def quiet(self) -> Iterator[str]:
        """The brand's quiet hours on its own wall."""
        for first, last in self._quiet_spans():
            x, end = self._x(first), self._x(last)
            yield (
                f'<rect x="{x:.1f}" y="{_TOP}" width="{end - x:.1f}" '
                f'height="{_HEIGHT - _TOP - _BOTTOM}" fill="#e8e6f2"/>'
            )

    def grid(self) -> Iterator[str]:
        for part in range(_LINES + 1):
            value = self._most * part / _LINES
            y = self._y(value)
            ends = f'x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"'
            yield f'<line {ends} stroke="#ddd"/>'
            yield _text(_LEFT - 8, y + 4, f"{value:,.0f}", 'text-anchor="end"')
        # Whole minutes, each once: a short run has fewer of them than there is room for.
        for minute in sorted({round(self._span * part / _TICKS) for part in range(_TICKS + 1)}):
            at = (self._play.occurrence.at + timedelta(minutes=minute)).astimezone(self._zone)
            below = _HEIGHT - _BOTTOM + 20
            yield _text(self._x(minute), below, f"{at:%H:%M}", 'text-anchor="middle"')
        yield _text(_LEFT - 8, _TOP - 16, "則／分 /min", 'text-anchor="end" fill="#555"')

    def bars(self) -> Iterator[str]:
        width = (_WIDTH - _LEFT - _RIGHT) * self._step / self._span
        for bar in range(self._bars):
            below = 0.0
            for channel, counts in self._sums.items():
                value = counts[bar] / self._step
                if value:
                    top, foot = self._y(below + value), self._y(below)
                    colour = _COLOURS.get(channel, _OTHER)
                    yield (
                        f'<rect x="{self._x(bar * self._step):.1f}" y="{top:.1f}" '
                        f'width="{max(width - 0.5, 0.8):.2f}" height="{foot - top:.1f}" '
                        f'fill="{colour}"/>'
                    )
                below += value

    def legend(self) -> Iterator[str]:
        x, y = float(_LEFT), _HEIGHT - 14
        for channel, counts in self._result.minutes.items():
            told = f"{channel} {sum(counts.values()):,}"
            colour = _COLOURS.get(channel, _OTHER)
            yield f'<rect x="{x:.0f}" y="{y - 10}" width="11" height="11" fill="{colour}"/>'
            yield _text(x + 16, y, told)
            x += 40 + 8 * len(told)
        if self._play.brand.rules.quiet_hours:
            yield f'<rect x="{x:.0f}" y="{y - 10}" width="11" height="11" fill="#e8e6f2"/>'
            yield _text(x + 16, y, "勿擾時段 quiet hours")

    @property
    def _bars(self) -> int:
        return -(-self._span // self._step)

    def _summed(self) -> dict[str, list[int]]:
        found = {channel: [0] * self._bars for channel in self._result.minutes}
        for channel, counts in self._result.minutes.items():
            for minute, number in counts.items():
                found[channel][minute // self._step] += number
        return found

    def _quiet_spans(self) -> Iterator[tuple[float, float]]:
        quiet, start = self._play.brand.rules.quiet_hours, self._play.occurrence.at
        if quiet is None:
            return
        zone = ZoneInfo(self._play.brand.rules.zone)
        for day in range(-1, self._span // 1440 + 2):
            on = (start.astimezone(zone) + timedelta(days=day)).date()
            next_day = on + timedelta(days=quiet.end <= quiet.start)
            first = datetime.combine(on, time.fromisoformat(quiet.start), zone)
            last = datetime.combine(next_day, time.fromisoformat(quiet.end), zone)
            begins, ends = ((one - start).total_seconds() / 60 for one in (first, last))
            if begins < self._span and ends > 0:
                yield max(0.0, begins), min(float(self._span), ends)

    def _x(self, minute: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * minute / self._span

    def _y(self, value: float) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / self._most


def _text(x: float, y: float, words: str, look: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{escape(words)}</text>'


def _round_up(value: float) -> float:
    """To one digit with zeros behind it, that is easily cut into quarters."""
    size = 1.0
    while size * 10 < value:
        size *= 10
    return next(size * part for part in (1, 2, 3, 4, 6, 8, 10) if size * part >= value)
