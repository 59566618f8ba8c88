"""Reply, push and multicast: what is refused, what is shown, what counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.identifiers import LINE_USER_ID
from workbench.simulators.line import messages, refusals
from workbench.simulators.line.door import Call, refuse_retry_key, retry_key
from workbench.simulators.line.quota import Quota
from workbench.simulators.line.tokens import ReplyTokens
from workbench.simulators.world import World

_ANY_ID = re.compile(r"[UCR][0-9a-f]{32}")
_MAX_RECIPIENTS = 500

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request accepted under a retry key."""

    at: datetime
    request_id: str
    sent_messages: list[dict[str, str]] | None


class AlreadyAccepted(Exception):
    """This retry key was accepted before; nothing is sent again."""

    def __init__(self, first: Accepted) -> None:
        super().__init__("The retry key is already accepted")
        self.first = first

    def body(self) -> Body:
        body: Body = {"message": str(self)}
        if self.first.sent_messages is not None:
            body["sentMessages"] = self.first.sent_messages
        return body


class Sending:
    """The three ways to send. Each returns the body of its 200 and raises `LineRefusal`."""

    def __init__(self, world: World, tokens: ReplyTokens) -> None:
        self._world = world
        self._tokens = tokens
        self._accepted: dict[tuple[str, str], Accepted] = {}
        self.quota = Quota(world.rules.line_monthly_quota)

    def reply(self, call: Call, body: Body, request_id: str) -> Body:
        """Free of charge, to the one who caused the event. `request_id` names nothing here."""
        refuse_retry_key(call.request)
        _refuse_wrong_messages(body)
        now = self._world.now()
        with self._world.lock:
            token = self._tokens.find(body.get("replyToken"), call.account.account)
            if token is None or not token.usable(now, self._world.rules):
                raise refusals.reply_token()
            token.used = True
            answer = self._sent_messages(body["messages"])
            if not token.contact.blocked:
                self._show(token.contact, body, answer)
            return answer

    def push(self, call: Call, body: Body, request_id: str) -> Body:
        """To one person; a repeat under the same retry key raises `AlreadyAccepted`."""
        key = self._new_key(call)
        _refuse_wrong_messages(body)
        to = body.get("to")
        if not isinstance(to, str) or not _ANY_ID.fullmatch(to):
            raise refusals.wrong_property("'to'")
        with self._world.lock:
            contact = self._world.known(call.account, to)
            if contact is None:  # the bot is in no group here, so a group is unknown as well
                raise refusals.unknown_recipient()
            reached = [contact] if self._reaches(contact) else []
            answer = self._sent_messages(body["messages"])
            self._deliver(call, body, reached, answer)
            self._remember(call, key, request_id, answer["sentMessages"])
            return answer

    def multicast(self, call: Call, body: Body, request_id: str) -> Body:
        """To up to 500 friends; all others are left out in silence."""
        key = self._new_key(call)
        _refuse_wrong_messages(body)
        to = body.get("to")
        if not isinstance(to, list) or not 1 <= len(to) <= _MAX_RECIPIENTS:
            problem = refusals.Problem(f"Size must be between 1 and {_MAX_RECIPIENTS}", "to")
            raise refusals.wrong_body([problem])
        for number, user in enumerate(to):
            if not isinstance(user, str) or not LINE_USER_ID.fullmatch(user):
                raise refusals.wrong_property(f"to[{number}]")
        with self._world.lock:
            known = (self._world.known(call.account, user) for user in dict.fromkeys(to))
            friends = [c for c in known if c is not None and c.friend and not c.blocked]
            answer: Body = {}
            self._deliver(call, body, friends, answer)
            self._remember(call, key, request_id, None)
            return answer

    def _new_key(self, call: Call) -> str | None:
        key = retry_key(call.request)
        with self._world.lock:
            first = self._accepted.get((call.account.account, key or ""))
        life = self._world.rules.retry_key_life
        if first is not None and self._world.now() - first.at < life:
            raise AlreadyAccepted(first)
        return key

    def _remember(
        self, call: Call, key: str | None, request_id: str, sent: list[dict[str, str]] | None
    ) -> None:
        if key is not None:
            accepted = Accepted(self._world.now(), request_id, sent)
            self._accepted[call.account.account, key] = accepted

    def _reaches(self, contact: Contact) -> bool:
        """Friends, and whoever wrote lately; all others are answered 200 and see nothing."""
        wrote_at, reach = contact.wrote_at, self._world.rules.stranger_reach
        wrote_lately = wrote_at is not None and self._world.now() - wrote_at <= reach
        return not contact.blocked and (contact.friend or wrote_lately)

    def _deliver(self, call: Call, body: Body, reached: Sequence[Contact], answer: Body) -> None:
        now, account = self._world.now(), call.account.account
        if not self.quota.allows(account, len(reached), now):
            raise refusals.monthly_limit()
        self.quota.count(account, len(reached), now)
        for contact in reached:
            self._show(contact, body, answer)

    def _sent_messages(self, wanted: list[Body]) -> Body:
        ids = self._world.ids
        sent = []
        for message in wanted:
            entry = {"id": ids.line_message()}
            if messages.has_quote_token(message):
                entry["quoteToken"] = "q" + ids.token(48)
            sent.append(entry)
        return {"sentMessages": sent}

    def _show(self, contact: Contact, body: Body, answer: Body) -> None:
        """Only the last bubble's quick replies are ever on the screen."""
        ids = [entry["id"] for entry in answer.get("sentMessages", ())]
        bubbles = []
        for number, message in enumerate(body["messages"]):
            mid = ids[number] if ids else self._world.ids.line_message()
            bubbles.append(_bubble(message, mid, self._world.now()))
        self._world.show(contact, bubbles, body, answer)


def _bubble(message: Body, mid: str, now: datetime) -> Bubble:
    kind, text = messages.kind_and_text(message)
    return Bubble(
        now,
        Author.SHOP,
        kind,
        text,
        mid,
        messages.quick_replies(message),
        messages.buttons(message),
        image=messages.image(message),
        cards=messages.cards(message),
    )


def _refuse_wrong_messages(body: Body) -> None:
    problems = messages.problems(body.get("messages"))
    if problems:
        raise refusals.wrong_body(problems)
