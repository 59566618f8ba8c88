"""What does a brand say, in which language, and what does it know?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.cards import BrandCard, BrandImage, BrandLink
from towkay.domain.comments import CommentRule
from towkay.domain.hours import OpeningHours
from towkay.domain.languages import Language
from towkay.domain.shipping.rules import ShippingRules
from towkay.domain.topics import Topic

T = TypeVar("T")


class Phrase(StrEnum):
    """Every text of the shop's voice; the value is its key in brand.yaml."""

    GREETING = "greeting"  # on follow or Get Started; says that it is automated
    WELCOME_BACK = "welcome_back"  # on a follow after an unfollow
    FALLBACK = "fallback"  # the question is not known; offers a person
    SUGGEST = "suggest"  # did you mean one of these?
    NOT_THIS = "not_this"  # after "none of these": ask differently or fetch a person
    STALE_BUTTON = "stale_button"  # a button of an older pack, whose answer is gone
    HUMAN_QUEUED = "human_queued"  # a person has been fetched, the bot falls silent
    AWAY = "away"  # outside hours; {opens} is the next opening
    NOBODY_NOW = "nobody_now"  # after FALLBACK outside hours; {opens} is the next opening
    AWAY_LONG = "away_long"  # outside hours, and no opening within a month
    STOPPED = "stopped"  # the one acknowledgement of an opt-out
    RESUMED = "resumed"  # the acknowledgement of an opt-in
    NOTHING_RESUMED = "nothing_resumed"  # a resume word, with nothing to choose from
    STICKER = "sticker"
    IMAGE = "image"
    PLACE = "place"
    ATTACHMENT = "attachment"  # voice, film, file
    THANKS = "thanks"  # the shopper only said thanks
    MENU = "menu"  # stands above the menu's buttons
    RESTARTED = "restarted"
    HUMAN_BUTTON = "human_button"
    MENU_BUTTON = "menu_button"
    NONE_OF_THESE = "none_of_these"
    OPT_OUT_LINE = "opt_out_line"  # under the first marketing message: how to refuse, for nothing
    DISCLOSURE = "disclosure"  # before the first automated words, where the law wants it
    CART = "cart"  # stands above a cart repeated: a person will confirm prices and stock
    FORM = "form"  # a form was sent in the chat
    SUBSCRIPTIONS = "subscriptions"  # stands above the list of topics
    TOPIC_ON = "topic_on"  # the state of a topic, behind its name
    TOPIC_OFF = "topic_off"
    TOPIC_REFUSED = "topic_refused"  # the platform's own switch is off: only the shopper turns it
    TOPIC_ASK = "topic_ask"  # before the wording of a topic that was not on screen just now
    TOPIC_OFFER = "topic_offer"  # above the wording of a topic that the shop asks to subscribe to
    TOPIC_FORM = "topic_form"  # the same, above a platform's own form that only adds its leave
    DECLINED = "declined"  # the request was declined
    SUBSCRIBED = "subscribed"  # the acknowledgement of {topic}
    TOPIC_STOPPED = "topic_stopped"  # the one acknowledgement that {topic} ended
    SUBSCRIBE_BUTTON = "subscribe_button"
    DECLINE_BUTTON = "decline_button"  # under the request to subscribe
    RESUME_BUTTON = "resume_button"
    STOP_BUTTON = "stop_button"
    ORDER_ASK = "order_ask"  # which order, and the last digits of its telephone
    ORDER_DIGITS = "order_digits"  # the order is named, the digits are missing
    ORDER_UNKNOWN = "order_unknown"  # nothing was proved; the same whatever the reason is
    ORDER_WHICH = "order_which"  # of several orders; stands above their buttons
    ORDER_CANCEL = "order_cancel"  # above the facts, with which a person goes on
    ORDER_ADDRESS = "order_address"
    ORDER_PIECES = "order_pieces"  # below them: {items} are how many things were ordered
    ORDER_LEFT = "order_left"  # below them, where a parcel has left already
    ORDER_TOLD = "order_told"  # news of the order will come by itself


BUTTONS = frozenset(
    {Phrase.HUMAN_BUTTON, Phrase.MENU_BUTTON, Phrase.NONE_OF_THESE, Phrase.DECLINE_BUTTON}
)
TOPIC_BUTTONS = frozenset({Phrase.SUBSCRIBE_BUTTON, Phrase.RESUME_BUTTON, Phrase.STOP_BUTTON})
PLACEHOLDERS: Mapping[Phrase, frozenset[str]] = {
    Phrase.AWAY: frozenset({"opens"}),
    Phrase.NOBODY_NOW: frozenset({"opens"}),
    Phrase.ORDER_PIECES: frozenset({"items"}),
    **dict.fromkeys(
        (Phrase.SUBSCRIBED, Phrase.TOPIC_STOPPED, *TOPIC_BUTTONS), frozenset({"topic"})
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the shop knows; each mapping holds the languages it is written in."""

    id: str
    questions: Mapping[Language, str]
    phrases: Mapping[Language, tuple[str, ...]]  # other ways to ask
    answers: Mapping[Language, str]
    buttons: Mapping[Language, str]  # always filled, short enough for every channel
    tags: tuple[str, ...] = ()
    images: Mapping[Language, BrandImage] = field(default_factory=dict)
    links: Mapping[Language, tuple[BrandLink, ...]] = field(default_factory=dict)
    cards: str = ""  # the name of a card set; empty for none

    def all_phrases(self) -> tuple[str, ...]:
        """Every way to ask in every language, the questions first and the buttons last.

        Where buttons do not show, LINE on a computer for one, people type what is on them.
        """
        asked = [*self.questions.values()]
        asked += [phrase for phrases in self.phrases.values() for phrase in phrases]
        return tuple(dict.fromkeys([*asked, *self.buttons.values()]))


@dataclass(frozen=True, slots=True)
class Account:
    """The brand on one channel: a Page, a LINE official account."""

    channel: str
    account: str


@dataclass(frozen=True, slots=True)
class Brand:
    """A compiled brand pack. `version` is the SHA-256 of the bytes it was read from."""

    brand: str
    version: str
    name: Mapping[Language, str]
    languages: tuple[Language, ...]  # the first is the default
    zone: str  # IANA name
    hours: OpeningHours
    voice: Mapping[Phrase, Mapping[Language, str]]
    menu: tuple[str, ...]  # ids of faq, in the order of the buttons
    faq: tuple[Entry, ...]
    accounts: tuple[Account, ...]
    handover_hours: float  # how long a person holds a conversation without a word
    cards: Mapping[str, tuple[BrandCard, ...]] = field(default_factory=dict)  # by the set's name
    rules: BrandRules = DEFAULT_RULES
    topics: tuple[Topic, ...] = ()
    comments: tuple[CommentRule, ...] = ()
    silent_after_hours: float = 0.0  # open hours; 0: an account's own rhythm tells
    shipping: ShippingRules | None = None  # None: where parcels are is told to nobody

    @property
    def default_language(self) -> Language:
        return self.languages[0]

    def say(self, phrase: Phrase, language: Language, **values: str) -> str:
        """The shop's words; in the default language when `language` is not one of its own."""
        text = self.best(self.voice[phrase], language)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    def entry(self, item_id: str) -> Entry | None:
        return next((item for item in self.faq if item.id == item_id), None)

    def topic(self, topic_id: str) -> Topic | None:
        return next((topic for topic in self.topics if topic.id == topic_id), None)

    def question(self, item: Entry, language: Language) -> str:
        return self.best(item.questions, language)

    def answer(self, item: Entry, language: Language) -> str:
        return self.best(item.answers, language)

    def button(self, item: Entry, language: Language) -> str:
        return self.best(item.buttons, language)

    def best(self, said: Mapping[Language, T], language: Language) -> T:
        """What is said in `language`, or in the nearest there is."""
        return said[self.nearest(said, language)]

    def nearest(self, said: Mapping[Language, T], language: Language) -> Language:
        """`language`, else the default language, else any it is said in.

        An item may lack the default language, so the last resort is any language it has.
        """
        known = (wanted for wanted in (language, self.default_language) if wanted in said)
        return next(known, next(iter(said)))


# What a pack's JSON looks like; a pack of a number that is not read is refused, not misread.
PACK_FORMAT = 3
# 1 knew no images, links and cards, 2 no rules and topics: a stack must not fall silent until every
# brand is published.
READ_FORMATS = frozenset({1, 2, PACK_FORMAT})


def pack_key(brand: str, version: str) -> str:
    """Where the pack of this content lies in the packs bucket."""
    return f"packs/{brand}/{version}.json"
