"""What follows from what happens around a conversation: comments, its owner, the shopper's id?"""

import hashlib
from dataclasses import replace
from datetime import timedelta

from towkay.domain.comments import MOST_ANSWERED, rule_for
from towkay.domain.contacts import Handover, HandoverState
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.doings import Commented, IdentityChanged, ThreadMoved
from towkay.domain.messages import Text
from towkay.domain.moving import taken_over
from towkay.domain.places import PlaceKind, came_by, place
from towkay.domain.turns import Reasoning, Rule

# Routing that never gives a thread back would silence the bot for ever; what the shopper writes on
# our side ends it sooner.
_ELSEWHERE_AT_MOST = timedelta(days=30)
_NAME = 12  # hexadecimal digits


def commented(scene: Scene) -> Decision | None:
    """A comment with one of the brand's words is answered in private, once; others are noted.

    Nobody who said stop gets a message for what they write in public.
    """
    happening = scene.event.happening
    if not isinstance(happening, Commented):
        return None
    noted = Decision(scene.contact, Reasoning(Rule.NOTED))
    name = _name_of(happening.comment_id)
    answered = scene.contact.answered_comments
    rule = rule_for(happening.text, scene.brand.comments)
    closed = scene.contact.silenced(scene.now) or scene.contact.consent.stopped
    if rule is None or closed or name in answered or not scene.may_speak:
        return noted
    said = Text(scene.brand.best(rule.reply, scene.language))
    kept = (*answered, name)[-MOST_ANSWERED:]
    contact = replace(scene.contact, answered_comments=kept)
    under = place(PlaceKind.COMMENT, happening.post)
    contact = came_by(contact, under, scene.event.effective_at)
    return Decision(contact, Reasoning(Rule.COMMENT), (said,))


def thread_moved(scene: Scene) -> Decision | None:
    """The platform's routing gave the conversation away, or to us: then nobody else holds it."""
    happening = scene.event.happening
    if not isinstance(happening, ThreadMoved):
        return None
    at, known = scene.event.effective_at, scene.contact.handover
    late = known is not None and at < known.since <= scene.now
    if late:
        handover = known
    elif happening.to_us:
        handover = None
    else:
        until = at + _ELSEWHERE_AT_MOST
        handover = Handover(HandoverState.ELSEWHERE, scene.event.cause, at, until)
    return Decision(replace(scene.contact, handover=handover), Reasoning(Rule.THREAD_MOVED))


def identity_changed(scene: Scene) -> Decision | None:
    """The shopper goes on under a new id, with everything that was known of the old one."""
    if not isinstance(scene.event.happening, IdentityChanged):
        return None
    if scene.former is None or scene.former.moved_to == scene.contact.key.user:
        return Decision(scene.contact, Reasoning(Rule.NOTED))
    contact, moved = taken_over(scene.former, scene.contact, scene.event)
    return Decision(contact, Reasoning(Rule.MOVED), moved=moved)


def _name_of(comment_id: str) -> str:
    return hashlib.sha256(comment_id.encode()).hexdigest()[:_NAME]
