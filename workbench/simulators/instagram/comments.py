"""Comments under the account's posts: written by people, answered, hidden and deleted by it."""

from workbench.simulators.accounts import INSTAGRAM, SimulatedAccount
from workbench.simulators.clock import epoch_ms, iso_z
from workbench.simulators.conversation import Contact
from workbench.simulators.instagram import events, refusals
from workbench.simulators.instagram.answering import Json
from workbench.simulators.instagram.desk import Comment, Desk
from workbench.simulators.instagram.door import Caller, may
from workbench.simulators.instagram.rules import Scope
from workbench.simulators.instagram.webhooks import InstagramWebhooks
from workbench.simulators.meta import refusals as common

_A_DAY_S = 86_400.0


class Comments:
    """The comment endpoints of either login."""

    def __init__(self, desk: Desk, webhooks: InstagramWebhooks) -> None:
        self._desk = desk
        self._webhooks = webhooks

    def reply(self, caller: Caller, found: str) -> Json:
        """`POST /{comment}/replies`: under the top one, whichever of its thread was named."""
        comment = self._owned(caller, found)
        message = caller.params.get("message")
        if not isinstance(message, str) or not message:
            raise common.bad_parameter("The parameter message is required")
        if comment.hidden or comment.on_live:
            raise common.bad_parameter("Invalid parameter")
        own = self._own_comment(caller.account, comment, message)
        return {"id": own.id}

    def change(self, caller: Caller, found: str) -> Json:
        """`POST /{comment}` with `hide`, `POST /{media}` with `comment_enabled`."""
        if "comment_enabled" in caller.params and self._owns(caller, found):
            closed = self._desk.no_comments
            wanted = str(caller.params["comment_enabled"]).lower() != "false"
            (closed.discard if wanted else closed.add)(found)
            return {"success": True}
        comment = self._owned(caller, found)
        if "hide" not in caller.params:
            raise common.bad_parameter("The parameter hide is required")
        comment.hidden = str(caller.params["hide"]).lower() == "true"
        return {"success": True}

    def delete(self, caller: Caller, found: str) -> Json:
        """`DELETE /{comment}`."""
        comment = self._owned(caller, found)
        with self._desk.world.lock:
            del self._desk.comments[comment.id]
        return {"success": True}

    def of_media(self, caller: Caller, found: str) -> Json:
        """`GET /{media}/comments`."""
        self._spend(caller)
        if not self._owns(caller, found):
            raise common.no_such_object(found)
        with self._desk.world.lock:
            rows = [one for one in self._desk.comments.values() if one.media == found]
        return {"data": [_row(one) for one in rows if not one.hidden]}

    def mention(self, caller: Caller) -> Json:
        """`POST /{account}/mentions`: an answer to somebody's @mention."""
        self._spend(caller)
        if not caller.params.get("media_id") or not caller.params.get("message"):
            raise common.bad_parameter("The parameter media_id is required")
        return {"id": self._desk.number("178")}

    def _own_comment(self, account: SimulatedAccount, under: Comment, text: str) -> Comment:
        """The account's own words come back to it as an event, told from others by one member."""
        with self._desk.world.lock:
            own = Comment(
                self._desk.number("178"),
                account,
                None,
                under.media,
                text,
                self._desk.world.now(),
                under.parent or under.id,
            )
            self._desk.comments[own.id] = own
        told = {"id": account.account, "username": "the.shop", "self_ig_scoped_id": "1784555"}
        self._webhooks.later_body(account, comment_body(self._desk, own, told))
        return own

    def _owned(self, caller: Caller, found: str) -> Comment:
        self._spend(caller)
        comment = self._desk.comments.get(found)
        if comment is None or comment.account != caller.account:
            raise common.no_such_object(found)
        return comment

    def _owns(self, caller: Caller, media: str) -> bool:
        return self._desk.posts.get(media) == caller.account.account

    def _spend(self, caller: Caller) -> None:
        """Calls that send no message share an allowance for the day."""
        may(self._desk, Scope.COMMENTS)
        most = self._desk.world.rules.instagram.other_calls_a_day
        key = (INSTAGRAM, caller.account.account, "other")
        now = self._desk.world.now()
        if most is not None and not self._desk.world.buckets.take(key, most, now, _A_DAY_S):
            raise refusals.quota_used_up()


def comment_body(
    desk: Desk, comment: Comment, commenter: Json, media: Json | None = None
) -> events.Event:
    """The webhook of a comment, in the shape that the rules say."""
    value: events.Event = {"id": comment.id}
    if comment.parent:
        value["parent_id"] = comment.parent
    kind = "LIVE" if comment.on_live else "FEED"
    value |= {
        "text": comment.text,
        "from": commenter,
        "media": media or {"id": comment.media, "media_product_type": kind},
    }
    field = "live_comments" if comment.on_live else "comments"
    at_s = epoch_ms(desk.world.now()) // 1000
    shape = desk.world.rules.instagram.comments_shape
    return events.change(comment.account.account, at_s, field, value, shape)


def commenter_of(contact: Contact) -> Json:
    return {"id": contact.user, "username": contact.name or contact.user}


def _row(comment: Comment) -> Json:
    row = {"id": comment.id, "text": comment.text, "timestamp": iso_z(comment.at)}
    row["from"] = comment.contact.user if comment.contact else comment.account.account
    return row | ({"parent_id": comment.parent} if comment.parent else {})
