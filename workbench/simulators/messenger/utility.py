"""May this utility message be sent: is its template approved, and are its gaps filled?

Source: Messenger Platform, "Utility messages".
"""

import re
from collections.abc import Mapping
from typing import Any

from workbench.simulators.messenger import refusals
from workbench.simulators.messenger.state import Json, Page, Template
from workbench.simulators.meta import refusals as common

_GAP = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")
_APPROVED = "APPROVED"


def refuse_if_wrong(message: Any, page: Page) -> None:
    """Raises `GraphRefusal`."""
    if "pages_utility_messaging" not in page.rules.permissions:
        raise refusals.utility_permission_needed()
    sent = message.get("template") if isinstance(message, dict) else None
    if not isinstance(sent, dict):
        raise common.bad_parameter("The parameter message[template] is required")
    template = _named(sent, page)
    if template is None or template.status != _APPROVED:
        raise common.bad_parameter("template cannot be found")
    given = _given(sent.get("components", []))
    if given != _wanted(template):
        raise common.bad_parameter("Invalid parameter")


def _named(sent: Json, page: Page) -> Template | None:
    language = sent.get("language")
    code = language.get("code") if isinstance(language, dict) else None
    return page.templates.get((str(sent.get("name")), str(code)))


def _wanted(template: Template) -> Mapping[str, list[str]]:
    """The gaps of each part, by name; numbered ones have none."""
    is_named = template.parameter_format == "NAMED"
    wanted: dict[str, list[str]] = {}
    for component in template.components:
        kind = str(component.get("type", "")).lower()
        if kind == "buttons":
            gaps = [one["type"] for one in component.get("buttons", ()) if _has_gap(one)]
        elif component.get("format") == "IMAGE":
            gaps = ["image"]
        else:
            found = gaps_in(str(component.get("text", "")))
            gaps = found if is_named else ["" for _ in found]
        if gaps:
            wanted[kind] = gaps
    return wanted


def _has_gap(button: Json) -> bool:
    return bool(_GAP.search(str(button.get("url", button.get("payload", "")))))


def gaps_in(text: str) -> list[str]:
    """The names or numbers of the gaps, each once, in the order they are met."""
    return list(dict.fromkeys(_GAP.findall(text)))


def _given(components: Any) -> Mapping[str, list[str]]:
    """What the call fills, in the same form. Raises `GraphRefusal` for what cannot be read."""
    given: dict[str, list[str]] = {}
    try:
        for component in components:
            kind = str(component["type"]).lower()
            given[kind] = [_filled(kind, one) for one in component["parameters"]]
    except (TypeError, KeyError, AttributeError) as error:
        raise common.bad_parameter("Invalid parameter") from error
    return {kind: filled for kind, filled in given.items() if filled}


def _filled(kind: str, parameter: Json) -> str:
    if kind == "buttons":
        value = parameter["url" if parameter["type"] == "URL" else "payload"]
        return str(parameter["type"]) if isinstance(value, str) and value else "empty"
    if parameter["type"] == "image":
        return "image" if isinstance(parameter.get("image"), dict) else "empty"
    text = parameter["text"]
    return str(parameter.get("parameter_name", "")) if isinstance(text, str) and text else "empty"
