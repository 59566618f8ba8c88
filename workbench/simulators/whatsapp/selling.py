"""Are these things for sale, and listed within the Cloud API's limits?"""

from typing import Any

from workbench.simulators.whatsapp.refusals import wrong_value
from workbench.simulators.whatsapp.values import JsonObject, maybe_text, objects, text

CATALOG = "7788"  # what a cart comes from
# The bench sells whatever is named, but for these.
_UNCONNECTED, _UNSOLD = "404", "SKU-404"


def check_titles(sections: list[JsonObject]) -> None:
    """Each section has a title as soon as there are two."""
    for section in sections:
        title = maybe_text(section, "title", "section['title']", 24)
        if len(sections) > 1 and not title:
            raise wrong_value("Param section['title'] is required with more than one section.")


def check_product(holder: JsonObject, catalog: Any) -> None:
    """A product of a catalogue that is connected to the account."""
    if text(catalog, "catalog_id", 100) == _UNCONNECTED:
        raise wrong_value("No such catalog is connected to this account.")
    sku = text(holder.get("product_retailer_id"), "product_retailer_id", 100)
    if sku == _UNSOLD:
        raise wrong_value(f"Products not found in FB Catalog: {sku}.")


def check_product_sections(sections: list[JsonObject], catalog: Any) -> None:
    """At most 30 products together, each of them for sale."""
    check_titles(sections)
    items = [
        item
        for section in sections
        for item in objects(section.get("product_items"), "product_items", 1, 30)
    ]
    if len(items) > 30:
        raise wrong_value("Total product count exceed max allowed count: 30.")
    for item in items:
        check_product(item, catalog)
