"""How does a rich menu look to the Messaging API?"""

from typing import Any

from towkay.domain.menus import Area, RichMenu

_ALIAS = "towkay-"


def alias_of(menu_id: str) -> str:
    """The alias that always means the newest menu of this id."""
    return f"{_ALIAS}{menu_id}"


def menu_content(menu: RichMenu, name: str) -> dict[str, Any]:
    """The request that creates it; its image follows in one of its own."""
    return {
        "size": {"width": menu.width, "height": menu.height},
        "selected": menu.is_open,
        "name": name,
        "chatBarText": menu.bar,
        "areas": [_area(area) for area in menu.areas],
    }


def _area(area: Area) -> dict[str, Any]:
    bounds = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    return {"bounds": bounds, "action": _action(area)}


def _action(area: Area) -> dict[str, Any]:
    label = {"label": area.label} if area.label else {}
    target = area.target
    if target.link:
        return {"type": "uri", **label, "uri": target.link}
    if target.switch:
        alias = alias_of(target.switch)
        return {"type": "richmenuswitch", **label, "richMenuAliasId": alias, "data": alias}
    return {"type": "postback", **label, "data": target.payload}
