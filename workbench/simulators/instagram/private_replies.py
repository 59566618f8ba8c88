"""May a comment be answered in private, and with this?

Once for each comment, within seven days; under a live video only while it is on air.
"""

from typing import Any

from workbench.simulators.accounts import INSTAGRAM, SimulatedAccount
from workbench.simulators.conversation import Contact
from workbench.simulators.instagram import content, refusals
from workbench.simulators.instagram.desk import Comment, Desk
from workbench.simulators.instagram.door import may
from workbench.simulators.instagram.rules import Scope
from workbench.simulators.meta import refusals as common

_AN_HOUR_S = 3600.0


def answerable(desk: Desk, account: SimulatedAccount, comment_id: str) -> tuple[Comment, Contact]:
    """The comment and who wrote it. Raises `GraphRefusal`."""
    may(desk, Scope.COMMENTS)
    comment = desk.comments.get(comment_id)
    if comment is None or comment.contact is None or comment.account != account:
        raise refusals.comment_not_answerable()
    age = desk.world.now() - comment.at
    is_late = age > desk.world.rules.instagram.private_reply_window
    is_off_air = comment.on_live and comment.media not in desk.on_air
    if comment.answered or is_late or is_off_air:
        raise refusals.comment_not_answerable()
    if comment.contact.blocked:
        raise common.unavailable_person()
    return comment, comment.contact


def refuse_if_wrong(desk: Desk, account: SimulatedAccount, params: dict[str, Any]) -> None:
    """Raises `GraphRefusal` for what cannot be said in private under a comment."""
    if "message" not in params:
        raise common.bad_parameter("The parameter message is required")
    if params.get("messaging_type", "RESPONSE") not in ("RESPONSE", "UPDATE") or "tag" in params:
        raise common.bad_parameter()
    message = params["message"]
    content.refuse_if_wrong(message, content.Checked(desk, account, desk.world.now()))
    rules = desk.world.rules.instagram
    if content.attachments(message) and not rules.templates_in_private_replies:
        raise refusals.invalid_data()


def pace(desk: Desk, comment: Comment) -> None:
    """Raises `GraphRefusal`."""
    rules, now = desk.world.rules.instagram, desk.world.now()
    key = (INSTAGRAM, comment.account.account, "private", "live" if comment.on_live else "post")
    most = rules.live_replies_per_s if comment.on_live else rules.private_replies_per_h
    over_s = 1.0 if comment.on_live else _AN_HOUR_S
    if not desk.world.buckets.take(key, most, now, over_s):
        raise refusals.too_fast()
