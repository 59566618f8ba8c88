"""Does a request body say something that its sender may not say, or that platforms have ended?

Every body that the product renders while a test runs is looked at, whichever gateway, simulator or
faulty channel it was rendered for: what nobody can render nobody can send.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from towkay.adapters.channels.line.outbound import LineOutbound
from towkay.adapters.channels.messenger.outbound import MessengerOutbound
from towkay.domain.calls import ChannelCall
from towkay.domain.routes import Route

# Ended on 27 April 2026 and on 4 March 2020: a request that carries one fails, or reaches nobody.
RETIRED = ("CONFIRMED_EVENT_UPDATE", "ACCOUNT_UPDATE", "POST_PURCHASE_UPDATE", "NON_PROMOTIONAL")
# Tokens of the recurring and one-time notifications: each goes by its own way or by none.
TOKENS = {
    "notification_messages_token": Route.RECURRING_NOTIFICATION,
    "one_time_notif_token": Route.ONE_TIME_NOTIFICATION,
}
_OUTBOUND = (MessengerOutbound, LineOutbound)


def offence(call: ChannelCall, body: bytes) -> str | None:
    """What is wrong with the body of a call; what a shopper or a brand wrote is not looked at."""
    fields = json.loads(body)
    envelope = json.dumps({name: fields[name] for name in fields.keys() - {"message", "messages"}})
    for word in RETIRED:
        if word in envelope:
            return f"{word} was ended"
    for word, route in TOKENS.items():
        if word in envelope and call.route is not route:
            return f"{word} on another way than its own"
    if ("tag" in fields) != (fields.get("messaging_type") == "MESSAGE_TAG"):
        return "a tag and its messaging type go together"
    if "tag" in fields and fields["tag"] != "HUMAN_AGENT":
        return f"{fields['tag']} is no tag of ours"
    if "tag" in fields and call.route is not Route.HUMAN_AGENT:
        return "a program took a person's tag"
    return None


@dataclass
class Scan:
    """The bodies looked at, by channel and route, and what was wrong with any."""

    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    offences: list[str] = field(default_factory=list)

    def look(self, call: ChannelCall, body: bytes) -> None:
        self.seen[call.contact.channel, call.route] += 1
        found = offence(call, body)
        if found:
            self.offences.append(found)


@contextmanager
def scanning(scan: Scan) -> Iterator[None]:
    """Have every body that is rendered from now on looked at."""
    patches = [patch.object(kind, "body_of", _looking(kind.body_of, scan)) for kind in _OUTBOUND]
    for one in patches:
        one.start()
    yield
    for one in patches:
        one.stop()


def _looking(render: Callable[..., bytes], scan: Scan) -> Callable[..., bytes]:
    def body_of(self: object, call: ChannelCall) -> bytes:
        body = render(self, call)
        scan.look(call, body)
        return body

    return body_of
