"""Which acts has a shopper on Messenger that are nowhere else, by their names?"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from workbench.simulators.messenger.state import Json
from workbench.simulators.sender import Sent

ACTS: Mapping[str, Callable[[Any, Json], Sent]] = MappingProxyType(
    {
        "comment": lambda one, given: one.comment(
            given["text"], given.get("post", ""), given.get("parent", "")
        ),
        "page_comments": lambda one, given: one.page_comments(given["text"]),
        "write_post": lambda one, given: one.write_post(given["text"]),
        "edit_comment": lambda one, given: one.edit_comment(given["comment"], given["text"]),
        "remove_comment": lambda one, given: one.remove_comment(given["comment"]),
        "follow_link": lambda one, given: one.follow_link(given["ref"]),
        "come_from_ad": lambda one, given: one.come_from_ad(given["text"]),
        "tick_checkbox": lambda one, given: one.tick_checkbox(given["user_ref"]),
        "send_to_messenger": lambda one, given: one.send_to_messenger(given["ref"]),
        "stop_notifications": lambda one, given: one.stop_notifications(),
        "resume_notifications": lambda one, given: one.resume_notifications(),
        "link_account": lambda one, given: one.link_account(given["code"]),
        "tap_marketing_link": lambda one, given: one.tap_marketing_link(),
    }
)
