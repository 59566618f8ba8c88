"""What is a contact sent of a parcel: words, and the template that says the same?"""

from collections.abc import Sequence

from towkay.domain.brands import Brand
from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.contacts import Contact
from towkay.domain.messages import LinkButton, Message, Text
from towkay.domain.shipping.filling import Facts, unknown, values
from towkay.domain.shipping.in_template import Told, is_by_number, template_of
from towkay.domain.shipping.pickups import Reminder
from towkay.domain.shipping.records import Order
from towkay.domain.shipping.rules import Gap, Occasion, ShippingRules
from towkay.domain.shipping.telling import Telling
from towkay.domain.shipping.wanted import gaps_in, with_gaps
from towkay.domain.templates import Template

Sayable = tuple[tuple[Message, ...], Template | None]

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
        tuple(rules.page(one.link, one.carrier, one.tracking) for one in tellings),
        len(tellings),
    )
    return _sayable(Occasion(first.milestone.value), facts, rules, brand, contact)


def reminding(
    reminders: Sequence[Reminder],
    order: Order,
    rules: ShippingRules,
    brand: Brand,
    contact: Contact,
) -> Sayable:
    """What the contact reads when pick-ups at one place end soon, at one moment."""
    first = reminders[0]
    facts = Facts(
        order.shown or order.name or first.order,
        tuple(one.carrier for one in reminders),
        tuple(one.tracking for one in reminders),
        first.place,
        first.ends_at,
        tuple(rules.page(one.link, one.carrier, one.tracking) for one in reminders),
        len(reminders),
    )
    return _sayable(Occasion.REMINDER, facts, rules, brand, contact)


def _sayable(
    occasion: Occasion, facts: Facts, rules: ShippingRules, brand: Brand, contact: Contact
) -> Sayable:
    words = rules.words[occasion]
    language = brand.nearest(words, contact.language or brand.default_language)
    filled = values(facts, language, rules.pick_ups.zone)
    text = with_gaps(words[language], filled)
    told = Told(occasion, language, facts, filled, text)
    template = template_of(told, rules, contact.key)
    if is_by_number(contact.key):
        return ((Text(text),), template) if template else ((), None)
    spoken = _with_numbers(text, words[language], told)
    return (Text(spoken, buttons=_page(words[language], told, contact.key)),), template


def _with_numbers(text: str, words: str, told: Told) -> str:
    """The text, and of several parcels which they are."""
    listed = told.filled[Gap.TRACKING]
    is_named = told.facts.count < 2 or Gap.TRACKING in gaps_in(words)
    if is_named or listed == unknown(Gap.TRACKING, told.language):
        return text
    return f"{text}\n{_NUMBERS[0 if told.language.startswith('zh') else 1].format(listed)}"


def _page(words: str, told: Told, contact: ContactKey) -> tuple[LinkButton, ...]:
    """The carrier's page, unless the words show it or the channel has no room for its address."""
    link, limit = told.facts.link, CAPABILITIES[contact.channel].link_limit
    if not link or len(link) > limit or Gap.LINK in gaps_in(words):
        return ()
    return (LinkButton(_TRACK[0 if told.language.startswith("zh") else 1], link),)
