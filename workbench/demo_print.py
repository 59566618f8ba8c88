"""One step of the demo's morning, as it looks on a terminal."""

from collections.abc import Sequence
from datetime import datetime

from towkay.domain.channels import Channel
from towkay.domain.receipts import Marks, Sighting, sighting
from towkay.domain.sends import Send
from towkay.domain.turns import Turn
from workbench.demo_acts import CHANNEL_OF, Person, Step
from workbench.demo_bubble import drawn
from workbench.simulators.conversation import Bubble
from workbench.simulators.sender import Sent
from workbench.transcript import WIDTH, block, padded, width_of

# What the channel told of a sent message; where it tells nothing, nobody may read a zero.
_SIGHTINGS = {
    Sighting.READ: "read",
    Sighting.DELIVERED: "delivered",
    Sighting.NOT_YET: "not delivered yet",
    Sighting.NOT_KNOWABLE: "delivery not knowable on {channel}",
}


def print_title(number: int, title: str) -> None:
    print("─" * WIDTH)
    print(block(f"{number:>2}  ", title))


def print_step(step: Step, at: datetime, bubbles: list[Bubble], reason: str) -> None:
    """What the shopper did at `at`, the `bubbles` they then saw, and the reason."""
    print(block(_line_head(f"{at:%H:%M:%S}", step.person, f"{step.person} ›"), step.shown))
    _print_seen(bubbles, "店 ‹")
    print(block(_line_head("", step.person, "why"), reason), flush=True)


def print_awaited(person: Person, at: datetime, bubbles: list[Bubble], reason: str) -> None:
    """What the shop said to somebody of its own accord, or why it said nothing."""
    shown = "" if bubbles else "（什麼都沒有 nothing）"
    print(block(_line_head(f"{at:%H:%M:%S}", person, f"{person} ‹"), shown).rstrip())
    _print_seen(bubbles, "店 ‹")
    print(block(_line_head("", person, "why"), reason), flush=True)


def print_order(words: Sequence[str], told: Sequence[str]) -> None:
    """A command as staff type it, and what it answers."""
    print(block("    $ ", " ".join(["towkay", *words])))
    # The command has wrapped its lines already: they stand as far in as the widest leaves room.
    indent = min(6, WIDTH - max(map(width_of, told), default=0))
    for line in told:
        print(" " * indent + line, flush=True)


def print_told(door: str, shown: str, status: int, at: datetime) -> None:
    """What the shop's own system posted, and the answer."""
    print(block(f"    {at:%H:%M:%S} POST /{door} → {status}  ", shown), flush=True)


def why_planned(turn: Turn | None, marks: Marks) -> str:
    """What became of what a campaign planned for somebody."""
    if turn is None:
        return "not among those it is for: nothing planned, nothing sent"
    fates = [_fate(send, turn.key.contact.channel, marks) for send in turn.sends]
    return " · ".join([f"rule {turn.reasoning.rule}", *dict.fromkeys(fates)])


def _print_seen(bubbles: list[Bubble], who: str) -> None:
    nobody = _line_head("", None, "")
    for bubble in bubbles:
        first, *more = drawn(bubble, WIDTH - width_of(nobody))
        print("\n".join([_line_head("", None, who) + first, *(nobody + line for line in more)]))


def why(sent: Sent, turn: Turn | None, marks: Marks) -> str:
    """Which rule decided, how sure it was, by which route the answer went, and how far it got."""
    if turn is None:
        if sent.status == 200:
            return "200 · known already: nothing decided, nothing sent"
        return f"{sent.status} · signature does not match: nothing read, nothing written"
    reasoning = turn.reasoning
    parts = [f"rule {reasoning.rule}"]
    if reasoning.band:
        parts.append(f"band {reasoning.band} {reasoning.confidence:.2f}")
    if reasoning.entries:
        parts.append("entry " + ", ".join(reasoning.entries))
    parts += [_fate(send, turn.key.contact.channel, marks) for send in turn.sends]
    return " · ".join(parts)


def _fate(send: Send, channel: Channel, marks: Marks) -> str:
    seen = sighting(send, channel, marks)
    told = _SIGHTINGS[seen].format(channel=channel.display_name) if seen else ""
    if send.route is None:
        return f"{send.state}: {send.reason}"
    return f"route {send.route}, {send.state}" + (f" · {told}" if told else "")


def _line_head(clock: str, person: Person | None, who: str) -> str:
    channel = CHANNEL_OF[person].display_name if person and clock else ""
    return f"    {padded(clock, 9)} {padded(channel, 10)}{padded(who, 8)}"
