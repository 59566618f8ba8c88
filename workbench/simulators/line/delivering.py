"""What becomes of accepted messages: whose screen, whose quota, which ids?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workbench.simulators.conversation import Author, Bubble, Contact
from workbench.simulators.line import messages, refusals
from workbench.simulators.line.coupons import Coupons
from workbench.simulators.line.door import Call
from workbench.simulators.line.quota import Quota
from workbench.simulators.line.units import AggregationUnits
from workbench.simulators.world import World

Body = dict[str, Any]


class Deliveries:
    """Shows messages and counts them. The caller holds the world's lock."""

    def __init__(self, world: World, coupons: Coupons) -> None:
        self._world = world
        self._coupons = coupons
        self.quota = Quota(world.rules.line_monthly_quota)
        self.units = AggregationUnits()

    def check(self, call: Call, body: Body) -> None:
        """Raises `LineRefusal` for messages that no call may carry."""
        found = messages.problems(body.get("messages"))
        if not isinstance(body.get("notificationDisabled", False), bool):
            found.append(refusals.Problem("must be a boolean", "notificationDisabled"))
        if found:
            raise refusals.wrong_body(found)
        for number, message in enumerate(body["messages"]):
            if message["type"] == "coupon":
                known = self._coupons.of(call.account.account)
                if message["couponId"] not in known:
                    raise refusals.wrong_body(
                        [refusals.Problem("coupon not found", f"messages[{number}].couponId")]
                    )

    def charge(self, call: Call, recipients: int) -> None:
        """Use up quota. Raises `LineRefusal` when too little is left: nothing is sent then."""
        account, now = call.account.account, self._world.now()
        if not self.quota.allows(account, recipients, now):
            raise refusals.monthly_limit()
        self.quota.count(account, recipients, now)

    def reach(self, call: Call, kind: str, people: Sequence[Contact], body: Body) -> None:
        """Show a message to many, whose ids nobody is told."""
        self.quota.note(call.account.account, kind, len(people), self._world.now())
        for contact in people:
            self.show(contact, body, {})

    def sent_messages(self, wanted: list[Body]) -> Body:
        """The answer that names each bubble."""
        ids = self._world.ids
        sent = []
        for message in wanted:
            entry = {"id": ids.line_message()}
            if messages.has_quote_token(message):
                entry["quoteToken"] = "q" + ids.token(48)
            sent.append(entry)
        return {"sentMessages": sent}

    def show(self, contact: Contact, body: Body, answer: Body) -> None:
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
