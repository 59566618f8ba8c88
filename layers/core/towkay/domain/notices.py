"""What is to be said to whom for a cause that is no event of theirs, and what is its turn?

A campaign, news of a parcel, a message that a person at the shop writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from towkay.domain.brands import Brand, Phrase
from towkay.domain.capabilities import Capabilities
from towkay.domain.channels import CAPABILITIES, ContactKey
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.copying import changed
from towkay.domain.messages import Message, Purpose, TemplateMessage, Text
from towkay.domain.packing import Packed, pack
from towkay.domain.routes import SenderKind
from towkay.domain.sends import Send, plan_sends
from towkay.domain.shipping.about import AboutParcel
from towkay.domain.templates import Template, TemplateKind
from towkay.domain.turns import Inbound, Reasoning, Rule, Turn, TurnKey
from towkay.domain.unasked import History

INBOUND_KIND = "Notice"  # what the transcript calls a turn that no shopper began


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one contact. Contact, `at` and `cause` name it: the same three are the same.

    `cause` must tell occurrences apart: a campaign's name alone would be sent once for ever.
    `staff` is who wrote it when a person did. What was approved for one purpose cannot be sent for
    another: raises `ValueError`. `expires_at` ends its grace, `skips_quiet` has it skipped in quiet
    hours, where it would be held otherwise; until `passes_quiet_until` they do not bear on it.
    `instead` is the template that says the same where words of ours may not go, `about` the parcel
    that it is news of.
    """

    contact: ContactKey
    at: datetime
    cause: str
    purpose: Purpose
    messages: tuple[Message, ...]
    topic: str = ""
    sender: SenderKind = SenderKind.BOT
    staff: str = ""
    template: str = ""
    expires_at: datetime | None = None
    skips_quiet: bool = False
    passes_quiet_until: datetime | None = None
    instead: Template | None = None
    about: AboutParcel | None = None

    def __post_init__(self) -> None:
        kinds = {one.template.kind for one in self.messages if isinstance(one, TemplateMessage)}
        kinds |= {self.instead.kind} if self.instead else set()
        wanted = Purpose.MARKETING if TemplateKind.MARKETING in kinds else Purpose.SERVICE
        if kinds and self.purpose is not wanted:
            raise ValueError(f"a template for {wanted} cannot be sent as {self.purpose}")

    @property
    def key(self) -> TurnKey:
        return TurnKey(self.contact, self.at, self.cause)

    @property
    def has_words(self) -> bool:
        """Whether it says anything of ours; a template says what was approved."""
        return any(not isinstance(one, TemplateMessage) for one in self.messages)


@dataclass(frozen=True, slots=True)
class Duties:
    """What the first request of a notice must say beside its words."""

    opt_out: bool = False
    disclosure: bool = False


def opt_out_is_due(notice: Notice, history: History) -> bool:
    """The first marketing message says how to refuse; a bare template says what was approved."""
    told = any(entry.told_opt_out for entry in history.entries)
    return notice.purpose is Purpose.MARKETING and notice.has_words and not told


def turn_of(notice: Notice, contact: Contact, brand: Brand, duties: Duties, now: datetime) -> Turn:
    """The turn of a notice, its sends ready."""
    packed = _packed(notice, contact, brand, duties)
    # A template needs no words of ours: its one request carries only its name. What can be said in
    # no words at all is a send as well, so that policy says why.
    requests = packed.requests or ((),)
    by_person = notice.sender is SenderKind.HUMAN
    return Turn(
        key=notice.key,
        brand=contact.brand,
        endpoint=contact.endpoint,
        inbound=Inbound(INBOUND_KIND),
        reasoning=Reasoning(Rule.STAFF if by_person else Rule.PLANNED),
        created_at=now,
        received_at=now,
        sends=tuple(_send(send, notice, duties) for send in plan_sends(notice.purpose, requests)),
        losses=packed.losses,
        about=notice.about,
    )


def held_by(notice: Notice, contact: Contact, hours: float) -> Contact:
    """The contact with the person who wrote in charge: the bot falls silent for the lease."""
    known = contact.handover
    until = notice.at + timedelta(hours=hours)
    if known and known.state is HandoverState.HELD and known.silences(notice.at):
        return changed(contact, handover=changed(known, until=max(known.until, until)))
    held = Handover(HandoverState.HELD, notice.cause, notice.at, until)
    return changed(contact, handover=held)


def _send(send: Send, notice: Notice, duties: Duties) -> Send:
    is_first = send.index == 0
    return changed(
        send,
        sender=notice.sender,
        staff=notice.staff,
        topic=notice.topic,
        template=send.approved.name if send.approved else notice.template,
        expires_at=notice.expires_at,
        skips_quiet=notice.skips_quiet,
        passes_quiet_until=notice.passes_quiet_until,
        # One request of words has one template that says the same; of more nobody knows the rest.
        instead=notice.instead if is_first else None,
        carries_opt_out=(duties.opt_out and is_first) or _tells_opt_out(send),
        carries_disclosure=duties.disclosure and is_first,
    )


def _tells_opt_out(send: Send) -> bool:
    return send.approved is not None and send.approved.tells_opt_out


def _packed(notice: Notice, contact: Contact, brand: Brand, duties: Duties) -> Packed:
    """The messages by request; what must be said stands in the first one."""
    limits = CAPABILITIES[notice.contact.channel]
    language = contact.language or brand.default_language
    said: Sequence[Message] = notice.messages
    if duties.disclosure:
        said = led_by(brand.say(Phrase.DISCLOSURE, language), said, limits.text_limit)
    if duties.opt_out:
        line = brand.say(Phrase.OPT_OUT_LINE, language)
        said = _followed_by(line, said, limits)
    return pack(said, limits, language)


def led_by(line: str, said: Sequence[Message], limit: int) -> tuple[Message, ...]:
    """The messages with a line above the first text, or before what is no text."""
    first = said[0] if said else None
    if isinstance(first, Text) and _fits(first, line, limit):
        return (changed(first, text=f"{line}\n{first.text}"), *said[1:])
    return (Text(line), *said)


def _followed_by(line: str, said: Sequence[Message], limits: Capabilities) -> tuple[Message, ...]:
    """The messages with a line below the first text, or before what is no text.

    It must be in the very first request: whoever gets no more than that has been told.
    """
    first = said[0] if said else None
    if isinstance(first, Text):
        both = f"{first.text}\n\n{line}"
        over_buttons = limits.length_unit.measure(both) <= limits.button_text_limit
        if _fits(first, line, limits.text_limit) or (first.buttons and over_buttons):
            return (changed(first, text=both), *said[1:])
    return (Text(line), *said)


def _fits(message: Text, line: str, limit: int) -> bool:
    # Half of it: an emoji may count twice, and buttons leave less room for words.
    return not message.buttons and len(message.text) + len(line) + 2 <= limit // 2
