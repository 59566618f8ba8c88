"""Reply, push and multicast: what is refused, who is reached, what counts."""

import re
from datetime import timedelta
from typing import Any

from workbench.simulators.conversation import Contact
from workbench.simulators.identifiers import LINE_USER_ID
from workbench.simulators.line import refusals
from workbench.simulators.line.accepted import RetryKeys
from workbench.simulators.line.delivering import Deliveries
from workbench.simulators.line.door import Call, refuse_retry_key
from workbench.simulators.line.tokens import ReplyTokens
from workbench.simulators.line.units import unit_in
from workbench.simulators.world import World

_ANY_ID = re.compile(r"[UCR][0-9a-f]{32}")
_MAX_RECIPIENTS = 500

Body = dict[str, Any]


class Sending:
    """Sends to those it names. Each returns the body of its 200 and raises `LineRefusal`."""

    def __init__(
        self, world: World, tokens: ReplyTokens, deliveries: Deliveries, keys: RetryKeys
    ) -> None:
        self._world = world
        self._tokens = tokens
        self._deliveries = deliveries
        self._keys = keys

    def reply(self, call: Call, body: Body) -> Body:
        """Free of charge, to the one who caused the event."""
        refuse_retry_key(call.request)
        now = self._world.now()
        with self._world.lock:
            self._deliveries.check(call, body)
            token = self._tokens.find(body.get("replyToken"), call.account.account)
            if token is None or not token.usable(now, self._world.rules):
                raise refusals.reply_token()
            token.used = True
            answer = self._deliveries.sent_messages(body["messages"])
            self._deliveries.quota.note(call.account.account, "reply", 1, now)
            if not token.contact.blocked:
                self._deliveries.show(token.contact, body, answer)
            return answer

    def push(self, call: Call, body: Body) -> Body:
        """To one person; a repeat under the same retry key raises `AlreadyAccepted`."""
        with self._world.lock:
            key = self._keys.new(call)
            self._deliveries.check(call, body)
            unit = unit_in(body)
            to = body.get("to")
            if not isinstance(to, str) or not _ANY_ID.fullmatch(to):
                raise refusals.wrong_property("'to'")
            contact = self._world.known(call.account, to)
            if contact is None:  # the bot is in no group here, so a group is unknown as well
                raise refusals.unknown_recipient()
            reached = [contact] if self._reaches(contact) else []
            self._deliveries.charge(call, len(reached))
            answer = self._deliveries.sent_messages(body["messages"])
            self._count(call, "push", unit, len(reached))
            for one in reached:
                self._deliveries.show(one, body, answer)
            self._keys.accept(call, key, answer["sentMessages"])
            return answer

    def multicast(self, call: Call, body: Body) -> Body:
        """To up to 500 friends; all others are left out in silence."""
        with self._world.lock:
            key = self._keys.new(call)
            self._deliveries.check(call, body)
            unit = unit_in(body)
            people = [self._world.known(call.account, user) for user in _recipients(body)]
            friends = [one for one in people if one is not None and one.friend and not one.blocked]
            self._deliveries.charge(call, len(friends))
            self._count(call, "multicast", unit, len(friends))
            for one in friends:
                self._deliveries.show(one, body, {})
            self._keys.accept(call, key)
            return {}

    def _count(self, call: Call, kind: str, unit: str, recipients: int) -> None:
        account, now = call.account.account, self._world.now()
        self._deliveries.quota.note(account, kind, recipients, now)
        self._deliveries.units.count(account, unit, recipients, now)

    def _reaches(self, contact: Contact) -> bool:
        """Friends, and whoever wrote lately; all others are answered 200 and see nothing."""
        wrote_at, reach = contact.wrote_at, self._world.rules.stranger_reach
        age = self._world.now() - wrote_at if wrote_at else timedelta.max
        return not contact.blocked and (contact.friend or age <= reach)


def _recipients(body: Body) -> list[str]:
    """Whom a multicast names, each once. Raises `LineRefusal`."""
    to = body.get("to")
    if not isinstance(to, list) or not 1 <= len(to) <= _MAX_RECIPIENTS:
        problem = refusals.Problem(f"Size must be between 1 and {_MAX_RECIPIENTS}", "to")
        raise refusals.wrong_body([problem])
    for number, user in enumerate(to):
        if not isinstance(user, str) or not LINE_USER_ID.fullmatch(user):
            raise refusals.wrong_property(f"to[{number}]")
    return list(dict.fromkeys(to))
