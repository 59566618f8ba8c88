"""A brand's folder in, one content-addressed pack or every mistake out."""

import hashlib
import json
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

from towkay.domain.brand_rules import DEFAULT_RULES, BrandRules
from towkay.domain.brands import PACK_FORMAT
from towkay.domain.calendar.days import NO_DAYS, DayBook
from towkay.domain.menus import Menus
from towkay.domain.policy.rules import Setting
from towkay.packs import brand_file, days_file, faq_file, menus_file, topics_file
from towkay.packs.accounts_file import KnownSettings, channels_named
from towkay.packs.brand_file import BrandFile, read_brand
from towkay.packs.campaign_plain import MEMBER
from towkay.packs.campaigns_checked import campaign_members
from towkay.packs.campaigns_file import FOLDER
from towkay.packs.campaigns_known import NO_INSTRUMENTS, Instruments, known_of
from towkay.packs.days_file import read_days
from towkay.packs.faq_file import FaqFile, read_faq
from towkay.packs.findings import Finding, Findings, Place, in_order, nearest
from towkay.packs.limits import limits_of
from towkay.packs.menu_taps import ASKS, TOPIC, find_unknown
from towkay.packs.menu_words import teach
from towkay.packs.menus_file import MenusFile, read_menus
from towkay.packs.texts import decode
from towkay.packs.together import check_together
from towkay.packs.topics_file import TopicsFile, caps_of, read_topics
from towkay.packs.wording import Kind

_PICTURES = "menus"  # the folder of what menus.yaml shows
_READ = (brand_file, faq_file, topics_file, menus_file, days_file)
_FILES = frozenset({*(file.NAME for file in _READ), _PICTURES, FOLDER})
_IGNORED = (".", "~$", "README")  # hidden files, a spreadsheet's lock file

T = TypeVar("T")


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
    findings = Findings(limits=limits_of(_channels(folder)))
    _find_unknown_files(folder, findings)
    files = _read_all(folder, KnownSettings(settings, idle), findings)
    campaigns = _compared(folder, files, works, findings)
    brand, faq, notes = files.brand, files.faq, in_order(findings.notes)
    if findings.mistakes or brand is None or faq is None:
        return Mistakes(in_order(findings.mistakes), notes)
    rules = replace(brand.rules, caps=(*brand.rules.caps, *caps_of(files.topics)))
    shown = {"faq": faq.members, "topics": files.topics.members, "days": asdict(files.days)}
    body = _canonical({**brand.members, "rules": asdict(rules), **shown, MEMBER: campaigns})
    version = hashlib.sha256(body).hexdigest()
    name, ready = str(brand.members["brand"]), files.menus.menus if files.menus else None
    return CompiledPack(name, version, body, notes, rules, ready)


@dataclass(frozen=True, slots=True)
class _Files:
    """Each file by itself; None where it cannot be read, or is not there."""

    brand: BrandFile | None
    faq: FaqFile | None
    topics: TopicsFile
    menus: MenusFile | None
    days: DayBook


def _read_all(folder: Path, known: KnownSettings, findings: Findings) -> _Files:
    brand = _read(folder, brand_file.NAME, findings, lambda text: read_brand(text, findings, known))
    languages = brand.languages if brand else ()
    faq = _read(folder, faq_file.NAME, findings, lambda text: read_faq(text, languages, findings))
    return _Files(
        brand,
        faq,
        _topics(folder, languages, findings),
        _menus(folder, languages, findings),
        _days(folder, findings),
    )


def _compared(folder: Path, files: _Files, works: Instruments, findings: Findings) -> list[object]:
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


def _channels(folder: Path) -> AbstractSet[str]:
    """Where the brand is, as far as its file can be read."""
    path = folder / brand_file.NAME
    text = decode(path.read_bytes(), path.name, Findings()) if path.is_file() else None
    return channels_named(text) if text else frozenset()


def _topics(folder: Path, languages: tuple[str, ...], findings: Findings) -> TopicsFile:
    """A brand that sends nothing unasked needs no such file."""
    name = topics_file.NAME
    if not (folder / name).is_file():
        return TopicsFile()
    return (
        _read(folder, name, findings, lambda text: read_topics(text, languages, findings))
        or TopicsFile()
    )


def _days(folder: Path, findings: Findings) -> DayBook:
    """A brand whose campaigns know neither holidays nor the moon needs no such file."""
    name = days_file.NAME
    if not (folder / name).is_file():
        return NO_DAYS
    return _read(folder, name, findings, lambda text: read_days(text, findings)) or NO_DAYS


def _menus(folder: Path, languages: tuple[str, ...], findings: Findings) -> MenusFile | None:
    """A brand whose chats have nothing ready needs no such file."""
    name = menus_file.NAME
    if not (folder / name).is_file():
        return None
    return _read(folder, name, findings, lambda text: read_menus(text, folder, languages, findings))


def _check_menus(menus: MenusFile, faq: FaqFile, topics: TopicsFile, findings: Findings) -> None:
    known = {ASKS: set(faq.places), TOPIC: {str(one["id"]) for one in topics.members}}
    find_unknown(menus.taps, known, findings)
    teach(menus.taps.heard, faq, findings)


def _read(folder: Path, name: str, findings: Findings, read: Callable[[str], T | None]) -> T | None:
    path = folder / name
    if not path.is_file():
        findings.add(Kind.FILE_MISSING, Place(name, 1), name=name)
        return None
    text = decode(path.read_bytes(), name, findings)
    return None if text is None else read(text)


def _find_unknown_files(folder: Path, findings: Findings) -> None:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name not in _FILES and not path.name.startswith(_IGNORED):
            findings.add(
                Kind.FILE_UNKNOWN,
                Place(path.name, 1),
                name=path.name,
                nearest=nearest(path.name, _FILES),
            )


def _canonical(pack: dict[str, object]) -> bytes:
    """One spelling for one content: sorted names, no spaces."""
    named = {"format": PACK_FORMAT, **pack}
    text = json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()
