"""Which app has a conversation, and how does it change hands?

Source: Messenger Platform, "Conversation routing". Without a default app there is no routing: every
app hears and says everything.
"""

from datetime import timedelta
from typing import Any

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Contact
from workbench.simulators.messenger import events
from workbench.simulators.messenger.door import Call
from workbench.simulators.messenger.state import Json, Ownership, Page
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.events import from_person
from workbench.simulators.world import World

_LONGEST = timedelta(days=7)
_INBOX = str(events.PAGE_INBOX_APP_ID)


class Threads:
    """Thread control, by call, within a send, and by people in the inbox."""

    def __init__(self, world: World, webhooks: MessengerWebhooks) -> None:
        self._world = world
        self._webhooks = webhooks

    def control(self, call: Call, act: str) -> Json:
        """`POST /{page}/{act}_thread_control`. Raises `GraphRefusal`."""
        contact = self._contact(call)
        acts = {
            "pass": self._pass,
            "take": self._take,
            "request": self._request,
            "release": self._release,
            "extend": self._extend,
        }
        with self._world.lock:
            acts[act](call, contact)
        return {"success": True}

    def owner(self, call: Call) -> Json:
        """`GET /{page}/thread_owner`: empty while the thread is idle."""
        owned = call.page.owners.get(call.text("recipient"))
        if owned is None or self._world.now() >= owned.until:
            return {"data": []}
        expires = int(owned.until.timestamp())
        return {"data": [{"thread_owner": {"app_id": owned.app_id, "expiration": expires}}]}

    def hand_to(self, page: Page, contact: Contact, app_id: str, metadata: str = "") -> None:
        """The thread goes to `app_id`; both apps hear of it."""
        before = self._owned(page, contact)
        self._keep(page, contact, app_id)
        moved = {
            "previous_owner_app_id": before or None,
            "new_owner_app_id": app_id,
            "metadata": metadata,
        }
        self._tell(page, contact, {"pass_thread_control": moved})

    def taken_by_person(self, page: Page, contact: Contact) -> None:
        """Somebody answers from the inbox: with routing on, the thread is theirs."""
        if not page.rules.default_app or self._owned(page, contact) == _INBOX:
            return
        before = self._owned(page, contact)
        self._keep(page, contact, _INBOX)
        taken = {"previous_owner_app_id": before or None, "new_owner_app_id": _INBOX}
        self._tell(page, contact, {"take_thread_control": taken | {"metadata": ""}})

    def heard(self, page: Page, contact: Contact) -> None:
        """The person wrote: whoever has the thread keeps it another day."""
        owner = page.owner(contact.user, self._world.now())
        if owner:
            self._keep(page, contact, owner)

    def after_send(self, page: Page, contact: Contact, control: Any) -> None:
        """A send may pass the thread on, or let go of it."""
        if not isinstance(control, dict):
            return
        if control.get("control_type") == "release":
            page.owners.pop(contact.user, None)
        elif control.get("control_type") == "pass":
            self.hand_to(page, contact, str(control.get("app_id") or page.rules.default_app))

    def _pass(self, call: Call, contact: Contact) -> None:
        self._refuse_strangers(call, contact)
        target = str(call.params.get("target_app_id") or call.page.rules.default_app)
        if not target.isdecimal():
            raise common.bad_parameter("Incorrect App ID.", 2018164)
        self.hand_to(call.page, contact, target, call.text("metadata"))

    def _take(self, call: Call, contact: Contact) -> None:
        if not call.page.rules.default_app:
            raise _not_primary()
        self._keep(call.page, contact, call.page.account.app_id)

    def _request(self, call: Call, contact: Contact) -> None:
        asked = {"requested_owner_app_id": call.page.account.app_id}
        metadata = {"metadata": call.text("metadata")}
        self._tell(call.page, contact, {"request_thread_control": asked | metadata})

    def _release(self, call: Call, contact: Contact) -> None:
        self._refuse_strangers(call, contact)
        call.page.owners.pop(contact.user, None)

    def _extend(self, call: Call, contact: Contact) -> None:
        self._refuse_strangers(call, contact)
        seconds = call.params.get("duration")
        if not str(seconds).isdecimal() or timedelta(seconds=int(str(seconds))) > _LONGEST:
            raise common.bad_parameter("Param duration must be at most 604800")
        until = self._world.now() + timedelta(seconds=int(str(seconds)))
        owner = call.page.account.app_id
        call.page.owners[contact.user] = Ownership(owner, until)

    def _refuse_strangers(self, call: Call, contact: Contact) -> None:
        """Only who has the thread may give it away; an idle one is anybody's."""
        owner = self._owned(call.page, contact)
        if owner and owner != call.page.account.app_id:
            raise _not_primary()

    def _contact(self, call: Call) -> Contact:
        recipient = call.params.get("recipient")
        psid = recipient.get("id") if isinstance(recipient, dict) else None
        contact = self._world.known(call.page.account, str(psid))
        if contact is None:
            raise common.bad_parameter("No matching user found", 2018001)
        return contact

    def _owned(self, page: Page, contact: Contact) -> str:
        owned = page.owners.get(contact.user)
        return owned.app_id if owned and self._world.now() < owned.until else ""

    def _keep(self, page: Page, contact: Contact, app_id: str) -> None:
        until = self._world.now() + page.rules.thread_life
        page.owners[contact.user] = Ownership(app_id, until)

    def _tell(self, page: Page, contact: Contact, parts: Json) -> None:
        at_ms = epoch_ms(self._world.now())
        event = from_person(page.id, contact.user, at_ms, **parts)
        self._webhooks.send_later(contact, [event])


def _not_primary() -> common.GraphRefusal:
    text = "(#10) Only available to Primary and Secondary Receivers."
    return common.GraphRefusal(10, text, subcode=2018171)
