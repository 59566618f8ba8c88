"""What is said about an order: where it is, who may know, and what a person has to do?

Whoever has proved nothing learns nothing, not even whether there is such an order: a wrong number,
wrong digits and an order that is closed to tries for a day are answered in the same words.
"""

from dataclasses import replace

from towkay.domain.actions import Action, Verb
from towkay.domain.asking import asked, is_closed_to
from towkay.domain.brands import Phrase
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted
from towkay.domain.contacts import Contact, HandoverState
from towkay.domain.conversation.humans import fetch_human, offer_human
from towkay.domain.conversation.order_words import facts_of, shown, with_change
from towkay.domain.conversation.requests import asked_below, is_open_to, request
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.events import Followed, Referred
from towkay.domain.messages import Message, QuickReply, Text
from towkay.domain.places import PlaceKind
from towkay.domain.shipping.asked import Want, mistaken, settled, waiting_for
from towkay.domain.shipping.matters import Sight, tells_from_now
from towkay.domain.shipping.proving import tried_at
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.domain.shipping.stating import wants_person
from towkay.domain.topics import Topic
from towkay.domain.turns import Reasoning, Rule

_LABEL = 20  # signs of a button
_PAYLOAD = 300  # bytes


def code_brought(scene: Scene) -> Decision | None:
    """A code links the contact; it is told where the order is, and is asked what it left open.

    Heard whatever state the conversation is in; said only where something may be said.
    """
    seen = scene.orders
    if seen is None or seen.matter.code is None:
        return None
    scene = replace(scene, contact=_greeted(scene))
    if seen.has_failed:
        return _said_if_heard(scene, _unproved(scene, seen))
    contact, entry = _consented(scene, seen)
    decision = _shown(replace(scene, contact=contact), seen)
    agrees = tells_from_now(seen.matter.code, scene.before, scene.brand)
    if agrees:
        told = (*decision.messages, scene.say(Phrase.ORDER_TOLD))
        decision = replace(decision, messages=told)
    else:
        decision = _with_request(scene, decision)
    if decision.reasoning.rule is Rule.ORDER_SHOWN:
        reasoning = replace(decision.reasoning, rule=Rule.ORDER_LINKED)
        decision = replace(decision, reasoning=reasoning)
    return replace(_said_if_heard(scene, decision), consent=entry)


def order_asked(scene: Scene) -> Decision | None:
    """Where an order is, or that it be cancelled or redirected; who they are comes first."""
    seen = scene.orders
    if seen is None or seen.matter.code is not None:
        return None
    if seen.has_failed:
        return _unproved(scene, seen)
    if not seen.records:
        return _asks(scene, seen)
    if seen.matter.want is not Want.STATE:
        return _changing(scene, seen)
    decision = _shown(scene, seen)
    return _with_request(scene, decision) if seen.is_new else decision


def _asks(scene: Scene, seen: Sight) -> Decision:
    """For the number and the digits, or for what of them is missing."""
    matter = seen.matter
    phrase = Phrase.ORDER_DIGITS if matter.number else Phrase.ORDER_ASK
    ask = waiting_for(scene.before.order_ask, matter.want, matter.number, scene.now)
    contact = replace(scene.contact, order_ask=ask)
    return Decision(contact, Reasoning(Rule.ORDER_ASKED), (scene.say(phrase),))


def _unproved(scene: Scene, seen: Sight) -> Decision:
    """The same words whatever failed, and a person beside them; they may try once more."""
    ask, matter = scene.before.order_ask, seen.matter
    if matter.code is None:
        locked = ask is not None and ask.is_locked(scene.now)
        ask = ask if locked else mistaken(ask, tried_at(scene.event))
        ask = waiting_for(ask, matter.want, matter.number, scene.now)
        scene = replace(scene, contact=replace(scene.contact, order_ask=ask))
    said = scene.say(Phrase.ORDER_UNKNOWN, *scene.way_out())
    return offer_human(scene, said, Reasoning(Rule.ORDER_UNPROVED))


def _shown(scene: Scene, seen: Sight) -> Decision:
    """Where they are; a person is fetched in the same turn where one is needed."""
    ask = settled(scene.contact.order_ask, has_seen=True)
    scene = replace(scene, contact=replace(scene.contact, order_ask=ask))
    said = shown(scene, seen.records)
    buttons = _others(scene, seen.others, seen.matter.want)
    if buttons:
        said = (*said[:-1], replace(said[-1], quick_replies=buttons))
    reasoning = Reasoning(Rule.ORDER_SHOWN, entries=facts_of(seen.records, seen.matter.want))
    if not any(wants_person(record, scene.now) for record in seen.records):
        return Decision(scene.contact, reasoning, said)
    return _handed_over(scene, said, reasoning)


def _changing(scene: Scene, seen: Sight) -> Decision:
    """One order, and a person who sees what is wanted and how things stand."""
    if len(seen.records) > 1:
        names = [record.order.name for record in seen.records]
        which = scene.say(
            Phrase.ORDER_WHICH, *_others(scene, [*names, *seen.others], seen.matter.want)
        )
        return Decision(scene.contact, Reasoning(Rule.ORDER_ASKED), (which,))
    said = with_change(scene, seen.records[0], seen.matter.want)
    entries = facts_of(seen.records, seen.matter.want)
    return _handed_over(scene, said, Reasoning(Rule.HANDED_OVER, entries=entries))


def _handed_over(scene: Scene, said: tuple[Text, ...], why: Reasoning) -> Decision:
    """In one message with the facts: some channels charge for each."""
    fetched = fetch_human(scene)
    told = [message for message in fetched.messages if isinstance(message, Text)]
    words = "\n\n".join([said[-1].text, *(message.text for message in told)])
    replies = (*said[-1].quick_replies, *(one for message in told for one in message.quick_replies))
    whole = replace(said[-1], text=words, quick_replies=replies)
    reasoning = replace(fetched.reasoning, entries=why.entries)
    return replace(fetched, reasoning=reasoning, messages=(*said[:-1], whole))


def _others(scene: Scene, names: list[str] | tuple[str, ...], want: Want) -> tuple[QuickReply, ...]:
    payloads = ((name, Action(Verb.ORDER, f"{want}:{name}").payload()) for name in names)
    fitting = (one for one in payloads if len(one[1].encode()) <= _PAYLOAD)
    return tuple(QuickReply(name[:_LABEL], payload) for name, payload in fitting)


def _with_request(scene: Scene, decision: Decision) -> Decision:
    """The topic's own words below the answer."""
    topic = scene.brand.topic(ORDER_UPDATES)
    if topic is None or not _may_be_asked(topic, scene):
        return decision
    held = decision.contact.handover
    if held is not None and held.state is not HandoverState.OFFERED:
        return decision  # a person comes first
    contact = asked(decision.contact, topic.id, scene.event.effective_at)
    asks = request(topic, scene, Phrase.TOPIC_OFFER)
    said: tuple[Message, ...] = asked_below(decision.messages, asks)
    return replace(decision, contact=contact, messages=said)


def _may_be_asked(topic: Topic, scene: Scene) -> bool:
    """Nobody who declined, unless they ticked the box since; who said stop, only by a code."""
    seen, known = scene.orders, scene.before.subscription(topic.id)
    code = seen.matter.code if seen else None
    declined = any(one.topic == topic.id and one.declined for one in scene.before.asked)
    if declined and not (code and code.agreed):
        return False
    if code is None:
        return not is_closed_to(topic, scene.contact, scene.now)
    return not (known and known.active) or scene.contact.consent.stopped


def _consented(scene: Scene, seen: Sight) -> tuple[Contact, ConsentEntry | None]:
    """The box that they ticked, as an act of their own; nothing where they had agreed before."""
    code, topic = seen.matter.code, scene.brand.topic(ORDER_UPDATES)
    known = scene.before.subscription(ORDER_UPDATES)
    agrees = code is not None and tells_from_now(code, scene.before, scene.brand)
    if topic is None or not agrees or (known and known.active):
        return scene.contact, None
    spoken = scene.brand.nearest(topic.wording, scene.language)
    entry = ConsentEntry(
        ConsentAct.SUBSCRIBE,
        scene.event.effective_at,
        scene.event.cause,
        took_effect=False,
        source=ConsentSource.BUTTON,
        topic=topic.id,
        purpose=topic.purpose,
        wording=topic.version(spoken),
        words=topic.wording[spoken],
        place=PlaceKind.CHECKOUT.value,
    )
    return acted(scene.contact, entry)


def _greeted(scene: Scene) -> Contact:
    begins = isinstance(scene.event.happening, Followed)
    return replace(scene.contact, greeted=scene.contact.greeted or begins)


def _said_if_heard(scene: Scene, decision: Decision) -> Decision:
    """Nothing is said over a person's head, too late, or where the channel lets nobody speak."""
    only_came = isinstance(scene.event.happening, Referred)
    can_be_told = not only_came or is_open_to(scene)
    if scene.may_speak and can_be_told and not scene.before.silenced(scene.now):
        return decision
    contact = replace(decision.contact, asked=scene.before.asked, handover=scene.contact.handover)
    return replace(decision, contact=contact, messages=())
