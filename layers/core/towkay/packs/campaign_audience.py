"""`to:` of a campaign's file: whom of a topic is it for? Left out, everybody who follows it.

What is written and empty is nobody, and a mistake: it never means everybody.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import yaml

from towkay.domain.audiences import (
    EVERY_SUBSCRIBER,
    ActedWithin,
    AllOf,
    AnyOf,
    AudienceRule,
    CameBy,
    NotThese,
    OnChannel,
    SilentFor,
    Speaks,
    SubscribedFor,
    Tagged,
)
from towkay.domain.channels import ContactKey
from towkay.domain.membership import known_by_key
from towkay.domain.places import PlaceKind, place
from towkay.packs.campaign_clashes import can_match
from towkay.packs.campaign_context import Known
from towkay.packs.campaign_fields import read_field
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.findings import nearest
from towkay.packs.scalars import whole_number
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile, is_left_empty

PLACES = tuple(kind.value for kind in PlaceKind)
MOST_DAYS = 3650
DEEPEST, MOST_RULES = 5, 100  # a file can name a part of itself inside that very part
_DAYS: dict[str, Callable[[int], AudienceRule]] = {
    "acted_within": ActedWithin,
    "silent_for": SilentFor,
    "subscribed_for": SubscribedFor,
}
_NOBODY = AnyOf(())


def read_audience(file: YamlFile, entry: Entry | None, known: Known) -> AudienceRule:
    """The rule; one for nobody where it cannot be read."""
    if entry is None:
        return EVERY_SUBSCRIBER
    rule = _Reader(file, known).rule(entry)
    if rule is not None and not reached(rule, known) and known.channels:
        file.findings.add(CampaignKind.AUDIENCE_EMPTY, entry.place, key=entry.key)
    elif rule is not None and not can_match(rule):
        file.findings.add(CampaignKind.AUDIENCE_CLASH, entry.place, key=entry.key)
    return rule or _NOBODY


def reached(rule: AudienceRule, known: Known) -> tuple[str, ...]:
    """The brand's channels on which somebody may be in the audience."""
    return tuple(
        channel
        for channel in known.channels
        if known_by_key(rule, ContactKey(channel, "", "")) is not False
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads rules; several side by side must all hold."""

    file: YamlFile
    known: Known
    depth: int = 0
    read: list[int] = field(default_factory=lambda: [0])

    def rule(self, entry: Entry) -> AudienceRule | None:
        self.read[0] += 1
        if self.depth > DEEPEST or self.read[0] > MOST_RULES:
            said = {"deepest": DEEPEST, "most": MOST_RULES}
            self.file.findings.add(CampaignKind.AUDIENCE_TANGLED, entry.place, **said)
            return None
        return replace(self, depth=self.depth + 1)._rule(entry)

    def _rule(self, entry: Entry) -> AudienceRule | None:
        if is_left_empty(entry):
            self._empty(entry)
            return None
        if isinstance(entry.node, yaml.SequenceNode):
            return self._joined(entry, AllOf)
        if (members := self.file.members(entry)) is None:
            return None
        if not members:
            self._empty(entry)
        read = [self._named(member) for member in members.values()]
        rules = tuple(rule for rule in read if rule is not None)
        if len(rules) != len(members) or not rules:
            return None
        return rules[0] if len(rules) == 1 else AllOf(rules)

    def _named(self, entry: Entry) -> AudienceRule | None:
        read = self._kinds().get(entry.key)
        if read is None:
            near = nearest(entry.key, set(self._kinds()))
            self.file.findings.add(Kind.UNKNOWN_KEY, entry.place, key=entry.key, nearest=near)
            return None
        return read(entry)

    def _kinds(self) -> dict[str, Callable[[Entry], AudienceRule | None]]:
        return {
            "all": lambda entry: self._joined(entry, AllOf),
            "any": lambda entry: self._joined(entry, AnyOf),
            "not": self._not,
            "tag": self._tag,
            "field": lambda entry: read_field(self.file, entry),
            "channel": lambda entry: self._listed(entry, OnChannel, self._channels()),
            "language": self._language,
            "came_by": self._came_by,
            **dict.fromkeys(_DAYS, self._days),
        }

    def _channels(self) -> tuple[str, ...]:
        return tuple(map(str, self.known.channels))

    def _joined(self, entry: Entry, join: type[AllOf] | type[AnyOf]) -> AudienceRule | None:
        items = [] if is_left_empty(entry) else self.file.items(entry)
        if items == []:
            self._empty(entry)
        read = [self.rule(item) for item in items or []]
        rules = tuple(rule for rule in read if rule is not None)
        return join(rules) if rules and len(rules) == len(read) else None

    def _not(self, entry: Entry) -> AudienceRule | None:
        rule = self.rule(entry)
        return NotThese(rule) if rule is not None else None

    def _tag(self, entry: Entry) -> AudienceRule | None:
        written = self.file.text(entry)
        return Tagged(written) if written else None

    def _days(self, entry: Entry) -> AudienceRule | None:
        number = whole_number(self.file, entry, 1, MOST_DAYS)
        return None if number is None else _DAYS[entry.key](number)

    def _came_by(self, entry: Entry) -> AudienceRule | None:
        """A place with a name that no link can bear would choose nobody."""
        rule = self._listed(entry, CameBy, PLACES)
        for written in rule.places if isinstance(rule, CameBy) else ():
            kind, _, name = written.partition(":")
            if (borne := place(PlaceKind(kind), name)) != written:
                said = {"key": entry.key, "value": written, "allowed": borne}
                self.file.findings.add(CampaignKind.UNKNOWN_CHOICE, entry.place, **said)
        return rule

    def _language(self, entry: Entry) -> AudienceRule | None:
        rule = self._listed(entry, Speaks, self.known.languages)
        if isinstance(rule, Speaks) and self.known.default in rule.languages:
            # Whoever never showed a language is written to in the first one.
            return Speaks((*rule.languages, ""))
        return rule

    def _listed(
        self,
        entry: Entry,
        kind: type[OnChannel] | type[Speaks] | type[CameBy],
        allowed: tuple[str, ...],
    ) -> AudienceRule | None:
        """One of a closed set, or several; of a place its kind is."""
        single = isinstance(entry.node, yaml.ScalarNode)
        items = [entry] if single else self.file.items(entry)
        if items == []:
            self._empty(entry)
        found = tuple(name for item in items or [] if (name := self._choice(item, allowed)))
        return kind(found) if items and len(found) == len(items) else None

    def _choice(self, entry: Entry, allowed: tuple[str, ...]) -> str | None:
        written = self.file.text(entry)
        if written is not None and written.partition(":")[0] not in allowed and allowed:
            said = {"key": entry.key, "value": written, "allowed": ", ".join(allowed)}
            self.file.findings.add(CampaignKind.UNKNOWN_CHOICE, entry.place, **said)
            return None
        return written

    def _empty(self, entry: Entry) -> None:
        self.file.findings.add(CampaignKind.AUDIENCE_EMPTY, entry.place, key=entry.key)
