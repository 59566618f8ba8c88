"""One step of the demo's morning, as it looks on a terminal."""

from datetime import datetime

from towkay.domain.channels import Channel
from towkay.domain.receipts import Marks, Sighting, sighting
from towkay.domain.sends import Send
from towkay.domain.turns import Turn
from workbench.demo_acts import CHANNEL_OF, Step
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


def print_step(number: int, step: Step, at: datetime, bubbles: list[Bubble], reason: str) -> None:
    """What the shopper did at `at`, the `bubbles` they then saw, and the reason."""
    nobody = _line_head("", step, "")
    print("─" * WIDTH)
    print(f"{number:>2}  {step.title}")
    print(block(_line_head(f"{at:%H:%M:%S}", step, f"{step.person} ›"), step.shown))
    for bubble in bubbles:
        first, *more = drawn(bubble, WIDTH - width_of(nobody))
        print("\n".join([_line_head("", step, "店 ‹") + first, *(nobody + line for line in more)]))
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
    told = _SIGHTINGS[seen].format(channel=channel.display_name) if seen else ""
    return f"route {send.route}, {send.state}" + (f" · {told}" if told else "")


def _line_head(clock: str, step: Step, who: str) -> str:
    channel = CHANNEL_OF[step.person].display_name if clock else ""
    return f"    {padded(clock, 9)} {padded(channel, 10)}{padded(who, 8)}"
