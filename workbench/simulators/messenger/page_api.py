"""What may an app arrange for a Page: its webhooks, its uploads, its personas, its subscribers?

Source: Messenger Platform, "Webhooks", "Saving assets", "Personas", "Get subscription tokens".
"""

from datetime import datetime

from workbench.simulators.accounts import MESSENGER
from workbench.simulators.messenger import content, refusals
from workbench.simulators.messenger.door import Call
from workbench.simulators.messenger.rules import TOKEN_STATES
from workbench.simulators.messenger.state import EVERY_FIELD, Grant, Json, Leave, Page, Upload
from workbench.simulators.meta import refusals as common
from workbench.simulators.world import World

_AN_HOUR_S = 3600
_MOST_TOKENS = 1000


class PageApi:
    """The settings of a Page that are no profile."""

    def __init__(self, world: World) -> None:
        self._world = world

    def subscribed_apps(self, call: Call) -> Json:
        """GET, POST and DELETE: which fields the app hears of."""
        page = call.page
        if call.method == "DELETE":
            page.subscribed = None
            return {"success": True}
        if call.method == "POST":
            page.subscribed = _fields(call)
            return {"success": True}
        if page.subscribed is None:
            return {"data": []}
        fields = sorted(page.subscribed)
        name = f"app {page.account.app_id}"
        return {"data": [{"id": page.account.app_id, "name": name, "subscribed_fields": fields}]}

    def upload(self, call: Call) -> Json:
        """`POST /{page}/message_attachments`: kept for 90 days."""
        message = call.params.get("message")
        attachment = message.get("attachment") if isinstance(message, dict) else None
        if not isinstance(attachment, dict) or attachment.get("type") == "template":
            raise common.bad_parameter("The parameter message is required")
        now = self._world.now()
        content.refuse_if_wrong({"attachment": attachment}, call.page, now)
        name = self._world.ids.number(15)
        call.page.uploads[name] = Upload(str(attachment["type"]), now)
        return {"attachment_id": name}

    def personas(self, call: Call) -> Json:
        if call.method == "GET":
            return {"data": list(call.page.personas.values())}
        name = call.text("name")
        if not name or len(name) > 50 or not call.text("profile_picture_url"):
            raise common.bad_parameter("Invalid parameter")
        persona = self._world.ids.number(15)
        call.page.personas[persona] = {"id": persona, "name": name}
        return {"id": persona}

    def tokens(self, call: Call) -> Json:
        """`GET /{page}/notification_message_tokens`."""
        page, now = call.page, self._world.now()
        key = (MESSENGER, page.id, "tokens")
        if not self._world.buckets.take(key, page.rules.token_lists_per_h, now, _AN_HOUR_S):
            raise refusals.marketing(2300080, "Too many queries of subscription tokens")
        limit = str(call.params.get("limit", "100"))
        if not limit.isdecimal() or not 1 <= int(limit) <= _MOST_TOKENS:
            raise common.bad_parameter("Param limit must be at most 1000")
        wanted = [one for one in page.grants.values() if _is_listed(one, now)]
        return {"data": [_token(one, page) for one in wanted[: int(limit)]]}

    def unsubscribe(self, call: Call) -> Json:
        """`POST /{page}/messaging_customer_base/unsubscribe`."""
        rows = call.params.get("data")
        if not isinstance(rows, list):
            raise common.bad_parameter("The parameter data is required")
        wrong = 0
        for row in rows:
            named = set(row.values()) if isinstance(row, dict) else set()
            hit = [one for one in call.page.grants.values() if {one.psid, one.token} & named]
            wrong += not hit
            for grant in hit:
                grant.stopped = True
        return {"invalid_rows_count": wrong}


def debugged(page: Page | None, app_id: str) -> Json:
    """`GET /debug_token`: what the platform says of a token."""
    subcode = TOKEN_STATES.get(page.rules.token_state, 0) if page else 0
    if page is None or subcode:
        wrong = {"code": 190, "message": "Error validating access token", "subcode": subcode}
        return {"data": {"is_valid": False, "scopes": [], "error": wrong}}
    return {
        "data": {
            "app_id": app_id,
            "type": "PAGE",
            "is_valid": True,
            "expires_at": 0,
            "data_access_expires_at": 0,
            "profile_id": page.id,
            "scopes": sorted(page.rules.permissions),
        }
    }


def _fields(call: Call) -> frozenset[str]:
    """The fields that are asked for; what this simulator tells nothing of is accepted too."""
    given = call.params.get("subscribed_fields")
    names = given.split(",") if isinstance(given, str) else given
    if not isinstance(names, list) or not names:
        raise common.bad_parameter("The parameter subscribed_fields is required")
    wanted = {str(name).strip() for name in names}
    if not wanted & EVERY_FIELD:
        raise common.bad_parameter("Param subscribed_fields must hold known fields")
    return frozenset(wanted)


def _is_listed(grant: Grant, now: datetime) -> bool:
    is_leave = grant.leave is Leave.NOTIFICATION
    return is_leave and not grant.stopped and now < grant.expires_at


def _token(grant: Grant, page: Page) -> Json:
    next_at = grant.marketed_at + page.rules.marketing_gap if grant.marketed_at else None
    eligible = {"next_eligible_time": int(next_at.timestamp())} if next_at else {}
    return {
        "notification_messages_token": grant.token,
        "recipient_id": grant.psid,
        "notification_messages_reoptin": "ENABLED",
        "creation_timestamp": int(grant.granted_at.timestamp()),
        "token_expiry_timestamp": int(grant.expires_at.timestamp()),
        "user_token_status": "NOT_REFRESHED",
        "topic_title": grant.title or "Updates and promotions",
        **eligible,
    }
