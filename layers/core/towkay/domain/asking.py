"""May a shopper be asked now to subscribe to a topic?

Never one who said no to it in any way, never over a person's head, and never so often that the
question itself becomes the nuisance. Meta lets a business ask once a week for a topic and, in its
own form, once in each window; these limits are narrower.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from towkay.domain.contacts import Contact, HandoverState
from towkay.domain.messages import Purpose
from towkay.domain.profile import Asked, remembered
from towkay.domain.topics import Topic

MOST_ASKS = 5  # for one topic in all
LEAST_DAYS = 7  # Messenger Platform: one request for a topic in a week
_APART = timedelta(hours=24)  # between two requests, whatever they are for
_MOST_IN_A_WEEK = 3
_WEEK = timedelta(days=7)


def is_closed_to(topic: Topic, contact: Contact, now: datetime) -> bool:
    """Whether asking is out of the question: agreed already, stopped, refused, or with a person."""
    known = contact.subscription(topic.id)
    consent = contact.consent
    refused = topic.purpose is Purpose.MARKETING and consent.marketing_refused
    subscribed = known is not None and known.active
    gone = not consent.reachable or bool(contact.moved_to)
    return subscribed or consent.stopped or refused or gone or _with_person(contact, now)


def may_ask(topic: Topic, contact: Contact, now: datetime) -> bool:
    """Whether the shop may ask of its own accord."""
    rule = topic.ask
    if rule is None or is_closed_to(topic, contact, now):
        return False
    if contact.subscription(topic.id) is not None:
        return False  # they ended it themselves, and know where to find it
    of_it = [one for one in contact.asked if one.topic == topic.id]
    days = timedelta(days=max(rule.again_after_days, LEAST_DAYS))
    too_often = len(of_it) >= min(rule.at_most, MOST_ASKS)
    declined = any(one.declined for one in of_it)
    too_soon = any(now < one.at + days for one in of_it)
    return not (declined or too_often or too_soon or _asked_enough(contact, now))


def asked(contact: Contact, topic: str, at: datetime) -> Contact:
    """The contact after the request was shown."""
    return _with(contact, Asked(topic, at))


def declined(contact: Contact, topic: str, at: datetime) -> Contact:
    """The contact after it said no to the newest request for the topic, remembered or not."""
    of_it = [one for one in contact.asked if one.topic == topic]
    newest = max(of_it, key=lambda one: one.at, default=Asked(topic, at))
    others = tuple(one for one in contact.asked if one.topic != topic)
    return _with(replace(contact, asked=others), replace(newest, declined=True))


def _with(contact: Contact, new: Asked) -> Contact:
    return replace(contact, asked=remembered((*contact.asked, new)))


def _asked_enough(contact: Contact, now: datetime) -> bool:
    just_now = any(now < one.at + _APART for one in contact.asked)
    this_week = sum(now < one.at + _WEEK for one in contact.asked)
    return just_now or this_week >= _MOST_IN_A_WEEK


def _with_person(contact: Contact, now: datetime) -> bool:
    """Held by one, or promised one: nobody is asked for anything in between."""
    held = contact.handover
    return held is not None and held.state is not HandoverState.OFFERED and now < held.until
