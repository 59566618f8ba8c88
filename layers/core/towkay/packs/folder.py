"""Each file of a brand's folder read by itself: what does it say, or is it not there?"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from towkay.domain.calendar.days import NO_DAYS, DayBook
from towkay.packs import brand_file, days_file, faq_file, menus_file, notices_file, topics_file
from towkay.packs.accounts_file import KnownSettings, channels_named
from towkay.packs.brand_file import BrandFile, read_brand
from towkay.packs.campaigns_file import FOLDER
from towkay.packs.days_file import read_days
from towkay.packs.faq_file import FaqFile, read_faq
from towkay.packs.findings import Findings, Place, nearest
from towkay.packs.menus_file import MenusFile, read_menus
from towkay.packs.notices_file import NoticesFile, read_notices, with_updates
from towkay.packs.texts import decode
from towkay.packs.topics_file import TopicsFile, read_topics
from towkay.packs.wording import Kind

_PICTURES = "menus"  # the folder of what menus.yaml shows
_READ = (brand_file, faq_file, topics_file, menus_file, days_file, notices_file)
_FILES = frozenset({*(file.NAME for file in _READ), _PICTURES, FOLDER})
_IGNORED = (".", "~$", "README")  # hidden files, a spreadsheet's lock file

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Files:
    """Each file by itself; None where it cannot be read, or is not there."""

    brand: BrandFile | None
    faq: FaqFile | None
    topics: TopicsFile
    menus: MenusFile | None
    days: DayBook
    notices: NoticesFile | None


def read_all(folder: Path, known: KnownSettings, findings: Findings) -> Files:
    """Every file that is there. Raises OSError only if one cannot be read."""
    _find_unknown_files(folder, findings)
    brand = _read(folder, brand_file.NAME, findings, lambda text: read_brand(text, findings, known))
    languages = brand.languages if brand else ()
    faq = _read(folder, faq_file.NAME, findings, lambda text: read_faq(text, languages, findings))
    notices = _notices(folder, languages, findings)
    topics = _topics(folder, languages, findings)
    return Files(
        brand,
        faq,
        replace(topics, members=with_updates(topics.members, notices, findings)),
        _menus(folder, languages, findings),
        _days(folder, findings),
        notices,
    )


def channels_of(folder: Path) -> AbstractSet[str]:
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


def _notices(folder: Path, languages: tuple[str, ...], findings: Findings) -> NoticesFile | None:
    """A brand that tells nobody where a parcel is needs no such file."""
    name = notices_file.NAME
    if not (folder / name).is_file():
        return None
    return _read(folder, name, findings, lambda text: read_notices(text, languages, findings))


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
