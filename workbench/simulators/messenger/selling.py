"""Are products, a coupon and a receipt well formed, and how do they look?

Source: Messenger Platform, "Product template", "Coupon template", "Receipt template".
"""

from workbench.simulators.conversation import Button, Face
from workbench.simulators.meta import refusals as common
from workbench.simulators.meta.parts import (
    Json,
    check_list,
    check_number,
    check_optional,
    check_string,
    check_url,
)

_MOST_PRODUCTS = 10
_MOST_LINES = 100
_MAX_WORD = 1000  # of members for which the platform names no number
_REQUIRED = ("recipient_name", "order_number", "currency", "payment_method")


def check_products(payload: Json) -> None:
    products = check_list("[elements]", payload.get("elements"), 1, _MOST_PRODUCTS)
    for number, product in enumerate(products):
        name = product.get("id")
        if not isinstance(name, str) or not name.isdecimal():
            text = f"Invalid product id at elements {number}"
            raise common.bad_parameter(text, 2018320)


def check_coupon(payload: Json) -> None:
    check_string("[title]", payload.get("title"), 80)
    check_optional(payload, "", subtitle=80, coupon_url_button_title=20, payload=1000)
    check_optional(payload, "", coupon_pre_message=_MAX_WORD, coupon_code=_MAX_WORD)
    if not payload.get("coupon_code") and not payload.get("coupon_url"):
        raise common.bad_parameter("Param name_placeholder needs coupon_code or coupon_url")
    if any(character.isspace() for character in payload.get("coupon_code", "")):
        raise common.bad_parameter("Param name_placeholder[coupon_code] must have no spaces")
    for name in ("coupon_url", "image_url"):
        if name in payload:
            check_url(f"[{name}]", payload[name])


def check_receipt(payload: Json) -> None:
    for name in _REQUIRED:
        check_string(f"[{name}]", payload.get(name), _MAX_WORD)
    summary = payload.get("summary")
    if not isinstance(summary, dict) or "total_cost" not in summary:
        raise common.bad_parameter("Param name_placeholder[summary][total_cost] is required")
    for name, amount in summary.items():
        check_number(f"[summary][{name}]", amount)
    lines = check_list("[elements]", payload.get("elements", []), 0, _MOST_LINES)
    for number, line in enumerate(lines):
        check_string(f"[elements][{number}][title]", line.get("title"), _MAX_WORD)
        check_number(f"[elements][{number}][price]", line.get("price"))
    adjustments = check_list("[adjustments]", payload.get("adjustments", []), 0, _MOST_LINES)
    for number, adjustment in enumerate(adjustments):
        check_string(f"[adjustments][{number}][name]", adjustment.get("name"), _MAX_WORD)
        check_number(f"[adjustments][{number}][amount]", adjustment.get("amount"))
    if "order_url" in payload:
        check_url("[order_url]", payload["order_url"])


def products(payload: Json) -> tuple[Face, ...]:
    return tuple(Face(element["id"]) for element in payload["elements"])


def coupon(payload: Json) -> tuple[Face, ...]:
    """The code hides behind a press, of which the Page is told."""
    code: str = payload.get("coupon_code", "")
    reveal = Button("Show code", "coupon", str(payload.get("payload", code)))
    return (
        Face(
            payload["title"],
            payload.get("subtitle", ""),
            payload.get("image_url", ""),
            payload.get("coupon_url", ""),
            (reveal,),
        ),
    )


def receipt(payload: Json) -> tuple[Face, ...]:
    lines = [f"{line['title']} {line['price']}" for line in payload.get("elements", ())]
    total = f"{payload['currency']} {payload['summary']['total_cost']}"
    words = "\n".join((*lines, total))
    return (Face(payload["order_number"], words, link=payload.get("order_url", "")),)
