"""Rules of the talk itself: global words, buttons, courtesies, attachments."""

from dataclasses import replace

from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.attachments import AttachmentKind
from towkay.domain.brands import Phrase
from towkay.domain.conversation.humans import fetch_human, offer_human
from towkay.domain.conversation.questions import answer_question
from towkay.domain.conversation.replies import reply
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.conversation.topics import shown_topics, topic_action
from towkay.domain.conversation.typed import typed_place
from towkay.domain.events import MessageEdited, MessageReceived, PostbackPressed
from towkay.domain.faq.text import normalise
from towkay.domain.turns import Reasoning, Rule
from towkay.domain.words import Word, spoken_word

_WORDS_AS_ACTIONS = {
    Word.RESTART: Action(Verb.RESTART),
    Word.MENU: Action(Verb.MENU),
    Word.HUMAN: Action(Verb.HUMAN),
    Word.SUBSCRIPTIONS: Action(Verb.SUBSCRIPTIONS),
}
_BUTTON_VERBS = {
    Phrase.HUMAN_BUTTON: Verb.HUMAN,
    Phrase.MENU_BUTTON: Verb.MENU,
    Phrase.NONE_OF_THESE: Verb.NONE,
}
_KINDNESS = frozenset("👍🙏❤🥰😊😀😃😄😁😆😍😘🤗👌👏💕💖🎉🍵☕✨🙂😉🆗")
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
        case MessageReceived(text=text) | MessageEdited(text=text):
            typed = _typed_button(scene, text) or _typed_number(scene, text)
            return typed or topic_action(scene) or _word(text)
        case _:
            return None


def _word(text: str) -> Action | None:
    word = spoken_word(text)
    return _WORDS_AS_ACTIONS.get(word) if word else None


def _typed_button(scene: Scene, text: str) -> Action | None:
    """A button's own words, typed: LINE on a computer shows no quick replies."""
    said = normalise(text)
    for phrase, verb in _BUTTON_VERBS.items():
        if said in map(normalise, scene.brand.voice[phrase].values()):
            return Action(verb)
    return None


def _typed_number(scene: Scene, text: str) -> Action | None:
    """The number of a suggestion, typed right after it was made."""
    place, offered = typed_place(text), scene.before.offered
    if place is None or place >= len(offered):
        return None
    return parse_action(offered[place]) or Action(Verb.ANSWER, offered[place])


def restarted(scene: Scene) -> Decision | None:
    """The shopper goes back to the bot, also out of a conversation with a person."""
    action = asked_action(scene)
    held = scene.contact.handover
    # Heard late, a restart from before the human wrote ends nothing.
    too_old = held is not None and scene.event.effective_at < held.since <= scene.now
    if action is None or action.verb is not Verb.RESTART or too_old:
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
            return fetch_human(scene)
        case Verb.NONE:
            reasoning = Reasoning(Rule.NOT_UNDERSTOOD)
            return offer_human(scene, scene.say(Phrase.NOT_THIS, *scene.way_out()), reasoning)
        case Verb.SUBSCRIPTIONS | Verb.SUBSCRIBE | Verb.STOP_TOPIC:
            return _subscriptions(scene, action)
        case Verb.TAG:
            return _tag_pressed(scene, action)
        case _:
            return _answer_pressed(scene, action.target)


def _subscriptions(scene: Scene, action: Action) -> Decision | None:
    """The list, or the words of one topic that must be read before it is subscribed to."""
    if action.target and not scene.brand.topic(action.target):
        return _stale_button(scene)
    return shown_topics(scene, action.target) if scene.brand.topics else None


def _tag_pressed(scene: Scene, action: Action) -> Decision:
    """The tag is on already; what is said is the answer behind the button, or thanks."""
    if action.then:
        return _answer_pressed(scene, action.then)
    return Decision(scene.contact, Reasoning(Rule.PRESSED), (scene.say(Phrase.THANKS),))


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
    said = reply(scene.brand, item, scene.language)
    return Decision(scene.contact, Reasoning(Rule.PRESSED, entries=(item_id,)), said)


def _stale_button(scene: Scene) -> Decision:
    said = scene.say(Phrase.STALE_BUTTON, *scene.menu_buttons())
    return Decision(scene.contact, Reasoning(Rule.MENU), (said,))


def courtesy(scene: Scene) -> Decision | None:
    """Thanks and hellos, and messages without a single letter or digit."""
    happening = scene.event.happening
    if not isinstance(happening, MessageReceived) or happening.attachments:
        return None
    word = spoken_word(scene.text)
    reasoning = Reasoning(Rule.COURTESY)
    if word is Word.HELLO:
        said = scene.say(Phrase.GREETING, *scene.menu_buttons())
        return Decision(replace(scene.contact, greeted=True), reasoning, (said,))
    if word is Word.THANKS or _is_kind(scene.text):
        return Decision(scene.contact, reasoning, (scene.say(Phrase.THANKS),))
    if not any(map(str.isalnum, scene.text)):
        # Signs, an angry face, nothing visible: ask what is wanted rather than guess.
        return Decision(scene.contact, reasoning, (scene.say(Phrase.MENU, *scene.menu_buttons()),))
    return None


def _is_kind(text: str) -> bool:
    letters = any(map(str.isalnum, text))
    return not letters and any(sign in _KINDNESS for sign in text)


def attachment(scene: Scene) -> Decision | None:
    """A sticker, image, place or file without words."""
    happening = scene.event.happening
    if not isinstance(happening, MessageReceived) or happening.text.strip():
        return None
    kind = happening.attachments[0].kind if happening.attachments else AttachmentKind.OTHER
    phrase = _ATTACHMENT_PHRASES.get(kind, Phrase.ATTACHMENT)
    said = scene.say(phrase, *scene.way_out())
    return Decision(scene.contact, Reasoning(Rule.ATTACHMENT), (said,))
