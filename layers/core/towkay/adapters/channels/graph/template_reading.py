"""What does the Graph API tell of one template in its list?"""

from collections.abc import Iterator, Mapping
from typing import Any

from towkay.adapters.channels.graph.templates import template_state
from towkay.adapters.channels.wire import object_at, word
from towkay.domain.template_plans import ListedTemplate

_NO_REASON = "NONE"


def template_from(row: Mapping[str, Any]) -> ListedTemplate | None:
    """The template; None for a row without a name. Whatever cannot be read is not told."""
    name = word(row.get("name"))
    if not name:
        return None
    parts = {word(one.get("type")).upper(): one for one in _objects(row.get("components"))}
    return ListedTemplate(
        name,
        word(row.get("language")),
        template_state(word(row.get("status"))),
        word(row.get("category")).lower(),
        body=_text(parts.get("BODY")) or _string(row.get("body")),  # of the platform's own library
        footer=_text(parts.get("FOOTER")),
        header=_header(parts.get("HEADER")),
        buttons=tuple(_buttons(parts.get("BUTTONS"))),
        reason=_reason(row),
        quality=word(object_at(row, "quality_score").get("score")),
        becomes=word(row.get("correct_category")).lower(),
    )


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _text(part: Mapping[str, Any] | None) -> str:
    return _string((part or {}).get("text"))


def _header(part: Mapping[str, Any] | None) -> str:
    """A picture has no words, and is a header all the same."""
    return _text(part) or word((part or {}).get("format"))


def _buttons(part: Mapping[str, Any] | None) -> Iterator[str]:
    for one in _objects((part or {}).get("buttons")):
        yield f"{_string(one.get('text'))} {_string(one.get('url'))}".strip()


def _reason(row: Mapping[str, Any]) -> str:
    told = word(row.get("rejected_reason"))
    return "" if told.upper() == _NO_REASON else told
