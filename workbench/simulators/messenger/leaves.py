"""May a Page write by a token, or ask for one?

Source: Messenger Platform, "Recurring notifications", "One-time notification", "Error codes".
"""

from datetime import datetime, timedelta
from typing import Any

from workbench.simulators.messenger.rules import NOTIFICATION_REGIONS
from workbench.simulators.messenger.state import Grant, Leave, Page
from workbench.simulators.meta import refusals as common

_RIGHT_AFTER = timedelta(minutes=2)
_MOST_RIGHT_AFTER, _SHORT = 3, 250


def one_time_grant(token: str, page: Page, now: datetime) -> Grant:
    """The leave for one follow-up. Raises `GraphRefusal`."""
    grant = page.grants.get(token)
    is_one = grant is not None and grant.leave is Leave.ONE_TIME
    if grant is None or not is_one or grant.used or now >= grant.expires_at:
        raise common.bad_parameter("one_time_notif_token is invalid")
    return grant


def notification_grant(token: str, page: Page, message: Any, now: datetime) -> Grant:
    """The leave for one more recurring notification. Raises `GraphRefusal`."""
    rules = page.rules
    in_region = {rules.country, rules.region} <= NOTIFICATION_REGIONS
    if not rules.recurring_notifications or not in_region:
        raise common.no_permission()
    grant = page.grants.get(token)
    if grant is None or grant.leave is not Leave.NOTIFICATION:
        raise common.bad_parameter("notification_messages_token is invalid")
    if now >= grant.expires_at:
        raise common.bad_parameter("notification_messages_token has expired")
    if grant.stopped:
        text = "(#10) This user has currently stopped notification messages for this topic"
        raise common.GraphRefusal(10, text, subcode=1893015)
    too_early = grant.told_at is not None and now - grant.told_at < rules.notification_gap
    if too_early and not _follows_right_after(grant, message, now):
        text = "(#4) There has to be a minimum delay between 2 notifications"
        raise common.GraphRefusal(4, text, subcode=2018354)
    return grant


def _follows_right_after(grant: Grant, message: Any, now: datetime) -> bool:
    """The second and third message after a new opt-in, if they are short."""
    text = message.get("text", "") if isinstance(message, dict) else ""
    is_short = isinstance(text, str) and 0 < len(text) <= _SHORT
    is_new = now - grant.granted_at <= _RIGHT_AFTER
    return is_new and is_short and grant.told < _MOST_RIGHT_AFTER


def refuse_request(kind: str, title: str, psid: str, page: Page, now: datetime) -> None:
    """Raises `GraphRefusal` for a request for leave that may not be made now."""
    if kind == Leave.ONE_TIME:
        if not page.rules.one_time_notifications:
            raise common.no_permission()
        return
    if page.rules.opt_in_requests_barred:
        text = "(#10) The Page is temporarily blocked from sending opt-in requests"
        raise common.GraphRefusal(10, text, subcode=1404170)
    week = [
        asked for who, asked, at in page.asked if who == psid and now - at < page.rules.topic_gap
    ]
    if title in week:
        text = "(#613) You may not send multiple opt-in requests with the same topic to a user."
        raise common.GraphRefusal(613, text, subcode=1893016)
    if len(week) >= page.rules.opt_in_requests_most:
        text = "(#9) User is performing too many actions"
        raise common.GraphRefusal(9, text, subcode=2018352)
