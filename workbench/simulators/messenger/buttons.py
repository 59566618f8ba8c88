"""Are the buttons of a template within the Send API's limits, and how do they look?"""

from typing import Any

from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import check_one_of, check_string, check_url

_MAX_BUTTONS = 3
_MAX_TITLE = 20
_MAX_PAYLOAD = 1000
_TYPES = (
    *("web_url", "postback", "phone_number", "account_link", "account_unlink", "game_play"),
    "audio_call",
)
_TITLED = ("web_url", "postback", "phone_number", "game_play")
_HEIGHTS = ("compact", "tall", "full")


def check_buttons(where: str, buttons: Any, types: tuple[str, ...] = _TYPES) -> None:
    """Raises `GraphRefusal`."""
    if not isinstance(buttons, list):
        raise common.bad_parameter(f"Param name_placeholder{where} must be an array.")
    if len(buttons) > _MAX_BUTTONS:
        raise common.too_many(f"name_placeholder{where}")
    for number, button in enumerate(buttons):
        _check_button(f"{where}[{number}]", button, types)


def _check_button(where: str, button: Any, types: tuple[str, ...]) -> None:
    kind = button.get("type") if isinstance(button, dict) else None
    check_one_of(f"{where}[type]", kind, types)
    if kind in _TITLED:
        check_string(f"{where}[title]", button.get("title"), _MAX_TITLE)
    if kind in ("postback", "phone_number"):
        check_string(f"{where}[payload]", button.get("payload"), _MAX_PAYLOAD)
    if kind in ("web_url", "account_link"):
        check_url(f"{where}[url]", button.get("url"))
    if "webview_height_ratio" in button:
        check_one_of(f"{where}[webview_height_ratio]", button["webview_height_ratio"], _HEIGHTS)
