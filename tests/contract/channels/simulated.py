"""Calls of ours to the simulators, in process, and what they post back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.test import Client

from tests.support.permits import permit_for
from tests.unit.simulators.rig import BOT, PAGE, PSID, USER, Rig
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.http import HttpReply
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.events import Incoming, Unknown
from towkay.domain.messages import Message, QuickReply, Text
from towkay.domain.outcomes import Outcome
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets
from workbench.simulators.shopper import Shopper

BASES = {Channel.MESSENGER: "/graph", Channel.LINE: "/line"}
SECRETS = {
    Channel.MESSENGER: SendSecrets(PAGE.app_secret, {PAGE.account: PAGE.access_token}),
    Channel.LINE: SendSecrets(BOT.app_secret, {BOT.account: BOT.access_token}),
}
SIGNING = {Channel.MESSENGER: PAGE.app_secret, Channel.LINE: BOT.app_secret}
WORDS = Text("要找哪一款？", (QuickReply("烏龍茶", "tk:answer:oolong"),))


class Secrets:
    """The credentials of both simulated accounts."""

    def read(self, channel: Channel, endpoint: str, *, fresh: bool = False) -> SendSecrets | None:
        return SECRETS[channel]


@dataclass
class InProcess:
    """Calls the simulators without a socket."""

    client: Client

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> HttpReply:
        answer = self.client.post(url, data=body, headers=dict(headers))
        named = {name.lower(): value for name, value in answer.headers.items()}
        return HttpReply(answer.status_code, named, answer.data)


def shopper_on(rig: Rig, channel: Channel) -> Shopper:
    account, user = (PAGE, PSID) if channel is Channel.MESSENGER else (BOT, USER)
    return rig.simulators.shopper(channel, account.account, user)


def call_on(channel: Channel, *messages: Message, send_id: str = "19a.0.c") -> ChannelCall:
    account, user = (PAGE, PSID) if channel is Channel.MESSENGER else (BOT, USER)
    route = Route.OPEN_WINDOW if channel is Channel.MESSENGER else Route.PUSH
    contact = ContactKey(channel, account.account, user)
    return ChannelCall(contact, "tea", send_id, route, messages or (WORDS,))


def made(rig: Rig, call: ChannelCall) -> Outcome:
    port = HttpChannelGateway(Secrets(), lambda channel: BASES[channel], InProcess(rig.http))
    return port.call(call, permit_for(call))


def heard(rig: Rig, channel: Channel) -> list[Incoming]:
    """Every event of every webhook so far, each of which must be genuine."""
    rig.simulators.drain()
    incoming: list[Incoming] = []
    for _, raw, headers in rig.shop.seen:
        named = {name.lower(): value for name, value in headers.items()}
        assert INBOUND[channel].is_genuine(raw, named, [SIGNING[channel]])
        incoming += INBOUND[channel].parse(json.loads(raw), app_id=PAGE.app_id)
    assert not [one for one in incoming if isinstance(one.happening, Unknown)]
    return incoming


def last(rig: Rig, channel: Channel) -> Incoming:
    return heard(rig, channel)[-1]
