"""Which steps has a campaign, in which variants, and what does each say on which channel?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from towkay.domain.campaigns import Said, Step, Variant
from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.schedules import AfterEntry, AfterSilence, Countdown, Schedule, StepTime
from towkay.packs.campaign_buttons import ButtonReader
from towkay.packs.campaign_context import Known, KnownTopic
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_messages import MessageReader
from towkay.packs.campaign_spans import clock, span
from towkay.packs.campaign_texts import TextReader
from towkay.packs.findings import Place
from towkay.packs.limits import limits_of
from towkay.packs.scalars import whole_number
from towkay.packs.texts import is_id
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

ONLY = "main"  # the step of a campaign that has one, the variant of a step that has one
SAYING = ("say", "say_on", "variants")
MOST_STEPS, MOST_VARIANTS = 20, 5
_SPANS = {AfterEntry: "after", Countdown: "before"}


@dataclass(frozen=True, slots=True)
class StepReader:
    """Reads the steps; `channels` are those on which the audience can be."""

    file: YamlFile
    known: Known
    topic: KnownTopic | None
    zone: str
    channels: tuple[Channel, ...]

    def steps(
        self, fields: Mapping[str, Entry], schedule: Schedule | None, whole: Entry
    ) -> dict[str, tuple[Step, Place]]:
        """The steps by id, each with where it is written; `whole` is the campaign."""
        if "steps" not in fields:
            self._needs_steps(schedule, whole)
            said = next((fields[key] for key in SAYING if key in fields), whole)
            return {ONLY: (Step(ONLY, self._variants(fields, whole)), said.place)}
        for key in SAYING:
            if key in fields:
                place = fields[key].place
                self.file.findings.add(CampaignKind.SAID_TWICE, place, key=key, other="steps")
        return self._listed(fields["steps"], schedule)

    def _needs_steps(self, schedule: Schedule | None, whole: Entry) -> None:
        if schedule is not None and type(schedule) in _SPANS:
            self.file.findings.add(Kind.MISSING_KEY, whole.place, parent=whole.key, key="steps")

    def _listed(self, entry: Entry, schedule: Schedule | None) -> dict[str, tuple[Step, Place]]:
        items = self.file.items(entry) or []
        if not items:
            self.file.findings.add(Kind.EMPTY_VALUE, entry.place, key=entry.key)
        if len(items) > MOST_STEPS:
            said = {"count": len(items), "limit": MOST_STEPS}
            self.file.findings.add(CampaignKind.TOO_MANY_STEPS, items[MOST_STEPS].place, **said)
        self._check_count(entry, len(items), schedule)
        steps: dict[str, tuple[Step, Place]] = {}
        for item in items:
            step = self._step(item, schedule)
            if step.id in steps:
                first = steps[step.id][1].line
                place = item.place
                self.file.findings.add(Kind.REPEATED_ENTRY, place, value=step.id, first=first)
            steps.setdefault(step.id, (step, item.place))
        return steps

    def _check_count(self, entry: Entry, count: int, schedule: Schedule | None) -> None:
        """Only what has several moments has several steps."""
        if isinstance(schedule, AfterSilence):
            wanted = {1, len(schedule.days)}
        elif schedule is None or type(schedule) in _SPANS:
            return
        else:
            wanted = {1}
        if count and count not in wanted:
            most = max(wanted)
            self.file.findings.add(CampaignKind.STEPS_MISFIT, entry.place, count=count, most=most)

    def _step(self, entry: Entry, schedule: Schedule | None) -> Step:
        kind = _SPANS.get(type(schedule)) if schedule else None
        timing = (kind,) if kind else ()
        spare = () if schedule else ("after", "before")
        beside = ("at",) if kind or not schedule else ()
        fields = self.file.fields(entry, ("id", *timing), (*beside, *spare, *SAYING))
        step_id = self._id(fields["id"]) if "id" in fields else ""
        time = self._time(fields, kind) if kind else None
        return Step(step_id, self._variants(fields, entry), time)

    def _time(self, fields: Mapping[str, Entry], kind: str) -> StepTime | None:
        seconds = span(self.file, fields[kind]) if kind in fields else None
        at = clock(self.file, fields["at"]) if "at" in fields else ""
        return None if seconds is None or at is None else StepTime(seconds, at)

    def _id(self, entry: Entry) -> str:
        written = self.file.text(entry) or ""
        if written and not is_id(written):
            self.file.findings.add(Kind.BAD_ID, entry.place, value=written)
        return written

    def _variants(self, fields: Mapping[str, Entry], whole: Entry) -> tuple[Variant, ...]:
        if "variants" not in fields:
            return (Variant(ONLY, 100, self._said(fields, whole)),)
        for key in ("say", "say_on"):
            if key in fields:
                place = fields[key].place
                self.file.findings.add(CampaignKind.SAID_TWICE, place, key=key, other="variants")
        entry = fields["variants"]
        items = self.file.items(entry) or []
        if not 1 < len(items) <= MOST_VARIANTS:
            said = {"count": len(items), "most": MOST_VARIANTS}
            self.file.findings.add(CampaignKind.VARIANTS_COUNT, entry.place, **said)
        variants = [self._variant(item) for item in items]
        self._check_shares(entry, variants)
        return tuple(variants)

    def _variant(self, entry: Entry) -> Variant:
        fields = self.file.fields(entry, ("id", "share"), ("say", "say_on"))
        name = self._id(fields["id"]) if "id" in fields else ""
        share = whole_number(self.file, fields["share"], 1, 99) if "share" in fields else None
        return Variant(name, share or 0, self._said(fields, entry))

    def _check_shares(self, entry: Entry, variants: list[Variant]) -> None:
        names = [variant.id for variant in variants]
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            first = entry.place.line
            self.file.findings.add(Kind.REPEATED_ENTRY, entry.place, value=name, first=first)
        total = sum(variant.share for variant in variants)
        if variants and all(variant.share for variant in variants) and total != 100:
            self.file.findings.add(CampaignKind.SHARES_SUM, entry.place, total=total)

    def _said(self, fields: Mapping[str, Entry], whole: Entry) -> tuple[Said, ...]:
        """What is said to all, then on single channels."""
        apart = (self.file.members(fields["say_on"]) or {}) if "say_on" in fields else {}
        if "say" not in fields and not apart:
            self.file.findings.add(CampaignKind.SAYS_NOTHING, whole.place, key=whole.key)
        others = tuple(channel for channel in self.channels if channel not in apart)
        said = self._in_languages(fields["say"], others) if "say" in fields else ()
        for name, entry in apart.items():
            if name not in self.known.channels:
                allowed = ", ".join(self.known.channels)
                particulars = {"key": "say_on", "value": name, "allowed": allowed}
                self.file.findings.add(CampaignKind.UNKNOWN_CHOICE, entry.place, **particulars)
                continue
            said += self._in_languages(entry, (Channel(name),), name)
        return said

    def _in_languages(
        self, entry: Entry, channels: tuple[Channel, ...], channel: str = ""
    ) -> tuple[Said, ...]:
        """The words in every language, held to what these channels show."""
        findings = replace(self.file.findings, limits=limits_of(channels))
        file = YamlFile(self.file.name, findings)
        purpose = self.topic.purpose if self.topic else Purpose.MARKETING
        texts = TextReader(file, self.known.languages, purpose)
        pressing = ButtonReader(file, self.known, self.topic)
        reader = MessageReader(file, self.known, texts, pressing, self.zone, channel)
        builds = reader.messages(entry)
        return tuple(
            Said(language, tuple(build(language) for build in builds), channel)
            for language in self.known.languages
        )
