"""How many messages a second are fitted and rendered, beside LINE's own library and the floor?

    .tools/bench/bin/python -m bench.rendering

Ours begins with a message in neutral words and ends with the bytes of the request: fitted to the
channel's limits with every loss named, then rendered. The floor is to write the same body as JSON;
`line-bot-sdk` makes and validates its own model of the same messages, and writes that.
"""

import json
from collections.abc import Iterator
from functools import partial
from importlib import import_module, metadata
from typing import Any

from bench.figures import Figure, progress, run
from bench.pairs import in_turn, microseconds
from towkay.adapters.joined import each
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.messages import Card, Carousel, LinkButton, Message, QuickReply, Text
from towkay.domain.packing import pack
from towkay.domain.routes import Route

_CALLS = 2000
_WRITERS = each("outbound", "OUTBOUND")
_REPLIES = tuple(QuickReply(f"問題 {n}", f"ask:{n}") for n in range(4))
_CARDS = tuple(
    Card(
        f"高山烏龍 {n}",
        "清香，回甘，75 公克",
        f"https://cdn.example.tw/{n}.jpg",
        buttons=(LinkButton("去看看", f"https://shop.example.tw/p/{n}"),),
    )
    for n in range(5)
)
_SAID: dict[str, tuple[Message, ...]] = {
    "a text with quick replies": (Text("訂單滿 NT$1,200 免運費，一般三天內出貨。", _REPLIES),),
    "a carousel of five": (Carousel(_CARDS, _REPLIES),),
    "a text of 20,000 characters": (Text("今天的茶葉都是現貨。" * 2000),),
}


def measure(quick: bool) -> Iterator[Figure]:
    """Every channel beside the floor; LINE beside its library too."""
    pairs, calls = (5, _CALLS // 10) if quick else (15, _CALLS)
    for what, messages in _SAID.items():
        times = max(1, calls // (40 if len(str(messages)) > 10_000 else 1))
        for channel in _WRITERS:
            progress(f"{channel.display_name}: {what}")
            bodies = [json.loads(body) for body in _rendered(channel, messages)]
            both = in_turn(
                microseconds(partial(_rendered, channel, messages), times),
                microseconds(partial(_written, bodies), times),
                pairs,
            )
            yield both.figure(f"{channel.display_name}, {what}", "µs", "json.dumps")
    yield from _beside_line(pairs, calls)


def _beside_line(pairs: int, calls: int) -> Iterator[Figure]:
    models: Any = import_module("linebot.v3.messaging")
    name = f"line-bot-sdk {metadata.version('line-bot-sdk')}"
    for what, messages in list(_SAID.items())[:2]:
        (body,) = (json.loads(body) for body in _rendered(Channel.LINE, messages))

        def theirs(body: dict[str, Any] = body) -> bytes:
            request = models.ReplyMessageRequest.from_dict(body)
            return json.dumps(request.to_dict()).encode()

        both = in_turn(
            microseconds(partial(_rendered, Channel.LINE, messages), calls),
            microseconds(theirs, calls),
            pairs,
        )
        yield both.figure(f"LINE, {what}", "µs", name)


def _rendered(channel: Channel, messages: tuple[Message, ...]) -> list[bytes]:
    """The bodies that the messages become on a channel."""
    packed = pack(messages, CAPABILITIES[channel])
    route = Route.REPLY_TOKEN if CAPABILITIES[channel].reply_tokens else Route.OPEN_WINDOW
    contact = ContactKey(channel, "17841400000000001", "6843310927715504")
    return [
        _WRITERS[channel].body_of(
            ChannelCall(contact, "shop", f"send-{n}", route, request, "token")
        )
        for n, request in enumerate(packed.requests)
    ]


def _written(bodies: list[Any]) -> list[bytes]:
    return [json.dumps(body, separators=(",", ":")).encode() for body in bodies]


if __name__ == "__main__":
    run(measure, __doc__)
