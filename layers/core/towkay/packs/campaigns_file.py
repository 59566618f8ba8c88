"""campaigns/*.yaml: what to push, to whom, when? One file is one campaign, its name is the id."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePath
from zoneinfo import available_timezones

from towkay.domain.campaigns import DEFAULT_GRACE_S, DEFAULT_HOLDOUT, Budget, Campaign
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.schedules import Schedule
from towkay.packs.campaign_audience import reached, read_audience
from towkay.packs.campaign_context import Known, KnownTopic
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_spans import DAY, span
from towkay.packs.campaign_steps import SAYING, StepReader
from towkay.packs.campaign_topic import check_topic, check_topics
from towkay.packs.campaign_when import read_when
from towkay.packs.findings import Findings, Place, nearest_zone
from towkay.packs.scalars import whole_number
from towkay.packs.texts import decode, is_id
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

FOLDER = "campaigns"
KEYS = ("name", "topic", "when")
OPTIONAL = (
    *("zone", "grace", "to", *SAYING, "steps"),
    *("budget", "holdout", "priority", "in_quiet_hours"),
)
MOST_CAMPAIGNS = 500
LONGEST_GRACE = 7 * DAY
MOST_HELD_OUT = 50
MOST_PRIORITY = 100
_QUIET = {"wait": False, "skip": True}
_BUDGET = re.compile(r"(\d{1,9}(?:\.\d{1,2})?)\s*([A-Z]{3})")
_IGNORED = (".", "~$", "README")


@dataclass(frozen=True, slots=True)
class Written:
    """A campaign, and where its parts are written, to be told when the whole has a fault."""

    campaign: Campaign
    whole: Place
    when: Place
    steps: dict[str, Place]


def read_campaigns(folder: Path, known: Known, findings: Findings) -> list[Written]:
    """Every campaign that can be read, by id. `folder` is the brand's; it may have none."""
    own = folder / FOLDER
    paths = sorted(own.iterdir()) if own.is_dir() else []
    listed = [path for path in paths if not path.name.startswith(_IGNORED)]
    if len(listed) > MOST_CAMPAIGNS:
        place = Place(f"{FOLDER}/{listed[MOST_CAMPAIGNS].name}", 1)
        said = {"count": len(listed), "limit": MOST_CAMPAIGNS}
        findings.add(CampaignKind.TOO_MANY_CAMPAIGNS, place, **said)
    read = [_read(path, known, findings) for path in listed[:MOST_CAMPAIGNS]]
    names = [path.stem for path in listed if path.suffix == ".yaml"]
    check_topics(names, known, findings)
    return [written for written in read if written]


def _read(path: Path, known: Known, findings: Findings) -> Written | None:
    name = f"{FOLDER}/{path.name}"
    if path.suffix != ".yaml" or not is_id(path.stem) or not path.is_file():
        findings.add(CampaignKind.BAD_FILE_NAME, Place(name, 1), value=path.name)
        return None
    text = decode(path.read_bytes(), name, findings)
    return None if text is None else read_campaign(text, name, known, findings)


def read_campaign(text: str, name: str, known: Known, findings: Findings) -> Written | None:
    """One campaign out of the text of its file; None where it is not whole."""
    file, before = YamlFile(name, findings), len(findings.mistakes)
    root = file.root(text)
    fields = file.fields(root, KEYS, OPTIONAL) if root else {}
    if root is None or not fields:
        return None
    reader = _Reader(file, known, fields)
    when = read_when(file, fields["when"], known.calendar) if "when" in fields else None
    campaign, places = reader.campaign(PurePath(name).stem, root, when)
    if campaign is None or len(findings.mistakes) > before:
        return None
    return Written(campaign, root.place, fields["when"].place, places)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the members of one file."""

    file: YamlFile
    known: Known
    fields: dict[str, Entry]

    def campaign(
        self, campaign_id: str, root: Entry, when: Schedule | None
    ) -> tuple[Campaign | None, dict[str, Place]]:
        """None where it has no time or no topic, and where its steps are written."""
        zone, title = self.zone(), self.name()
        topic = self.known.topics.get(self.topic())
        rest = self.rest(topic)
        audience = read_audience(self.file, self.fields.get("to"), self.known)
        channels = tuple(map(Channel, reached(audience, self.known))) or self.known.channels
        said = StepReader(self.file, self.known, topic, zone, channels)
        read = said.steps(self.fields, when, root)
        places = {step_id: place for step_id, (_, place) in read.items()}
        if when is None or topic is None:
            return None, places
        steps = tuple(step for step, _ in read.values())
        about = (campaign_id, "", title, topic.id, topic.purpose)
        return Campaign(*about, when, zone, steps, audience, *rest), places

    def name(self) -> str:
        return (self.file.text(self.fields["name"]) or "") if "name" in self.fields else ""

    def zone(self) -> str:
        entry = self.fields.get("zone")
        zone = self.file.text(entry) if entry else None
        if entry is None or zone is None:
            return self.known.zone
        if zone not in (zones := available_timezones()):
            near = nearest_zone(zone, zones)
            self.file.findings.add(Kind.BAD_ZONE, entry.place, value=zone, nearest=near)
            return self.known.zone
        return zone

    def topic(self) -> str:
        entry = self.fields.get("topic")
        topic = self.file.text(entry) if entry else None
        if entry is not None and topic is not None:
            check_topic(topic, entry, self.known, self.file.findings)
        return topic or ""

    def rest(self, topic: KnownTopic | None) -> tuple[int, int, Budget | None, int, bool]:
        """Grace, holdout, budget, priority, and what becomes of it in quiet hours."""
        grace = self._grace()
        held = self._number("holdout", MOST_HELD_OUT)
        # Whoever waits for news of an order is not left without it for the sake of a comparison.
        sells = topic is None or topic.purpose is Purpose.MARKETING
        usual = DEFAULT_HOLDOUT if sells else 0
        return (
            DEFAULT_GRACE_S if grace is None else grace,
            usual if held is None else held,
            self._budget(),
            self._number("priority", MOST_PRIORITY) or 0,
            self._skips_quiet(),
        )

    def _grace(self) -> int | None:
        """Nothing is on time to the second: with a grace of nothing all of it comes too late."""
        entry = self.fields.get("grace")
        seconds = span(self.file, entry, LONGEST_GRACE) if entry else None
        if entry and seconds == 0:
            value = self.file.text(entry)
            self.file.findings.add(CampaignKind.GRACE_ZERO, entry.place, value=value)
        return seconds

    def _number(self, key: str, most: int) -> int | None:
        entry = self.fields.get(key)
        return whole_number(self.file, entry, 0, most) if entry else None

    def _budget(self) -> Budget | None:
        """`3000 TWD`; nothing at all would be sent for 0, so it is never meant."""
        entry = self.fields.get("budget")
        written = self.file.text(entry) if entry else None
        if entry is None or written is None:
            return None
        found = _BUDGET.fullmatch(written)
        if found is None:
            self.file.findings.add(CampaignKind.BAD_BUDGET, entry.place, value=written)
            return None
        if not Decimal(found[1]):
            self.file.findings.add(CampaignKind.BUDGET_ZERO, entry.place, value=written)
        return Budget(found[1], found[2])

    def _skips_quiet(self) -> bool:
        entry = self.fields.get("in_quiet_hours")
        written = self.file.text(entry) if entry else None
        if entry is not None and written is not None and written not in _QUIET:
            said = {"key": entry.key, "value": written, "allowed": ", ".join(_QUIET)}
            self.file.findings.add(CampaignKind.UNKNOWN_CHOICE, entry.place, **said)
        return _QUIET.get(written or "", False)
