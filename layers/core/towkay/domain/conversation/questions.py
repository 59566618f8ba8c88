"""What is said to a question: the answer, a few suggestions, or that it is not known."""

from dataclasses import replace

from towkay.domain.actions import Verb
from towkay.domain.brands import Entry, Phrase
from towkay.domain.conversation.humans import nobody_now, offer_human
from towkay.domain.conversation.replies import reply
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.events import MessageEdited, MessageReceived
from towkay.domain.faq.index import Band, Match
from towkay.domain.hours import is_open
from towkay.domain.turns import Reasoning, Rule

_SUGGESTIONS = 3


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
        said = reply(scene.brand, items[0], scene.language)
        return Decision(scene.contact, _reasoning(Rule.ANSWERED, match, items[:1]), said)
    if match.band is Band.SUGGEST and items:
        return _suggest(scene, match, items[:_SUGGESTIONS])
    return _not_understood(scene, match)


def _suggest(scene: Scene, match: Match, items: list[Entry]) -> Decision:
    questions = [scene.brand.question(item, scene.language) for item in items]
    listed = "\n".join(f"{number}. {asked}" for number, asked in enumerate(questions, 1))
    none = scene.button(Phrase.NONE_OF_THESE, Verb.NONE)
    opening = scene.say(Phrase.SUGGEST, *map(scene.ask_button, items), none)
    said = replace(opening, text=f"{opening.text}\n{listed}")
    contact = replace(scene.contact, offered=tuple(item.id for item in items))
    return Decision(contact, _reasoning(Rule.SUGGESTED, match, items), (said,))


def _not_understood(scene: Scene, match: Match) -> Decision:
    """Say so and offer a person; outside the hours say when there is one."""
    if is_open(scene.brand.hours, scene.now, scene.zone):
        said = scene.say(Phrase.FALLBACK, *scene.way_out())
        return offer_human(scene, said, _reasoning(Rule.NOT_UNDERSTOOD, match, []))
    unknown = scene.say(Phrase.FALLBACK, *scene.way_out())
    said = replace(unknown, text=f"{unknown.text}\n{nobody_now(scene)}")
    return offer_human(scene, said, _reasoning(Rule.AWAY, match, []))


def _reasoning(rule: Rule, match: Match, items: list[Entry]) -> Reasoning:
    entries = tuple(item.id for item in items)
    return Reasoning(rule, match.band, round(match.confidence, 3), entries)
