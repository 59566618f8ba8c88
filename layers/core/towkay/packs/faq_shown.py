"""What a row of faq.csv shows beside its words: an image, links, the name of a card set."""

import re
from dataclasses import dataclass

from towkay.packs.csv_rows import Row
from towkay.packs.findings import Findings
from towkay.packs.links import check_image, check_page
from towkay.packs.texts import check_button_label, parts
from towkay.packs.wording import Kind

COLUMNS = ("image", "image_alt", "links", "cards")
_BETWEEN_LINKS = re.compile(r"[|｜\r\n]")
_BETWEEN_LABEL_AND_LINK = re.compile(r"[=＝]")


@dataclass(frozen=True, slots=True)
class Shown:
    """In the pack's form; `image` is None and the others are empty where nothing is written."""

    image: dict[str, str] | None
    links: list[dict[str, str]]
    cards: str


def read_shown(row: Row, item_id: str, findings: Findings) -> Shown:
    links = _links(row, findings)
    size = findings.limits.length(row.cells["answer"])
    limit, channel = findings.limits.text_with_buttons
    if links and size > limit:
        findings.add(
            Kind.TEXT_ABOVE_LINKS_LONG,
            row.place,
            value=item_id,
            length=size,
            limit=limit,
            channel=channel,
        )
    return Shown(_image(row, findings), links, row.cells["cards"])


def _image(row: Row, findings: Findings) -> dict[str, str] | None:
    """Without a link yet when the image is in another row of the id."""
    link, alt = row.cells["image"], row.cells["image_alt"]
    if link:
        check_image(link, row.place, findings)
    return {"link": link, "alt": alt} if link or alt else None


def _links(row: Row, findings: Findings) -> list[dict[str, str]]:
    links: dict[str, str] = {}
    for written in parts(_BETWEEN_LINKS, row.cells["links"]):
        pieces = _BETWEEN_LABEL_AND_LINK.split(written, maxsplit=1)
        label, *link = (piece.strip() for piece in pieces)
        if not label or not link or not link[0]:
            findings.add(Kind.BAD_LINKS_CELL, row.place, value=written)
            continue
        if label in links:
            findings.add(Kind.REPEATED_ENTRY, row.place, value=label, first=row.place.line)
        check_button_label(label, row.place, findings)
        check_page(link[0], row.place, findings)
        links.setdefault(label, link[0])
    most, channel = findings.limits.buttons
    if len(links) > most:
        findings.add(
            Kind.TOO_MANY_BUTTONS, row.place, count=len(links), limit=most, channel=channel
        )
    return [{"label": label, "link": link} for label, link in links.items()]
