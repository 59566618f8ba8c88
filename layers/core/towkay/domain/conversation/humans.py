"""When does a conversation go to a human, and what is said when nobody is there?"""

from dataclasses import replace
from datetime import timedelta

from towkay.domain.brands import Phrase
from towkay.domain.contacts import Handover, HandoverState
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.hours import is_open, next_opening, opening_words
from towkay.domain.messages import Text
from towkay.domain.turns import Reasoning, Rule

_OFFER_HOLDS = timedelta(hours=24)


def fetch_human(scene: Scene) -> Decision:
    """Hand over now, or, outside the hours, from the next opening on."""
    opens = next_opening(scene.brand.hours, scene.now, scene.zone)
    is_now = is_open(scene.brand.hours, scene.now, scene.zone)
    since = scene.now if is_now else opens or scene.now + _OFFER_HOLDS
    until = since + timedelta(hours=scene.brand.handover_hours)
    waiting = Handover(HandoverState.WAITING, scene.event.cause, since, until)
    said = scene.say(Phrase.HUMAN_QUEUED) if is_now else away_text(scene)
    contact = replace(scene.contact, handover=waiting)
    return Decision(contact, Reasoning(Rule.HANDED_OVER if is_now else Rule.AWAY), (said,))


def offer_human(scene: Scene, said: Text, reasoning: Reasoning) -> Decision:
    """Mark the contact for a person, unless one has been asked for already."""
    current = scene.contact.handover
    if current and current.state is not HandoverState.OFFERED and scene.now < current.until:
        return Decision(scene.contact, reasoning, (said,))
    until = scene.now + _OFFER_HOLDS
    offered = Handover(HandoverState.OFFERED, scene.event.cause, scene.now, until)
    return Decision(replace(scene.contact, handover=offered), reasoning, (said,))


def away_text(scene: Scene) -> Text:
    """That nobody is there now, and when somebody will be."""
    opens = next_opening(scene.brand.hours, scene.now, scene.zone)
    if opens is None:
        return scene.say(Phrase.AWAY_LONG, *scene.way_out()[1:])
    words = opening_words(opens, scene.now, scene.language)
    return scene.say(Phrase.AWAY, *scene.way_out()[1:], opens=words)


def nobody_now(scene: Scene) -> str:
    """Beside "I do not know": when the shop opens, and that a human must be asked for."""
    opens = next_opening(scene.brand.hours, scene.now, scene.zone)
    if opens is None:
        return scene.brand.say(Phrase.AWAY_LONG, scene.language)
    words = opening_words(opens, scene.now, scene.language)
    return scene.brand.say(Phrase.NOBODY_NOW, scene.language, opens=words)
