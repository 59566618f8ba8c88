"""Which template says the same of a parcel where words may not go, and what fills it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.languages import Language
from towkay.domain.number_hashes import is_number_hash
from towkay.domain.shipping.filling import Facts, cleaned, unknown
from towkay.domain.shipping.rules import ApprovedWords, Filled, Gap, Occasion, ShippingRules
from towkay.domain.shipping.wanted import derived_template, template_channels
from towkay.domain.templates import (
    ButtonUse,
    Header,
    HeaderKind,
    Parameter,
    Template,
    TemplateButton,
    TemplateKind,
)

_EMPHASIS_LIMIT = 15  # LINE notification messages, "emphasizedItem", in UTF-16
_BASIC = 0xFFFF


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told: the facts, what they fill each gap with, and the whole text."""

    occasion: Occasion
    language: Language
    facts: Facts
    filled: Mapping[Gap, str]
    text: str


def is_by_number(contact: ContactKey) -> bool:
    """Whether LINE is to find the shopper by the hash of a telephone number."""
    return contact.channel is Channel.LINE and is_number_hash(contact.user)


def template_of(told: Told, rules: ShippingRules, contact: ContactKey) -> Template | None:
    """The template for this contact; None where its channel has none, or none was approved."""
    own = rules.own(contact.channel, told.occasion, told.language)
    if contact.channel is Channel.LINE:
        return _by_number(own, told, rules) if is_by_number(contact) else None
    if own and (own.button is None or _ending(own.button, told.facts)):
        return _filled(own, told)
    if contact.channel not in template_channels():
        return None
    derived = derived_template(rules, told.occasion, told.language)
    return _filled(derived, told) if derived else None


def _by_number(own: ApprovedWords | None, told: Told, rules: ShippingRules) -> Template | None:
    """LINE's own template, or the words where it has agreed to them."""
    if own:
        return _filled(own, told)
    if not rules.flexible:
        return None
    name = f"reviewed_{told.occasion}"
    utility = TemplateKind.UTILITY
    return Template(name, told.language, utility, words=told.text, reviewed=True)


def _filled(own: ApprovedWords, told: Told) -> Template:
    return Template(
        own.name,
        own.language,
        TemplateKind.UTILITY,
        _header(own.emphasis, told) if own.emphasis else None,
        tuple(Parameter(told.filled[one.gap], one.name) for one in own.body),
        _buttons(own, told.facts),
        words=told.text,
    )


def _header(emphasis: Filled, told: Told) -> Header:
    """The one line in large letters; of signs that count twice there is room for half as many."""
    either = (told.filled[emphasis.gap], unknown(emphasis.gap, told.language))
    if emphasis.gap is Gap.COLLECT_BY and len(either[0]) > _EMPHASIS_LIMIT:
        either = (either[0].rpartition(" ")[0] or either[0], either[1])  # the day without its time
    counts_twice = any(ord(sign) > _BASIC for sign in either[0])
    limit = _EMPHASIS_LIMIT // 2 if counts_twice else _EMPHASIS_LIMIT
    shown = next(filter(None, (cleaned(text, limit) for text in either)))
    return Header(HeaderKind.TEXT, shown, emphasis.name)


def _buttons(own: ApprovedWords, facts: Facts) -> tuple[TemplateButton, ...]:
    ending = _ending(own.button, facts) if own.button else ""
    if own.button is None or not ending:
        return ()
    return (TemplateButton(ButtonUse.LINK, own.button_at, ending, own.button.name),)


def _ending(button: Filled, facts: Facts) -> str:
    """What the button's address ends with, or the whole of it; empty where that is not known."""
    if button.gap is Gap.LINK:
        return facts.link if len(facts.link) <= CAPABILITIES[Channel.LINE].link_limit else ""
    known = {facts.order} if button.gap is Gap.ORDER else set(facts.trackings)
    return quote(known.pop(), safe="") if len(known) == 1 else ""
