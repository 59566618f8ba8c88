"""Calls of ours to the simulators, in process, and what they post back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.test import Client

from tests.support.permits import permit_for
from tests.unit.simulators.rig import BOT, BSUID, IG, IGSID, NUMBER, PAGE, PSID, USER, Rig
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

# By what a request names: the channel, or another host of it.
BASES = {
    Channel.MESSENGER: "/graph",
    Channel.INSTAGRAM: "/instagram",
    "instagram_page": "/instagram-page",
    Channel.WHATSAPP: "/whatsapp",
    Channel.LINE: "/line",
}
WHO = {
    Channel.MESSENGER: (PAGE, PSID),
    Channel.INSTAGRAM: (IG, IGSID),
    Channel.WHATSAPP: (NUMBER, BSUID),
    Channel.LINE: (BOT, USER),
}
SECRETS = {
    channel: SendSecrets(account.app_secret, {account.account: account.access_token})
    for channel, (account, _) in WHO.items()
}
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
    account, user = WHO[channel]
    return rig.simulators.shopper(channel, account.account, user)


def call_on(channel: Channel, *messages: Message, send_id: str = "19a.0.c") -> ChannelCall:
    account, user = WHO[channel]
    route = Route.PUSH if channel is Channel.LINE else Route.OPEN_WINDOW
    contact = ContactKey(channel, account.account, user)
    return ChannelCall(contact, "tea", send_id, route, messages or (WORDS,))


def made(rig: Rig, call: ChannelCall) -> Outcome:
    port = HttpChannelGateway(Secrets(), lambda host: BASES[host], InProcess(rig.http))
    return port.call(call, permit_for(call))


def heard(rig: Rig, channel: Channel) -> list[Incoming]:
    """Every event of every webhook so far, each of which must be genuine."""
    rig.simulators.drain()
    incoming: list[Incoming] = []
    for _, raw, headers in rig.shop.seen:
        named = {name.lower(): value for name, value in headers.items()}
        account, _ = WHO[channel]
        assert INBOUND[channel].is_genuine(raw, named, [account.app_secret])
        incoming += INBOUND[channel].parse(json.loads(raw), app_id=account.app_id)
    assert not [one for one in incoming if isinstance(one.happening, Unknown)]
    return incoming


def last(rig: Rig, channel: Channel) -> Incoming:
    return heard(rig, channel)[-1]
