"""Which act of a shopper is called so?"""

from collections.abc import Callable
from typing import Any

from workbench.simulators.sender import Sent
from workbench.simulators.shopper import Shopper, WithOwnActs

JsonObject = dict[str, Any]


def _needed(given: JsonObject, name: str) -> str:
    if name not in given:
        raise ValueError(f"the body lacks {name!r}")
    return str(given[name])


_ACTS: dict[str, Callable[[Shopper, JsonObject], Sent]] = {
    "say": lambda shopper, given: shopper.say(_needed(given, "text")),
    "press": lambda shopper, given: shopper.press(_needed(given, "label")),
    "follow": lambda shopper, given: shopper.follow(),
    "unfollow": lambda shopper, given: shopper.unfollow(),
    "get_started": lambda shopper, given: shopper.get_started(given.get("ref", "")),
    "sticker": lambda shopper, given: shopper.sticker(),
    "image": lambda shopper, given: shopper.image(),
    "location": lambda shopper, given: shopper.location(),
    "edit": lambda shopper, given: shopper.edit(_needed(given, "mid"), _needed(given, "text")),
    "unsend": lambda shopper, given: shopper.unsend(_needed(given, "mid")),
    "react": lambda shopper, given: shopper.react(given.get("mid", "")),
    "human": lambda shopper, given: shopper.human_replies(_needed(given, "text")),
}


def do(shopper: Shopper, action: str, given: JsonObject) -> Sent:
    """Raises `ValueError` for an act that is none, or lacks something."""
    own = shopper.own_acts if isinstance(shopper, WithOwnActs) else {}
    if action in own:
        return own[action](given)
    if action not in _ACTS:
        raise ValueError(f"unknown action {action!r}; there are {sorted([*_ACTS, *own])}")
    return _ACTS[action](shopper, given)
