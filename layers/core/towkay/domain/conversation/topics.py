"""What does a shopper see of the subscriptions, and how are single topics stopped and resumed?

Subscribing takes the words that were on screen as its evidence: a button whose words have changed
since shows the new ones instead.
"""

from dataclasses import replace

from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.brands import Phrase
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.conversation.typed import typed_place
from towkay.domain.events import MessageReceived, PostbackPressed
from towkay.domain.faq.text import normalise
from towkay.domain.languages import Language
from towkay.domain.messages import Purpose, QuickReply, Text
from towkay.domain.places import place_at
from towkay.domain.stopping import says_stop
from towkay.domain.topics import Topic
from towkay.domain.turns import Reasoning, Rule

_ACTS = {Verb.SUBSCRIBE: ConsentAct.SUBSCRIBE, Verb.STOP_TOPIC: ConsentAct.STOP_TOPIC}
_LABELS = {
    Phrase.STOP_BUTTON: Verb.STOP_TOPIC,
    Phrase.SUBSCRIBE_BUTTON: Verb.SUBSCRIBE,
    Phrase.RESUME_BUTTON: Verb.SUBSCRIBE,
}


def topic_chosen(scene: Scene) -> Decision | None:
    """One topic stopped or subscribed to; heard whatever state the conversation is in."""
    action = topic_action(scene)
    if action is None or not _counts(action, scene):
        return None
    topic = scene.brand.topic(action.target)
    entry = ConsentEntry(
        act=_ACTS[action.verb],
        at=scene.event.effective_at,
        cause=scene.event.cause,
        took_effect=False,
        source=_source(scene),
        topic=action.target,
        purpose=topic.purpose if topic else None,
        wording=action.wording,
        words=topic.words(action.wording) if topic else "",
        place=place_at(scene.contact, scene.event.effective_at),
    )
    contact, entry = acted(scene.contact, entry)
    heard = entry.took_effect and scene.may_speak and not _said_before(action, scene)
    rule = Rule.SUBSCRIBED if action.verb is Verb.SUBSCRIBE else Rule.TOPIC_STOPPED
    said = (_acknowledgement(rule, action.target, scene),) if heard else ()
    return Decision(contact, Reasoning(rule, entries=(action.target,)), said, entry)


def topic_action(scene: Scene) -> Action | None:
    """What a button about a topic, its number or its typed label asks for."""
    match scene.event.happening:
        case PostbackPressed(payload=payload) | MessageReceived(payload=str(payload)):
            action = parse_action(payload)
            return action if action and action.verb in _ACTS else None
        case MessageReceived(text=text) if scene.brand.topics:
            return _on_screen(scene, text) or _named(scene, text)
        case _:
            return None


def shown_topics(scene: Scene, only: str = "") -> Decision:
    """The topics with their state, their words and one button each; or the words of one again."""
    topics = [topic for topic in scene.brand.topics if only in ("", topic.id)]
    opening = scene.say(Phrase.TOPIC_ASK if only else Phrase.SUBSCRIPTIONS)
    listed = [_listed(number, topic, scene) for number, topic in enumerate(topics, 1)]
    buttons = tuple(_button(topic, scene) for topic in topics)
    said = replace(opening, text="\n\n".join([opening.text, *listed]), quick_replies=(*buttons,))
    offered = tuple(button.payload for button in buttons)
    reasoning = Reasoning(Rule.SUBSCRIPTIONS, entries=tuple(topic.id for topic in topics))
    return Decision(replace(scene.contact, offered=offered), reasoning, (said,))


def _counts(action: Action, scene: Scene) -> bool:
    """Whether the action can be carried out: today's words, or the end of what there is."""
    topic = scene.brand.topic(action.target)
    if action.verb is Verb.SUBSCRIBE:
        return topic is not None and topic.is_shown_as(action.wording)
    return topic is not None or scene.before.subscription(action.target) is not None


def _said_before(action: Action, scene: Scene) -> bool:
    """Whether the topic was stopped by itself already: whoever stops it again is owed silence."""
    known = scene.before.subscription(action.target)
    ended = known is not None and not known.active and not known.by_stop_word
    return action.verb is Verb.STOP_TOPIC and ended


def _source(scene: Scene) -> ConsentSource:
    match scene.event.happening:
        case MessageReceived(payload=None):
            return ConsentSource.WORD
        case _:
            return ConsentSource.BUTTON


def _on_screen(scene: Scene, text: str) -> Action | None:
    """The number or the label of a button of the list just shown, typed."""
    offered = [parse_action(payload) for payload in scene.before.offered]
    place = typed_place(text)
    if place is not None and place < len(offered):
        return offered[place]
    said = normalise(text)
    shown = (action for action in offered if action and action.verb in _ACTS)
    return next((action for action in shown if said in _labels(action, scene)), None)


def _named(scene: Scene, text: str) -> Action | None:
    """A label typed out of nowhere. It can stop, and it asks before it subscribes."""
    said = normalise(text)
    if not said or says_stop(text):
        return None  # a bare stop word ends more than one topic
    asked = (Action(verb, topic.id) for topic in scene.brand.topics for verb in _ACTS)
    return next((action for action in asked if said in _labels(action, scene)), None)


def _labels(action: Action, scene: Scene) -> set[str]:
    topic = scene.brand.topic(action.target)
    if topic is None:
        return set()
    return {
        normalise(said.replace("{topic}", name))
        for phrase, verb in _LABELS.items()
        if verb is action.verb
        for said in scene.brand.voice[phrase].values()
        for name in topic.name.values()
    }


def _listed(number: int, topic: Topic, scene: Scene) -> str:
    spoken = _spoken(topic, scene)
    known = scene.contact.subscription(topic.id)
    state = Phrase.TOPIC_ON if known and known.active else Phrase.TOPIC_OFF
    name = f"{number}. {topic.name[spoken]} · {scene.say(state).text}"
    lines = [name, topic.wording[spoken], *_refused(topic.purpose, scene)]
    return "\n".join(lines)


def _refused(purpose: Purpose, scene: Scene) -> list[str]:
    """What the platform's own switch holds back, only the shopper can free there."""
    refused = purpose is Purpose.MARKETING and scene.contact.consent.marketing_refused
    return [scene.say(Phrase.TOPIC_REFUSED).text] if refused else []


def _button(topic: Topic, scene: Scene) -> QuickReply:
    spoken = _spoken(topic, scene)
    known = scene.contact.subscription(topic.id)
    if known and known.active:
        phrase, action = Phrase.STOP_BUTTON, Action(Verb.STOP_TOPIC, topic.id)
    else:
        phrase = Phrase.RESUME_BUTTON if known and known.granted_at else Phrase.SUBSCRIBE_BUTTON
        action = Action(Verb.SUBSCRIBE, topic.id, topic.version(spoken))
    label = scene.say(phrase, topic=topic.name[spoken]).text
    return QuickReply(label, action.payload())


def _acknowledgement(rule: Rule, topic_id: str, scene: Scene) -> Text:
    topic = scene.brand.topic(topic_id)
    name = topic.name[_spoken(topic, scene)] if topic else topic_id
    phrase = Phrase.SUBSCRIBED if rule is Rule.SUBSCRIBED else Phrase.TOPIC_STOPPED
    said = scene.say(phrase, topic=name)
    subscribed = topic if topic and rule is Rule.SUBSCRIBED else None
    held_back = _refused(subscribed.purpose, scene) if subscribed else []
    return replace(said, text="\n".join([said.text, *held_back]))


def _spoken(topic: Topic, scene: Scene) -> Language:
    return scene.brand.nearest(topic.wording, scene.language)
