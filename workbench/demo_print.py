"""One step of the demo's morning, as it looks on a terminal."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from towkay.domain.channels import Channel
from towkay.domain.receipts import Marks, Sighting, sighting
from towkay.domain.turns import Send, Turn
from workbench.demo_script import CHANNEL_NAMES, CHANNEL_OF, Step
from workbench.simulators.sender import Sent
from workbench.transcript import WIDTH, block, lines_of, padded, width_of

Bubble = dict[str, Any]
# What the channel told of a sent message; where it tells nothing, nobody may read a zero.
_SIGHTINGS = {
    Sighting.READ: "read",
    Sighting.DELIVERED: "delivered",
    Sighting.NOT_YET: "not delivered yet",
    Sighting.NOT_KNOWABLE: "delivery not knowable on {channel}",
}


def print_step(number: int, step: Step, at: datetime, bubbles: list[Bubble], reason: str) -> None:
    """What the shopper did at `at`, the `bubbles` they then saw, and the reason."""
    nobody = _line_head("", step, "")
    print("─" * WIDTH)
    print(f"{number:>2}  {step.title}")
    print(block(_line_head(f"{at:%H:%M:%S}", step, f"{step.person} ›"), step.shown))
    for bubble in bubbles:
        print(block(_line_head("", step, "店 ‹"), bubble["text"]))
        for labels in lines_of(_buttons(bubble), WIDTH - width_of(nobody)):
            print(nobody + labels)
    print(block(_line_head("", step, "why"), reason), flush=True)


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
    told = _SIGHTINGS[seen].format(channel=CHANNEL_NAMES[channel]) if seen else ""
    return f"route {send.route}, {send.state}" + (f" · {told}" if told else "")


def _line_head(clock: str, step: Step, who: str) -> str:
    channel = CHANNEL_NAMES[CHANNEL_OF[step.person]] if clock else ""
    return f"    {padded(clock, 9)} {padded(channel, 10)}{padded(who, 8)}"


def _buttons(bubble: Bubble) -> Iterable[str]:
    """The buttons under a message, from the very request the channel got."""
    return (f"[{label}]" for label in _labels(bubble["request"]))


def _labels(node: object) -> Iterable[str]:
    """Labels of quick replies, wherever a channel's request keeps them."""
    if isinstance(node, list):
        for member in node:
            yield from _labels(member)
    if isinstance(node, dict):
        if node.get("content_type") == "text" or node.get("type") == "postback":
            yield str(node.get("title") or node.get("label"))
        for member in node.values():
            yield from _labels(member)
