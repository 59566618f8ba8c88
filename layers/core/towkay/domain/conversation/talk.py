"""Rules of the talk itself: global words, buttons, courtesies, attachments, questions."""

from dataclasses import replace
from datetime import timedelta

from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.brands import Entry, Phrase
from towkay.domain.contacts import Handover, HandoverState
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.events import (
    AttachmentKind,
    MessageEdited,
    MessageReceived,
    PostbackPressed,
)
from towkay.domain.faq.index import Band, Match
from towkay.domain.hours import is_open, next_opening, opening_words
from towkay.domain.messages import Text
from towkay.domain.turns import Reasoning, Rule
from towkay.domain.words import Word, spoken_word

_SUGGESTIONS = 3
_OFFER_HOLDS = timedelta(hours=24)

_WORDS_AS_ACTIONS = {
    Word.RESTART: Action(Verb.RESTART),
    Word.MENU: Action(Verb.MENU),
    Word.HUMAN: Action(Verb.HUMAN),
}
_ATTACHMENT_PHRASES = {
    AttachmentKind.STICKER: Phrase.STICKER,
    AttachmentKind.IMAGE: Phrase.IMAGE,
    AttachmentKind.PLACE: Phrase.PLACE,
}


def asked_action(scene: Scene) -> Action | None:
    """What a button or a global word asks for; a pressed button counts before its label."""
    match scene.event.happening:
        case PostbackPressed(payload=payload) | MessageReceived(payload=str(payload)):
            return parse_action(payload)
        case MessageReceived(text=text):
            word = spoken_word(text)
            return _WORDS_AS_ACTIONS.get(word) if word else None
        case _:
            return None


def restarted(scene: Scene) -> Decision | None:
    """The shopper goes back to the bot, also out of a conversation with a person."""
    action = asked_action(scene)
    if action is None or action.verb is not Verb.RESTART:
        return None
    said = scene.say(Phrase.RESTARTED, *scene.menu_buttons())
    return Decision(replace(scene.contact, handover=None), Reasoning(Rule.RESTARTED), (said,))


def human_in_charge(scene: Scene) -> Decision | None:
    """While a person holds the conversation the bot says nothing."""
    if not scene.contact.silenced(scene.now):
        return None
    return Decision(scene.contact, Reasoning(Rule.HUMAN_HOLDS))


def pressed(scene: Scene) -> Decision | None:
    """Menu, person, a suggestion, none of them; also a button whose answer is gone."""
    action = asked_action(scene)
    if action is None:
        return _foreign_button(scene)
    match action.verb:
        case Verb.MENU:
            said = scene.say(Phrase.MENU, *scene.menu_buttons())
            return Decision(scene.contact, Reasoning(Rule.MENU), (said,))
        case Verb.HUMAN:
            return _fetch_human(scene)
        case Verb.NONE:
            reasoning = Reasoning(Rule.NOT_UNDERSTOOD)
            return _offer_human(scene, scene.say(Phrase.NOT_THIS, *scene.way_out()), reasoning)
        case _:
            return _answer_pressed(scene, action.target)


def _foreign_button(scene: Scene) -> Decision | None:
    """A payload of an older menu or of another app: its label is as good as a question."""
    happening = scene.event.happening
    if not isinstance(happening, PostbackPressed):
        return None
    if happening.title.strip():
        return answer_question(scene, happening.title)
    return _stale_button(scene)


def _answer_pressed(scene: Scene, item_id: str) -> Decision:
    item = scene.brand.entry(item_id)
    if item is None:
        return _stale_button(scene)
    said = Text(scene.brand.answer(item, scene.language))
    return Decision(scene.contact, Reasoning(Rule.PRESSED, entries=(item_id,)), (said,))


def _stale_button(scene: Scene) -> Decision:
    said = scene.say(Phrase.STALE_BUTTON, *scene.menu_buttons())
    return Decision(scene.contact, Reasoning(Rule.MENU), (said,))


def _fetch_human(scene: Scene) -> Decision:
    """Hand over now, or, outside the hours, from the next opening on."""
    opens = next_opening(scene.brand.hours, scene.now, scene.zone)
    is_now = is_open(scene.brand.hours, scene.now, scene.zone)
    since = scene.now if is_now else opens or scene.now + _OFFER_HOLDS
    until = since + timedelta(hours=scene.brand.handover_hours)
    waiting = Handover(HandoverState.WAITING, scene.event.cause, since, until)
    said = scene.say(Phrase.HUMAN_QUEUED) if is_now else _away(scene)
    contact = replace(scene.contact, handover=waiting)
    return Decision(contact, Reasoning(Rule.HANDED_OVER if is_now else Rule.AWAY), (said,))


def _away(scene: Scene) -> Text:
    opens = next_opening(scene.brand.hours, scene.now, scene.zone)
    if opens is None:
        return scene.say(Phrase.AWAY_LONG, *scene.way_out()[1:])
    words = opening_words(opens, scene.now, scene.language)
    return scene.say(Phrase.AWAY, *scene.way_out()[1:], opens=words)


def courtesy(scene: Scene) -> Decision | None:
    """Thanks and hellos, and messages without a single letter or digit."""
    if not isinstance(scene.event.happening, MessageReceived) or not scene.text.strip():
        return None
    word = spoken_word(scene.text)
    reasoning = Reasoning(Rule.COURTESY)
    if word is Word.HELLO:
        said = scene.say(Phrase.GREETING, *scene.menu_buttons())
        return Decision(replace(scene.contact, greeted=True), reasoning, (said,))
    if word is Word.THANKS or not any(map(str.isalnum, scene.text)):
        return Decision(scene.contact, reasoning, (scene.say(Phrase.THANKS),))
    return None


def attachment(scene: Scene) -> Decision | None:
    """A sticker, picture, place or file without words."""
    happening = scene.event.happening
    if not isinstance(happening, MessageReceived) or happening.text.strip():
        return None
    kind = happening.attachments[0].kind if happening.attachments else AttachmentKind.OTHER
    phrase = _ATTACHMENT_PHRASES.get(kind, Phrase.ATTACHMENT)
    said = scene.say(phrase, *scene.way_out())
    return Decision(scene.contact, Reasoning(Rule.ATTACHMENT), (said,))


def question(scene: Scene) -> Decision | None:
    """Anything else that was written is a question; an edit is one if it is clearly answered."""
    happening = scene.event.happening
    if isinstance(happening, MessageReceived):
        return answer_question(scene, happening.text)
    if isinstance(happening, MessageEdited):
        decision = answer_question(scene, happening.text)
        answered = decision.reasoning.rule is Rule.ANSWERED
        return decision if answered else Decision(scene.contact, Reasoning(Rule.NOTED))
    return None


def answer_question(scene: Scene, text: str) -> Decision:
    """Answer, suggest, or say so and offer a person, by the matcher's band."""
    match = scene.faq.answer(text)
    items = [item for hit in match.hits if (item := scene.brand.entry(hit.entry_id))]
    if match.band is Band.ANSWER and items:
        said = Text(scene.brand.answer(items[0], scene.language))
        return Decision(scene.contact, _reasoning(Rule.ANSWERED, match, items[:1]), (said,))
    if match.band is Band.SUGGEST and items:
        return _suggest(scene, match, items[:_SUGGESTIONS])
    return _not_understood(scene, match)


def _suggest(scene: Scene, match: Match, items: list[Entry]) -> Decision:
    questions = [scene.brand.question(item, scene.language) for item in items]
    listed = "\n".join(f"{number}. {asked}" for number, asked in enumerate(questions, 1))
    none = scene.button(Phrase.NONE_OF_THESE, Verb.NONE)
    opening = scene.say(Phrase.SUGGEST, *map(scene.ask_button, items), none)
    said = replace(opening, text=f"{opening.text}\n{listed}")
    return Decision(scene.contact, _reasoning(Rule.SUGGESTED, match, items), (said,))


def _not_understood(scene: Scene, match: Match) -> Decision:
    """Say so and offer a person; outside the hours say when there is one."""
    if is_open(scene.brand.hours, scene.now, scene.zone):
        said = scene.say(Phrase.FALLBACK, *scene.way_out())
        return _offer_human(scene, said, _reasoning(Rule.NOT_UNDERSTOOD, match, []))
    away = replace(_away(scene), quick_replies=scene.way_out())
    return _offer_human(scene, away, _reasoning(Rule.AWAY, match, []))


def _offer_human(scene: Scene, said: Text, reasoning: Reasoning) -> Decision:
    """Mark the contact for a person, unless one has been asked for already."""
    current = scene.contact.handover
    if current and current.state is not HandoverState.OFFERED and scene.now < current.until:
        return Decision(scene.contact, reasoning, (said,))
    until = scene.now + _OFFER_HOLDS
    offered = Handover(HandoverState.OFFERED, scene.event.cause, scene.now, until)
    return Decision(replace(scene.contact, handover=offered), reasoning, (said,))


def _reasoning(rule: Rule, match: Match, items: list[Entry]) -> Reasoning:
    entries = tuple(item.id for item in items)
    return Reasoning(rule, match.band, round(match.confidence, 3), entries)
