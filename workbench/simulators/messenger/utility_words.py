"""What does a person see of a utility message: the approved words, with their gaps filled?"""

import re
from collections.abc import Iterator, Sequence

from workbench.simulators.conversation import Button, Face
from workbench.simulators.messenger.state import Json, Template

_GAP = re.compile(r"\{\{\s*([A-Za-z0-9_]+)\s*\}\}")
_ACTIONS = {"URL": "web_url", "POSTBACK": "postback"}


def face_of(template: Template, sent: Json) -> Face:
    """The template as one card; its postback buttons can be pressed."""
    given = {
        str(component["type"]).lower(): component.get("parameters", [])
        for component in sent.get("components", ())
    }
    words, buttons = [], []
    for component in template.components:
        kind = str(component.get("type", "")).lower()
        if kind == "buttons":
            buttons = list(_buttons(component.get("buttons", ()), given.get(kind, [])))
        elif component.get("text"):
            words.append(_filled(str(component["text"]), given.get(kind, [])))
    return Face(text="\n".join(words), buttons=tuple(buttons))


def _filled(text: str, parameters: Sequence[Json]) -> str:
    """Gaps are filled by name, or one after the other where they are numbered."""
    named = {one["parameter_name"]: one["text"] for one in parameters if "parameter_name" in one}
    numbered = {str(place): one.get("text", "") for place, one in enumerate(parameters, 1)}
    return _GAP.sub(lambda gap: str((named or numbered).get(gap[1], "")), text)


def _buttons(buttons: Sequence[Json], parameters: Sequence[Json]) -> Iterator[Button]:
    left = iter(parameters)
    for button in buttons:
        kind = str(button.get("type", "")).upper()
        value = str(button.get("url", button.get("payload", "")))
        if _GAP.search(value):
            one = next(left, {})
            value = _GAP.sub(str(one.get("url", one.get("payload", ""))), value)
        yield Button(str(button.get("text", "")), _ACTIONS.get(kind, kind), value)
