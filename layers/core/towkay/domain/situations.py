"""Which facts of a send, its contact and its brand make up the situation that is judged?"""

from datetime import datetime, timedelta

from towkay.domain.account_news import TemplateState
from towkay.domain.brand_rules import DEFAULT_RULES, AccountRules, BrandRules
from towkay.domain.cap_counts import cap_counts
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.contacts import Contact, HandoverState
from towkay.domain.copying import completed
from towkay.domain.facts import Facts
from towkay.domain.messages import Purpose, Text
from towkay.domain.number_hashes import known_by
from towkay.domain.policy.rules import Content, KnownBy, PolicyBook
from towkay.domain.policy.situation import Situation
from towkay.domain.reserves import quota_reserve
from towkay.domain.routes import Route, SenderKind
from towkay.domain.sends import Send
from towkay.domain.templates import Template, TemplateKind
from towkay.domain.tokens import last_by_token, usable_tokens
from towkay.domain.turns import Rule, Turn
from towkay.domain.zones import is_zone

# LINE takes a reply token for one minute after the webhook; the call itself needs some of it.
REPLY_TOKEN_LIFE = timedelta(seconds=50)
_CONSENT_ACKNOWLEDGEMENTS = frozenset(
    {Rule.STOPPED, Rule.RESUMED, Rule.SUBSCRIBED, Rule.TOPIC_STOPPED}
)


def situation_of(send: Send, contact: Contact | None, facts: Facts, now: datetime) -> Situation:
    """Every fact that bears on `send` at `now`."""
    key = facts.turn.key.contact
    rules = facts.rules.account(key.channel, key.account)
    bare = completed(
        _with_words(_of_send(send, facts.turn, now), send, facts),
        must_disclose=facts.rules.always_disclose,
        outdated=facts.outdated,
        erased=contact is None,
        account_country=rules.country,
        settings=settings_of(rules, facts.book, key.channel),
    )
    if contact is None:
        return bare
    known = _with_contact(bare, contact, facts.turn)
    if answers_as_person(send):
        known = completed(known, heard_at=_answered_at(contact, facts.turn))
    if not send.is_unasked:
        return known
    consented = _with_consent(known, send, contact, facts, now)
    return _with_rules(consented, send, contact, facts)


def answers_as_person(send: Send) -> bool:
    """Whether it is a person's own answer: its turn was begun by them and not by the shopper."""
    return send.sender is SenderKind.HUMAN and send.purpose is Purpose.REPLY


def _answered_at(contact: Contact, turn: Turn) -> datetime | None:
    """What the shopper last did, and not what they did after the answer was written.

    A stop between the two holds the answer back, whatever else the shopper says after it.
    """
    return min(contact.acted_at, turn.heard_at) if contact.acted_at else None


def settings_of(rules: AccountRules, book: PolicyBook, channel: Channel) -> tuple[str, ...]:
    """What is switched on for an account: what the book starts from, as the brand changes it.

    A setting for a way that cannot be sent yet is off: its permit would only end in a refusal.
    """
    default = {one.id for one in book.settings if one.channel is channel and one.default}
    return tuple(sorted((default | set(rules.on)) - set(rules.off) - book.idle))


def _of_send(send: Send, turn: Turn, now: datetime) -> Situation:
    return Situation(
        at=now,
        channel=turn.key.contact.channel,
        purpose=send.purpose,
        sender=send.sender,
        topic=send.topic,
        heard_at=turn.heard_at,
        received_at=turn.received_at,
        expires_at=send.expires_at,
        after_refused=turn.has_refused_before(send.index),
        said_by_template=any(one.said_instead for one in turn.sends[: send.index]),
        passes_quiet_until=send.passes_quiet_until,
        known_by=known_by(turn.key.contact),
        reply_token=_reply_token_is_good(send, turn, now),
        said_by_token=send.ambiguous and send.route is Route.REPLY_TOKEN,
        about_consent=turn.reasoning.rule in _CONSENT_ACKNOWLEDGEMENTS,
        carries_opt_out=send.carries_opt_out,
        carries_disclosure=send.carries_disclosure,
        comment_at=turn.heard_at if turn.comment else None,
        comment_answered=bool(turn.comment) and send.index > 0,  # it earns one message
    )


def _with_words(of: Situation, send: Send, facts: Facts) -> Situation:
    """What says it: free words, or a template that the platform approved, whatever it is called.

    What says nothing on its channel has neither, and so no way that is open to it.
    """
    approved = send.approved
    if approved is None:
        only = not send.messages
        return completed(of, template=send.template, template_only=True) if only else of
    return completed(beside(of, approved, facts.template_state), template_only=True)


def beside(of: Situation, template: Template, state: TemplateState | None) -> Situation:
    """The situation with a template at hand, as last told of."""
    is_code = template.kind is TemplateKind.AUTHENTICATION
    other = Content.REVIEWED if template.reviewed else None
    return completed(
        of,
        template=template.name,
        template_kind=Content.CODE if is_code else other,
        template_state=state,
    )


def _with_contact(of: Situation, contact: Contact, turn: Turn) -> Situation:
    consent, handover = contact.consent, contact.handover
    silencing = handover if handover and handover.state is not HandoverState.OFFERED else None
    return completed(
        of,
        unreachable=not consent.reachable or bool(contact.moved_to),
        stopped=consent.stopped,
        stop_at=consent.stop_at,
        acknowledges_stop=consent.stop_cause == turn.key.cause,
        hands_over=handover is not None and handover.cause == turn.key.cause,
        window_opened_at=contact.window_opened_at,
        ad_entry_at=contact.ad_entry_at,
        last_event_at=contact.last_event_at,
        held_from=silencing.since if silencing else None,
        held_until=silencing.until if silencing else None,
        disclosed=contact.disclosed_at is not None,
        country=contact.country,
        contact_version=contact.version,
    )


def _with_consent(
    of: Situation, send: Send, contact: Contact, facts: Facts, now: datetime
) -> Situation:
    """What the contact agreed to, and with which tokens it may be reached."""
    subscription = contact.subscription(send.topic) if send.topic else None
    usable = usable_tokens(contact, send.topic, now)
    return completed(
        of,
        subscribed=subscription is not None and subscription.active,
        topic_stopped=subscription is not None and not subscription.active,
        gone=contact.reach is not None and contact.reach.is_gone(contact.acted_at),
        marketing_refused=contact.consent.marketing_refused,
        tokens=tuple(sorted({token.kind for token in usable})),
        last_by_token_at=last_by_token(usable, send.purpose, facts),
        marketed_before=any(entry.told_opt_out for entry in facts.history.entries),
    )


def _with_rules(of: Situation, send: Send, contact: Contact, facts: Facts) -> Situation:
    """What the brand laid down, and how much of it the person has had."""
    quiet = facts.rules.quiet_hours
    account = facts.rules.account(contact.key.channel, contact.key.account)
    # What goes to a telephone number is not of the month's messages.
    has_quota = CAPABILITIES[contact.key.channel].has_quota and of.known_by is not KnownBy.NUMBER
    return completed(
        of,
        zone=zone_of(contact, facts.rules),
        quiet_from=quiet.start if quiet else "",
        quiet_to=quiet.end if quiet else "",
        quiet_skips=send.skips_quiet or (quiet is not None and send.purpose in quiet.skips),
        told_already=facts.history.tells_of_another_id(facts.turn.key),
        caps=cap_counts(send, facts, of.at),
        quota_left=facts.account.quota_left(of.at) if has_quota else None,
        quota_reserve=quota_reserve(account, facts.account) if has_quota else 0,
        barred=facts.account.is_barred(of.at),
        length=max((len(one.text) for one in send.messages if isinstance(one, Text)), default=0),
        cancelled=facts.campaign.cancelled,
        paused=facts.campaign.paused,
        held_out=send.held_out,
        budget_left=facts.campaign.budget_left,
        budget_currency=facts.campaign.currency,
    )


def zone_of(contact: Contact, rules: BrandRules) -> str:
    """The zone of the contact's wall clock: as the channel told it, or else the brand's."""
    return next(filter(is_zone, (contact.zone, rules.zone)), DEFAULT_RULES.zone)


def _reply_token_is_good(send: Send, turn: Turn, now: datetime) -> bool:
    """A reply token serves one call: the first send of its turn, within its life."""
    has_token = CAPABILITIES[turn.key.contact.channel].reply_tokens and turn.reply_token is not None
    first = send.index == 0 and not send.token_spent
    return has_token and first and now < turn.received_at + REPLY_TOKEN_LIFE
