"""Rules that come before any talk: consent, people in the conversation, messages taken back."""

from dataclasses import replace
from datetime import timedelta

from towkay.domain.brands import Phrase
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted
from towkay.domain.contacts import Contact, Handover, HandoverState
from towkay.domain.conversation.scene import Decision, Scene, language_of_command
from towkay.domain.conversation.topics import shown_topics
from towkay.domain.doings import AccountLinked, LinkClicked
from towkay.domain.events import (
    Followed,
    HumanReplied,
    MessageEdited,
    MessageReceived,
    MessageUnsent,
    OptedOut,
    PostbackPressed,
    Reacted,
    ReceiptArrived,
    Referred,
    Unknown,
)
from towkay.domain.messages import Text
from towkay.domain.stop_said import stop_said
from towkay.domain.turns import Reasoning, Rule
from towkay.domain.words import Word, spoken_word

_SILENT_EVENTS = (Reacted, Referred, ReceiptArrived, Unknown, AccountLinked, LinkClicked)
_LASTING = frozenset({HandoverState.HELD, HandoverState.ELSEWHERE})


def consent_words(scene: Scene) -> Decision | None:
    """STOP and its opposite win over everything, also while a person holds the conversation."""
    happening = scene.event.happening
    scene = _in_its_language(scene)
    if source := stop_said(happening):
        consent = scene.contact.consent
        # Acknowledged once: whoever says stop again is owed silence.
        said = () if consent.stopped and consent.acknowledged else (scene.say(Phrase.STOPPED),)
        return _consent_decision(scene, ConsentAct.STOP, source, Rule.STOPPED, said)
    typed = isinstance(happening, MessageReceived | MessageEdited)
    if typed and spoken_word(scene.text) is Word.RESUME:
        return _resumed(scene)
    return None


def _in_its_language(scene: Scene) -> Scene:
    happening = scene.event.happening
    pressed = happening.title if isinstance(happening, PostbackPressed) else ""
    return replace(scene, said_in=language_of_command(scene.text or pressed, scene.brand))


def _resumed(scene: Scene) -> Decision:
    """That messages are on again is said only where some are; else what there is to choose from."""
    said = (scene.say(Phrase.RESUMED),)
    word = ConsentSource.WORD
    decision = _consent_decision(scene, ConsentAct.RESUME, word, Rule.RESUMED, said)
    if not decision.messages or _has_more(scene.contact, decision.contact):
        return decision
    if not scene.brand.topics:
        return replace(decision, messages=(scene.say(Phrase.NOTHING_RESUMED),))
    shown = shown_topics(replace(scene, contact=decision.contact))
    return replace(decision, contact=shown.contact, messages=shown.messages)


def _has_more(before: Contact, after: Contact) -> bool:
    ended = {one.topic for one in before.subscriptions if not one.active}
    return any(one.active and one.topic in ended for one in after.subscriptions)


def lifted_block(scene: Scene) -> ConsentEntry | None:
    """Whoever writes, presses or follows can be reached again, whatever we heard before."""
    acts = isinstance(scene.event.happening, MessageReceived | PostbackPressed | Followed)
    if scene.before.consent.reachable or not acts:
        return None
    at, cause = scene.event.effective_at, scene.event.cause
    return ConsentEntry(ConsentAct.UNBLOCK, at, cause, False, ConsentSource.PLATFORM)


def platform_opt_out(scene: Scene) -> Decision | None:
    """A block or unfollow: nothing may be sent, not even a goodbye."""
    if not isinstance(scene.event.happening, OptedOut):
        return None
    platform = ConsentSource.PLATFORM
    return _consent_decision(scene, ConsentAct.BLOCK, platform, Rule.BLOCKED, ())


def greeting(scene: Scene) -> Decision | None:
    """A friend added, a block lifted, or Get Started pressed."""
    happening = scene.event.happening
    if not isinstance(happening, Followed):
        return None
    returning = happening.returning or scene.before.greeted
    phrase = Phrase.WELCOME_BACK if returning else Phrase.GREETING
    said = (scene.say(phrase, *scene.menu_buttons()),)
    return Decision(replace(scene.contact, greeted=True), Reasoning(Rule.GREETED), said)


def _consent_decision(
    scene: Scene, act: ConsentAct, source: ConsentSource, rule: Rule, said: tuple[Text, ...]
) -> Decision:
    at, cause = scene.event.effective_at, scene.event.cause
    contact, entry = acted(scene.contact, ConsentEntry(act, at, cause, False, source))
    # An act that lost against a newer one is recorded, and saying that it holds would be a lie.
    holds = entry.took_effect and contact.consent.stopped is (act is not ConsentAct.RESUME)
    heard = said if holds and scene.may_speak else ()
    acknowledged = contact.consent.acknowledged or (act is ConsentAct.STOP and bool(heard))
    consent = replace(contact.consent, acknowledged=acknowledged)
    return Decision(replace(contact, consent=consent), Reasoning(rule), heard, entry)


def human_replied(scene: Scene) -> Decision | None:
    """Somebody else answered: the bot falls silent for the brand's lease."""
    if not isinstance(scene.event.happening, HumanReplied):
        return None
    at = scene.event.effective_at
    until = at + timedelta(hours=scene.brand.handover_hours)
    held = Handover(HandoverState.HELD, scene.event.cause, at, until)
    known = scene.contact.handover
    if known and known.state in _LASTING and known.until > until:
        held = known  # an echo heard late does not shorten what a later one began
    return Decision(replace(scene.contact, handover=held), Reasoning(Rule.HUMAN_HOLDS))


def taken_back(scene: Scene) -> Decision | None:
    """A message unsent: its text leaves the transcript."""
    happening = scene.event.happening
    if not isinstance(happening, MessageUnsent):
        return None
    return Decision(scene.contact, Reasoning(Rule.UNSENT), redacts=happening.message_id)


def nothing_to_say(scene: Scene) -> Decision | None:
    """Events that change what is known, and events of a conversation that is not ours now."""
    silent = isinstance(scene.event.happening, _SILENT_EVENTS)
    if silent or not scene.event.may_answer:
        return Decision(scene.contact, Reasoning(Rule.NOTED))
    return None
