"""Messages to a WhatsApp contact as the Cloud API is asked to send them."""

import json
from dataclasses import replace
from typing import Any

from towkay.adapters.channels.whatsapp.outbound import OUTBOUND
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import LinkButton, Message, PostbackButton, QuickReply
from towkay.domain.routes import Route
from towkay.domain.secrets import SendSecrets

NUMBER_ID = "209911887700123"
BY_ID = ContactKey(Channel.WHATSAPP, NUMBER_ID, "TW.13491208655302741918")
BY_NUMBER = ContactKey(Channel.WHATSAPP, NUMBER_ID, "+886912345678")
SECRETS = SendSecrets("app-key", {NUMBER_ID: "EAAG-token"})
PHOTO = "https://cdn.example.com/oolong.jpg"
ASK = PostbackButton("烏龍茶", "tk:answer:oolong")
SHOP = LinkButton("官網", "https://shop.example.com/p/1")
YES = QuickReply("要", "tk:yes")


def call(said: Message, route: Route = Route.OPEN_WINDOW, **about: Any) -> ChannelCall:
    return replace(ChannelCall(BY_ID, "tea", "19a5b.0.wamid.X", route, (said,)), **about)


def body(said: Message, route: Route = Route.OPEN_WINDOW, **about: Any) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(OUTBOUND.body_of(call(said, route, **about)))
    return content


def interactive(said: Message, route: Route = Route.OPEN_WINDOW) -> dict[str, Any]:
    content = body(said, route)
    assert content["type"] == "interactive"
    shown: dict[str, Any] = content["interactive"]
    return shown
