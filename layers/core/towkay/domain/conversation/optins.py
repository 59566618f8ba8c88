"""What follows when a shopper says something about being written to in a channel's own screens?

The channel confirms it there, so nothing is said here.
"""

from dataclasses import replace

from towkay.domain.actions import Verb, parse_action
from towkay.domain.consent import ConsentAct, ConsentEntry, ConsentSource
from towkay.domain.consent_writing import acted
from towkay.domain.conversation.scene import Decision, Scene
from towkay.domain.optins import OptedIn, PreferenceStated
from towkay.domain.places import place_at
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.topics import Topic
from towkay.domain.turns import Reasoning, Rule
from towkay.domain.zones import is_zone

_MOST_TOKENS = 4  # of one contact: one for each subject it was offered
_PLACE = 65  # letters of an offer's title; the platform shows no more


def preference_stated(scene: Scene) -> Decision | None:
    """The platform's switch against marketing: it alone turns itself back."""
    happening = scene.event.happening
    if not isinstance(happening, PreferenceStated):
        return None
    act = ConsentAct.ALLOW_MARKETING if happening.wanted else ConsentAct.REFUSE_MARKETING
    at, cause = scene.event.effective_at, scene.event.cause
    entry = ConsentEntry(act, at, cause, False, ConsentSource.PLATFORM)
    contact, entry = acted(scene.contact, entry)
    return Decision(contact, Reasoning(Rule.PREFERENCE), consent=entry)


def opted_in(scene: Scene) -> Decision | None:
    """A channel's token, and a subscription when the offer was ours and in today's words."""
    happening = scene.event.happening
    if not isinstance(happening, OptedIn):
        return None
    contact, entry = acted(scene.contact, _entry(scene, happening))
    token = ChannelToken(
        kind=happening.kind.value,
        token=happening.token,
        got_at=scene.event.effective_at,
        topic=entry.topic,
        expires_at=happening.expires_at,
    )
    zone = happening.zone if is_zone(happening.zone) else contact.zone
    contact = replace(contact, tokens=_tokens(contact.tokens, token), zone=zone)
    subscribes = entry.act is ConsentAct.SUBSCRIBE
    rule = Rule.SUBSCRIBED if subscribes else Rule.PREFERENCE
    return Decision(contact, Reasoning(rule), consent=entry)


def _entry(scene: Scene, happening: OptedIn) -> ConsentEntry:
    topic, wording = _offered(scene, happening)
    at = scene.event.effective_at
    return ConsentEntry(
        act=ConsentAct.SUBSCRIBE if topic else ConsentAct.OPT_IN,
        at=at,
        cause=scene.event.cause,
        took_effect=False,
        source=ConsentSource.PLATFORM,
        topic=topic.id if topic else "",
        purpose=topic.purpose if topic else None,
        wording=wording,
        words=topic.words(wording) if topic else "",
        place=place_at(scene.contact, at) if topic else happening.title[:_PLACE],
    )


def _offered(scene: Scene, happening: OptedIn) -> tuple[Topic | None, str]:
    """The topic that was offered, and the version of its words."""
    action = parse_action(happening.payload)
    if action is None or action.verb is not Verb.SUBSCRIBE:
        return None, ""
    topic = scene.brand.topic(action.target)
    known = topic if topic and topic.is_shown_as(action.wording) else None
    return known, action.wording if known else ""


def _tokens(known: tuple[ChannelToken, ...], new: ChannelToken) -> tuple[ChannelToken, ...]:
    """With the new one, which may renew one of the same name."""
    before = next((one for one in known if one.token == new.token), None)
    if before is not None and before.got_at > new.got_at:
        return known  # heard late
    used = replace(new, last_used_at=before.last_used_at, spent=before.spent) if before else new
    others = tuple(one for one in known if one.token != new.token)
    return (*others, used)[-_MOST_TOKENS:]
