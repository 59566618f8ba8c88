"""What an account may read back: its conversations, and the newest messages of each."""

from workbench.simulators.accounts import INSTAGRAM
from workbench.simulators.clock import iso_z
from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.instagram import refusals
from workbench.simulators.instagram.answering import Json
from workbench.simulators.instagram.desk import Desk
from workbench.simulators.instagram.door import Caller, may
from workbench.simulators.instagram.rules import Scope
from workbench.simulators.meta import refusals as common

_NEWEST = 20


class Histories:
    """The Conversations API."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def conversations(self, caller: Caller) -> Json:
        """`GET /{node}/conversations`, with `platform=instagram` under a Page."""
        self._pace(caller)
        wanted = caller.params.get("user_id")
        rows = [
            {"id": f"aWdfZAG{one.user}", "updated_time": iso_z(one.bubbles[-1].at)}
            for one in self._desk.world.contacts()
            if one.account == caller.account and one.bubbles and wanted in (None, one.user)
        ]
        return {"data": rows}

    def message(self, caller: Caller, found: str) -> Json:
        """`GET /{mid}`: of the twenty newest of a conversation."""
        self._pace(caller)
        for contact in self._desk.world.contacts():
            if contact.account != caller.account:
                continue
            for bubble in contact.bubbles:
                if bubble.mid == found:
                    return self._told(contact, bubble)
        raise common.no_such_object(found)

    def has(self, found: str) -> bool:
        """Whether any message was ever called so."""
        contacts = self._desk.world.contacts()
        return any(bubble.mid == found for one in contacts for bubble in one.bubbles)

    def _told(self, contact: Contact, bubble: Bubble) -> Json:
        if bubble.mid in self._desk.gone or bubble not in contact.bubbles[-_NEWEST:]:
            raise refusals.message_gone()
        sender = contact.user if bubble.author is Author.SHOPPER else contact.account.account
        told = {"id": bubble.mid, "created_time": iso_z(bubble.at), "message": bubble.text}
        return told | {"from": {"id": sender}}

    def _pace(self, caller: Caller) -> None:
        may(self._desk, Scope.MESSAGES)
        key = (INSTAGRAM, caller.account.account, "history")
        most = self._desk.world.rules.instagram.history_per_s
        if not self._desk.world.buckets.take(key, most, self._desk.world.now()):
            raise refusals.too_fast()
