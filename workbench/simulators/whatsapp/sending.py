"""How is a message accepted, and what follows from it?"""

import base64
from datetime import timedelta
from functools import partial

from workbench.simulators.identifiers import Identifiers
from workbench.simulators.whatsapp import admission, content, direct, fates, screen
from workbench.simulators.whatsapp.fates import Accepted
from workbench.simulators.whatsapp.recipients import Recipient, recipient_of
from workbench.simulators.whatsapp.refusals import CloudRefusal
from workbench.simulators.whatsapp.state import Number, State, Thread
from workbench.simulators.whatsapp.statuses import Statuses
from workbench.simulators.whatsapp.templates import Template
from workbench.simulators.whatsapp.values import JsonObject, an_object

_PACED_FOR = timedelta(hours=1)


class Sending:
    """The Send API behind its door. The caller holds the world's lock."""

    def __init__(self, state: State, statuses: Statuses) -> None:
        self._state = state
        self._world = state.world
        self._statuses = statuses

    def accept(self, number: Number, body: JsonObject, *, lite: bool = False) -> JsonObject:
        """The answer to a message that is taken; raises `CloudRefusal` for any other.

        `lite` is the Marketing Messages API.
        """
        admission.refuse_strange_members(body, self._state.rules, lite=lite)
        recipient = recipient_of(self._state, number, body)
        direct.refuse_if_wrong(body, self._state.rules)
        if body.get("type") == "interactive" and direct.is_direct(body):
            direct.refuse_wrong_interactive(body)
        else:
            content.refuse_if_wrong(body)
        now, owner = self._world.now(), number.account.account
        content.refuse_unknown_media(body, self._state.library, owner, now)
        template = admission.template_of(self._state, number, body, recipient, lite=lite)
        thread = self._admitted(number, recipient, body)
        category = _category(body, template, lite=lite)
        sent = Accepted(number, thread, body, template, category, now)
        return self._take(sent, recipient)

    def mark_read(self, number: Number, body: JsonObject) -> JsonObject:
        """`status: read`, and with it perhaps that the shop is typing."""
        if "typing_indicator" in body:
            typing = an_object(body["typing_indicator"], "typing_indicator")
            if typing.get("type") != "text":
                raise CloudRefusal(131009, "Param typing_indicator['type'] must be text.")
        mid, oldest = body.get("message_id"), self._world.now() - self._state.rules.quotable
        for thread in self._state.threads(number):
            if mid in thread.heard and thread.heard[mid] >= oldest:
                return {"success": True}
        raise CloudRefusal(131009, "Param message_id is no message of the last 30 days.")

    def _admitted(self, number: Number, recipient: Recipient, body: JsonObject) -> Thread | None:
        """The talk it belongs to, if the shop may write in it just now."""
        if recipient.person is None:
            return None
        thread, now = self._state.thread(number, recipient.person), self._world.now()
        if thread.blocked_by_shop:
            raise CloudRefusal(130403)
        rules = self._state.rules
        key = ("whatsapp pair", number.account.account, recipient.person.name)
        over_s = rules.pair_burst * rules.pair_every.total_seconds()
        if not self._world.buckets.take(key, rules.pair_burst, now, over_s):
            raise CloudRefusal(131056)
        is_service = body.get("type") != "template" and not direct.is_direct(body)
        if is_service and self._state.owned_elsewhere(number, thread, now):
            self._refuse_guest(thread)
        if recipient.phone:
            thread.phone_known_at = now
        return thread

    def _refuse_guest(self, thread: Thread) -> None:
        """Only the app with the role of escalation takes a talk over by writing."""
        rules = self._state.rules
        if rules.role != "escalation":
            raise CloudRefusal(rules.not_owner_code, "Another app has this conversation.")
        thread.owner = rules.role

    def _take(self, sent: Accepted, recipient: Recipient) -> JsonObject:
        mid = wamid(self._world.ids)
        named: JsonObject = {"id": mid}
        answer: JsonObject = {"messaging_product": "whatsapp", "contacts": [recipient.shown()]}
        answer["messages"] = [named]
        failing = fates.failing(self._state, sent)
        if (
            failing is not None
            and failing[0] == 131047
            and self._state.rules.window_refused_at_once
        ):
            raise CloudRefusal(131047, failing[1])
        is_held = failing is None and self._is_held(sent)
        if sent.template is not None:
            named["message_status"] = "held_for_quality_assessment" if is_held else "accepted"
        if failing is not None:
            self._statuses.tell_failure(sent, mid, *failing)
        elif is_held:
            due = self._world.now() + _PACED_FOR
            self._state.agenda.at(due, partial(self._let_go, sent, mid, answer))
        else:
            self._arrive(sent, mid, answer)
        return answer

    def _is_held(self, sent: Accepted) -> bool:
        """A new marketing template goes out to a few, and waits for what they make of it."""
        after, template = self._state.rules.paced_after, sent.template
        if after is None or template is None or not sent.is_marketing:
            return False
        return template.quality != "GREEN" and template.sent >= after

    def _let_go(self, sent: Accepted, mid: str, answer: JsonObject) -> None:
        """Liked well enough, or dropped."""
        with self._world.lock:
            if sent.template is not None and sent.template.status == "APPROVED":
                self._arrive(sent, mid, answer)
            else:
                self._statuses.tell_failure(sent, mid, 132015, "Paused for low quality.")

    def _arrive(self, sent: Accepted, mid: str, answer: JsonObject) -> None:
        thread = sent.thread
        if thread is None:
            return
        self._open_free_entry(thread)
        thread.told[mid] = self._world.now()
        thread.contact.met = True
        price = fates.book(self._state, sent, thread)
        shown = screen.bubble(sent.body, mid, self._world.now(), sent.template)
        self._world.show(thread.contact, [shown], sent.body, answer)
        self._statuses.tell(sent, mid, price)

    def _open_free_entry(self, thread: Thread) -> None:
        """The first answer within a day to who came by an ad: three days free of charge."""
        now, rules = self._world.now(), self._state.rules
        if thread.ad_at is not None and now - thread.ad_at < rules.window:
            thread.free_until = now + rules.free_entry
        thread.ad_at = None


def _category(body: JsonObject, template: Template | None, *, lite: bool) -> str:
    if template is not None:
        return "marketing_lite" if lite else template.category.lower()
    return str(body.get("category", "service")).lower()


def wamid(ids: Identifiers) -> str:
    """A fresh message id."""
    return "wamid.HBgM" + base64.b64encode(bytes.fromhex(ids.token(72))).decode()
