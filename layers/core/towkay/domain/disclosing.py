"""When must a program say that it is one, and how does a turn say it?"""

from dataclasses import replace
from datetime import datetime, timedelta

from towkay.domain.brand_rules import BrandRules
from towkay.domain.brands import Brand, Phrase
from towkay.domain.channels import CAPABILITIES
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.conversation.scene import Decision
from towkay.domain.events import Event
from towkay.domain.messages import Purpose, Text
from towkay.domain.notices import Notice, led_by
from towkay.domain.policy.duties import Place, duties_at
from towkay.domain.policy.rules import Duty, PolicyBook
from towkay.domain.routes import SenderKind

# Whoever comes back after a day may think that somebody else answers now.
LONG_PAUSE = timedelta(hours=24)
# The words of the brand's own that say it, by their description in its files.
_TELLING = (Phrase.GREETING, Phrase.WELCOME_BACK)


def must_disclose(
    contact: Contact, purpose: Purpose, rules: BrandRules, book: PolicyBook, at: datetime
) -> bool:
    """Whether the law of the place, the platform or the brand itself wants it said at all."""
    channel, account = contact.key.channel, contact.key.account
    place = Place(channel, contact.country or rules.account(channel, account).country)
    return rules.always_disclose or Duty.DISCLOSURE in duties_at(place, purpose, at.date(), book)


def disclosure_is_due(contact: Contact, at: datetime) -> bool:
    """Whether it has to be said again: never told, a long pause, or a person spoke since."""
    if contact.disclosed_at is None:
        return True
    paused = contact.last_event_at is not None and at > contact.last_event_at + LONG_PAUSE
    return paused or _spoke_since(contact.handover, contact.disclosed_at)


def disclosed(
    decision: Decision, event: Event, before: Contact, brand: Brand, book: PolicyBook
) -> Decision:
    """The decision with the disclosure in it where it is due; `before` is the contact it met."""
    if not decision.messages:
        return decision
    at = event.effective_at
    told = replace(decision.contact, disclosed_at=at)
    if _tells(decision, brand):
        return replace(decision, contact=told, discloses=True)
    binds = must_disclose(decision.contact, Purpose.REPLY, brand.rules, book, at)
    if not binds or not disclosure_is_due(before, at):
        return decision
    language = decision.contact.language or brand.default_language
    line = brand.say(Phrase.DISCLOSURE, language)
    limit = CAPABILITIES[event.contact.channel].text_limit
    said = led_by(line, decision.messages, limit)
    return replace(decision, contact=told, messages=said, discloses=True)


def notice_discloses(notice: Notice, contact: Contact, rules: BrandRules, book: PolicyBook) -> bool:
    """Whether a message nobody asked for has to say it; a bare template says what was approved."""
    if notice.sender is SenderKind.HUMAN or not notice.has_words:
        return False
    binds = must_disclose(contact, notice.purpose, rules, book, notice.at)
    return binds and disclosure_is_due(contact, notice.at)


def _tells(decision: Decision, brand: Brand) -> bool:
    """Whether the first message is the brand's own greeting, which says it by its contract."""
    first = decision.messages[0]
    greetings = {text for phrase in _TELLING for text in brand.voice[phrase].values()}
    return isinstance(first, Text) and first.text in greetings


def _spoke_since(handover: Handover | None, disclosed_at: datetime) -> bool:
    others = (HandoverState.HELD, HandoverState.ELSEWHERE)
    if handover is None or handover.state not in others:
        return False
    return handover.since > disclosed_at
