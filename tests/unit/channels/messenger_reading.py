"""Read one event out of a Messenger body, for tests about what it says."""

from typing import Any

from tests.support.webhook_bodies import MESSENGER_APP, messaging, page_body
from towkay.adapters.channels.messenger.inbound import MessengerInbound
from towkay.domain.events import Incoming


def parse(body: object) -> list[Incoming]:
    return MessengerInbound().parse(body, app_id=MESSENGER_APP)


def only(body: object) -> Incoming:
    """What a body of one event says."""
    (incoming,) = parse(body)
    return incoming


def read(**event: Any) -> Incoming:
    """What one event between the shopper and the Page says."""
    return only(page_body(messaging(**event)))
