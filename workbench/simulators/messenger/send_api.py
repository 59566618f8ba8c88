"""`POST /{page}/messages`: what the Send API does with a call that may come in."""

from datetime import timedelta
from typing import Any

from werkzeug.wrappers import Request

from workbench.simulators.accounts import MESSENGER
from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.faults import Fault
from workbench.simulators.messenger import checks, content, refusals, utility_words
from workbench.simulators.messenger.checks import Sending
from workbench.simulators.messenger.door import Call
from workbench.simulators.messenger.quick_replies import quick_replies
from workbench.simulators.messenger.recipients import recipient_of
from workbench.simulators.messenger.state import Json, Leave, Page
from workbench.simulators.messenger.threads import Threads
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.meta import refusals as common
from workbench.simulators.ordered import fail_after_acceptance, fail_before_acceptance
from workbench.simulators.world import World

_DAY = timedelta(hours=24)
_AN_HOUR_S = 3600
_ORDERED = {
    Fault.RATE_LIMIT: refusals.rate_limited,
    Fault.REVOKED: common.revoked_token,
    Fault.SERVER_ERROR: common.service_error,
}


class SendApi:
    """Accepts messages and sender actions, shows them, and has the shop told of them."""

    def __init__(self, world: World, webhooks: MessengerWebhooks, threads: Threads) -> None:
        self._world = world
        self._webhooks = webhooks
        self._threads = threads

    def send(self, call: Call, request: Request) -> Json:
        """Raises `GraphRefusal`, and `NoAnswer` where that was ordered."""
        self._refuse_pace(call)
        if call.page.rules.barred:
            raise refusals.restricted(call.page.rules.barred)
        if "sender_action" not in call.params:
            fail_before_acceptance(self._world, MESSENGER, request, _ORDERED)
        with self._world.lock:
            answer = self._accept(self._sending(call))
        if "sender_action" not in call.params:
            fail_after_acceptance(self._world, MESSENGER, request)
        return answer

    def _refuse_pace(self, call: Call) -> None:
        page, now = call.page, self._world.now()
        heavy = content.is_heavy(call.params)
        rate = page.rules.media_per_s if heavy else page.rules.sends_per_s
        if not self._world.buckets.take((MESSENGER, page.id, "media" * heavy), rate, now):
            raise refusals.rate_limited()
        page.calls.append(now)
        most = page.rules.calls_per_engaged_user * page.rules.engaged_users
        if page.calls_within(_DAY, now) > most:
            raise refusals.too_many_calls()

    def _sending(self, call: Call) -> Sending:
        recipient = recipient_of(call.params)
        psid = recipient.value if recipient.form == "id" else self._behind(call, recipient.value)
        contact = self._world.known(call.page.account, psid) if psid else None
        rules = call.page.rules
        if not rules.live and psid not in rules.roles:
            raise common.no_role()
        return Sending(call.params, call.page, recipient, contact, self._world.now())

    def _behind(self, call: Call, value: str) -> str:
        """The person behind a comment or a token."""
        comment, grant = call.page.comments.get(value), call.page.grants.get(value)
        return comment.psid if comment else grant.psid if grant else ""

    def _accept(self, sending: Sending) -> Json:
        checks.refuse_if_wrong(sending)
        if "sender_action" in sending.params:
            return {"recipient_id": sending.recipient.value}
        if sending.recipient.is_public:
            return self._reply_in_private(sending)
        if sending.recipient.form == "user_ref":
            return {"message_id": self._world.ids.mid()}  # nothing is told of it afterwards
        if sending.contact is None:
            raise common.bad_parameter("No matching user found", 2018001)
        self._note_leave(sending, sending.contact)
        return self._show(sending, sending.contact)

    def _reply_in_private(self, sending: Sending) -> Json:
        page = sending.page
        key, most = (MESSENGER, page.id, "private"), page.rules.private_replies_per_h
        if not self._world.buckets.take(key, most, sending.now, _AN_HOUR_S):
            raise refusals.rate_limited()
        comment = checks.answered_comment(sending)
        contact = self._world.meet_id(page.account, comment.psid)
        contact.met = True  # the Page knows the person now, and the window stays closed
        answer = self._show(sending, contact)
        comment.answered = True
        return answer

    def _note_leave(self, sending: Sending, contact: Contact) -> None:
        kind = content.template_type(sending.params)
        if kind == Leave.NOTIFICATION:
            title = sending.message["attachment"]["payload"].get("title", "")
            sending.page.asked.append((contact.user, title, sending.now))
        grant = sending.page.grants.get(sending.recipient.value)
        if grant is None:
            return
        if grant.leave is Leave.ONE_TIME:
            grant.used = True
        is_new_row = grant.told_at is None or sending.now - grant.told_at >= _DAY
        grant.told = 1 if is_new_row else grant.told + 1
        grant.told_at = sending.now if is_new_row else grant.told_at

    def _show(self, sending: Sending, contact: Contact) -> Json:
        message, mid = sending.message, self._world.ids.mid()
        answer: dict[str, Any] = {"recipient_id": contact.user, "message_id": mid}
        if sending.recipient.form == "notification_messages_token":
            answer = {"recipient": {"id": contact.user, "message_id": mid}}
        bubble = bubble_of(message, mid, self._world, sending.page)
        self._world.show(contact, [bubble], sending.params, answer)
        self._webhooks.after_send(contact, mid, message)
        self._threads.after_send(sending.page, contact, sending.params.get("thread_control"))
        return answer


def bubble_of(message: Json, mid: str, world: World, page: Page) -> Bubble:
    """A message as it stands on the person's screen."""
    if "template" in message:
        sent = message["template"]
        template = page.templates[sent["name"], sent["language"]["code"]]
        face = utility_words.face_of(template, sent)
        at, buttons = world.now(), face.buttons
        return Bubble(at, Author.SHOP, "template", face.words, mid, buttons=buttons, cards=(face,))
    kind, text = content.kind_and_text(message)
    return Bubble(
        world.now(),
        Author.SHOP,
        kind,
        text,
        mid,
        quick_replies(message),
        content.buttons(message),
        image=content.image(message),
        cards=content.cards(message),
    )
