"""What does a change of an Instagram account say: somebody commented, or nothing we act on?

Source: Instagram Platform, "Webhooks: comments"; Instagram messaging, "Private replies".
"""

from datetime import datetime
from typing import Any

from towkay.adapters.channels.incoming import Reading, cause_of, digest, kind_of
from towkay.adapters.channels.instagram.shapes import Comment, Commenter, Media
from towkay.domain.doings import Commented

_CHANNEL = "instagram"
_COMMENTS = ("comments", "live_comments")  # no set: what stands there may be unhashable


def read_change(change: Any, account: str, occurred_at: datetime) -> Reading:
    """A change in either of its two shapes, which differ only in what is around them."""
    if not isinstance(change, dict):
        raise ValueError("a change is an object")
    field, value = change.get("field"), change.get("value")
    if field not in _COMMENTS or not isinstance(value, dict):
        return Reading(None, digest(change), occurred_at, kind_of(_CHANNEL, field))
    return _comment(Comment.model_validate(value), change, account, occurred_at)


def _comment(
    comment: Comment, change: dict[str, Any], account: str, occurred_at: datetime
) -> Reading:
    commenter, media = comment.commenter or Commenter(), comment.media or Media()
    comment_id = comment.id or comment.comment_id
    is_own = bool(commenter.self_ig_scoped_id) or commenter.id == account
    if is_own or not comment_id or commenter.id is None:
        kind = kind_of(_CHANNEL, change["field"], "own" if is_own else "nameless")
        return Reading(None, digest(change), occurred_at, kind)
    commented = Commented(
        comment_id=comment_id,
        text=comment.text,
        # A boosted post's comments are told of twice, under the ad as well: one post they are.
        post=media.original_media_id or media.id,
        parent=comment.parent_id,
        on_live=change["field"] == "live_comments",
    )
    return Reading(commenter.id, cause_of("comment", comment_id), occurred_at, commented)
