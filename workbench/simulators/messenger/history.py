"""What can an app read of a Page's conversations?

Source: Messenger Platform, "Conversations API": only the newest messages of a thread in full.
"""

from workbench.simulators.accounts import MESSENGER
from workbench.simulators.clock import iso_z
from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.messenger import refusals
from workbench.simulators.messenger.door import Call
from workbench.simulators.messenger.state import Json
from workbench.simulators.meta import refusals as common
from workbench.simulators.world import World

_PREFIX = "t_"


class HistoryApi:
    """Threads and single messages."""

    def __init__(self, world: World) -> None:
        self._world = world

    def threads(self, call: Call) -> Json:
        """`GET /{page}/conversations`."""
        self._refuse_pace(call)
        wanted = call.text("user_id")
        own = [
            contact
            for contact in self._world.contacts()
            if contact.account is call.page.account and wanted in ("", contact.user)
        ]
        return {"data": [{"id": _PREFIX + one.user} for one in own if one.thread]}

    def node(self, call: Call, name: str) -> Json | None:
        """A thread or a message; None for any other node. Raises `GraphRefusal`."""
        if name.startswith(_PREFIX):
            self._refuse_pace(call)
            contact = self._world.known(call.page.account, name.removeprefix(_PREFIX))
            return _thread(contact, call) if contact else None
        for contact in self._world.contacts():
            if contact.account is not call.page.account:
                continue
            for place, bubble in enumerate(reversed(contact.thread)):
                if bubble.mid == name:
                    return _message(bubble, contact, place, call)
        return None

    def _refuse_pace(self, call: Call) -> None:
        key = (MESSENGER, call.page.id, "history")
        if not self._world.buckets.take(key, call.page.rules.history_per_s, self._world.now()):
            raise refusals.rate_limited()


def _thread(contact: Contact, call: Call) -> Json:
    newest = contact.thread[::-1]
    rows = [{"id": bubble.mid, "created_time": iso_z(bubble.at)} for bubble in newest]
    return {"id": _PREFIX + contact.user, "messages": {"data": [r for r in rows if r["id"]]}}


def _message(bubble: Bubble, contact: Contact, place: int, call: Call) -> Json:
    if place >= call.page.rules.newest_messages:
        text = "This Message has been deleted by the user or the business."
        raise common.GraphRefusal(9000001, f"(#9000001) {text}")
    page, person = {"id": call.page.id}, {"id": contact.user}
    from_page = bubble.author is not Author.SHOPPER
    return {
        "id": bubble.mid,
        "created_time": iso_z(bubble.at),
        "from": page if from_page else person,
        "to": {"data": [person if from_page else page]},
        "message": bubble.text,
    }
