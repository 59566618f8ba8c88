"""Who wrote what under a post of the Page, or in its group?

Source: Graph API, "Webhooks reference: Page, feed"; Messenger Platform, "Private replies",
"Webhooks: group_feed". Only a new comment may be answered in private: an edited one was heard
before, and what the Page itself wrote comes back to it too.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

from towkay.adapters.channels.graph.messaging import Party
from towkay.adapters.channels.graph.times import NumberText, time_or_none
from towkay.adapters.channels.incoming import cause_of, digest, kind_of
from towkay.adapters.channels.shapes import OBJECT_OR_NONE, Shape, UserIdentifier, Words
from towkay.domain.doings import Commented
from towkay.domain.events import Happening, MessageUnsent

_CHANNEL = "messenger"
FEEDS = frozenset({"feed", "group_feed"})
_Time = Annotated[datetime | None, BeforeValidator(time_or_none)]
_TAKEN_BACK = frozenset({"remove", "delete"})


class FeedChange(Shape):
    """Something that happened on a post; `from` is missing when the person may not be known."""

    item: Words = ""
    verb: Words = ""
    comment_id: NumberText = ""
    post_id: NumberText = ""
    parent_id: NumberText = ""
    message: Words = ""
    sender_id: UserIdentifier | None = None
    created_time: _Time = None
    edited_time: _Time = None


class Author(Shape):
    """Who did it."""

    author: Annotated[Party | None, OBJECT_OR_NONE] = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A change of the feed as it is understood; `user` is None when nobody can be written to."""

    user: str | None
    cause: str
    occurred_at: datetime
    happening: Happening


def read_feed(field: str, value: dict[str, Any], page: str, told_at: datetime) -> Comment:
    """What a change of `field` says. Raises pydantic's `ValidationError`."""
    change = FeedChange.model_validate(value)
    author = Author.model_validate({"author": value.get("from")}).author
    user = author.id if author else change.sender_id
    is_comment = change.item == "comment" and bool(change.comment_id)
    happening = _happening(change) if is_comment and user not in (None, page) else None
    unknown = kind_of(_CHANNEL, *_names(field, change, user == page))
    at = change.created_time if isinstance(happening, Commented) else change.edited_time
    return Comment(
        user=user if happening else None,
        cause=_cause(change) if is_comment else digest(value),
        occurred_at=at or told_at,
        happening=happening or unknown,
    )


def _happening(change: FeedChange) -> Happening | None:
    if change.verb == "add":
        is_top = change.parent_id == change.post_id
        return Commented(
            comment_id=change.comment_id,
            text=change.message,
            post=change.post_id,
            parent="" if is_top else change.parent_id,
        )
    return MessageUnsent(change.comment_id) if change.verb in _TAKEN_BACK else None


def _names(field: str, change: FeedChange, is_own: bool) -> list[str]:
    """The names an event that nobody acts on is counted by."""
    own = ["own"] if is_own else []
    return [name for name in (field, *own, change.item, change.verb) if name]


def _cause(change: FeedChange) -> str:
    when = change.edited_time or change.created_time
    return cause_of(change.comment_id, change.verb, int(when.timestamp()) if when else "")
