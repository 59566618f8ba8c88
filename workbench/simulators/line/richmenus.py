"""Which rich menus does an account have, and which one does a shopper see?"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbench.simulators.line.refusals import LineRefusal

MOST_MENUS = 1000
MOST_ALIASES = 1000
_NOT_FOUND = "richmenu not found"


@dataclass(slots=True)
class RichMenu:
    """One menu; it can be shown once it has its picture, which stays for good."""

    id: str
    content: dict[str, Any]
    picture: bytes = b""
    media_type: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"richMenuId": self.id, **self.content}


@dataclass(frozen=True, slots=True)
class Batch:
    """A replacement of many people's menus: when it was accepted and how it ended."""

    accepted_at: datetime
    phase: str = "succeeded"


@dataclass(slots=True)
class MenuShelf:
    """The menus of one account; `linked` says whose is another than the default."""

    menus: dict[str, RichMenu] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    default: str = ""
    batches: dict[str, Batch] = field(default_factory=dict)
    resume_keys: dict[str, datetime] = field(default_factory=dict)

    def menu(self, menu_id: object, why: str = "Not found") -> RichMenu:
        """Raises `LineRefusal` when there is none."""
        found = self.menus.get(menu_id) if isinstance(menu_id, str) else None
        if found is None:
            raise LineRefusal(404, why)
        return found

    def showable(self, menu_id: object, why: str = _NOT_FOUND) -> RichMenu:
        """A menu that has its picture. Raises `LineRefusal`."""
        found = self.menu(menu_id, why)
        if not found.picture:
            raise LineRefusal(400, "must upload richmenu image before applying it to user")
        return found

    def shown_to(self, user: str) -> RichMenu | None:
        """The person's own menu, or else the default."""
        return self.menus.get(self.linked.get(user, "")) or self.menus.get(self.default)

    def remove(self, menu_id: str) -> None:
        """Take a menu away, from everybody who saw it; its aliases lead nowhere then."""
        self.menu(menu_id)
        del self.menus[menu_id]
        self.default = "" if self.default == menu_id else self.default
        self.linked = {user: one for user, one in self.linked.items() if one != menu_id}

    def aliased(self, alias: str) -> str:
        """The menu an alias names. Raises `LineRefusal`."""
        if alias not in self.aliases:
            raise LineRefusal(404, "richmenu alias not found")
        return self.aliases[alias]


class RichMenus:
    """The shelves of all accounts. Not locked: the caller holds the world's lock."""

    def __init__(self) -> None:
        self._shelves: defaultdict[str, MenuShelf] = defaultdict(MenuShelf)

    def of(self, account: str) -> MenuShelf:
        return self._shelves[account]


def default_missing() -> LineRefusal:
    return LineRefusal(404, "no default richmenu")
