"""`towkay campaigns`: where each one stands, and what people decide about it."""

import argparse
from collections.abc import Iterator

from towkay.domain.campaign_decisions import Act, Undecided
from towkay.domain.campaigns import Campaign, CampaignRecord
from towkay.domain.errors import PackMissing
from towkay.usecases.decide_campaign import Order, decide_campaign
from workbench.campaigns.desk import Desk, desk_of
from workbench.campaigns.lines import CampaignTeller, short
from workbench.campaigns.spoken import spoken_lines
from workbench.campaigns.terms import changed_lines, terms_lines
from workbench.campaigns.words import STATES, WHY, Said, done_said
from workbench.cli_parts import same_place
from workbench.languages import spoken_here
from workbench.staff_names import staff_named
from workbench.targets import Target
from workbench.transcript import block

_REFUSED = 1
_NEXT_IN_LIST, _NEXT_IN_SHOW = 1, 5


def show_all(where: Target, options: argparse.Namespace) -> int:
    """Print every campaign of the published files, and whatever else people have decided on."""
    language = spoken_here(options.language)
    desk = desk_of(where, options.brand, language)
    published = _published(desk)
    records = {record.campaign: record for record in desk.records.records(desk.brand)}
    names = sorted({*published, *records})
    for name in names:
        record = records.get(name, CampaignRecord(desk.brand, name))
        print("\n".join(_told(desk, record, published.get(name), options, _NEXT_IN_LIST)))
    if not names:
        print(Said.NOTHING.spoken(language))
    return 0


def show_one(where: Target, options: argparse.Namespace) -> int:
    language = spoken_here(options.language)
    desk = desk_of(where, options.brand, language)
    record = desk.records.record(desk.brand, options.campaign)
    published = _published(desk).get(options.campaign)
    if published is None and not record.approvals:
        desk.campaign(options.campaign, language)
    print("\n".join(_told(desk, record, published, options, _NEXT_IN_SHOW)))
    campaign = _meant(desk, record, published)
    if campaign:
        print("\n".join(_words(campaign, published, language)))
    runs = desk.runs.runs(desk.brand, options.campaign)
    zone = campaign.zone if campaign else "UTC"
    print("\n".join(CampaignTeller(language, zone).past(record, runs)))
    return 0


def _words(campaign: Campaign, published: Campaign | None, language: str) -> Iterator[str]:
    """What goes out, to whom, how; beside it an edit that waits for its approval."""
    edit = published if published and published.version != campaign.version else None
    sentence = Said.GOES_OUT if edit else Said.VERSION
    yield block("    ", sentence.spoken(language, version=short(campaign.version)))
    yield from terms_lines(campaign, language)
    yield from spoken_lines(campaign)
    if edit:
        yield block("    ", Said.EDIT.spoken(language, version=short(edit.version)))
        yield from changed_lines(campaign, edit, language)
        yield from spoken_lines(edit)


def decide(where: Target, options: argparse.Namespace) -> int:
    """Carry out an act; the exit code is 1 when it makes no sense now."""
    language = spoken_here(options.language)
    by = staff_named(options.by, language)
    desk = desk_of(where, options.brand, language)
    act, name = Act(options.act), options.campaign
    seen = _seen(desk, name, getattr(options, "version", ""))
    order = Order(act, desk.brand, name, by, seen)
    result = _decided(desk, order)
    if isinstance(result, Undecided):
        why = WHY[result].spoken(language, campaign=name, place=same_place(options))
        print(block("", f"{name}: {why}"))
        return _REFUSED
    state = STATES[result.state].spoken(language)
    told = Said.DONE.spoken(language, campaign=name, state=state)
    so = done_said(act, result.state, language)
    print(block("", f"{told}{'。' if told[-1] > '~' else '. '}{so}"))
    published = _published(desk).get(name)
    if published:
        print("\n".join(_told(desk, result, published, options, _NEXT_IN_SHOW)))
    return 0


def _decided(desk: Desk, order: Order) -> CampaignRecord | Undecided:
    """What came of it; where nothing was ever published there is no such campaign."""
    now = desk.where.now()
    try:
        return decide_campaign(order, now=now, book=desk.book, records=desk.records)
    except PackMissing:
        return Undecided.UNKNOWN_CAMPAIGN


def _seen(desk: Desk, name: str, written: str) -> str:
    """The whole version that the beginning of one means; what fits none fits nothing later."""
    published = _published(desk).get(name)
    is_meant = published is not None and written and published.version.startswith(written)
    return published.version if published and is_meant else written


def _published(desk: Desk) -> dict[str, Campaign]:
    try:
        return dict(desk.book.campaigns(desk.brand))
    except PackMissing:
        return {}


def _told(
    desk: Desk,
    record: CampaignRecord,
    published: Campaign | None,
    options: argparse.Namespace,
    most: int,
) -> Iterator[str]:
    language = spoken_here(options.language)
    campaign = _meant(desk, record, published)
    if campaign is None:
        yield f"{record.campaign} · {STATES[record.state].spoken(language)}"
        return
    teller = CampaignTeller(language, campaign.zone, same_place(options))
    upcoming = desk.upcoming(record, desk.where.now(), most)
    yield from teller.headline(record, campaign, upcoming)
    yield from teller.note(record, published, upcoming)


def _meant(desk: Desk, record: CampaignRecord, published: Campaign | None) -> Campaign | None:
    """What goes out; of what does not run the published one, or else the one that was approved."""
    return (desk.running(record) if record.goes_on else None) or published or desk.running(record)
