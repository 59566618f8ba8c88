"""Which act of a shopper is called so?"""

from collections.abc import Callable
from typing import Any

from workbench.simulators.sender import Sent
from workbench.simulators.shopper import Shopper, WithOwnActs

JsonObject = dict[str, Any]


# On every channel, though some refuse one of them.
COMMON: dict[str, Callable[[Shopper, JsonObject], Sent]] = {
    "say": lambda shopper, given: shopper.say(given["text"]),
    "press": lambda shopper, given: shopper.press(given["label"]),
    "follow": lambda shopper, given: shopper.follow(),
    "unfollow": lambda shopper, given: shopper.unfollow(),
    "get_started": lambda shopper, given: shopper.get_started(given.get("ref", "")),
    "sticker": lambda shopper, given: shopper.sticker(),
    "image": lambda shopper, given: shopper.image(),
    "location": lambda shopper, given: shopper.location(),
    "edit": lambda shopper, given: shopper.edit(given["mid"], given["text"]),
    "unsend": lambda shopper, given: shopper.unsend(given["mid"]),
    "react": lambda shopper, given: shopper.react(given.get("mid", "")),
    "human": lambda shopper, given: shopper.human_replies(given["text"]),
}


def do(shopper: Shopper, action: str, given: JsonObject) -> Sent:
    """Raises `ValueError` for an act that is none, or lacks something."""
    own = shopper.ACTS if isinstance(shopper, WithOwnActs) else {}
    acts = {**COMMON, **own}
    if action not in acts:
        raise ValueError(f"unknown action {action!r}; there are {sorted(acts)}")
    try:
        return acts[action](shopper, given)
    except KeyError as missing:
        raise ValueError(f"the body lacks {missing}") from missing
