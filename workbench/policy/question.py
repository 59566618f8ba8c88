"""What is asked of policy by hand: one situation in the words of a person, as policy has it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.channels import CAPABILITIES, Channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.openness import REPLY_TOKEN
from towkay.domain.policy.rules import Content, KnownBy, PolicyBook
from towkay.domain.policy.situation import CapCount, Situation
from towkay.domain.routes import Route, SenderKind
from towkay.domain.situations import settings_of

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Question:
    """One situation; spans are how long ago, None for never.

    `by_number` is of a contact known by a telephone number alone. `had` is how many messages of the
    purpose the person has had within every cap. What a message must say by itself it says, unless
    `says_duties` is False.
    """

    channel: Channel
    at: datetime
    purpose: Purpose = Purpose.SERVICE
    sender: SenderKind = SenderKind.BOT
    last_message: timedelta | None = None
    ad_entry: timedelta | None = None
    comment: timedelta | None = None
    comment_answered: bool = False
    by_number: bool = False
    country: str = ""
    account_country: str = ""
    topic_consent: bool = False
    stopped: bool = False
    marketing_refused: bool = False
    held: bool = False
    template: Content | None = None
    template_only: bool = False
    tokens: tuple[str, ...] = ()
    last_by_token: timedelta | None = None
    settings: tuple[str, ...] = ()
    rules: BrandRules = field(default=DEFAULT_RULES)
    had: int = 0
    quota_left: int | None = None
    barred: bool = False
    says_duties: bool = True


def situation(of: Question, book: PolicyBook) -> Situation:
    """The question as policy judges it."""
    account = next((one for one in of.rules.accounts if one.channel is of.channel), None)
    account = account or of.rules.account(of.channel, "")
    asked = Situation(
        at=of.at,
        channel=of.channel,
        purpose=of.purpose,
        sender=of.sender,
        template="asked" if of.template else "",
        template_kind=None if of.template is Content.TEMPLATE else of.template,
        template_only=of.template_only,
        reply_token=REPLY_TOKEN in of.tokens,
        known_by=_known_by(of),
        carries_opt_out=of.says_duties,
        carries_disclosure=of.says_duties,
        account_country=of.account_country or account.country,
        barred=of.barred,
        settings=tuple(sorted({*of.settings, *settings_of(account, book, of.channel)})),
    )
    known = _with_contact(asked, of)
    if of.purpose is not Purpose.REPLY:
        return _unasked(known, of)
    return replace(known, heard_at=_answered_at(of)) if of.sender is SenderKind.HUMAN else known


def _with_contact(asked: Situation, of: Question) -> Situation:
    is_held = of.held or of.sender is SenderKind.HUMAN
    return replace(
        asked,
        stopped=of.stopped,
        marketing_refused=of.marketing_refused,
        subscribed=of.topic_consent,
        window_opened_at=_ago(of, of.last_message),
        ad_entry_at=_ago(of, of.ad_entry),
        comment_at=_ago(of, of.comment),
        comment_answered=of.comment_answered,
        held_from=of.at if is_held else None,
        held_until=of.at + _HOUR if is_held else None,
        tokens=tuple(sorted(set(of.tokens) - {REPLY_TOKEN})),
        last_by_token_at=_ago(of, of.last_by_token),
        country=of.country,
    )


def _known_by(of: Question) -> KnownBy | None:
    if Route.NOTIFICATION_MESSAGE not in CAPABILITIES[of.channel].routes:
        return None
    return KnownBy.NUMBER if of.by_number else KnownBy.USER


def _answered_at(of: Question) -> datetime | None:
    """What a person's answer is to: the newest of what the shopper has done."""
    done = [ago for ago in (of.last_message, of.ad_entry, of.comment) if ago is not None]
    return _ago(of, min(done, default=None))


def _unasked(asked: Situation, of: Question) -> Situation:
    """With what bears on messages that the shopper did not ask for just now."""
    quiet = of.rules.quiet_hours
    caps = (cap for cap in of.rules.caps if cap.binds(of.purpose, topic=""))
    has_quota = CAPABILITIES[of.channel].has_quota and not of.by_number
    return replace(
        asked,
        zone=of.rules.zone,
        quiet_from=quiet.start if quiet else "",
        quiet_to=quiet.end if quiet else "",
        quiet_skips=quiet is not None and of.purpose in quiet.skips,
        caps=tuple(CapCount(cap.most, cap.within_s, of.had) for cap in caps),
        quota_left=of.quota_left if has_quota else None,
    )


def _ago(of: Question, span: timedelta | None) -> datetime | None:
    return None if span is None else of.at - span
