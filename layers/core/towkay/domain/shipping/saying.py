"""What is a contact sent of a parcel: words, and the template that says the same?"""

import re
from collections.abc import Sequence
from urllib.parse import quote

from towkay.domain.brands import Brand
from towkay.domain.channels import CAPABILITIES, Channel, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.languages import Language
from towkay.domain.messages import LinkButton, Message, Text
from towkay.domain.shipping.filling import Facts, cleaned, unknown, values
from towkay.domain.shipping.pickups import Reminder
from towkay.domain.shipping.records import Order
from towkay.domain.shipping.rules import ApprovedWords, Filled, Gap, Occasion, ShippingRules
from towkay.domain.shipping.telling import Telling
from towkay.domain.shipping.wanted import derived_template, gaps_in, template_channels, with_gaps
from towkay.domain.templates import (
    ButtonUse,
    Header,
    HeaderKind,
    Parameter,
    Template,
    TemplateButton,
    TemplateKind,
)

Sayable = tuple[tuple[Message, ...], Template | None]

_NUMBER_HASH = re.compile(r"[0-9a-f]{64}")
_EMPHASIS_LIMIT = 15  # LINE notification messages, "emphasizedItem"
_TRACK = ("查詢進度", "Track parcel")
_NUMBERS = ("物流單號：{}", "Tracking numbers: {}")


def said(
    tellings: Sequence[Telling],
    order: Order,
    rules: ShippingRules,
    brand: Brand,
    contact: Contact,
) -> Sayable:
    """What of tellings that go together the contact reads.

    No words and no template where nothing may be said: LINE takes messages to a telephone number
    only as a template of its own, or where it agreed to words.
    """
    first = tellings[0]
    facts = Facts(
        order.shown or order.name or first.order,
        tuple(one.carrier for one in tellings),
        tuple(one.tracking for one in tellings),
        first.place,
        min((one.collect_by for one in tellings if one.collect_by), default=None),
        tuple(one.link for one in tellings),
        len(tellings),
    )
    return _sayable(Occasion(first.milestone.value), facts, rules, brand, contact)


def reminding(
    reminder: Reminder, order: Order, rules: ShippingRules, brand: Brand, contact: Contact
) -> Sayable:
    """What the contact reads when a pick-up ends soon."""
    facts = Facts(
        order.shown or order.name or reminder.order,
        (reminder.carrier,),
        (reminder.tracking,),
        reminder.place,
        reminder.ends_at,
        (reminder.link,),
    )
    return _sayable(Occasion.REMINDER, facts, rules, brand, contact)


def is_by_number(contact: ContactKey) -> bool:
    """Whether LINE is to find the shopper by the hash of a telephone number."""
    return contact.channel is Channel.LINE and bool(_NUMBER_HASH.fullmatch(contact.user))


def _sayable(
    occasion: Occasion, facts: Facts, rules: ShippingRules, brand: Brand, contact: Contact
) -> Sayable:
    words = rules.words[occasion]
    language = brand.nearest(words, contact.language or brand.default_language)
    filled = values(facts, language, rules.pick_ups.zone)
    template = _template(occasion, facts, rules, language, contact.key)
    if is_by_number(contact.key) and template is None and not rules.flexible:
        return (), None
    text = _text(words[language], filled, facts, language)
    link = facts.link if len(facts.link) <= CAPABILITIES[contact.key.channel].link_limit else ""
    is_told = not link or Gap.LINK in gaps_in(words[language])
    label = _TRACK[0 if language.startswith("zh") else 1]
    return (Text(text, buttons=() if is_told else (LinkButton(label, link),)),), template


def _text(words: str, filled: dict[Gap, str], facts: Facts, language: Language) -> str:
    """The words with their gaps filled, and of several parcels which they are."""
    text = with_gaps(words, filled)
    is_named = facts.count < 2 or Gap.TRACKING in gaps_in(words)
    listed = filled[Gap.TRACKING]
    if is_named or listed == unknown(Gap.TRACKING, language):
        return text
    return f"{text}\n{_NUMBERS[0 if language.startswith('zh') else 1].format(listed)}"


def _template(
    occasion: Occasion, facts: Facts, rules: ShippingRules, language: Language, key: ContactKey
) -> Template | None:
    """The template for where words may not go; None on a channel that has none."""
    channel = str(key.channel)
    filled = values(facts, language, rules.pick_ups.zone)
    words = with_gaps(rules.words[occasion][language], filled)
    own = rules.own(channel, occasion, language)
    if key.channel is Channel.LINE:
        return _filled(own, facts, filled, words) if own and is_by_number(key) else None
    if own and (own.button is None or _ending(own.button, facts)):
        return _filled(own, facts, filled, words)
    if channel not in template_channels():
        return None
    derived = derived_template(rules, occasion, language)
    return _filled(derived, facts, filled, words) if derived else None


def _filled(own: ApprovedWords, facts: Facts, filled: dict[Gap, str], words: str) -> Template:
    emphasis = own.emphasis
    header = (
        Header(HeaderKind.TEXT, cleaned(filled[emphasis.gap], _EMPHASIS_LIMIT), emphasis.name)
        if emphasis
        else None
    )
    return Template(
        own.name,
        own.language,
        TemplateKind.UTILITY,
        header,
        tuple(Parameter(filled[one.gap], one.name) for one in own.body),
        _buttons(own, facts),
        words=words,
    )


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
