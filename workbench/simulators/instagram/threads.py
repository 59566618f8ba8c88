"""Conversation Routing and moderation: who holds a conversation, and who may not write."""

from typing import Any

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Contact
from workbench.simulators.instagram import events, refusals
from workbench.simulators.instagram.answering import Json
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.instagram.door import Caller, may
from workbench.simulators.instagram.rules import Scope
from workbench.simulators.instagram.webhooks import InstagramWebhooks
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.events import from_person

INBOX_APP = "1217981644879628"
_LONGEST_S = 7 * 86_400
_MOST_PEOPLE = 10
_ACTIONS = frozenset({"block_user", "unblock_user", "move_to_spam"})


class Threads:
    """The thread endpoints, under the Page or the account."""

    def __init__(self, desk: Desk, webhooks: InstagramWebhooks) -> None:
        self._desk = desk
        self._webhooks = webhooks

    def pass_on(self, caller: Caller) -> Json:
        """`pass_thread_control`: by the owner, or from idle; never to oneself."""
        contact = self._of(caller)
        target = str(caller.params.get("target_app_id", ""))
        if not target.isdecimal() or target == caller.account.app_id:
            raise common.bad_parameter()
        self._refuse_foreign(caller.account, contact)
        self._move(contact, "pass_thread_control", target, str(caller.params.get("metadata", "")))
        return {"success": True}

    def take(self, caller: Caller) -> Json:
        """`take_thread_control`: with routing and the right only; from idle nobody is told."""
        contact, rules = self._of(caller), self._desk.world.rules.instagram
        if not rules.routing or not rules.may_take:
            raise common.bad_parameter()
        self._desk.owners[caller.account.account, contact.user] = caller.account.app_id
        return {"success": True}

    def request(self, caller: Caller) -> Json:
        """`request_thread_control`: without routing only; an idle conversation is had at once."""
        contact = self._of(caller)
        if self._desk.world.rules.instagram.routing:
            raise common.bad_parameter()
        if not self._desk.owned_by_another(caller.account, contact.user):
            self._move(contact, "pass_thread_control", caller.account.app_id, "")
        return {"success": True}

    def release(self, caller: Caller) -> Json:
        """`release_thread_control`: by the owner; nobody is told."""
        contact = self._of(caller)
        self._refuse_foreign(caller.account, contact)
        self._desk.owners.pop((caller.account.account, contact.user), None)
        return {"success": True}

    def extend(self, caller: Caller) -> Json:
        """`extend_thread_control`: by the owner, for seven days at most."""
        contact = self._of(caller)
        self._refuse_foreign(caller.account, contact)
        duration: Any = caller.params.get("duration")
        if not str(duration).isdecimal() or not 0 < int(duration) <= _LONGEST_S:
            raise common.bad_parameter()
        return {"success": True}

    def owner(self, caller: Caller) -> Json:
        """`thread_owner?recipient=…`."""
        user = str(caller.params.get("recipient", ""))
        owner = self._desk.owners.get((caller.account.account, user))
        return {"data": [{"thread_owner": {"app_id": owner}}] if owner else []}

    def moderate(self, caller: Caller) -> Json:
        """`moderate_conversations`: ten people and two actions at most."""
        users, actions = caller.params.get("user_ids"), caller.params.get("actions")
        if not isinstance(users, list) or not isinstance(actions, list):
            raise common.bad_parameter()
        if not 0 < len(users) <= _MOST_PEOPLE or not 0 < len(actions) <= 2:
            raise common.bad_parameter()
        ids = [str(one.get("id")) for one in users if isinstance(one, dict)]
        known = [user for user in ids if self._desk.world.known(caller.account, user)]
        if not set(actions) <= _ACTIONS or len(known) != len(users):
            raise common.bad_parameter()
        blocked = self._desk.moderated.setdefault(caller.account.account, set())
        if "block_user" in actions:
            blocked |= set(known)
        if "unblock_user" in actions:
            blocked -= set(known)
        return {"success": True}

    def give_to(self, contact: Contact, app: str, how: str = "pass_thread_control") -> None:
        """Somebody else moves the conversation: a person at the inbox, or the platform."""
        self._move(contact, how, app, "")

    def _move(self, contact: Contact, how: str, app: str, metadata: str) -> None:
        account, world = contact.account, self._desk.world
        with world.lock:
            key = (account.account, contact.user)
            previous = self._desk.owners.get(key)
            self._desk.owners[key] = app
        told = {"previous_owner_app_id": previous, "new_owner_app_id": app, "metadata": metadata}
        at_ms = epoch_ms(world.now())
        event = from_person(account.account, contact.user, at_ms, **{how: told})
        body = events.messaging(account.account, at_ms, event)
        self._webhooks.later_body(account, body)

    def _refuse_foreign(self, account: SimulatedAccount, contact: Contact) -> None:
        if self._desk.owned_by_another(account, contact.user):
            raise refusals.not_owner()

    def _of(self, caller: Caller) -> Contact:
        may(self._desk, Scope.MESSAGES)
        recipient = caller.params.get("recipient")
        user = recipient.get("id") if isinstance(recipient, dict) else None
        contact = self._desk.world.known(caller.account, str(user))
        if contact is None:
            raise refusals.nobody()
        return contact
