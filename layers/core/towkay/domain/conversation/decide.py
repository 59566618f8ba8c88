"""What does the shop do about one event? The first rule that has something to say decides."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from towkay.domain.brands import Brand
from towkay.domain.consent import ConsentEntry
from towkay.domain.consent_writing import acted, recorded
from towkay.domain.contacts import Contact, touched_by
from towkay.domain.conversation import (
    doings,
    optins,
    orders,
    outside,
    questions,
    requests,
    standing,
    talk,
    topics,
)
from towkay.domain.conversation.scene import Decision, Scene, language_of
from towkay.domain.events import Event, MessageReceived, PostbackPressed
from towkay.domain.faq.index import FaqIndex
from towkay.domain.places import came_by
from towkay.domain.refs import Ref, way_in
from towkay.domain.shipping.asked import settled
from towkay.domain.shipping.matters import Sight
from towkay.domain.tagging import tagged_by_press
from towkay.domain.turns import Reasoning, Rule

_SPOKEN = (MessageReceived, PostbackPressed)

RuleOf = Callable[[Scene], Decision | None]

# Consent and people come first and count however late they are heard of.
_STANDING: tuple[RuleOf, ...] = (
    topics.topic_chosen,
    requests.declined,
    standing.consent_words,
    optins.preference_stated,
    optins.opted_in,
    standing.platform_opt_out,
    standing.human_replied,
    standing.taken_back,
    orders.code_brought,
    outside.identity_changed,
    outside.thread_moved,
    outside.commented,
    standing.nothing_to_say,
)
_TALK: tuple[RuleOf, ...] = (
    talk.restarted,
    talk.human_in_charge,
    standing.greeting,
    doings.cart_sent,
    doings.form_filled,
    orders.order_asked,
    talk.pressed,
    talk.courtesy,
    talk.attachment,
    questions.question,
)


def decide(
    event: Event,
    contact: Contact,
    brand: Brand,
    faq: FaqIndex,
    now: datetime,
    former: Contact | None = None,
    ref: Ref | None = None,
    seen: Sight | None = None,
) -> Decision:
    """The turn an event deserves; pure, so a decision can be made again and compared.

    `former` is the contact that the shopper was before an `IdentityChanged`, `ref` what a link of
    ours says that they came by, `seen` what was found of the order that the event is about.
    """
    scene = replace(_scene(event, contact, brand, faq, now, ref), former=former, orders=seen)
    decision = requests.with_request(scene, _decided(scene))
    return _recorded(decision, standing.lifted_block(scene))


def _recorded(decision: Decision, lifted: ConsentEntry | None) -> Decision:
    """The decision with its consent act as the newest link of the contact's chain.

    A shopper's own act about consent lifts a block by itself; any other one is an act of its own.
    """
    contact, entry = decision.contact, decision.consent
    if entry is None and lifted is not None:
        contact, entry = acted(contact, lifted)
    if entry is None:
        return decision
    contact, entry = recorded(contact, entry)
    return replace(decision, contact=contact, consent=entry)


def _decided(scene: Scene) -> Decision:
    decision = _first(_STANDING, scene)
    if decision:
        return decision
    if scene.is_stale:
        return Decision(scene.contact, Reasoning(Rule.STALE))
    return _first(_TALK, scene) or Decision(scene.contact, Reasoning(Rule.NOTED))


def _first(rules: tuple[RuleOf, ...], scene: Scene) -> Decision | None:
    decisions = (rule(scene) for rule in rules)
    return next((decision for decision in decisions if decision is not None), None)


def _scene(
    event: Event,
    contact: Contact,
    brand: Brand,
    faq: FaqIndex,
    now: datetime,
    ref: Ref | None,
) -> Scene:
    touched = tagged_by_press(touched_by(contact, event), event)
    touched = came_by(touched, way_in(event, ref), event.effective_at)
    scene = Scene(event, contact, touched, brand, faq, now, ref=ref)
    language = language_of(scene.text, contact.language, brand)
    # A question about an order is over as soon as they speak of something else.
    ask = settled(touched.order_ask) if isinstance(event.happening, _SPOKEN) else touched.order_ask
    return replace(scene, contact=replace(touched, language=language, order_ask=ask))
