"""What stands in each gap of the words that tell of a parcel?

What comes from shops and carriers may be anything. A platform refuses a template of which a gap is
empty, or holds a line end, and a message must say something whatever is not known.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from towkay.domain.calendar.walls import wall_of
from towkay.domain.fitting.sound import well_formed
from towkay.domain.graphemes import may_cut
from towkay.domain.hours import day_words
from towkay.domain.languages import Language
from towkay.domain.links import is_public_https
from towkay.domain.shipping.carrier_names import carrier_name
from towkay.domain.shipping.rules import Gap

VALUE_LIMIT = 60  # characters
VALUE_BYTES = 100
INLINE_LINK_LIMIT = 160  # a longer one would fill a message by itself

_PART_LIMIT, _PART_BYTES = 30, 36  # of what may stand beside others in one gap
_MOST_NAMED = 3  # of several parcels
_JOINERS = frozenset("\u200c\u200d")  # within one sign of some scripts
_MARKUP = re.compile(r"[*~`{}<>|]")

_UNKNOWN: Mapping[Gap, tuple[str, str]] = MappingProxyType(
    {
        Gap.ORDER: ("（未附編號）", "placed with us"),
        Gap.CARRIER: ("物流公司", "the carrier"),
        Gap.TRACKING: ("尚未提供", "not known yet"),
        Gap.PLACE: ("您選的取貨點", "your pick-up point"),
        Gap.COLLECT_BY: ("保管期限", "the end of its storage time"),
        Gap.LINK: ("尚無查詢網頁", "no tracking page yet"),
    }
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the parcels that are spoken of, as it came."""

    order: str
    carriers: tuple[str, ...] = ()
    trackings: tuple[str, ...] = ()
    place: str = ""
    collect_by: datetime | None = None
    links: tuple[str, ...] = ()
    count: int = 1

    @property
    def link(self) -> str:
        """The one page that tells of all of them, if any shopper may open it."""
        link = self.links[0] if self.links else ""
        return link if set(self.links) == {link} and is_public_https(link) else ""


def values(facts: Facts, language: Language, zone: str) -> dict[Gap, str]:
    """What every gap is filled with: never empty, on one line, and never too long."""
    known = {
        Gap.ORDER: _order(facts, language),
        Gap.CARRIER: _carrier(facts, language),
        Gap.TRACKING: _listed(facts.trackings, language),
        Gap.PLACE: cleaned(facts.place),
        Gap.COLLECT_BY: end_words(facts.collect_by, zone, language) if facts.collect_by else "",
        Gap.LINK: facts.link if len(facts.link) <= INLINE_LINK_LIMIT else "",
    }
    return {gap: value or unknown(gap, language) for gap, value in known.items()}


def unknown(gap: Gap, language: Language) -> str:
    """What is said where nobody knows."""
    return _UNKNOWN[gap][0 if language.startswith("zh") else 1]


def cleaned(text: str, limit: int = VALUE_LIMIT, most_bytes: int = VALUE_BYTES) -> str:
    """A value on one line, without markup, and not too long; empty where nobody could read it."""
    plain = unicodedata.normalize("NFC", well_formed(text[: 8 * limit]))
    spaced = "".join(map(_visible, _MARKUP.sub(" ", plain)))
    short = _clipped(" ".join(spaced.split()).strip("_ "), limit, most_bytes)
    return short if any(unicodedata.category(sign)[0] in "LN" for sign in short) else ""


def moment_words(moment: datetime, zone: str, language: Language) -> str:
    """A day and time for people."""
    return _wall_words(wall_of(moment, zone), language)


def end_words(moment: datetime, zone: str, language: Language) -> str:
    """The same of an end: the midnight that ends a day is the last minute of it."""
    wall = wall_of(moment, zone)
    is_midnight = (wall.hour, wall.minute) == (0, 0)
    return _wall_words(wall - timedelta(minutes=1) if is_midnight else wall, language)


def _wall_words(wall: datetime, language: Language) -> str:
    between = "" if language.startswith("zh") else " "
    return f"{day_words(wall.date(), language)}{between}{wall:%H:%M}"


def _order(facts: Facts, language: Language) -> str:
    name = cleaned(facts.order, _PART_LIMIT, 2 * _PART_BYTES) or unknown(Gap.ORDER, language)
    if facts.count < 2:
        return name
    is_chinese = language.startswith("zh")
    return f"{name} (共 {facts.count} 件)" if is_chinese else f"{name} ({facts.count} parcels)"


def _carrier(facts: Facts, language: Language) -> str:
    names = {cleaned(carrier_name(one, language)) for one in facts.carriers}
    return names.pop() if len(names) == 1 else ""


def _listed(written: tuple[str, ...], language: Language) -> str:
    """The first few, and how many more there are."""
    found = (cleaned(one, _PART_LIMIT, _PART_BYTES) for one in written)
    names = list(dict.fromkeys(filter(None, found)))
    is_chinese = language.startswith("zh")
    said = ("、" if is_chinese else ", ").join(names[:_MOST_NAMED])
    if len(names) <= _MOST_NAMED:
        return said
    return f"{said} 等 {len(names)} 件" if is_chinese else f"{said} and {len(names) - 3} more"


def _visible(sign: str) -> str:
    """A sign as it stands, a blank for what parts words or lines, nothing for what is not seen."""
    kind = unicodedata.category(sign)
    if kind[0] == "Z" or kind == "Cc":
        return " "
    return "" if kind[0] == "C" and sign not in _JOINERS else sign


def _clipped(text: str, limit: int, most_bytes: int) -> str:
    if len(text) <= limit and len(text.encode()) <= most_bytes:
        return text
    end = min(len(text), limit - 1)
    while end and (len(text[:end].encode()) > most_bytes - 3 or not may_cut(text, end)):
        end -= 1
    return f"{text[:end].rstrip()}…" if end else ""
