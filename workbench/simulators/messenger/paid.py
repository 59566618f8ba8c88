"""What does the Marketing Messages API refuse, and what follows what it takes?

Source: Marketing messages on Messenger, "Send messages", "API reference". The ad account of a Page
has the Page's own number here, and the Page's token is good for it.
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from workbench.simulators.clock import epoch_ms
from workbench.simulators.conversation import Contact
from workbench.simulators.messenger import content, events, refusals
from workbench.simulators.messenger.door import Call
from workbench.simulators.messenger.rules import MARKETING_COUNTRIES, NOTIFICATION_REGIONS
from workbench.simulators.messenger.send_api import bubble_of
from workbench.simulators.messenger.state import Campaign, Grant, Json, Leave, Pages
from workbench.simulators.messenger.webhooks import MessengerWebhooks
from workbench.simulators.meta import refusals as common
from workbench.simulators.world import World

_SOONEST_LATE = timedelta(days=30)
_TEXT_LIMIT = 640


class PaidApi:
    """`message_campaign` and `messages` of an ad account."""

    def __init__(self, world: World, pages: Pages, webhooks: MessengerWebhooks) -> None:
        self._world = world
        self._pages = pages
        self._webhooks = webhooks

    def campaign(self, call: Call) -> Json:
        """`POST /act_…/message_campaign`. Raises `GraphRefusal`."""
        rules, now = call.page.rules, self._world.now()
        if rules.country not in MARKETING_COUNTRIES:
            raise refusals.marketing(2300030, "Ad account country is not supported")
        if not rules.terms_signed:
            raise refusals.marketing(2300066, "Marketing messages terms are not signed")
        budgets = [call.params[n] for n in ("daily_budget", "lifetime_budget") if n in call.params]
        if len(budgets) > 1 or any(not _is_positive(budget) for budget in budgets):
            raise refusals.marketing(2300007, "Budget must be positive, and only one of the two")
        starts_at = _moment(call.params.get("start_time"), now)
        if starts_at > now + _SOONEST_LATE or call.text("page_id") != call.page.id:
            raise common.bad_parameter("Invalid parameter")
        name = self._world.ids.number(15)
        call.page.campaigns[name] = Campaign(name, call.text("name"), call.page.id, now, starts_at)
        return {"id": name}

    def delete(self, campaign: Campaign) -> Json:
        campaign.active = False
        return {"success": True}

    def send(self, call: Call) -> Json:
        """`POST /act_…/messages`. Raises `GraphRefusal`."""
        with self._world.lock:
            self._refuse_campaign(call)
            grant = self._grant(call)
            contact = self._world.known(call.page.account, grant.psid)
            self._refuse_moment(call, grant, contact)
            self._refuse_content(call)
            grant.marketed_at = self._world.now()
            tracking = str(UUID(int=int(self._world.ids.token(32), 16), version=4))
            if contact is not None:
                self._deliver(call, grant, contact, tracking)
        return {"success": True, "marketing_message_tracking_id": tracking}

    def _refuse_campaign(self, call: Call) -> None:
        now, rules = self._world.now(), call.page.rules
        campaign = call.page.campaigns.get(str(call.params.get("message_id")))
        if campaign is None:
            raise refusals.marketing(2300001, "Campaign does not exist")
        if not campaign.active:
            raise refusals.marketing(2300000, "Campaign is not active")
        if now - campaign.created_at < rules.campaign_warm_up:
            raise refusals.marketing(2300012, "Campaign is not populated yet")
        if now < campaign.starts_at:
            raise refusals.marketing(2300033, "Campaign has not started")
        if not rules.terms_signed:
            raise refusals.marketing(2300066, "Marketing messages terms are not signed")

    def _grant(self, call: Call) -> Grant:
        data = call.params.get("messenger_delivery_data")
        token = str(data.get("subscription_token")) if isinstance(data, dict) else ""
        grant = call.page.grants.get(token)
        if grant is None and any(token in page.grants for page in self._pages.all()):
            raise refusals.marketing(2300005, "Subscription token belongs to another page")
        if grant is None or grant.leave is not Leave.NOTIFICATION:
            raise refusals.marketing(2300004, "Subscription token could not be loaded")
        if grant.stopped:
            raise refusals.marketing(2300034, "Subscriber has stopped marketing messages")
        if call.page.rules.region in NOTIFICATION_REGIONS:
            raise refusals.marketing(2300032, "Recipient's region is not supported")
        return grant

    def _refuse_moment(self, call: Call, grant: Grant, contact: Contact | None) -> None:
        rules, now = call.page.rules, self._world.now()
        if grant.marketed_at and now - grant.marketed_at < rules.marketing_gap:
            left = int((grant.marketed_at + rules.marketing_gap - now).total_seconds())
            text = "There has to be a minimum delay between two marketing messages"
            raise refusals.marketing(2300035, text, remaining_seconds=left)
        if rules.frequency_cap:
            raise refusals.marketing(rules.frequency_cap, "Frequency cap reached")
        gap = call.params.get("min_conversation_gap_seconds")
        wrote_at = contact.wrote_at if contact else None
        if isinstance(gap, int) and wrote_at and now - wrote_at < timedelta(seconds=gap):
            raise refusals.marketing(2300052, "Recipient is in a conversation")
        if rules.budget_spent:
            raise refusals.marketing(rules.budget_spent, "Budget is used up")
        if contact is not None and contact.blocked:
            raise refusals.marketing(2300036, "Recipient is unavailable")

    def _refuse_content(self, call: Call) -> None:
        message = call.params.get("message")
        text = message.get("text") if isinstance(message, dict) else None
        is_long = isinstance(text, str) and len(text) > _TEXT_LIMIT
        is_other = isinstance(message, dict) and _kind(message) not in ("", "template")
        is_utility = isinstance(message, dict) and "template" in message
        if is_long or is_other or is_utility:
            raise refusals.marketing(2300018, "Attachment is not supported")
        try:
            content.refuse_if_wrong(message, call.page, self._world.now())
        except common.GraphRefusal as refusal:
            raise refusals.marketing(2300018, refusal.message) from refusal

    def _deliver(self, call: Call, grant: Grant, contact: Contact, tracking: str) -> None:
        mid = self._world.ids.mid()
        message = call.params["message"]
        answer = {"success": True, "marketing_message_tracking_id": tracking}
        bubble = bubble_of(message, mid, self._world, call.page)
        self._world.show(contact, [bubble], call.params, answer)
        at_s = epoch_ms(self._world.now()) // 1000
        told = {
            "recipient_id": events.number_if_digits(contact.user),
            "page_id": events.number_if_digits(call.page.id),
            "app_id": events.number_if_digits(call.page.account.app_id),
            "timestamp": at_s,
            "mid": mid,
            "marketing_message_tracking_id": tracking,
            "messenger_subscription_token": grant.token,
            "message_id": str(call.params["message_id"]),
        }
        call.page.paid[contact.user] = told
        for kind in ("echoes", "deliveries", "reads"):
            field = f"marketing_message_{kind}"
            body = events.change_body(call.page.id, at_s, field, {"field": field, **told})
            self._webhooks.tell(call.page, field, body)


def _kind(message: Json) -> str:
    attachment = message.get("attachment")
    return str(attachment.get("type", "")) if isinstance(attachment, dict) else ""


def _is_positive(budget: Any) -> bool:
    return isinstance(budget, int) and not isinstance(budget, bool) and budget > 0


def _moment(value: Any, now: datetime) -> datetime:
    """ISO or Unix; now where there is none. Raises `GraphRefusal`."""
    if value is None:
        return now
    try:
        if isinstance(value, int) or str(value).isdecimal():
            return datetime.fromtimestamp(int(value), UTC)
        at = datetime.fromisoformat(str(value))
    except (ValueError, OverflowError, OSError) as error:
        raise common.bad_parameter("Invalid parameter") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
