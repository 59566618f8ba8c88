"""The forms of LINE's requests, as strict as its own description of them: nothing unknown passes.

Source: LINE's OpenAPI description of the Messaging API and its reference, as of 2026-08.
"""

import json
import re
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Check = Callable[[Any], None]


class Nonconforming(AssertionError):
    """What of a request is not of its form."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def need(good: bool, what: object) -> None:
    if not good:
        raise Nonconforming(what)


def text(most: int, least: int = 1) -> Check:
    def check(value: Any) -> None:
        need(isinstance(value, str) and least <= units(value) <= most, (value, least, most))

    return check


def like(pattern: str) -> Check:
    def check(value: Any) -> None:
        need(isinstance(value, str) and re.fullmatch(pattern, value) is not None, (value, pattern))

    return check


def one_of(*allowed: object) -> Check:
    return lambda value: need(value in allowed, (value, allowed))


def whole(least: int, most: int = 2**31) -> Check:
    def check(value: Any) -> None:
        is_number = isinstance(value, int) and not isinstance(value, bool)
        need(is_number and least <= value <= most, (value, least, most))

    return check


def listed(item: Check, least: int, most: int) -> Check:
    def check(value: Any) -> None:
        need(isinstance(value, list) and least <= len(value) <= most, (value, least, most))
        for one in value:
            item(one)

    return check


def form(needed: dict[str, Check], **optional: Check) -> Check:
    """An object with all that it must have, and nothing that is not described."""

    def check(value: Any) -> None:
        need(isinstance(value, dict), value)
        need(needed.keys() <= value.keys(), (needed.keys() - value.keys(), value))
        need(value.keys() <= needed.keys() | optional.keys(), (value.keys(), value))
        for name, part in value.items():
            (needed | optional)[name](part)

    return check


def by_type(**kinds: Check) -> Check:
    """One of several forms, told apart by `type`."""

    def check(value: Any) -> None:
        need(isinstance(value, dict) and value.get("type") in kinds, value)
        kinds[value["type"]]({name: part for name, part in value.items() if name != "type"})

    return check


def small(most: int, inner: Check) -> Check:
    """Within so many bytes of JSON."""

    def check(value: Any) -> None:
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        need(len(written.encode("utf-8", "surrogatepass")) <= most, most)
        inner(value)

    return check


FLAG = one_of(True, False)
URL = like(r"https://[!-~]{1,1992}")
LINK = like(r"(https?|line|tel):[!-~]{1,996}")
USER = like(r"U[0-9a-f]{32}")
UUID = like(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
COLOUR = like(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
LENGTH = like(r"none|xs|sm|md|lg|xl|xxl|\d+px")


def actions(label: Check, *, labelled: bool) -> dict[str, Check]:
    """The actions that may stand anywhere, with labels as long as the place allows."""

    def act(needed: dict[str, Check], **optional: Check) -> Check:
        if labelled:
            return form(needed | {"label": label}, **optional)
        return form(needed, label=label, **optional)

    return {
        "postback": act(
            {"data": text(300)},
            displayText=text(300),
            inputOption=one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
            fillInText=text(300),
        ),
        "message": act({"text": text(300)}),
        "uri": act({"uri": LINK}, altUri=form({"desktop": LINK})),
        "datetimepicker": act({"data": text(300), "mode": one_of("date", "time", "datetime")}),
        "clipboard": act({"clipboardText": text(1000)}),
    }


_ASKED = form({"label": text(20)})
QUICK_REPLY = by_type(
    **actions(text(20), labelled=True), camera=_ASKED, cameraRoll=_ASKED, location=_ASKED
)
QUICK_REPLIES = form({"items": listed(by_type(action=form({"action": QUICK_REPLY})), 1, 13)})
FLEX_BUTTON = by_type(**actions(text(40), labelled=True))
FLEX_PART = by_type(**actions(text(40), labelled=False))

_TEXT = form(
    {"text": text(30_720)},
    wrap=FLAG,
    weight=one_of("regular", "bold"),
    size=like(r"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|\d+px"),
    color=COLOUR,
)
_IMAGE = form(
    {"url": URL},
    size=like(r"xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl|full|\d+(%|px)"),
    aspectRatio=like(r"\d{1,6}:\d{1,6}"),
    aspectMode=one_of("cover", "fit"),
    action=FLEX_PART,
)
_BUTTON = form(
    {"action": FLEX_BUTTON},
    style=one_of("primary", "secondary", "link"),
    height=one_of("sm", "md"),
    adjustMode=one_of("shrink-to-fit"),
)


def _box(value: Any) -> None:
    parts = by_type(box=_box, text=_TEXT, image=_IMAGE, button=_BUTTON, separator=form({}))
    form(
        {"layout": one_of("vertical", "horizontal"), "contents": listed(parts, 0, 100)},
        spacing=LENGTH,
        margin=LENGTH,
    )(value)


BUBBLE = small(
    30 * 1024,
    by_type(
        bubble=form(
            {},
            size=one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
            header=by_type(box=_box),
            hero=by_type(box=_box, image=_IMAGE),
            body=by_type(box=_box),
            footer=by_type(box=_box),
            action=FLEX_PART,
        )
    ),
)


def contents(value: Any) -> None:
    """A bubble, or up to twelve of one size."""
    if isinstance(value, dict) and value.get("type") == "carousel":
        small(50 * 1024, by_type(carousel=form({"contents": listed(BUBBLE, 1, 12)})))(value)
        need(len({one.get("size", "mega") for one in value["contents"]}) == 1, "mixed sizes")
    else:
        BUBBLE(value)


def _message(needed: dict[str, Check]) -> Check:
    return form(needed, quickReply=QUICK_REPLIES)


MESSAGE = by_type(
    text=_message({"text": text(5000)}),
    image=_message({"originalContentUrl": URL, "previewImageUrl": URL}),
    flex=_message({"altText": text(1500), "contents": contents}),
    coupon=_message({"couponId": text(100)}),
)
MESSAGES = listed(MESSAGE, 1, 5)
UNITS = listed(like(r"[a-zA-Z0-9_]{1,30}"), 1, 1)
