"""Does what is sent with a template fit the template?"""

from typing import Any

from workbench.simulators.whatsapp.interactive import check_media
from workbench.simulators.whatsapp.refusals import CloudRefusal, wrong_value
from workbench.simulators.whatsapp.selling import CATALOG, check_product_sections
from workbench.simulators.whatsapp.templates import Template, part_of, variables
from workbench.simulators.whatsapp.values import JsonObject, an_object, objects
from workbench.simulators.whatsapp.written import body_of, header_of

_MAX_HEADER = 60
_MAX_BODY = 1024
_MAX_CODE = 20
_BLANKS = ("\n", "\t", "     ")
_MEDIA = ("IMAGE", "VIDEO", "DOCUMENT", "GIF")
# What a button of each kind is given when the template is sent; the others take nothing.
_BUTTONS = {"QUICK_REPLY": "payload", "COPY_CODE": "coupon_code", "FLOW": "action", "URL": "text"}
_MAY_BE_BARE = ("QUICK_REPLY", "FLOW", "CATALOG")


def refuse_if_unfit(template: Template, sent: JsonObject) -> None:
    """Raises `CloudRefusal`: 132000 wrong number, 132012 wrong form, 132005 too long."""
    given = sent.get("components", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise CloudRefusal(132012, "Param template['components'] must be an array of objects.")
    named = template.parameter_format == "NAMED"
    _check_parts(template.components, given, named=named)
    if template.part("LIMITED_TIME_OFFER"):
        _check_offer(given)
    carousel = template.part("CAROUSEL")
    if carousel:
        _check_cards(carousel["cards"], part_of(given, "CAROUSEL"), named=named)


def copies_code(template: Template) -> bool:
    """A one-time code with a button that copies or fills it in: never to a business-scoped id."""
    return template.category == "AUTHENTICATION" and template.part("BUTTONS") is not None


def _check_parts(components: list[JsonObject], given: list[JsonObject], *, named: bool) -> None:
    for kind in ("HEADER", "BODY"):
        part = part_of(components, kind) or {}
        parameters = _parameters(part_of(given, kind))
        if kind == "HEADER" and str(part.get("format", "TEXT")).upper() != "TEXT":
            _check_media_header(str(part["format"]).upper(), parameters)
        else:
            _check_texts(variables(str(part.get("text", ""))), parameters, kind, named=named)
    if len(header_of(components, given)) > _MAX_HEADER:
        raise CloudRefusal(132005, "The header is too long with its parameters.")
    if len(body_of(components, given)) > _MAX_BODY:
        raise CloudRefusal(132005, "The body is too long with its parameters.")
    _check_buttons((part_of(components, "BUTTONS") or {}).get("buttons", []), given)


def _parameters(component: JsonObject | None) -> list[JsonObject]:
    if component is None:
        return []
    parameters = component.get("parameters", [])
    if not isinstance(parameters, list) or not all(isinstance(one, dict) for one in parameters):
        raise CloudRefusal(132012, "Param parameters must be an array of objects.")
    return parameters


def _check_texts(gaps: list[str], given: list[JsonObject], kind: str, *, named: bool) -> None:
    if len(given) != len(gaps):
        counts = f"{kind.lower()}: number of localizable_params ({len(given)})"
        raise CloudRefusal(132000, f"{counts} does not match the expected number ({len(gaps)})")
    names = [one.get("parameter_name") for one in given]
    if named and set(names) != set(gaps):
        raise CloudRefusal(132012, f"{kind.lower()}: Parameter names must be {sorted(gaps)}.")
    if not named and any(names):
        raise CloudRefusal(132012, f"{kind.lower()}: Parameters of this template have no names.")
    for one in given:
        _check_text(one, kind.lower())


def _check_text(parameter: JsonObject, where: str) -> None:
    kind = parameter.get("type")
    if kind in ("currency", "date_time"):
        an_object(parameter.get(kind), f"{where}['{kind}']")
        return
    words = parameter.get("text")
    if kind != "text" or not isinstance(words, str) or not words:
        raise CloudRefusal(132012, f"{where}: Parameter must be a non-empty text.")
    if any(blank in words for blank in _BLANKS):
        raise CloudRefusal(
            132012, f"{where}: Param text cannot have new-line/tab or more than 4 spaces in a row."
        )


def _check_media_header(form: str, given: list[JsonObject]) -> None:
    if len(given) != 1:
        raise CloudRefusal(132000, f"header: Format mismatch, expected {form}, received nothing.")
    kind = str(given[0].get("type", "")).upper()
    if kind != form and not (form == "GIF" and kind == "VIDEO"):
        raise CloudRefusal(132012, f"header: Format mismatch, expected {form}, received {kind}.")
    value = an_object(given[0].get(kind.lower()), "header")
    if form in _MEDIA:
        check_media(value, f"header['{form.lower()}']")
    elif form == "LOCATION" and not {"latitude", "longitude"} <= value.keys():
        raise CloudRefusal(132012, "header: A location needs latitude and longitude.")


def _check_buttons(defined: list[JsonObject], given: list[JsonObject]) -> None:
    sent = [one for one in given if str(one.get("type", "")).upper() == "BUTTON"]
    by_index = {str(one.get("index")): one for one in sent}
    if len(by_index) != len(sent) or by_index.keys() - {str(n) for n in range(len(defined))}:
        raise CloudRefusal(132000, "buttons: There is no button with this index.")
    for index, button in enumerate(defined):
        _check_button(button, by_index.get(str(index)), f"buttons[{index}]")


def _check_button(button: JsonObject, given: JsonObject | None, where: str) -> None:
    kind = str(button["type"]).upper()
    needs = _needs(kind, button)
    if given is None:
        if needs and kind not in _MAY_BE_BARE:
            raise CloudRefusal(132000, f"{where}: Button at index requires a parameter.")
        return
    sub_type = str(given.get("sub_type", "")).upper()
    if sub_type != kind or not needs:
        raise CloudRefusal(132012, f"{where}: A {kind} button takes no {sub_type} parameter.")
    parameters = _parameters(given)
    if len(parameters) != 1:
        raise CloudRefusal(132000, f"{where}: One parameter is expected.")
    _check_value(kind, parameters[0], where)


def _needs(kind: str, button: JsonObject) -> bool:
    """A link without a gap takes nothing; nor does a button to call."""
    if kind == "URL":
        return bool(variables(str(button.get("url", ""))))
    return kind in (*_BUTTONS, "CATALOG", "MPM")


def _check_value(kind: str, parameter: JsonObject, where: str) -> None:
    member = _BUTTONS.get(kind, "action")
    value: Any = parameter.get(member)
    if member == "action":
        action = an_object(value, f"{where}['action']")
        if kind == "MPM":
            sections = objects(action.get("sections"), f"{where}['sections']", 1, 10)
            check_product_sections(sections, CATALOG)
        return
    if not isinstance(value, str) or not value:
        raise CloudRefusal(132012, f"{where}: Param {member} must be a non-empty text.")
    if kind == "COPY_CODE" and (len(value) > _MAX_CODE or not value.isalnum()):
        raise wrong_value(f"{where}: Param coupon_code must be at most {_MAX_CODE} alphanumerics.")


def _check_offer(given: list[JsonObject]) -> None:
    parameters = _parameters(part_of(given, "LIMITED_TIME_OFFER"))
    if len(parameters) != 1:
        raise CloudRefusal(132000, "limited_time_offer: One parameter is expected.")
    offer = an_object(parameters[0].get("limited_time_offer"), "limited_time_offer")
    if not isinstance(offer.get("expiration_time_ms"), int):
        raise CloudRefusal(132012, "limited_time_offer: expiration_time_ms must be a number.")


def _check_cards(defined: list[JsonObject], given: JsonObject | None, *, named: bool) -> None:
    cards = (given or {}).get("cards")
    if not isinstance(cards, list) or len(cards) != len(defined):
        raise CloudRefusal(132000, f"carousel: {len(defined)} cards are expected.")
    for index, (card, sent) in enumerate(zip(defined, cards, strict=True)):
        if not isinstance(sent, dict) or sent.get("card_index") != index:
            raise wrong_value("Param card_index must count from 0 without a gap.")
        components = sent.get("components")
        if not isinstance(components, list):
            raise CloudRefusal(132012, "carousel: A card needs components.")
        _check_parts(card["components"], components, named=named)
