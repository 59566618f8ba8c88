"""How are templates created, listed, edited and deleted?"""

import hashlib
from datetime import timedelta

from workbench.simulators.whatsapp import forms, refusals
from workbench.simulators.whatsapp.door import Call, management
from workbench.simulators.whatsapp.refusals import CloudRefusal, bad_parameter
from workbench.simulators.whatsapp.reviews import Reviews
from workbench.simulators.whatsapp.state import Business, State
from workbench.simulators.whatsapp.templates import Template
from workbench.simulators.whatsapp.values import JsonObject

_HOUR = timedelta(hours=1)
_DAY = timedelta(hours=24)
_MONTH = timedelta(days=30)
_EDITABLE = ("APPROVED", "REJECTED", "PAUSED")
_EDITS_A_MONTH = 10
_TOO_MANY, _LOCKED, _EXISTS = 2388019, 2388023, 2388024
_SHOWN_AT_ONCE = 25


class TemplateApi:
    """`/{waba}/message_templates`, `/{template}` and `/{template}/unpause`."""

    def __init__(self, state: State, reviews: Reviews) -> None:
        self._state = state
        self._reviews = reviews

    def edge(self, call: Call, waba: str) -> JsonObject:
        management(self._state, waba)
        business = self._state.business(waba)
        if call.method == "GET":
            return self._listed(call, business)
        if call.method == "DELETE":
            return self._delete(call, business)
        return self._create(call, waba, business)

    def node(self, call: Call, waba: str, template: Template) -> JsonObject:
        management(self._state, waba)
        if call.edge == "unpause":
            if template.status != "PAUSED":
                raise bad_parameter("The template is not paused.")
            template.status, template.paused_until = "APPROVED", None
            return {"success": True}
        if call.method == "GET":
            return template.shown(_fields(call))
        return self._edit(call, waba, template)

    def _create(self, call: Call, waba: str, business: Business) -> JsonObject:
        form, now, templates = call.params, self._state.world.now(), business.templates
        templates.created_at = [at for at in templates.created_at if now - at < _HOUR]
        if len(templates.created_at) >= self._state.rules.creations_per_hour:
            raise CloudRefusal(80007, "Too many templates were created in the last hour.")
        forms.refuse_if_wrong(form)
        self._refuse_taken(form, business)
        templates.created_at.append(now)
        category = forms.judged_category(str(form["category"]), form["components"])
        seed = f"{waba}/{form['name']}/{form['language']}/{len(templates.created_at)}/{now}"
        number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:6])
        template = Template(
            id=str(10**15 + number % 10**15),
            name=form["name"],
            language=form["language"],
            category=category,
            components=form["components"],
            parameter_format=str(form.get("parameter_format", "POSITIONAL")).upper(),
        )
        templates.all.append(template)
        self._reviews.submit(waba, template)
        return {"id": template.id, "status": "PENDING", "category": category}

    def _refuse_taken(self, form: JsonObject, business: Business) -> None:
        templates, now = business.templates, self._state.world.now()
        if len(templates.all) >= self._state.rules.max_templates:
            raise bad_parameter("The limit of templates is reached.", subcode=_TOO_MANY)
        if now < templates.locked.get(form["name"], now):
            text = "New content cannot be added while the template is being deleted."
            raise bad_parameter(text, subcode=_LOCKED)
        if templates.find(form["name"], form["language"]) is not None:
            raise bad_parameter("There is content in this language already.", subcode=_EXISTS)

    def _edit(self, call: Call, waba: str, template: Template) -> JsonObject:
        now = self._state.world.now()
        if template.status not in _EDITABLE:
            raise bad_parameter(f"A template that is {template.status} cannot be edited.")
        if template.status == "APPROVED":
            self._refuse_hasty_edit(call, template)
        form = {"category": template.category, "parameter_format": template.parameter_format}
        forms.refuse_wrong_components(form | {"components": template.components} | call.params)
        template.edited_at.append(now)
        template.components = call.params.get("components", template.components)
        template.category = str(call.params.get("category", template.category)).upper()
        self._reviews.submit(waba, template)
        return {"success": True}

    def _refuse_hasty_edit(self, call: Call, template: Template) -> None:
        now = self._state.world.now()
        lately = [at for at in template.edited_at if now - at < _MONTH]
        if len(lately) >= _EDITS_A_MONTH or any(now - at < _DAY for at in lately):
            raise bad_parameter("An approved template can be edited once a day, 10 times a month.")
        if str(call.params.get("category", template.category)).upper() != template.category:
            raise bad_parameter("The category of an approved template cannot be changed.")

    def _delete(self, call: Call, business: Business) -> JsonObject:
        """By name all its languages, with `hsm_id` one of them."""
        templates, name, one = business.templates, call.text("name"), call.text("hsm_id")
        gone = [found for found in templates.named(name) if one in ("", found.id)]
        if not gone:
            raise refusals.no_such_object(one or name, "delete")
        if any(found.status == "DISABLED" for found in gone):
            raise bad_parameter("A disabled template cannot be deleted.")
        templates.drop(gone, self._state.world.now() + self._state.rules.name_locked_for)
        return {"success": True}

    def _listed(self, call: Call, business: Business) -> JsonObject:
        """`limit` of them after the one named by `after`; `status` and `name` filter."""
        asked = {name: call.text(name) for name in ("status", "name", "language", "category")}
        found = [one for one in business.templates.all if _is_asked(one, asked)]
        begin = int(call.text("after") or 0) if call.text("after").isdecimal() else 0
        most = int(call.text("limit")) if call.text("limit").isdecimal() else _SHOWN_AT_ONCE
        page = found[begin : begin + most]
        for one in page:
            one.refresh(self._state.world.now())
        cursors = {"before": str(begin), "after": str(begin + len(page))}
        paging: JsonObject = {"cursors": cursors}
        if begin + len(page) < len(found):
            paging["next"] = f"{call.request.base_url}?after={cursors['after']}"
        return {"data": [one.shown(_fields(call)) for one in page], "paging": paging}


def _is_asked(template: Template, asked: dict[str, str]) -> bool:
    return all(not value or getattr(template, name) == value for name, value in asked.items())


def _fields(call: Call) -> tuple[str, ...]:
    return tuple(one for one in call.text("fields").split(",") if one)
