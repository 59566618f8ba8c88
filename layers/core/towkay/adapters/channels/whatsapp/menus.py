"""What stands ready in a WhatsApp number's chats: first questions and commands.

Source: WhatsApp Business Platform, "Conversational components".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from towkay.adapters.channels.asking import get, post
from towkay.adapters.channels.graph import checking
from towkay.adapters.channels.readying import Change, Looking, Pushing, accepted
from towkay.adapters.channels.wire import object_at
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.menus import Menus

_PROMPTS, _COMMANDS = "prompts", "commands"


class WhatsAppMenus:
    """WhatsApp's side of what stands ready in its chats, in the brand's first language alone."""

    def look(self, menus: Menus, endpoint: Endpoint, account: AccountKey) -> Looking:
        """What has to change. Both lists are written together, so either change names both."""
        ask = get("menus", _path(endpoint, account), endpoint.token(account))
        found = _found(accepted(ask, (yield ask)))
        wanted = {**found, **_wanted(menus)}
        return tuple(
            Change(name, _shown(found[name]), _shown(wanted[name]), wanted)
            for name in (_PROMPTS, _COMMANDS)
            if found[name] != wanted[name]
        )

    def push(self, changes: tuple[Change, ...], endpoint: Endpoint, account: AccountKey) -> Pushing:
        """Write both lists."""
        if changes:
            content = {"enable_welcome_message": False, **changes[0].content}
            path, token = _path(endpoint, account), endpoint.token(account)
            ask = post("write menus", path, token, content)
            accepted(ask, (yield ask))


def _path(endpoint: Endpoint, account: AccountKey) -> str:
    number = checking.safe(account.account)
    return checking.node(f"{number}/conversational_automation", endpoint, account)


def _wanted(menus: Menus) -> dict[str, Any]:
    default = menus.languages[0]
    wanted: dict[str, Any] = {}
    if menus.ice_breakers is not None:
        wanted[_PROMPTS] = [one.question.get(default, "") for one in menus.ice_breakers]
    if menus.commands is not None:
        wanted[_COMMANDS] = [
            {"command_name": one.name, "command_description": one.description.get(default, "")}
            for one in menus.commands
        ]
    return wanted


def _found(content: Mapping[str, Any]) -> dict[str, Any]:
    """The lists as they are: in the answer itself, under a name of their own, or in a list."""
    listed = content.get("data")
    first = listed[0] if isinstance(listed, list) and listed else content
    place: Mapping[str, Any] = first if isinstance(first, dict) else {}
    place = object_at(place, "conversational_automation") or place
    prompts, commands = place.get(_PROMPTS), place.get(_COMMANDS)
    return {
        _PROMPTS: prompts if isinstance(prompts, list) else [],
        _COMMANDS: [_command(one) for one in commands] if isinstance(commands, list) else [],
    }


def _command(one: Any) -> dict[str, str]:
    return {name: str(one.get(name, "")) for name in ("command_name", "command_description")}


def _shown(listed: Sequence[Any]) -> str:
    return " / ".join(
        f"/{one['command_name']}" if isinstance(one, dict) else str(one) for one in listed
    )


MENUS = WhatsAppMenus()
