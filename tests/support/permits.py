"""Permits and doors for tests of what stands behind policy."""

from typing import Any

from tests.support.shop import NOW
from towkay.adapters.memory.accounts import AccountRows, MemoryAccountFacts
from towkay.adapters.memory.brand_rules import MemoryBrandRules
from towkay.adapters.memory.no_campaigns import no_campaigns
from towkay.adapters.memory.no_pace import NoPace
from towkay.adapters.no_orders import NoOrders
from towkay.adapters.policy_book import policy_book
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.messages import Purpose
from towkay.domain.permits import BotPermit, Permit
from towkay.domain.policy.decisions import Decision
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import Route
from towkay.usecases.door import Door


def permit_for(call: ChannelCall, contact_version: int = 1) -> Permit:
    """The permit that lets exactly this call out."""
    return permit_of(call.contact, call.send_id, call.route, contact_version, call.token)


def permit_of(
    contact: ContactKey,
    send_id: str,
    route: Any = Route.PUSH,
    contact_version: int = 1,
    token: str = "",
) -> Permit:
    situation = Situation(NOW, Channel.LINE, Purpose.REPLY)
    decision = Decision("line-push", "test", situation)
    return BotPermit(contact, send_id, contact_version, decision, None, route, token=token)


def a_door(owner: str, *parts: Any, **others: Any) -> Door:
    """A door with the deployed book, no rules published, nobody counting calls, nothing told."""
    policy = {
        "book": policy_book(),
        "rules": MemoryBrandRules(),
        "pacer": NoPace(),
        "facts": MemoryAccountFacts(AccountRows(), others.get("clock", lambda: NOW)),
        "campaigns": no_campaigns(),
        "orders": NoOrders(),
    }
    return Door(owner, *parts, **{**policy, **others})
