"""What does a tap on something of menus.yaml do, and does that exist?"""

from dataclasses import dataclass, field
from typing import NamedTuple

from towkay.domain.actions import Action, Verb
from towkay.domain.menus import Target
from towkay.packs.findings import Findings, Place, nearest
from towkay.packs.links import check_page
from towkay.packs.scalars import switch
from towkay.packs.wording_menus import MenuKind
from towkay.packs.yaml_tree import Entry, YamlFile

ASKS, TOPIC, SWITCH = "asks", "topic", "switch"
_SWITCHES = {"human": Verb.HUMAN, "menu": Verb.MENU, "subscriptions": Verb.SUBSCRIPTIONS}
TARGETS = (ASKS, "link", TOPIC, *_SWITCHES)
_WHERE = {
    ASKS: ("faq.csv ", "faq.csv"),
    TOPIC: ("topics.yaml ", "topics.yaml"),
    SWITCH: ("rich_menus ", "rich_menus"),
}


class Named(NamedTuple):
    """Something that a tap names, and where: an entry, a topic, a rich menu."""

    kind: str
    id: str
    place: Place


class Heard(NamedTuple):
    """Words that a channel sends as if they were typed, and the entry they are to ask."""

    words: str
    language: str
    asks: str
    place: Place


@dataclass(slots=True)
class Taps:
    """All that is to be compared with the other files."""

    named: list[Named] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)


def read_target(
    file: YamlFile, entry: Entry, fields: dict[str, Entry], taps: Taps, more: tuple[str, ...] = ()
) -> Target:
    """The one thing that a tap on `entry` does."""
    allowed = (*TARGETS, *more)
    found = [name for name in allowed if name in fields]
    if len(found) != 1:
        kind = MenuKind.TAP_TWO_TARGETS if found else MenuKind.TAP_NO_TARGET
        said = {"allowed": ", ".join(allowed), "found": ", ".join(found)}
        file.findings.add(kind, entry.place, **said)
        return Target()
    return _target(file, found[0], fields[found[0]], taps)


def _target(file: YamlFile, name: str, entry: Entry, taps: Taps) -> Target:
    if name in _SWITCHES:
        is_meant = switch(file, entry)
        if is_meant is False:
            file.findings.add(MenuKind.TAP_NO_TARGET, entry.place, allowed=f"{name}: true")
        return Target(payload=Action(_SWITCHES[name]).payload())
    if (written := file.text(entry)) is None:
        return Target()
    if name == "link":
        check_page(written, entry.place, file.findings)
        return Target(link=written)
    taps.named.append(Named(name, written, entry.place))
    if name == SWITCH:
        return Target(switch=written)
    verb = Verb.ANSWER if name == ASKS else Verb.SUBSCRIBE
    return Target(payload=Action(verb, written).payload())


def find_unknown(taps: Taps, known: dict[str, set[str]], findings: Findings) -> None:
    """What is named must be there; `known` has the names of each kind."""
    for kind, name, place in taps.named:
        if name not in known[kind]:
            zh, en = _WHERE[kind]
            findings.add(
                MenuKind.TAP_UNKNOWN_ID,
                place,
                value=name,
                where_zh=zh,
                where_en=en,
                nearest=nearest(name, known[kind]),
            )
