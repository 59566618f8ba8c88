"""What stands ready in a LINE account's chats: rich menus, their aliases, and the default.

A rich menu cannot be altered, so each of ours bears a digest of its content in its name, and an
alias that points to it once it is whole. Source: Messaging API reference, "Rich menu".
"""

import hashlib
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

from towkay.adapters.channels.asking import Answer, Ask, get, post
from towkay.adapters.channels.line.rich_menus import alias_of, menu_content
from towkay.adapters.channels.readying import Change, Looking, MenusRefused, Pushing, accepted
from towkay.adapters.channels.wire import json_bytes, word
from towkay.adapters.http import HttpReply
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountKey
from towkay.domain.menus import Menus, RichMenu

_PREFIX = "towkay:"
_DATA_HOST = "line_data"
_BASE = "/v2/bot"
_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class _Found:
    """What is there: menus by id, aliases, the default's id."""

    names: Mapping[str, str]
    aliases: Mapping[str, str]
    default: str

    def whole(self, name: str, alias: str) -> str:
        """The id of our menu of this name, if its alias says that it has its image."""
        menu = self.aliases.get(alias, "")
        return menu if self.names.get(menu) == name else ""


@dataclass(frozen=True, slots=True)
class _Work:
    """All that has to be done; `wanted` are the menus by the names they get."""

    found: _Found
    wanted: Mapping[str, RichMenu]


class LineMenus:
    """LINE's side of what stands ready in its chats."""

    def look(self, menus: Menus, endpoint: Endpoint, account: AccountKey) -> Looking:
        """What has to change; menus that others made are left alone."""
        if menus.rich_menus is None:
            return ()
        found = yield from _read(endpoint.token(account))
        wanted = {_name(menu): menu for menu in menus.rich_menus}
        work = _Work(found, wanted)
        changes = [*_made(work), *_default(work), *_removed(work)]
        return tuple(changes)

    def push(self, changes: tuple[Change, ...], endpoint: Endpoint, account: AccountKey) -> Pushing:
        """Make what is new, point to it, and only then take away what nobody sees any more."""
        if not changes:
            return
        token, work = endpoint.token(account), changes[0].content
        ids = {}
        for name, menu in work.wanted.items():
            whole = work.found.whole(name, alias_of(menu.id))
            ids[name] = whole or (yield from _make(token, name, menu, work.found))
        yield from _point(token, work, ids)
        yield from _sweep(token, work, set(ids.values()))


def _read(token: str) -> Generator[Ask, Answer, _Found]:
    ask = get("rich menus", f"{_BASE}/richmenu/list", token)
    menus = accepted(ask, (yield ask)).get("richmenus")
    ask = get("rich menu aliases", f"{_BASE}/richmenu/alias/list", token)
    aliases = accepted(ask, (yield ask)).get("aliases")
    ask = get("default rich menu", f"{_BASE}/user/all/richmenu", token)
    answer = yield ask
    is_none = isinstance(answer, HttpReply) and answer.status in (403, _NOT_FOUND)
    default = "" if is_none else word(accepted(ask, answer).get("richMenuId"))
    return _Found(
        _pairs(menus, "richMenuId", "name"),
        _pairs(aliases, "richMenuAliasId", "richMenuId"),
        default,
    )


def _make(token: str, name: str, menu: RichMenu, found: _Found) -> Generator[Ask, Answer, str]:
    """Create it, give it its image, then its alias; the new id."""
    ask = post(f"create {menu.id}", f"{_BASE}/richmenu", token, menu_content(menu, name))
    menu_id = word(accepted(ask, (yield ask)).get("richMenuId"))
    if not menu_id:
        raise MenusRefused(f"create {menu.id}: no id")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": menu.image_type}
    path = f"{_BASE}/richmenu/{menu_id}/content"
    ask = Ask(f"image of {menu.id}", "POST", path, headers, menu.image, _DATA_HOST)
    accepted(ask, (yield ask))
    alias = alias_of(menu.id)
    known = alias in found.aliases
    where = f"{_BASE}/richmenu/alias" + (f"/{alias}" if known else "")
    content = (
        {"richMenuId": menu_id} if known else {"richMenuAliasId": alias, "richMenuId": menu_id}
    )
    ask = post(f"alias of {menu.id}", where, token, content)
    accepted(ask, (yield ask))
    return menu_id


def _point(token: str, work: _Work, ids: Mapping[str, str]) -> Pushing:
    """Make the default the default; without any of ours, ours is none any more."""
    default = next((ids[name] for name, menu in work.wanted.items() if menu.is_default), "")
    path = f"{_BASE}/user/all/richmenu"
    if default and default != work.found.default:
        ask = post("default rich menu", f"{path}/{default}", token, {})
        accepted(ask, (yield ask))
    elif not default and _is_ours(work.found.names.get(work.found.default, "")):
        ask = Ask("no default rich menu", "DELETE", path, {"Authorization": f"Bearer {token}"})
        accepted(ask, (yield ask))


def _sweep(token: str, work: _Work, kept: set[str]) -> Pushing:
    headers = {"Authorization": f"Bearer {token}"}
    wanted = {alias_of(menu.id) for menu in work.wanted.values()}
    for alias in work.found.aliases:
        if alias.startswith(alias_of("")) and alias not in wanted:
            path = f"{_BASE}/richmenu/alias/{alias}"
            yield from _gone(Ask(f"take away {alias}", "DELETE", path, headers))
    for menu_id, name in work.found.names.items():
        if _is_ours(name) and menu_id not in kept:
            path = f"{_BASE}/richmenu/{menu_id}"
            yield from _gone(Ask(f"take away {name}", "DELETE", path, headers))


def _gone(ask: Ask) -> Pushing:
    """What is gone already is no trouble."""
    answer = yield ask
    if not (isinstance(answer, HttpReply) and answer.status == _NOT_FOUND):
        accepted(ask, answer)


def _made(work: _Work) -> list[Change]:
    before = {_id_of(name): name for name in work.found.names.values() if _is_ours(name)}
    return [
        Change(f"rich menu {menu.id}", before.get(menu.id, ""), name, work)
        for name, menu in work.wanted.items()
        if not work.found.whole(name, alias_of(menu.id))
    ]


def _default(work: _Work) -> list[Change]:
    found = work.found.names.get(work.found.default, work.found.default)
    wanted = next((name for name, menu in work.wanted.items() if menu.is_default), "")
    is_there = any(
        work.found.whole(name, alias_of(menu.id)) == work.found.default
        for name, menu in work.wanted.items()
        if name == wanted
    )
    if found == wanted and (is_there or not wanted):
        return []
    if not wanted and not _is_ours(found):
        return []
    return [Change("default", found, wanted, work)]


def _removed(work: _Work) -> list[Change]:
    ids = {menu.id for menu in work.wanted.values()}
    kept = {work.found.whole(name, alias_of(menu.id)) for name, menu in work.wanted.items()}
    return [
        Change(f"rich menu {_id_of(name)}", name, "", work)
        for menu_id, name in work.found.names.items()
        if _is_ours(name) and menu_id not in kept and _id_of(name) not in ids
    ]


def _name(menu: RichMenu) -> str:
    content = json_bytes(menu_content(menu, "")) + menu.image
    return f"{_PREFIX}{menu.id}:{hashlib.sha256(content).hexdigest()[:12]}"


def _is_ours(name: str) -> bool:
    return name.startswith(_PREFIX)


def _id_of(name: str) -> str:
    return name.removeprefix(_PREFIX).partition(":")[0]


def _pairs(listed: Any, key: str, value: str) -> dict[str, str]:
    rows = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    return {word(one.get(key)): word(one.get(value)) for one in rows if word(one.get(key))}


MENUS = LineMenus()
