"""How are the members of a request asked for: texts within bounds, objects, lists?"""

from typing import Any

from workbench.simulators.whatsapp.refusals import CloudRefusal, wrong_value

JsonObject = dict[str, Any]


def text(value: Any, path: str, most: int) -> str:
    """A text of 1 to `most` characters. Raises `CloudRefusal`."""
    if not isinstance(value, str) or not value.strip() or not _is_unicode(value):
        raise wrong_value(f"Param {path} must be a non-empty string.")
    if len(value) > most:
        raise wrong_value(f"Param {path} must be at most {most} characters long.")
    return value


def maybe_text(holder: JsonObject, name: str, path: str, most: int) -> str:
    """The same for a member that may be missing; empty then."""
    return text(holder[name], path, most) if holder.get(name) is not None else ""


def an_object(value: Any, path: str) -> JsonObject:
    """Raises `CloudRefusal` for anything else."""
    if not isinstance(value, dict):
        raise CloudRefusal(131008, f"Required parameter {path} is missing.")
    return value


def objects(value: Any, path: str, least: int, most: int) -> list[JsonObject]:
    """A list of so many objects."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise wrong_value(f"Param {path} must be an array of objects.")
    if not least <= len(value) <= most:
        raise wrong_value(f"Param {path} must have between {least} and {most} elements.")
    return value


def url(value: Any, path: str) -> str:
    """An http(s) address of at most 2000 characters."""
    address = text(value, path, 2000)
    if not address.startswith(("https://", "http://")) or not address.isprintable():
        raise wrong_value(f"Param {path} must be a valid URI.")
    return address


def refuse_doubles(values: list[str], path: str) -> None:
    if len(set(values)) != len(values):
        raise wrong_value(f"Param {path} must be unique.")


def has_emoji(words: str) -> bool:
    """As far as the platform's refusals go: anything from the pictograph blocks."""
    return any("\u2600" <= letter <= "\u27bf" or letter >= "\U0001f000" for letter in words)


def _is_unicode(words: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in words)
