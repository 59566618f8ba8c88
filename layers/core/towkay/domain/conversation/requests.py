"""When does the shop ask to subscribe, how does the request look, and what if it is declined?

It stands below an answer that the brand named, or comes to whoever followed a link of the brand to
a topic. The button carries the version of the words above it, so that pressing it is evidence.
"""

from dataclasses import replace

from towkay.domain.actions import Action, Verb, parse_action
from towkay.domain.asking import asked, is_closed_to, may_ask
from towkay.domain.asking import declined as after_decline
from towkay.domain.brands import Phrase
from towkay.domain.capabilities import Rich
from towkay.domain.channels import CAPABILITIES
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.events import MessageReceived, PostbackPressed, Referred
from towkay.domain.faq.text import normalise
from towkay.domain.messages import ConsentRequest, Message, Purpose, QuickReply, Text
from towkay.domain.optins import TokenKind
from towkay.domain.topics import Topic
from towkay.domain.turns import Reasoning, Rule

_BELOW = frozenset({Rule.ANSWERED, Rule.PRESSED})
_BESIDE = _BELOW | {Rule.GREETED, Rule.COURTESY, Rule.MENU}
# A form of the platform's own is refused by it unless the account was granted what it is for.
_GRANTS = {
    "messenger": frozenset({"messenger_marketing_messages", "messenger_recurring_notifications"})
}


def with_request(scene: Scene, decision: Decision) -> Decision:
    """The decision with a request below it, where there is a topic to ask for."""
    choices = (_topic_without_token, _topic_of_link, _topic_of_answer)
    topic = next((found for choice in choices if (found := choice(scene, decision))), None)
    if topic is None or not scene.may_speak:
        return decision
    contact = asked(decision.contact, topic.id, scene.event.effective_at)
    reasoning = decision.reasoning
    if not decision.messages:
        reasoning = Reasoning(Rule.SUBSCRIPTIONS, entries=(topic.id,))
    # Whoever agreed just now is told what the form is for, not asked whether.
    lead = Phrase.TOPIC_FORM if reasoning.rule is Rule.SUBSCRIBED else Phrase.TOPIC_OFFER
    messages = asked_below(decision.messages, request(topic, scene, lead))
    return replace(decision, contact=contact, reasoning=reasoning, messages=messages)


def request(topic: Topic, scene: Scene, lead: Phrase) -> Message:
    """What is asked, in the words that are kept as evidence.

    A platform's own form gives leave for marketing; for service it would ask for too much.
    """
    spoken = scene.brand.nearest(topic.wording, scene.language)
    text = f"{scene.say(lead).text}\n{topic.wording[spoken]}"
    label = scene.say(Phrase.SUBSCRIBE_BUTTON, topic=topic.name[spoken]).text
    agrees = Action(Verb.SUBSCRIBE, topic.id, topic.version(spoken))
    refuses = Action(Verb.DECLINE, topic.id).payload()
    accept = QuickReply(label, agrees.payload())
    decline = QuickReply(scene.say(Phrase.DECLINE_BUTTON).text, refuses)
    if topic.purpose is Purpose.MARKETING and _may_show_form(scene):
        title = topic.headline(spoken)
        return ConsentRequest(topic.id, title, text, accept, decline, topic.image)
    return Text(f"{topic.name[spoken]}\n{text}", (accept, decline))


def asked_below(said: tuple[Message, ...], asks: Message) -> tuple[Message, ...]:
    """All buttons stand below the last message: there the two that answer it come first."""
    if not isinstance(asks, Text):
        return (*said, asks)
    others = tuple(reply for message in said for reply in message.quick_replies)
    bare = tuple(replace(message, quick_replies=()) for message in said)
    return (*bare, replace(asks, quick_replies=(*asks.quick_replies, *others)))


def declined(scene: Scene) -> Decision | None:
    """Not this topic: never asked about again; heard whatever state the conversation is in."""
    topic = _declined_topic(scene)
    if not topic:
        return None
    contact = after_decline(scene.contact, topic, scene.event.effective_at)
    speaks = scene.may_speak and not contact.silenced(scene.now)
    said = (scene.say(Phrase.DECLINED),) if speaks else ()
    return Decision(contact, Reasoning(Rule.DECLINED, entries=(topic,)), said)


def _topic_without_token(scene: Scene, decision: Decision) -> Topic | None:
    """Agreed to by a button, where only the platform's own form gives leave to write later."""
    if decision.reasoning.rule is not Rule.SUBSCRIBED or not _may_show_form(scene):
        return None
    kind = TokenKind.NOTIFICATION.value
    has_token = any(one.kind == kind and not one.spent for one in decision.contact.tokens)
    topic = scene.brand.topic(decision.reasoning.entries[0]) if decision.messages else None
    wants = topic is not None and topic.purpose is Purpose.MARKETING
    return topic if wants and not has_token else None


def _topic_of_link(scene: Scene, decision: Decision) -> Topic | None:
    """Of the link that the shopper came by: they wish to be asked, however often they were."""
    topic = scene.brand.topic(scene.ref.topic) if scene.ref else None
    if topic is None or is_closed_to(topic, decision.contact, scene.now):
        return None
    only_came = isinstance(scene.event.happening, Referred)
    can_be_told = not only_came or is_open_to(scene)
    fits = only_came if decision.reasoning.rule is Rule.NOTED else _has_room(decision)
    return topic if fits and can_be_told else None


def _has_room(decision: Decision) -> bool:
    return decision.reasoning.rule in _BESIDE and bool(decision.messages)


def is_open_to(scene: Scene) -> bool:
    """Whether anything can be said to whoever followed a link and wrote nothing."""
    closes_at = scene.contact.window_closes_at
    has_window = CAPABILITIES[scene.contact.key.channel].window is not None
    return not has_window or (closes_at is not None and scene.now < closes_at)


def _topic_of_answer(scene: Scene, decision: Decision) -> Topic | None:
    """The first topic that the brand wants asked for below this answer."""
    if decision.reasoning.rule not in _BELOW or not decision.messages:
        return None
    answered = decision.reasoning.entries[:1]
    topics = (one for one in scene.brand.topics if one.ask and {*answered} & {*one.ask.after})
    return next((one for one in topics if may_ask(one, decision.contact, scene.now)), None)


def _may_show_form(scene: Scene) -> bool:
    """Whether the message goes out as a request; where it does not, as a text that is the same."""
    key = scene.contact.key
    if Rich.CONSENT_REQUEST not in CAPABILITIES[key.channel].native:
        return False
    wanted = _GRANTS.get(key.channel, frozenset())
    return not wanted or bool(wanted & {*scene.brand.rules.account(key.channel, key.account).on})


def _declined_topic(scene: Scene) -> str:
    """Which topic was declined: by its button, or by the button's words right after the request."""
    match scene.event.happening:
        case PostbackPressed(payload=payload) | MessageReceived(payload=str(payload)):
            action = parse_action(payload)
            return action.target if action and action.verb is Verb.DECLINE else ""
        case MessageReceived(text=text):
            return _asked_last(scene) if _is_label(text, scene) else ""
        case _:
            return ""


def _is_label(text: str, scene: Scene) -> bool:
    labels = scene.brand.voice[Phrase.DECLINE_BUTTON].values()
    return bool(text.strip()) and normalise(text) in map(normalise, labels)


def _asked_last(scene: Scene) -> str:
    """The topic of the request that stands last in the conversation."""
    newest = max(scene.before.asked, key=lambda one: one.at, default=None)
    is_last = newest is not None and newest.at == scene.before.last_act_at
    return newest.topic if newest and is_last else ""
