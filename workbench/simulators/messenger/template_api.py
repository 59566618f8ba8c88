"""How does a Page get utility templates: made, listed, changed and deleted?

Source: Messenger Platform, "Utility messages".
"""

import re
from typing import Any

from workbench.simulators.messenger import refusals
from workbench.simulators.messenger.door import Call
from workbench.simulators.messenger.reviews import Reviews
from workbench.simulators.messenger.state import Json, Template
from workbench.simulators.meta import refusals as common
from workbench.simulators.world import World

_DANGLING = re.compile(r"^\s*\{\{|\}\}\s*$")
_SHOWN_AT_ONCE = 25
LIBRARY: tuple[Json, ...] = (
    {
        "id": "7635027653257090",
        "name": "order_confirmation_1",
        "language": "en",
        "category": "UTILITY",
        "topic": "ORDER_MANAGEMENT",
        "usecase": "DELIVERY_CONFIRMATION",
        "industry": ["E_COMMERCE"],
        "body": "Hello {{1}}, your parcel has arrived.",
        "body_params": ["John"],
        "body_param_types": ["TEXT"],
        "buttons": [{"type": "URL", "text": "Manage order", "url": "https://www.example.com"}],
    },
)


class TemplateApi:
    """`message_templates` of a Page, and the library."""

    def __init__(self, world: World, reviews: Reviews) -> None:
        self._world = world
        self._reviews = reviews

    def library(self, call: Call) -> Json:
        wanted = call.text("name_or_content").lower()
        found = [one for one in LIBRARY if wanted in one["name"] or wanted in one["body"].lower()]
        return {"data": found}

    def edge(self, call: Call) -> Json:
        """GET, POST and DELETE of `/{page}/message_templates`."""
        if "pages_utility_messaging" not in call.page.rules.permissions:
            raise refusals.utility_permission_needed()
        if call.method == "POST":
            return self._create(call)
        return _delete(call) if call.method == "DELETE" else _listed(call)

    def change(self, call: Call, template: Template) -> Json:
        """`POST /{template}`: back to review with other components."""
        components = _components(call.params)
        template.components = components
        template.parameter_format = call.text("parameter_format") or template.parameter_format
        self._reviews.submit(call.page, template)
        return {"success": True}

    def _create(self, call: Call) -> Json:
        name, language = call.text("name"), call.text("language")
        components = _components(call.params)
        is_known = (name, language) in call.page.templates
        if not name or not language or is_known or call.text("category") != "UTILITY":
            raise common.bad_parameter("Invalid parameter")
        template = Template(
            id=self._world.ids.number(15),
            name=name,
            language=language,
            components=components,
            parameter_format=call.text("parameter_format") or "POSITIONAL",
            status="PENDING",
            reason="",
            created_at=self._world.now(),
        )
        call.page.templates[name, language] = template
        self._reviews.submit(call.page, template)
        return {"id": template.id, "status": template.status, "category": "UTILITY"}


def _components(params: Json) -> list[Json]:
    """Own ones, or those of the library's template. Raises `GraphRefusal`."""
    if name := params.get("library_template_name"):
        copied = next((one for one in LIBRARY if one["name"] == name), None)
        if copied is None:
            raise common.bad_parameter("Invalid parameter")
        return [{"type": "BODY", "text": copied["body"]}]
    components = params.get("components")
    if not isinstance(components, list) or not all(isinstance(one, dict) for one in components):
        raise common.bad_parameter("Param components must be an array.")
    texts = [str(one.get("text", "")) for one in components]
    if not any(texts) or any(_DANGLING.search(text) for text in texts if text):
        raise common.bad_parameter("Param components has a leading or trailing placeholder")
    return components


def _listed(call: Call) -> Json:
    wanted: Any = call.params.get("status", [])
    name = call.text("name")
    found = [
        one
        for one in call.page.templates.values()
        if (not wanted or one.status in wanted) and (not name or one.name == name)
    ]
    begin = int(call.text("after")) if call.text("after").isdecimal() else 0
    most = int(call.text("limit")) if call.text("limit").isdecimal() else _SHOWN_AT_ONCE
    page = found[begin : begin + most]
    paging: Json = {"cursors": {"before": str(begin), "after": str(begin + len(page))}}
    if begin + len(page) < len(found):
        paging["next"] = f"https://graph.facebook.com/?after={begin + len(page)}"
    return {"data": [_as_json(one) for one in page], "paging": paging}


def _as_json(one: Template) -> Json:
    return {
        "id": one.id,
        "name": one.name,
        "language": one.language,
        "category": "UTILITY",
        "components": one.components,
        "parameter_format": one.parameter_format,
        "status": one.status,
        "rejected_reason": one.reason or "NONE",
        "creation_time": int(one.created_at.timestamp()),
    }


def _delete(call: Call) -> Json:
    name, number = call.text("name"), call.text("template_id")
    gone = [
        key
        for key, one in call.page.templates.items()
        if (name and one.name == name) or (number and one.id == number)
    ]
    if not gone:
        raise common.bad_parameter("template cannot be found")
    for key in gone:
        del call.page.templates[key]
    return {"success": True}
