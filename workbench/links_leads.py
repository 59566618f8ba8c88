"""Where does a link of `towkay links` lead: to a topic, or to one order?"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.brands import Brand, Phrase
from towkay.domain.places import link_place
from towkay.domain.refs import Ref, signed
from towkay.domain.shipping.codes import LONGEST_NAME, OrderCode, signed_code
from towkay.domain.shipping.orders import order_name
from towkay.domain.topics import Topic
from workbench.errors import refusal
from workbench.languages import spoken_here
from workbench.links_words import Said

MOST_DAYS = 400  # of a code: whoever has it sees the order


@dataclass(frozen=True, slots=True)
class Lead:
    """What a link brings along: `sign` makes it with a key, `text` is what a shopper sends first.

    `name` is what the files of its pictures are called.
    """

    sign: Callable[[str], str]
    text: str
    name: str
    headline: str


def lead_of(brand: Brand, options: argparse.Namespace, now: datetime) -> Lead:
    """As the options ask."""
    if bool(options.topic) == bool(options.order):
        raise refusal(Said.ONE_OF_BOTH.spoken(spoken_here(options.language)))
    return _to_order(brand, options, now) if options.order else _to_topic(brand, options, now)


def _to_topic(brand: Brand, options: argparse.Namespace, now: datetime) -> Lead:
    language = spoken_here(options.language)
    topic, place = _topic(brand, options), link_place(options.place)
    if place is None:
        raise refusal(Said.NO_PLACE.spoken(language))
    ref = Ref(topic.id, *place, (now + timedelta(days=options.days)).date())
    name = topic.name[brand.nearest(topic.name, brand.default_language)]
    ends = f"{ref.until:%Y-%m-%d}"
    return Lead(
        lambda key: signed(ref, brand.brand, key),
        brand.say(Phrase.SUBSCRIBE_BUTTON, brand.default_language, topic=name),
        f"{ref.topic}-{ref.place}",
        Said.HEADLINE.spoken(language, topic=name, place=ref.place, until=ends),
    )


def _to_order(brand: Brand, options: argparse.Namespace, now: datetime) -> Lead:
    """Nobody ticked a box: whoever comes by it is asked in the chat."""
    language, name = spoken_here(options.language), order_name(options.order)
    if brand.shipping is None:
        raise refusal(Said.TELLS_NOBODY.spoken(language))
    if not name or len(name.encode()) > LONGEST_NAME or not name.isprintable():
        raise refusal(Said.NO_ORDER.spoken(language))
    if options.days > MOST_DAYS:
        raise refusal(Said.TOO_LONG.spoken(language, most=str(MOST_DAYS)))
    code = OrderCode(name, agreed=False, until=now + timedelta(days=options.days))
    is_chinese = brand.default_language.startswith("zh")
    return Lead(
        lambda key: signed_code(code, brand.brand, key),
        f"訂單 {name} 的出貨通知" if is_chinese else f"Shipping updates of order {name}",
        f"order-{''.join(sign if sign.isalnum() else '-' for sign in name)}",
        Said.ORDER_HEADLINE.spoken(language, order=name, until=f"{code.until:%Y-%m-%d}"),
    )


def _topic(brand: Brand, options: argparse.Namespace) -> Topic:
    topic = brand.topic(options.topic)
    if topic is None:
        known = ", ".join(one.id for one in brand.topics) or "-"
        language = spoken_here(options.language)
        raise refusal(Said.NO_TOPIC.spoken(language, topic=options.topic, known=known))
    return topic
