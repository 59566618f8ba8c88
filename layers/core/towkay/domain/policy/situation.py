"""What does a decision about one send look at? Flat, so that it can be stored and judged again."""

from dataclasses import dataclass
from datetime import datetime

from towkay.domain.account_news import TemplateState
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import Content, KnownBy
from towkay.domain.routes import SenderKind


@dataclass(frozen=True, slots=True)
class CapCount:
    """One cap and how many unasked messages count towards it: `count` of `most` in `within_s`.

    `topic` is empty where those of every topic count.
    """

    most: int
    within_s: int
    count: int
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Every fact of one decision, at the moment `at`.

    Only what bears on the send's purpose is filled in: a reply knows no caps. Every moment is
    aware and UTC; countries are ISO 3166 codes of two letters, empty where unknown.
    """

    at: datetime
    channel: Channel
    purpose: Purpose
    sender: SenderKind = SenderKind.BOT
    # The send and its cause
    topic: str = ""
    template: str = ""  # an approved template that says it; empty where there is none
    template_kind: Content | None = None  # a survey, a code, reviewed words; None: an ordinary one
    template_only: bool = False  # no free words say it
    template_state: TemplateState | None = None  # as the platform last told; None: nobody did
    # When its cause happened, as far as we can vouch for it; of a person's answer what the shopper
    # last did before it was written, None where that is nothing.
    heard_at: datetime | None = None
    received_at: datetime | None = None  # when its cause reached us
    expires_at: datetime | None = None  # the end of its grace
    cancelled: bool = False  # the campaign that it is of
    paused: bool = False
    held_out: bool = False  # its person is of those whom the campaign leaves out
    budget_left: int | None = None  # millionths of `budget_currency`; None: no budget
    budget_currency: str = ""
    after_refused: bool = False  # an earlier send of its turn was refused
    said_by_template: bool = False  # an earlier send of its turn said it all as a template
    outdated: bool = False  # what it tells of is not so any more
    passes_quiet_until: datetime | None = None  # until then quiet hours do not hold it back
    reply_token: bool = False  # one is at hand, unused and of this send
    said_by_token: bool = False  # an unclear reply by token may have arrived already
    length: int = 0  # code points of its longest text, of a message that nobody asked for
    about_consent: bool = False  # it acknowledges a stop or a resume
    acknowledges_stop: bool = False  # and of the very stop that holds
    hands_over: bool = False  # it is the message that fetches a person
    carries_opt_out: bool = False  # it says how to refuse, free of charge
    carries_disclosure: bool = False  # it says that a program speaks
    # The contact
    known_by: KnownBy | None = None  # None: no way of its channel asks that, or none did then
    erased: bool = False
    unreachable: bool = False  # blocked or unfollowed
    gone: bool = False  # not found by the channel, and not heard since
    stopped: bool = False  # the newest consent act of the contact as a whole is a stop
    stop_at: datetime | None = None
    marketing_refused: bool = False  # by the platform's own switch
    subscribed: bool = False  # to `topic`, by an act of the shopper's own
    topic_stopped: bool = False
    window_opened_at: datetime | None = None  # the last act that opens a messaging window
    ad_entry_at: datetime | None = None  # the last entry through an ad or a Page's button
    comment_at: datetime | None = None  # the comment or post that a private reply answers
    comment_answered: bool = False
    last_event_at: datetime | None = None
    held_from: datetime | None = None  # a person holds the conversation from …
    held_until: datetime | None = None  # … until
    tokens: tuple[str, ...] = ()  # kinds of channel tokens at hand and unexpired
    last_by_token_at: datetime | None = None  # the last send that was accepted on such a token
    must_disclose: bool = False  # the brand itself wants it said
    disclosed: bool = False  # the shopper has been told that a program speaks
    marketed_before: bool = False  # a marketing message with the way to refuse was sent before
    country: str = ""
    # The account and the brand
    account_country: str = ""
    barred: bool = False  # the platform forbids the account to write first
    settings: tuple[str, ...] = ()  # what is switched on for the account
    zone: str = ""  # IANA name that quiet hours are counted in
    quiet_from: str = ""  # HH:MM, empty for none
    quiet_to: str = ""
    quiet_skips: bool = False  # what falls into quiet hours is skipped, not held
    told_already: bool = False  # of its cause, by the same account under another id
    caps: tuple[CapCount, ...] = ()
    quota_left: int | None = None  # None: nobody knows
    quota_reserve: int = 0  # kept back for service
    contact_version: int = 0
