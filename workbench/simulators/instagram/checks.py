"""Which sends does Instagram refuse? The questions, in the order the platform asks them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.instagram import content, refusals
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.instagram.door import may
from workbench.simulators.instagram.rules import InstagramRules, Scope
from workbench.simulators.meta import checks as shared
from workbench.simulators.meta import refusals as common

_MESSAGING_TYPES = ("RESPONSE", "UPDATE", "MESSAGE_TAG")
_NOT_HERE = ("notification_type", "persona_id")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the Send API; `contact` is None when the account does not know the person."""

    desk: Desk
    account: SimulatedAccount
    params: dict[str, Any]
    contact: Contact | None
    now: datetime

    @property
    def rules(self) -> InstagramRules:
        return self.desk.world.rules.instagram

    @property
    def user(self) -> str:
        return self.contact.user if self.contact else ""

    @property
    def is_tagged(self) -> bool:
        return self.params.get("messaging_type") == "MESSAGE_TAG" or "tag" in self.params

    def wrote_within(self, span: timedelta) -> bool:
        """Did the person write less than `span` ago?"""
        return shared.wrote_within(self.contact, span, self.now)


def refuse_if_wrong(call: Call) -> None:
    """Raises `GraphRefusal` for the first thing the platform would object to."""
    for check in _CHECKS:
        check(call)


def account_may_send(desk: Desk) -> None:
    """What is asked before anybody asks for whom: the operator's leave and the account's state."""
    rules = desk.world.rules.instagram
    may(desk, Scope.MESSAGES)
    if not rules.page_linked:
        raise refusals.page_not_linked()
    if not rules.messages_allowed:
        raise refusals.messages_not_allowed()
    if rules.business_blocked:
        raise refusals.business_blocked()


def _nothing_of_messenger(call: Call) -> None:
    kind = call.params.get("messaging_type", "RESPONSE")
    if kind not in _MESSAGING_TYPES or any(name in call.params for name in _NOT_HERE):
        raise common.bad_parameter()


def _person_known(call: Call) -> None:
    if call.contact is None:
        raise refusals.nobody()
    if not call.rules.reviewed and call.user not in call.rules.people_with_a_role:
        raise common.no_role()


def _tag_allowed(call: Call) -> None:
    shared.tag_known(call.params, ("HUMAN_AGENT",))
    if call.is_tagged and not call.rules.human_agent_approved:
        raise common.no_permission()


def _window_open(call: Call) -> None:
    if "message" not in call.params:
        return
    span = call.rules.human_agent_window if call.is_tagged else call.rules.window
    if not call.wrote_within(span):
        raise refusals.window_closed()


def _own_thread(call: Call) -> None:
    if call.desk.owned_by_another(call.account, call.user):
        raise refusals.not_owner()


def _content_right(call: Call) -> None:
    if "message" in call.params:
        at = content.Checked(call.desk, call.account, call.now)
        content.refuse_if_wrong(call.params["message"], at)


def _reaction_right(call: Call) -> None:
    action = call.params.get("sender_action")
    if action not in ("react", "unreact"):
        return
    payload = call.params.get("payload")
    names = ("message_id", "reaction") if action == "react" else ("message_id",)
    if not isinstance(payload, dict) or not all(payload.get(name) for name in names):
        raise common.bad_parameter("The parameter payload is required")


def _person_reachable(call: Call) -> None:
    if call.contact is not None and (
        call.contact.blocked or call.desk.blocked(call.account, call.user)
    ):
        raise common.unavailable_person()


_CHECKS: tuple[Callable[[Call], None], ...] = (
    lambda call: shared.message_xor_action(call.params),
    _nothing_of_messenger,
    _person_known,
    _tag_allowed,
    _window_open,
    _own_thread,
    _content_right,
    _reaction_right,
    _person_reachable,
)
