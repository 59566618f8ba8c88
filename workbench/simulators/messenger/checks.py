"""Which sends does the Send API refuse? The questions, in the order the platform asks them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workbench.simulators.conversation import Contact
from workbench.simulators.messenger import content, leaves, refusals, utility
from workbench.simulators.messenger.recipients import Recipient
from workbench.simulators.messenger.rules import MessengerRules
from workbench.simulators.messenger.state import Comment, Leave, Page
from workbench.simulators.meta import checks as shared
from workbench.simulators.meta import refusals as common

_MESSAGING_TYPES = ("RESPONSE", "UPDATE", "MESSAGE_TAG", "UTILITY")
_NOTIFICATION_TYPES = ("REGULAR", "SILENT_PUSH", "NO_PUSH")
_TAGS = ("HUMAN_AGENT", "CUSTOMER_FEEDBACK", "NON_PROMOTIONAL_SUBSCRIPTION")


@dataclass(frozen=True, slots=True)
class Sending:
    """One call to the Send API; `contact` is None when the Page does not know the person."""

    params: dict[str, Any]
    page: Page
    recipient: Recipient
    contact: Contact | None
    now: datetime

    @property
    def rules(self) -> MessengerRules:
        return self.page.rules

    @property
    def message(self) -> Any:
        return self.params.get("message")

    def wrote_within(self, span: timedelta) -> bool:
        """Did the person write less than `span` ago?"""
        return shared.wrote_within(self.contact, span, self.now)


def refuse_if_wrong(call: Sending) -> None:
    """Raises `GraphRefusal` for the first thing the platform would object to."""
    for check in _CHECKS:
        check(call)


def _person_known(call: Sending) -> None:
    form, value = call.recipient.form, call.recipient.value
    is_stranger = form == "id" and call.contact is None
    if is_stranger or (form == "user_ref" and value not in call.page.user_refs):
        raise common.bad_parameter("No matching user found", 2018001)


def _types_known(call: Sending) -> None:
    for name, allowed in (
        ("messaging_type", _MESSAGING_TYPES),
        ("notification_type", _NOTIFICATION_TYPES),
    ):
        if name in call.params and call.params[name] not in allowed:
            listed = ", ".join(allowed)
            raise common.bad_parameter(f"Param {name} must be one of {{{listed}}}")
    persona = call.params.get("persona_id")
    if persona is not None and str(persona) not in call.page.personas:
        raise common.bad_parameter("Invalid persona_id")


def _window_open(call: Sending) -> None:
    if "message" not in call.params or call.recipient.form != "id":
        return
    kind = call.params.get("messaging_type", "RESPONSE")
    if kind == "MESSAGE_TAG":
        _tagged_window_open(call)
    elif kind != "UTILITY" and not call.wrote_within(call.rules.window):
        raise refusals.window_closed()


def _tagged_window_open(call: Sending) -> None:
    tag = call.params["tag"]
    if tag == "HUMAN_AGENT" and not call.rules.human_agent_approved:
        raise common.no_permission()
    if tag == "NON_PROMOTIONAL_SUBSCRIPTION":
        if not call.rules.news_page:
            raise refusals.news_permission_needed()
        return
    if not call.wrote_within(call.rules.human_agent_window):
        raise refusals.window_closed()
    if tag == "CUSTOMER_FEEDBACK" and content.template_type(call.params) != "customer_feedback":
        raise common.bad_parameter("Invalid parameter")


def _content_right(call: Sending) -> None:
    if "message" in call.params:
        content.refuse_if_wrong(call.message, call.page, call.now)


def _person_reachable(call: Sending) -> None:
    if call.contact is not None and call.contact.blocked:
        raise common.unavailable_person()


def _thread_ours(call: Sending) -> None:
    psid = call.contact.user if call.contact else ""
    owner = call.page.owner(psid, call.now)
    if owner and owner != call.page.account.app_id and "message" in call.params:
        raise refusals.other_owner()
    if call.rules.asks_itself and "message" in call.params:
        raise refusals.answers_itself()


def _comment_answerable(call: Sending) -> None:
    if not call.recipient.is_public:
        return
    comment = answered_comment(call)
    if comment.answered:
        raise common.GraphRefusal(10900, "(#10900) Activity already replied to")
    is_old = call.now - comment.at > call.rules.comment_window
    if is_old or not comment.psid:
        raise common.GraphRefusal(10902, "(#10902) This is not a Replyable activity")


def answered_comment(call: Sending) -> Comment:
    """The comment or post a call names. Raises `GraphRefusal`."""
    comment = call.page.comments.get(call.recipient.value)
    if comment is None or comment.removed:
        raise common.bad_parameter(f"Invalid {call.recipient.form}", 2018292)
    return comment


def _template_right(call: Sending) -> None:
    is_utility = call.params.get("messaging_type") == "UTILITY"
    if is_utility:
        utility.refuse_if_wrong(call.message, call.page)
    elif isinstance(call.message, dict) and "template" in call.message:
        raise common.bad_parameter("Messaging type should be UTILITY for utility messages.")


def _leave_given(call: Sending) -> None:
    token = call.recipient.value
    if call.recipient.form == "one_time_notif_token":
        leaves.one_time_grant(token, call.page, call.now)
    elif call.recipient.form == "notification_messages_token":
        leaves.notification_grant(token, call.page, call.message, call.now)


def _leave_asked_for(call: Sending) -> None:
    kind = content.template_type(call.params)
    if kind in (*Leave,) and call.contact is not None:
        title = call.message["attachment"]["payload"].get("title", "")
        leaves.refuse_request(str(kind), title, call.contact.user, call.page, call.now)


_CHECKS: tuple[Callable[[Sending], None], ...] = (
    _person_known,
    lambda call: shared.message_xor_action(call.params),
    _types_known,
    lambda call: shared.tag_known(call.params, _TAGS),
    _window_open,
    _content_right,
    _person_reachable,
    _thread_ours,
    _comment_answerable,
    _template_right,
    _leave_given,
    _leave_asked_for,
)
