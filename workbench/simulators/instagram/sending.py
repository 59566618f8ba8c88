"""`POST /{node}/messages` and `/message_attachments`: what Instagram takes and what follows."""

from typing import Any

from workbench.simulators.accounts import INSTAGRAM, SimulatedAccount
from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.faults import Fault
from workbench.simulators.instagram import checks, content, media, private_replies, refusals
from workbench.simulators.instagram.answering import SECRETS, Json
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.instagram.door import Caller
from workbench.simulators.instagram.webhooks import InstagramWebhooks
from workbench.simulators.meta import refusals as common
from workbench.simulators.ordered import fail_after_acceptance, fail_before_acceptance

_ORDERED = {
    Fault.RATE_LIMIT: refusals.too_fast,
    Fault.REVOKED: common.revoked_token,
    Fault.SERVER_ERROR: common.service_error,
}


class Sending:
    """Messages, sender actions, private replies and uploads."""

    def __init__(self, desk: Desk, webhooks: InstagramWebhooks) -> None:
        self._desk = desk
        self._world = desk.world
        self._webhooks = webhooks

    def messages(self, caller: Caller) -> Json:
        """`POST /{node}/messages`."""
        checks.account_may_send(self._desk)
        if "sender_action" not in caller.params:
            fail_before_acceptance(self._world, INSTAGRAM, caller.request, _ORDERED)
        answer = self._accept(caller.account, caller.params)
        if "message_id" in answer:
            fail_after_acceptance(self._world, INSTAGRAM, caller.request)
        return answer

    def upload(self, caller: Caller) -> Json:
        """`POST /{node}/message_attachments`: a medium by address, to be sent by its id."""
        checks.account_may_send(self._desk)
        message = caller.params.get("message")
        attachment = message.get("attachment") if isinstance(message, dict) else None
        kind = attachment.get("type") if isinstance(attachment, dict) else None
        if attachment is None or kind not in media.KINDS:
            raise common.bad_parameter("The parameter message is required")
        media.refuse_if_wrong(self._desk, caller.account, kind, attachment.get("payload"))
        with self._world.lock:
            upload = self._desk.number("687")
            self._desk.uploads[upload] = (caller.account.account, kind)
        return {"attachment_id": upload}

    def _accept(self, account: SimulatedAccount, params: dict[str, Any]) -> Json:
        recipient = params.get("recipient")
        forms = {"id", "comment_id"} & recipient.keys() if isinstance(recipient, dict) else set()
        if not isinstance(recipient, dict) or len(forms) != 1:
            raise common.bad_parameter("The parameter recipient is required")
        with self._world.lock:
            if forms == {"comment_id"}:
                return self._answer_comment(account, params, str(recipient["comment_id"]))
            user = recipient["id"]
            self._pace(account, params)
            contact = self._world.known(account, user) if isinstance(user, str) else None
            now = self._world.now()
            checks.refuse_if_wrong(checks.Call(self._desk, account, params, contact, now))
            if contact is None or "sender_action" in params:
                return {"recipient_id": user}
            return self._show(contact, params)

    def _answer_comment(
        self, account: SimulatedAccount, params: dict[str, Any], comment_id: str
    ) -> Json:
        comment, contact = private_replies.answerable(self._desk, account, comment_id)
        private_replies.refuse_if_wrong(self._desk, account, params)
        private_replies.pace(self._desk, comment)
        comment.answered, contact.met = True, True
        return self._show(contact, params)

    def _pace(self, account: SimulatedAccount, params: dict[str, Any]) -> None:
        rules = self._world.rules.instagram
        heavy = content.is_heavy(params.get("message"))
        rate = rules.media_per_s if heavy else rules.sends_per_s
        key = (INSTAGRAM, account.account, "media" if heavy else "text")
        if not self._world.buckets.take(key, rate, self._world.now()):
            raise refusals.too_fast()

    def _show(self, contact: Contact, params: dict[str, Any]) -> Json:
        message = params["message"]
        mid = new_mid(self._desk)
        kind, text = content.kind_and_text(message)
        bubble = Bubble(
            self._world.now(),
            Author.SHOP,
            kind,
            text,
            mid,
            content.quick_replies(message),
            content.buttons(message),
            image=content.image(message),
            cards=content.cards(message),
        )
        answer = {"recipient_id": contact.user, "message_id": mid}
        sent = {name: value for name, value in params.items() if name not in SECRETS}
        self._world.show(contact, [bubble], sent, answer)
        self._webhooks.after_send(contact, mid, message)
        return answer


def new_mid(desk: Desk) -> str:
    """An Instagram message id: longer than Messenger's, of the same letters."""
    return "aWdfZAG" + desk.world.ids.mid().removeprefix("m_")
