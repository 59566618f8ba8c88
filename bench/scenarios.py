"""What is counted: the small things of a shop's day, each with what it asked of AWS.

A question is warm when it is asked a minute after another one: every cache that lives longer is
filled, the pointer to the brand's pack (30 s) is read again. It is cold when all functions start.
"""

from collections.abc import Callable

from bench.metering import Tally
from bench.shop_day import STOP, ShopDay, a_day

Case = tuple[str, str]  # channel, what happens
CHANNELS = ("line", "messenger")
WARM, COLD = "question, warm", "question, everything cold"
PRESS, DUPLICATE, STOPPED = "quick reply pressed", "delivered again", "STOP"
RECEIPTS = ("own echo", "delivered receipt", "read receipt")
TICK: Case = ("both", "sweeper's minute, nothing due")
LOOK: Case = ("both", "notifications' minute, no campaign")


def tallies() -> dict[Case, Tally]:
    """Every case of ours, counted once."""
    counted: dict[Case, Tally] = {}
    with a_day() as day:
        for channel in CHANNELS:
            counted |= _conversation(day, channel)
        counted |= _receipts(day)
        counted[TICK] = _count(day, lambda: day.tick("sweeper"))
        counted[LOOK] = _count(day, lambda: day.tick("notifications"))
    return counted


def _conversation(day: ShopDay, channel: str) -> dict[Case, Tally]:
    asked = day.ask(channel)  # makes the contact, fills the caches
    counted = {
        WARM: _count(day, lambda: day.ask(channel)),
        PRESS: _count(day, lambda: day.press(channel)),
        DUPLICATE: _count(day, lambda: day.repeat(channel, asked)),
    }
    day.stack.restart()
    counted[COLD] = _count(day, lambda: day.ask(channel))
    counted[STOPPED] = _count(day, lambda: day.ask(channel, STOP))
    return {(channel, name): tally for name, tally in counted.items()}


def _receipts(day: ShopDay) -> dict[Case, Tally]:
    """What Messenger tells of one answer; its sends carry the id by which an echo finds them."""
    day.ask("messenger")
    works = (day.echo, lambda: day.report("delivery"), lambda: day.report("read"))
    return {
        ("messenger", name): _count(day, work) for name, work in zip(RECEIPTS, works, strict=True)
    }


def _count(day: ShopDay, work: Callable[[], object]) -> Tally:
    with day.meter.fresh() as tally:
        work()
    return tally
