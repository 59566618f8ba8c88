"""Every documented answer of the channels, in the form in which they send it.

Written after the platforms' references and what other integrators report, not taken from calls of
our own: ids are invented. The tables beside the bodies name the class the reference gives, and the
reaction it leads to here.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.template import ROOT
from towkay.adapters.channels.wire import ChannelOutbound
from towkay.adapters.http import HttpReply
from towkay.adapters.joined import each
from towkay.domain.channels import Channel
from towkay.domain.outcomes import Outcome, Refusal, Verdict

FOLDER = ROOT / "tests" / "unit" / "channels" / "answers"
OUTBOUND: dict[Channel, ChannelOutbound] = each("outbound", "OUTBOUND")
R = Verdict.REFUSED
REACTIONS: dict[tuple[Verdict, Refusal | None], str] = {
    (Verdict.SENT, None): "sent",
    (Verdict.UNKNOWN, None): "unknown",
    (Verdict.SLOW_DOWN, Refusal.RATE): "slow_down",
    (Verdict.SLOW_DOWN, Refusal.NOT_YET): "later",
    (Verdict.CAPPED, Refusal.QUOTA): "cap",
    (R, Refusal.CREDENTIALS): "reauthorise",
    (R, Refusal.ACCOUNT_BLOCKED): "stop_account",
    (R, Refusal.NOT_PERMITTED): "operator",
    (R, Refusal.SUBSCRIPTION_ENDED): "opt_out",
    (R, Refusal.CONTACT_GONE): "contact_gone",
    (R, Refusal.WINDOW_CLOSED): "window",
    (R, Refusal.THREAD_TAKEN): "thread_taken",
    (R, Refusal.REPLY_TOKEN): "reply_token",
    (R, Refusal.BAD_REQUEST): "permanent",
    (R, Refusal.UNDOCUMENTED): "undocumented",
}


@dataclass(frozen=True)
class Documented:
    """One row of a channel's table, with the answer it is about."""

    channel: Channel
    row: dict[str, str]

    @property
    def reaction(self) -> str:
        return self.row["reaction"]

    @property
    def path(self) -> Path:
        return FOLDER / self.channel / f"{self.row['answer']}.json"

    @property
    def content(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        return content

    def outcome(self) -> Outcome:
        return classified(self.channel, self.content)


def documented(channel: Channel) -> list[Documented]:
    """The rows of a channel's table."""
    with (FOLDER / f"{channel}.csv").open(encoding="utf-8", newline="") as table:
        return [Documented(channel, row) for row in csv.DictReader(table)]


def classified(channel: Channel, content: dict[str, Any]) -> Outcome:
    """What the channel's side of a call makes of an answer."""
    body = content["body"]
    raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    headers = {name.lower(): value for name, value in content["headers"].items()}
    return OUTBOUND[channel].classify(HttpReply(content["status"], headers, raw))


def reaction_to(outcome: Outcome) -> str:
    return REACTIONS[outcome.verdict, outcome.refusal]
