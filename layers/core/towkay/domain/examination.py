"""What is wrong with an account, by all that is stored and told of it?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import SplitResult, urlsplit, urlunsplit

from towkay.domain.account_facts import NOTHING_KNOWN, AccountFacts, QuotaRead, Said, quota_ends_at
from towkay.domain.account_news import TemplateReviewed, TemplateState
from towkay.domain.checkup import Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.health import AccountHealth, AccountKey, Trouble
from towkay.domain.matters import Finding, Matter
from towkay.domain.rhythm import Silence
from towkay.domain.template_plans import TemplatePlan

TOKEN_WARNING = timedelta(days=7)
_RENEWAL_WARNING = timedelta(days=15)  # a token that renews itself by a call of its own: day 45
_QUOTA_NEARLY_GONE = 0.1
_CALLS_NEARLY_USED = 80.0  # percent; Meta's advice is to slow down above it
_POOR = frozenset({"RED", "YELLOW", "FLAGGED"})
_OUT = frozenset(
    {TemplateState.REJECTED, TemplateState.PAUSED, TemplateState.DISABLED, TemplateState.GONE}
)


@dataclass(frozen=True, slots=True)
class Patient:
    """Everything that is known of an account at a moment."""

    endpoint: Endpoint
    account: AccountKey
    told: Told = field(default_factory=Told)
    health: AccountHealth = field(default_factory=AccountHealth)
    facts: AccountFacts = NOTHING_KNOWN
    templates: tuple[TemplateReviewed, ...] = ()
    silence: Silence | None = None
    heard_at: datetime | None = None
    needs: TemplatePlan = field(default_factory=TemplatePlan)


def examine(patient: Patient, now: datetime) -> tuple[Finding, ...]:
    """Everything that somebody must do for the account, the gravest first."""
    looks: tuple[Callable[[Patient, datetime], Iterator[Finding]], ...] = (
        _secrets,
        _token,
        _webhook,
        _standing,
        _quota,
        _templates,
        _silence,
        _enquiry,
    )
    return tuple(finding for look in looks for finding in look(patient, now))


def _secrets(patient: Patient, now: datetime) -> Iterator[Finding]:
    verify = patient.endpoint.verify
    if verify is None or patient.account.account not in verify.accounts:
        yield Finding(Matter.NO_VERIFY_SECRETS)
    if not patient.endpoint.token(patient.account):
        yield Finding(Matter.NO_TOKEN)


def _token(patient: Patient, now: datetime) -> Iterator[Finding]:
    token = patient.told.token
    if token is None:
        return
    if not token.is_valid:
        yield Finding(Matter.TOKEN_REFUSED, token.code)
        return
    warning = _RENEWAL_WARNING if token.is_renewable else TOKEN_WARNING
    if token.ends_at is not None and token.ends_at <= now + warning:
        yield Finding(Matter.TOKEN_ENDING, at=token.ends_at)
    for scope in token.missing:
        yield Finding(Matter.PERMISSION_MISSING, scope)


def _webhook(patient: Patient, now: datetime) -> Iterator[Finding]:
    webhook = patient.told.webhook
    if webhook is None:
        return
    if not webhook.is_subscribed:
        yield Finding(Matter.NOT_SUBSCRIBED)
        return
    if webhook.missing:
        yield Finding(Matter.FIELD_MISSING, ",".join(webhook.missing))
    if webhook.address and _path_of(webhook.address) != patient.endpoint.path:
        yield Finding(Matter.WEBHOOK_ELSEWHERE, _place_of(webhook.address))
    if webhook.failure:
        yield Finding(Matter.WEBHOOK_FAILS, webhook.failure)


def _path_of(address: str) -> str:
    """Only the path tells: the host may be a domain of the brand's own before ours."""
    parts = _parts_of(address)
    return parts.path if parts else ""


def _place_of(address: str) -> str:
    """The address as it may be logged: another program's may have a secret around its path."""
    parts = _parts_of(address)
    if parts is None:
        return ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _parts_of(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:  # whatever a channel has stored: it is not ours
        return None


def _standing(patient: Patient, now: datetime) -> Iterator[Finding]:
    facts, told = patient.facts, patient.told
    if patient.health.trouble in (Trouble.CREDENTIALS, Trouble.BLOCKED):
        yield Finding(Matter.STOPPED, patient.health.code, patient.health.since)
    barred = facts.bars(now)
    for bar in barred:
        yield Finding(Matter.BARRED, _said(bar), bar.report.until)
    on = {bar.report.ground for bar in barred}
    for warning in facts.warnings():
        if warning.report.ground not in on:  # or the bar is what it warned of
            yield Finding(Matter.WARNED, _said(warning), warning.at)
    if told.quality.upper() in _POOR:
        yield Finding(Matter.QUALITY_POOR, told.quality)
    if told.status:
        yield Finding(Matter.STATUS_ODD, told.status)


def _said(of: Said) -> str:
    return " ".join(filter(None, (of.report.about, of.report.detail)))


def _quota(patient: Patient, now: datetime) -> Iterator[Finding]:
    month, usage = patient.told.month, patient.told.usage
    if month is not None and month.limit is not None:
        left = month.limit - month.used
        ends = quota_ends_at(QuotaRead(month.used, now, month.limit))
        if left <= 0:
            yield Finding(Matter.QUOTA_GONE, f"{month.used}/{month.limit}")
        elif ends is not None or left < _QUOTA_NEARLY_GONE * month.limit:
            yield Finding(Matter.QUOTA_LOW, f"{month.used}/{month.limit}", ends)
    if usage is not None and usage > _CALLS_NEARLY_USED:
        yield Finding(Matter.CALLS_NEARLY_USED, f"{usage:.0f}%")


def _templates(patient: Patient, now: datetime) -> Iterator[Finding]:
    for one in patient.templates:
        if one.state in _OUT:
            said = (one.name, one.language, one.state.value, one.reason)
            yield Finding(Matter.TEMPLATE_OUT, " ".join(filter(None, said)))
    for matter, named in (
        (Matter.TEMPLATES_MISSING, patient.needs.lacking),
        (Matter.TEMPLATES_DEARER, patient.needs.recategorised),
    ):
        if named:
            first = " ".join(named[0].key)
            yield Finding(matter, f"{first} +{len(named) - 1}" if named[1:] else first)


def _silence(patient: Patient, now: datetime) -> Iterator[Finding]:
    silence = patient.silence
    if silence is not None and silence.is_too_long:
        hours = silence.lasts.total_seconds() / 3600
        yield Finding(Matter.SILENT, f"{hours:.0f}", silence.since)


def _enquiry(patient: Patient, now: datetime) -> Iterator[Finding]:
    for problem in patient.told.unanswered:
        # A token that is refused is a finding of its own; everything it asks is refused then.
        if patient.told.token is None or patient.told.token.is_valid:
            yield Finding(Matter.UNANSWERED, problem)
