"""A brand's folder in, one content-addressed pack or every mistake out."""

import hashlib
import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.brands import PACK_FORMAT
from towkay.domain.menus import Menus
from towkay.domain.policy.rules import Setting
from towkay.packs.accounts_file import KnownSettings
from towkay.packs.campaign_plain import MEMBER
from towkay.packs.campaigns_checked import campaign_members
from towkay.packs.campaigns_known import NO_INSTRUMENTS, Instruments, known_of
from towkay.packs.faq_file import FaqFile
from towkay.packs.findings import Finding, Findings, in_order
from towkay.packs.folder import Files, channels_of, read_all
from towkay.packs.limits import limits_of
from towkay.packs.menu_taps import ASKS, TOPIC, find_unknown
from towkay.packs.menu_words import teach
from towkay.packs.menus_file import MenusFile
from towkay.packs.together import check_together
from towkay.packs.topics_file import TopicsFile, caps_of


@dataclass(frozen=True, slots=True)
class CompiledPack:
    """`body` is canonical JSON, `version` its SHA-256: the same content is the same pack.

    `rules` are in it as well, and apart for delivery, which reads no packs.
    """

    brand: str
    version: str
    body: bytes
    notes: tuple[Finding, ...]
    rules: BrandRules = DEFAULT_RULES
    menus: Menus | None = None  # for the channels; no function reads them


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Why there is no pack: all mistakes of all files, by file and line."""

    mistakes: tuple[Finding, ...]
    notes: tuple[Finding, ...]


def compile_brand(
    folder: Path,
    settings: Sequence[Setting] = (),
    idle: AbstractSet[str] = frozenset(),
    works: Instruments = NO_INSTRUMENTS,
) -> CompiledPack | Mistakes:
    """Read and check the files of `folder`. Raises OSError only if a file cannot be read.

    `settings` are those that policy knows; a brand may switch no others. `idle` are those of them
    that open nothing yet. `works` are what campaigns are checked with.
    """
    findings = Findings(limits=limits_of(channels_of(folder)))
    files = read_all(folder, KnownSettings(settings, idle), findings)
    campaigns = _compared(folder, files, works, findings)
    brand, faq, notes = files.brand, files.faq, in_order(findings.notes)
    if findings.mistakes or brand is None or faq is None:
        return Mistakes(in_order(findings.mistakes), notes)
    rules = replace(brand.rules, caps=(*brand.rules.caps, *caps_of(files.topics)))
    shown = {"faq": faq.members, "topics": files.topics.members, "days": asdict(files.days)}
    told = {"shipping": files.notices.members} if files.notices else {}
    whole = {**brand.members, "rules": asdict(rules), **shown, **told, MEMBER: campaigns}
    body = _canonical(whole)
    version = hashlib.sha256(body).hexdigest()
    name, ready = str(brand.members["brand"]), files.menus.menus if files.menus else None
    return CompiledPack(name, version, body, notes, rules, ready)


def _compared(folder: Path, files: Files, works: Instruments, findings: Findings) -> list[object]:
    """What one file names and another must have; the campaigns, which name something of each."""
    brand, faq = files.brand, files.faq
    if files.menus and faq:
        _check_menus(files.menus, faq, files.topics, findings)
    if faq:
        find_unknown(files.topics.taps, {ASKS: set(faq.places)}, findings)
    if brand is None or not brand.readable:
        return []
    may_name = known_of(brand, faq, files.topics, files.days, works)
    campaigns = campaign_members(folder, may_name, findings)
    if faq:
        check_together(brand, faq, findings, may_name.shown_cards)
    return campaigns


def _check_menus(menus: MenusFile, faq: FaqFile, topics: TopicsFile, findings: Findings) -> None:
    known = {ASKS: set(faq.places), TOPIC: {str(one["id"]) for one in topics.members}}
    find_unknown(menus.taps, known, findings)
    teach(menus.taps.heard, faq, findings)


def _canonical(pack: dict[str, object]) -> bytes:
    """One spelling for one content: sorted names, no spaces."""
    named = {"format": PACK_FORMAT, **pack}
    text = json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
