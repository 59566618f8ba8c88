"""Would the platform take this template for review?"""

import re
from collections.abc import Iterable

from workbench.simulators.whatsapp.buttons import check_buttons
from workbench.simulators.whatsapp.refusals import CloudRefusal, bad_parameter
from workbench.simulators.whatsapp.templates import VARIABLE, part_of, variables
from workbench.simulators.whatsapp.values import JsonObject

_NAME = re.compile(r"[a-z0-9_]{1,512}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?")
_CATEGORIES = ("MARKETING", "UTILITY", "AUTHENTICATION")
_FORMATS = ("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "GIF", "LOCATION", "PRODUCT")
_WITH_SAMPLE = ("IMAGE", "VIDEO", "DOCUMENT", "GIF")
_PARTS = ("HEADER", "BODY", "FOOTER", "BUTTONS", "CAROUSEL", "LIMITED_TIME_OFFER")
_PROMOTIONS = re.compile(r"優惠|折扣|[0-9]折|特價|限時|promo|discount|sale|% off|coupon", re.I)
_LITERALS_PER_GAP = 3  # so many characters at least must stand beside each gap
# Error subcodes of template creation.
_TOO_LONG, _HEADER, _BODY, _FOOTER = 2388040, 2388047, 2388072, 2388073
_TOO_MANY_GAPS, _GAP_AT_THE_EDGE = 2388293, 2388299


def refuse_if_wrong(form: JsonObject) -> None:
    """Raises `CloudRefusal` with the subcode of the first thing that is wrong."""
    if not isinstance(form.get("name"), str) or not _NAME.fullmatch(form["name"]):
        raise bad_parameter("Template name can only have lowercase letters, digits and _.")
    if not isinstance(form.get("language"), str) or not _LANGUAGE.fullmatch(form["language"]):
        raise bad_parameter("Param language must be one of the supported languages.")
    if str(form.get("category", "")).upper() not in _CATEGORIES:
        raise bad_parameter(f"Param category must be one of {{{', '.join(_CATEGORIES)}}}.")
    refuse_wrong_components(form)


def refuse_wrong_components(form: JsonObject) -> None:
    components = form.get("components")
    if not isinstance(components, list) or not all(isinstance(one, dict) for one in components):
        raise bad_parameter("Param components must be an array of objects.")
    _check_set(components, _PARTS)
    named = str(form.get("parameter_format", "POSITIONAL")).upper() == "NAMED"
    limited = part_of(components, "LIMITED_TIME_OFFER") is not None
    _check_parts(components, 600 if limited else 1024, named=named)
    if limited:
        _check_offer(form, components)
    carousel = part_of(components, "CAROUSEL")
    if carousel is not None:
        _check_carousel(form, carousel, named=named)


def judged_category(category: str, components: Iterable[JsonObject]) -> str:
    """Which category the platform puts it in: words that promote make it marketing."""
    words = " ".join(str(one.get("text", "")) for one in components)
    promotes = category.upper() == "UTILITY" and _PROMOTIONS.search(words)
    return "MARKETING" if promotes else category.upper()


def _check_set(components: list[JsonObject], allowed: tuple[str, ...]) -> None:
    kinds = [str(one.get("type", "")).upper() for one in components]
    if kinds.count("BODY") != 1 or len(set(kinds)) != len(kinds) or set(kinds) - set(allowed):
        raise bad_parameter("One BODY is needed, and at most one of every other component.")


def _check_parts(components: list[JsonObject], most: int, *, named: bool) -> None:
    header = part_of(components, "HEADER")
    if header is not None:
        _check_header(header, named=named)
        most = 160 if str(header.get("format", "")).upper() == "PRODUCT" else most
    _check_body(part_of(components, "BODY") or {}, most, named=named)
    footer = part_of(components, "FOOTER")
    if footer is not None:
        words = footer.get("text")
        if not isinstance(words, str) or not 0 < len(words) <= 60 or variables(words):
            raise CloudRefusal(100, "The footer has at most 60 characters.", subcode=_FOOTER)
    buttons = part_of(components, "BUTTONS")
    if buttons is not None:
        check_buttons(buttons.get("buttons"))


def _check_header(header: JsonObject, *, named: bool) -> None:
    form = str(header.get("format", "")).upper()
    if form not in _FORMATS:
        raise CloudRefusal(100, "The header has no such format.", subcode=_HEADER)
    example = header.get("example") or {}
    if form in _WITH_SAMPLE and not example.get("header_handle"):
        raise CloudRefusal(100, "A header with media needs a sample of it.", subcode=_HEADER)
    if form != "TEXT":
        return
    words = header.get("text")
    if not isinstance(words, str) or not 0 < len(words) <= 60 or len(variables(words)) > 1:
        raise CloudRefusal(
            100, "The header has at most 60 characters and one variable.", subcode=_HEADER
        )
    if variables(words) and not example:
        raise CloudRefusal(100, "A variable in the header needs an example.", subcode=_HEADER)


def _check_body(body: JsonObject, most: int, *, named: bool) -> None:
    words = body.get("text")
    if not isinstance(words, str) or not words.strip():
        raise CloudRefusal(100, "The body needs a text.", subcode=_BODY)
    if len(words) > most:
        raise CloudRefusal(100, f"The body has at most {most} characters.", subcode=_TOO_LONG)
    gaps = variables(words)
    if not gaps:
        return
    bare = words.strip()
    if bare.startswith("{{") or bare.endswith("}}"):
        raise CloudRefusal(
            100, "Variables can't be at the start or end of the text.", subcode=_GAP_AT_THE_EDGE
        )
    if len(VARIABLE.sub("", words)) < _LITERALS_PER_GAP * len(gaps):
        raise CloudRefusal(
            100, "There are too many variables for the text's length.", subcode=_TOO_MANY_GAPS
        )
    _check_gaps(gaps, body.get("example") or {}, named=named)


def _check_gaps(gaps: list[str], example: JsonObject, *, named: bool) -> None:
    if not named and sorted(gaps) != sorted(str(n + 1) for n in range(len(gaps))):
        raise CloudRefusal(100, "Variables are numbered from 1 without a gap.", subcode=_BODY)
    if named:
        samples = example.get("body_text_named_params") or []
        told = {str(one.get("param_name")) for one in samples if isinstance(one, dict)}
    else:
        first = (example.get("body_text") or [[]])[0]
        told = {str(n + 1) for n in range(len(first))}
    if told != set(gaps):
        raise CloudRefusal(100, "Every variable of the body needs an example.", subcode=_BODY)


def _check_offer(form: JsonObject, components: list[JsonObject]) -> None:
    offer = (part_of(components, "LIMITED_TIME_OFFER") or {}).get("limited_time_offer") or {}
    words = offer.get("text")
    header = str((part_of(components, "HEADER") or {}).get("format", "")).upper()
    if not isinstance(words, str) or not 0 < len(words) <= 16:
        raise bad_parameter("The text of a limited-time offer has 1 to 16 characters.")
    if header not in ("", "IMAGE", "VIDEO") or part_of(components, "FOOTER") is not None:
        raise bad_parameter("A limited-time offer has no footer and a picture as its header.")
    if str(form.get("category", "MARKETING")).upper() != "MARKETING":
        raise bad_parameter("A limited-time offer is marketing.")


def _check_carousel(form: JsonObject, carousel: JsonObject, *, named: bool) -> None:
    cards = carousel.get("cards")
    if not isinstance(cards, list) or not 2 <= len(cards) <= 10:
        raise bad_parameter("A carousel has 2 to 10 cards.")
    if str(form.get("category", "MARKETING")).upper() != "MARKETING":
        raise bad_parameter("A carousel is marketing.")
    layouts = set()
    for card in cards:
        components = card.get("components") if isinstance(card, dict) else None
        if not isinstance(components, list) or not all(isinstance(o, dict) for o in components):
            raise bad_parameter("A card needs components.")
        _check_set(components, ("HEADER", "BODY", "BUTTONS"))
        _check_parts(components, 160, named=named)
        layouts.add(_layout(components))
    if len(layouts) > 1:
        raise bad_parameter("All cards of a carousel are built alike.")


def _layout(components: list[JsonObject]) -> tuple[str, ...]:
    header = str((part_of(components, "HEADER") or {}).get("format", "")).upper()
    buttons = (part_of(components, "BUTTONS") or {}).get("buttons") or []
    if len(buttons) > 2 or header not in ("IMAGE", "VIDEO", "PRODUCT"):
        raise bad_parameter("A card has a picture or product and at most 2 buttons.")
    return (header, *(str(one.get("type", "")).upper() for one in buttons))
