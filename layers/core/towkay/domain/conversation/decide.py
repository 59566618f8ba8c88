"""What does the shop do about one event? The first rule that has something to say decides."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from towkay.domain.brands import Brand
from towkay.domain.consent import change
from towkay.domain.contacts import Contact, touched_by
from towkay.domain.conversation import questions, standing, talk
from towkay.domain.conversation.scene import Decision, Scene, language_of
from towkay.domain.events import Event
from towkay.domain.faq.index import FaqIndex
from towkay.domain.turns import Reasoning, Rule

RuleOf = Callable[[Scene], Decision | None]

# Consent and people come first and count however late they are heard of.
_STANDING: tuple[RuleOf, ...] = (
    standing.consent_words,
    standing.platform_opt_out,
    standing.human_replied,
    standing.taken_back,
    standing.nothing_to_say,
)
_TALK: tuple[RuleOf, ...] = (
    talk.restarted,
    talk.human_in_charge,
    standing.greeting,
    talk.pressed,
    talk.courtesy,
    talk.attachment,
    questions.question,
)


def decide(event: Event, contact: Contact, brand: Brand, faq: FaqIndex, now: datetime) -> Decision:
    """The turn an event deserves; pure, so a decision can be made again and compared."""
    scene = _scene(event, contact, brand, faq, now)
    lifted = standing.lifted_block(scene)
    if lifted:
        consent = change(contact.consent, lifted.act, lifted.at, lifted.cause)
        scene = replace(scene, contact=replace(scene.contact, consent=consent))
    decision = _decided(scene)
    return replace(decision, consent=decision.consent or lifted)


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


def _scene(event: Event, contact: Contact, brand: Brand, faq: FaqIndex, now: datetime) -> Scene:
    scene = Scene(event, contact, touched_by(contact, event), brand, faq, now)
    language = language_of(scene.text, contact.language, brand)
    return replace(scene, contact=replace(scene.contact, language=language))
