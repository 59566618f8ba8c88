"""Look after every account: ask its channel, judge what is known, store what the door must know."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from towkay.domain.account_facts import QuotaRead, TemplateKnown
from towkay.domain.account_news import TemplateReviewed, TemplateState
from towkay.domain.brands import Brand
from towkay.domain.checkup import Told
from towkay.domain.endpoints import Endpoint
from towkay.domain.errors import PackMissing
from towkay.domain.examination import Patient, examine
from towkay.domain.health import AccountKey
from towkay.domain.matters import Finding
from towkay.domain.rhythm import Heard, Silence, oldest_hour, silence_of
from towkay.domain.shipping.needs import GRANTS, needed
from towkay.domain.template_plans import TemplatePlan, of_review, plan
from towkay.ports.accounts import AccountEnquiry, AccountRecords
from towkay.ports.packs import BrandBook
from towkay.ports.tables import AccountHealthStore


@dataclass(frozen=True, slots=True)
class Practice:
    """What accounts are looked after with."""

    records: AccountRecords
    health: AccountHealthStore
    enquiry: AccountEnquiry
    brands: BrandBook


@dataclass(frozen=True, slots=True)
class Checkup:
    """An account with all that is known of it, and what somebody must do for it."""

    patient: Patient
    findings: tuple[Finding, ...]


def look_after(
    endpoints: Sequence[Endpoint], *, now: datetime, practice: Practice
) -> Iterator[Checkup]:
    """Check every account in turn and store what its channel told.

    Each as it is asked for, so that whoever runs out of time has what came before.
    """
    for endpoint in endpoints:
        for account in endpoint.accounts():
            checkup = check(endpoint, account, now=now, practice=practice)
            _store(checkup.patient, now, practice.records)
            yield checkup


def check(endpoint: Endpoint, account: AccountKey, *, now: datetime, practice: Practice) -> Checkup:
    """Ask the channel and judge all that is known; nothing is stored."""
    told = practice.enquiry.ask(endpoint, account)
    heard = practice.records.heard(account)
    brand = _brand(endpoint.brand(account), practice.brands)
    patient = Patient(
        endpoint,
        account,
        told,
        practice.health.read(account),
        practice.records.facts(account),
        _newest(told, practice.records.templates(account)),
        _silence(brand, heard, now),
        heard.at,
        _needs(brand, account, told),
    )
    return Checkup(patient, examine(patient, now))


def _brand(name: str, brands: BrandBook) -> Brand | None:
    try:
        return brands.brand(name)
    except PackMissing:
        return None


def _silence(brand: Brand | None, heard: Heard, now: datetime) -> Silence | None:
    """By the brand's own hours; where a brand published none nobody can be missed."""
    if brand is None:
        return None
    after = timedelta(hours=brand.silent_after_hours) if brand.silent_after_hours else None
    return silence_of(heard, brand.hours, ZoneInfo(brand.zone), now, after)


def _needs(brand: Brand | None, account: AccountKey, told: Told) -> TemplatePlan:
    """What telling of parcels needs here, beside what the whole list has of it."""
    if brand is None or not told.all_templates:
        return TemplatePlan()
    grant = GRANTS.get(account.channel)
    if grant and grant not in brand.rules.account(account.channel, account.account).on:
        return TemplatePlan()
    wanted = needed(brand.shipping, brand.languages)
    ours = (one for one in wanted if one.channel == account.channel)
    return plan(ours, [of_review(one) for one in told.templates])


def _newest(told: Told, known: Sequence[TemplateKnown]) -> tuple[TemplateReviewed, ...]:
    """The list that was told just now; where none was, what is remembered."""
    return (
        told.templates
        if told.all_templates
        else told.templates or tuple(one.review for one in known)
    )


def _gone(told: Told, known: Iterable[TemplateReviewed]) -> Iterator[TemplateReviewed]:
    """What was remembered and is not in the whole list: somebody deleted it, and nobody heard."""
    there = {(one.name, one.language) for one in told.templates}
    for one in known if told.all_templates else ():
        if (one.name, one.language) not in there and one.state is not TemplateState.GONE:
            yield replace(one, state=TemplateState.GONE, reason="")


def _store(patient: Patient, now: datetime, records: AccountRecords) -> None:
    month = patient.told.month
    if month is not None:
        records.read_quota(patient.account, QuotaRead(month.used, now, month.limit))
    known = {one.review for one in records.templates(patient.account)}
    for review in (*patient.told.templates, *_gone(patient.told, known)):
        if review not in known:
            records.review(patient.account, review, now)
    old = [hour for hour in records.heard(patient.account).hours if hour < oldest_hour(now)]
    records.forget_hours(patient.account, old)
