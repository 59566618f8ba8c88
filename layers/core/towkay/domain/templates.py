"""What is sent of a message whose words a platform has approved beforehand?"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TemplateKind(StrEnum):
    """What the platform approved it for, which decides price and route."""

    UTILITY = "utility"
    MARKETING = "marketing"
    AUTHENTICATION = "authentication"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One gap of a template filled in; `name` is empty where gaps are numbered."""

    text: str
    name: str = ""


class HeaderKind(StrEnum):
    """What stands over a template's words."""

    TEXT = "text"
    IMAGE = "image"
    VIDEO = "video"
    DOCUMENT = "document"
    LOCATION = "location"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Header:
    """A template's header: a gap's text, a link to media, a product's SKU, or "lat,long,name"."""

    kind: HeaderKind
    value: str
    name: str = ""


class ButtonUse(StrEnum):
    """What a template's button does with what it is given."""

    LINK = "link"  # the end of its address, or the whole address where the template has none
    REPLY = "reply"  # the payload that comes back
    COPY_CODE = "copy_code"
    FLOW = "flow"  # the form's token
    CATALOG = "catalog"  # the SKU shown on it
    PRODUCTS = "products"  # SKUs, separated by commas


@dataclass(frozen=True, slots=True)
class TemplateButton:
    """What one button of a template is given; `index` counts all its buttons from 0."""

    use: ButtonUse
    index: int
    value: str
    name: str = ""  # the channel's key of the button, where it has one


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """One card of a template's carousel; all of them are built alike."""

    header: Header | None = None
    body: tuple[Parameter, ...] = ()
    buttons: tuple[TemplateButton, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A message whose words a platform approved, with what fills its gaps.

    `name` is the platform's (on LINE the template key), `language` its code there. `words` is what
    it says, for the transcript and for people; it is sent only where it is `reviewed`: nothing with
    gaps, but a whole message that the platform looked at beforehand. `offer_ends_at` belongs to a
    limited offer. `tells_opt_out` says that the approved words tell how to refuse, for nothing.
    """

    name: str
    language: str
    kind: TemplateKind
    header: Header | None = None
    body: tuple[Parameter, ...] = ()
    buttons: tuple[TemplateButton, ...] = ()
    cards: tuple[TemplateCard, ...] = ()
    offer_ends_at: datetime | None = None
    words: str = ""
    tells_opt_out: bool = False
    reviewed: bool = False
