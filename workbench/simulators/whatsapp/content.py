"""Is a message of the Cloud API well formed? One check for each of its types."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from workbench.simulators.whatsapp import interactive
from workbench.simulators.whatsapp.library import Library, refuse_other_kind
from workbench.simulators.whatsapp.refusals import CloudRefusal, no_such_object, wrong_value
from workbench.simulators.whatsapp.values import JsonObject, an_object, maybe_text, objects, text

MEDIA = ("image", "video", "audio", "document", "sticker")
_MAX_TEXT = 4096
_MAX_CAPTION = 1024
_CAPTIONED = ("image", "video", "document")
_NAME_PARTS = ("first_name", "last_name", "middle_name", "suffix", "prefix")
_HOSTS_NOBODY_FINDS = re.compile(r"https?://[^/]*\.invalid(?:[:/]|$)")


def refuse_if_wrong(body: JsonObject) -> None:
    """Raises `CloudRefusal` for a message the API would not take; templates are seen to apart."""
    kind = body.get("type", "text")
    if kind not in _CHECKS:
        raise CloudRefusal(131051, f"Message type {kind!r} is not supported.")
    _CHECKS[kind](body.get(kind))


def media_of(body: Any) -> list[tuple[str, JsonObject]]:
    """Every medium of a message, with its kind: its own, its header's, its cards'."""
    found: list[tuple[str, JsonObject]] = []
    if isinstance(body, list):
        for item in body:
            found += media_of(item)
    elif isinstance(body, dict):
        for name, value in body.items():
            if name in MEDIA and isinstance(value, dict) and value.keys() & {"id", "link"}:
                found.append((name, value))
            else:
                found += media_of(value)
    return found


def refuse_unknown_media(body: JsonObject, library: Library, owner: str, now: datetime) -> None:
    """Every id must be that of a file that is still there and of the right kind."""
    for kind, media in media_of(body):
        if "id" in media:
            medium = library.find(str(media["id"]), owner, now)
            if medium is None:
                raise no_such_object(str(media["id"]))
            refuse_other_kind(kind, medium)


def unfetchable(body: JsonObject) -> bool:
    """Is there a link behind which nobody finds anything?"""
    links = [str(media["link"]) for _, media in media_of(body) if "link" in media]
    return any(_HOSTS_NOBODY_FINDS.match(link) for link in links)


def _check_text(value: Any) -> None:
    given = an_object(value, "text")
    text(given.get("body"), "text['body']", _MAX_TEXT)
    if not isinstance(given.get("preview_url", False), bool):
        raise wrong_value("Param text['preview_url'] must be a boolean.")


def _check_media(kind: str) -> Callable[[Any], None]:
    def check(value: Any) -> None:
        media = an_object(value, kind)
        interactive.check_media(media, kind)
        if "caption" in media and kind not in _CAPTIONED:
            raise wrong_value(f"Param {kind}['caption'] is not allowed.")
        maybe_text(media, "caption", f"{kind}['caption']", _MAX_CAPTION)

    return check


def _check_location(value: Any) -> None:
    place = an_object(value, "location")
    for name, most in (("latitude", 90.0), ("longitude", 180.0)):
        try:
            degrees = float(place[name])
        except (KeyError, TypeError, ValueError) as error:
            raise wrong_value(f"Param location['{name}'] must be a number.") from error
        if not -most <= degrees <= most:
            raise wrong_value(f"Param location['{name}'] is out of bounds.")


def _check_contacts(value: Any) -> None:
    for contact in objects(value, "contacts", 1, 257):
        name = an_object(contact.get("name"), "contacts['name']")
        text(name.get("formatted_name"), "contacts['name']['formatted_name']", 1024)
        if not any(name.get(part) for part in _NAME_PARTS):
            raise wrong_value("Param contacts['name'] needs one more part of the name.")


def _check_reaction(value: Any) -> None:
    reaction = an_object(value, "reaction")
    text(reaction.get("message_id"), "reaction['message_id']", 256)
    if not isinstance(reaction.get("emoji"), str):
        raise wrong_value("Param reaction['emoji'] must be a string.")


def _check_interactive(value: Any) -> None:
    interactive.refuse_if_wrong(an_object(value, "interactive"))


def _check_template(value: Any) -> None:
    template = an_object(value, "template")
    text(template.get("name"), "template['name']", 512)
    language = an_object(template.get("language"), "template['language']")
    text(language.get("code"), "template['language']['code']", 20)


_CHECKS: dict[str, Callable[[Any], None]] = {
    "text": _check_text,
    **{kind: _check_media(kind) for kind in MEDIA},
    "location": _check_location,
    "contacts": _check_contacts,
    "reaction": _check_reaction,
    "interactive": _check_interactive,
    "template": _check_template,
}
