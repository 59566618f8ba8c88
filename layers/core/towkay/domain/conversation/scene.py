"""What is a decision made from, and what does it consist of?"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from towkay.domain.actions import Action, Verb
from towkay.domain.brands import Brand, Entry, Phrase
from towkay.domain.consent import ConsentEntry
from towkay.domain.contacts import Contact
from towkay.domain.doings import Commented
from towkay.domain.events import Event, MessageEdited, MessageReceived
from towkay.domain.faq.index import FaqIndex
from towkay.domain.faq.text import is_mostly_chinese
from towkay.domain.languages import Language
from towkay.domain.messages import Message, QuickReply, Text
from towkay.domain.moving import Moved
from towkay.domain.policy.objections import REPLY_LIFE, REPLY_LIFE_IF_FOLLOWED
from towkay.domain.refs import Ref
from towkay.domain.shipping.matters import Sight
from towkay.domain.turns import Reasoning

# Two Latin words are as often a product or payment name in a Chinese chat as they are English.
_SURELY_ENGLISH_WORDS = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """One event in its conversation. `before` is the contact as it was, `contact` as touched.

    `said_in` is the language of a command, too short to tell the contact's language for good.
    `former` is the contact that the shopper was until the channel gave them a new id, `ref` what
    the link says that they came by, if we made it. `orders` is what was found of the order that it
    is about.
    """

    event: Event
    before: Contact
    contact: Contact
    brand: Brand
    faq: FaqIndex
    now: datetime
    said_in: Language | None = None
    former: Contact | None = None
    ref: Ref | None = None
    orders: Sight | None = None

    @property
    def text(self) -> str:
        """What the shopper typed, empty when nothing was."""
        match self.event.happening:
            case MessageReceived(text=text) | MessageEdited(text=text) | Commented(text=text):
                return text
            case _:
                return ""

    @property
    def language(self) -> Language:
        """The language to answer in."""
        return self.contact.language or self.said_in or self.brand.default_language

    @property
    def zone(self) -> ZoneInfo:
        """The brand's time zone."""
        return ZoneInfo(self.brand.zone)

    @property
    def is_stale(self) -> bool:
        """Whether an automatic reply would come too late to be one.

        Older than 15 minutes, or more than 2 minutes old and followed by a newer handled event.
        """
        return self.now > answer_until(self.event.effective_at, self.before.last_event_at)

    @property
    def may_speak(self) -> bool:
        """Whether a reply would come in time, into a conversation that is ours."""
        return self.event.may_answer and not self.is_stale

    def say(self, phrase: Phrase, *replies: QuickReply, **values: str) -> Text:
        """A message in the shop's voice, in the language of this scene."""
        return Text(self.brand.say(phrase, self.language, **values), replies)

    def button(self, phrase: Phrase, verb: Verb) -> QuickReply:
        """A quick reply with one of the shop's button texts."""
        return QuickReply(self.brand.say(phrase, self.language), Action(verb).payload())

    def ask_button(self, item: Entry) -> QuickReply:
        """A quick reply that asks the question of an FAQ entry."""
        payload = Action(Verb.ANSWER, item.id).payload()
        return QuickReply(self.brand.button(item, self.language), payload)

    def menu_buttons(self) -> tuple[QuickReply, ...]:
        """The shop's menu, and a person at its end."""
        items = filter(None, map(self.brand.entry, self.brand.menu))
        person = self.button(Phrase.HUMAN_BUTTON, Verb.HUMAN)
        return (*map(self.ask_button, items), person)

    def way_out(self) -> tuple[QuickReply, ...]:
        """The buttons under every message that did not answer."""
        person = self.button(Phrase.HUMAN_BUTTON, Verb.HUMAN)
        return (person, self.button(Phrase.MENU_BUTTON, Verb.MENU))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a turn changes and says. `redacts` names a message whose stored text must go.

    `discloses`: its first message says that a program speaks. `moved` is what goes with a shopper
    to a new id.
    """

    contact: Contact
    reasoning: Reasoning
    messages: tuple[Message, ...] = ()
    consent: ConsentEntry | None = None
    redacts: str = ""
    discloses: bool = False
    moved: Moved | None = None


def answer_until(heard_at: datetime, newest: datetime | None) -> datetime:
    """Until when an automatic reply to something heard at `heard_at` comes in time.

    `newest` is the moment of the contact's newest handled event, None if there was none.
    """
    followed = newest is not None and newest > heard_at
    return heard_at + (REPLY_LIFE_IF_FOLLOWED if followed else REPLY_LIFE)


def language_of(text: str, known: Language | None, brand: Brand) -> Language | None:
    """The language a contact is best answered in after writing `text`; None is "no sign yet"."""
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    if not words:
        return known
    if is_mostly_chinese(text):
        return _first(brand, "zh") or known
    surely = len(words) >= _SURELY_ENGLISH_WORDS
    if surely or (known is None and len(words) > 1):
        return _first(brand, "en") or known
    return known


def language_of_command(text: str, brand: Brand) -> Language | None:
    """The language of a stop or resume word: one word says in which it must be acknowledged."""
    if not any(map(str.isalpha, text)):
        return None
    return _first(brand, "zh" if is_mostly_chinese(text) else "en")


def _first(brand: Brand, prefix: str) -> Language | None:
    return next((tag for tag in brand.languages if tag.startswith(prefix)), None)
