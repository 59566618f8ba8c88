"""brand.yaml: who the brand is, when it is open, how it speaks, where it is found."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from zoneinfo import available_timezones

from towkay.domain.brand_rules import AccountRules, BrandRules
from towkay.packs.accounts_file import KnownSettings, read_accounts
from towkay.packs.cards_file import CardSets, read_cards
from towkay.packs.comments_file import read_comments, read_gestures
from towkay.packs.findings import Findings, Place, nearest_zone
from towkay.packs.hours_file import read_hours
from towkay.packs.quiet_file import read_caps, read_quiet_hours
from towkay.packs.scalars import switch, whole_number
from towkay.packs.texts import is_id
from towkay.packs.voice_file import read_texts, read_voice
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

NAME = "brand.yaml"
_KEYS = (
    *("brand", "name", "languages", "zone", "hours", "voice"),
    *("menu", "accounts", "handover_hours"),
)
_OPTIONAL = (
    *("cards", "quiet_hours", "caps", "always_disclose", "silent_after_hours"),
    *("comments", "gestures", "holdout"),
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
MOST_HELD_OUT = 50  # percent
_HANDOVER_HOURS = (0.5, 168.0)  # half an hour to a week
_SILENT_HOURS = (1.0, 336.0)  # open hours; what is heard is remembered for two weeks


@dataclass(frozen=True, slots=True)
class BrandFile:
    """The part of the pack that brand.yaml gives, and what the other files are checked against.

    `readable` is False when no name in it could be read: then nothing can be missed in it.
    """

    readable: bool
    members: dict[str, object]
    languages: tuple[str, ...]  # empty if they could not be read
    menu: tuple[tuple[str, Place], ...]
    cards: CardSets
    rules: BrandRules


_Reader = Callable[[YamlFile, Entry], object]


def read_brand(text: str, findings: Findings, known: KnownSettings) -> BrandFile:
    """`known` are the settings that policy knows."""
    file = YamlFile(NAME, findings)
    root = file.root(text)
    fields = file.fields(root, _KEYS, _OPTIONAL) if root else {}
    languages = _languages(file, fields["languages"]) if "languages" in fields else ()
    members: dict[str, object] = {
        key: read(file, fields[key]) for key, read in _readers(languages).items() if key in fields
    }
    menu = _menu(file, fields["menu"]) if "menu" in fields else ()
    cards = read_cards(file, fields["cards"], languages) if "cards" in fields else CardSets()
    accounts = read_accounts(file, fields["accounts"], known) if "accounts" in fields else ()
    rules = _rules(file, fields, str(members.get("zone")), accounts)
    members |= {
        "accounts": [{"channel": one.channel, "account": one.account} for one in accounts],
        "rules": asdict(rules),
        "languages": list(languages),
        "menu": [item for item, _ in menu],
        "cards": cards.members,
    }
    return BrandFile(bool(fields), members, languages, menu, cards, rules)


def _readers(languages: tuple[str, ...]) -> dict[str, _Reader]:
    """What stands in the pack under the name it has in the file."""
    return {
        "brand": _brand,
        "name": lambda file, entry: read_texts(file, entry, languages),
        "zone": _zone,
        "hours": read_hours,
        "voice": lambda file, entry: read_voice(file, entry, languages),
        "handover_hours": lambda file, entry: _hours(file, entry, _HANDOVER_HOURS),
        "silent_after_hours": lambda file, entry: _hours(file, entry, _SILENT_HOURS),
        "comments": lambda file, entry: read_comments(file, entry, languages),
    }


def _rules(
    file: YamlFile, fields: dict[str, Entry], zone: str, accounts: tuple[AccountRules, ...]
) -> BrandRules:
    """What delivery must know of the brand."""
    always = switch(file, fields["always_disclose"]) if "always_disclose" in fields else False
    quiet_hours = read_quiet_hours(file, fields.get("quiet_hours"))
    caps = read_caps(file, fields.get("caps"))
    gestures = read_gestures(file, fields.get("gestures"))
    held_out = fields.get("holdout")
    holdout = whole_number(file, held_out, 0, MOST_HELD_OUT) if held_out else 0
    return BrandRules(zone, quiet_hours, caps, accounts, bool(always), gestures, holdout or 0)


def _brand(file: YamlFile, entry: Entry) -> str | None:
    brand = file.text(entry)
    if brand is not None and not is_id(brand):
        file.findings.add(Kind.BAD_ID, entry.place, value=brand)
    return brand


def _languages(file: YamlFile, entry: Entry) -> tuple[str, ...]:
    languages = _unlike(file, entry)
    for language, place in languages:
        if not _LANGUAGE.fullmatch(language):
            file.findings.add(Kind.BAD_LANGUAGE, place, value=language)
    return tuple(language for language, _ in languages)


def _zone(file: YamlFile, entry: Entry) -> str | None:
    zone = file.text(entry)
    if zone is not None and zone not in (zones := available_timezones()):
        file.findings.add(Kind.BAD_ZONE, entry.place, value=zone, nearest=nearest_zone(zone, zones))
    return zone


def _hours(file: YamlFile, entry: Entry, limits: tuple[float, float]) -> float | None:
    if (written := file.text(entry)) is None:
        return None
    low, high = limits
    try:
        hours = float(written)
    except ValueError:
        hours = -1.0
    if not low <= hours <= high:  # also refuses nan
        file.findings.add(
            Kind.BAD_NUMBER, entry.place, key=entry.key, value=written, low=low, high=high
        )
    return hours


def _menu(file: YamlFile, entry: Entry) -> tuple[tuple[str, Place], ...]:
    menu = _unlike(file, entry)
    most, channel = file.findings.limits.menu
    if len(menu) > most:
        first_too_many = menu[most][1]
        file.findings.add(
            Kind.MENU_TOO_LONG, first_too_many, count=len(menu), limit=most, channel=channel
        )
    return menu


def _unlike(file: YamlFile, entry: Entry) -> tuple[tuple[str, Place], ...]:
    """The texts of a list that must not be empty nor hold the same twice."""
    seen: dict[str, Place] = {}
    for item in file.some_items(entry):
        if (text := file.text(item)) is None:
            continue
        if text in seen:
            first = seen[text].line
            file.findings.add(Kind.REPEATED_ENTRY, item.place, value=text, first=first)
        seen.setdefault(text, item.place)
    return tuple(seen.items())
