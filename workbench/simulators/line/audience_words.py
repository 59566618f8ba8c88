"""Are an audience's names, and the ids put into it, well formed?"""

from typing import Any

from workbench.simulators.identifiers import LINE_USER_ID
from workbench.simulators.line.audiences import audience_refusal
from workbench.simulators.line.wire import units

_MOST_NAME, _MOST_UPLOAD_NAME = 120, 300
Json = dict[str, Any]


def name_in(body: Json) -> str:
    """The audience's name. Raises `LineRefusal`."""
    name = body.get("description")
    if not isinstance(name, str) or not name:
        raise audience_refusal(400, "empty audienceGroupName", "AUDIENCE_GROUP_NAME_EMPTY")
    if units(name) > _MOST_NAME:
        text = "size over audienceGroupName"
        raise audience_refusal(400, text, "AUDIENCE_GROUP_NAME_SIZE_OVER")
    return name


def upload_name_in(body: Json) -> str:
    """The name of one upload, empty for none. Raises `LineRefusal`."""
    name = str(body.get("uploadDescription", ""))
    if units(name) > _MOST_UPLOAD_NAME:
        code = "AUDIENCE_GROUP_UPLOAD_DESCRIPTION_SIZE_OVER"
        raise audience_refusal(400, "size over uploadDescription", code)
    return name


def people_in(ids: list[Any], most: int) -> set[str]:
    """One wrong id fails the whole call."""
    if len(ids) > most:
        code = "UPLOAD_AUDIENCE_GROUP_TOO_MANY_AUDIENCE_IDS"
        raise audience_refusal(400, "too many audience ids", code)
    if not all(isinstance(one, str) and LINE_USER_ID.fullmatch(one) for one in ids):
        code = "UPLOAD_AUDIENCE_GROUP_INVALID_AUDIENCE_ID_FORMAT"
        raise audience_refusal(400, "invalid audience id format", code)
    return set(ids)
