"""topics.yaml: what shoppers can subscribe to, and the words they agree to."""

from dataclasses import dataclass, field

from towkay.domain.brands import Phrase
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.domain.messages import Purpose
from towkay.domain.stopping import says_stop
from towkay.packs.findings import Findings, Place
from towkay.packs.limits import TOPIC_NAME_LIMIT
from towkay.packs.texts import is_id
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

NAME = "topics.yaml"
KEYS = ("id", "purpose", "name", "wording")
TOPICS_LIMIT = 10  # all of them stand in one list, and answer to a number
WORDING_LIMIT = 300  # all of them stand in one list
_PURPOSES = {purpose.value for purpose in Purpose if purpose is not Purpose.REPLY}


@dataclass(slots=True)
class TopicsFile:
    """The pack's form of the topics."""

    members: list[dict[str, object]] = field(default_factory=list)


def read_topics(text: str, languages: tuple[str, ...], findings: Findings) -> TopicsFile:
    file = YamlFile(NAME, findings)
    root = file.root(text)
    items = (file.items(root) or []) if root else []
    if len(items) > TOPICS_LIMIT:
        place = items[TOPICS_LIMIT].place
        findings.add(Kind.TOO_MANY_TOPICS, place, count=len(items), limit=TOPICS_LIMIT)
    seen: dict[str, Place] = {}
    return TopicsFile([_topic(file, item, languages, seen) for item in items])


def _topic(
    file: YamlFile, entry: Entry, languages: tuple[str, ...], seen: dict[str, Place]
) -> dict[str, object]:
    fields = file.fields(entry, KEYS)
    return {
        "id": _id(file, fields["id"], seen) if "id" in fields else None,
        "purpose": _purpose(file, fields["purpose"]) if "purpose" in fields else None,
        "name": _name(file, fields["name"], languages) if "name" in fields else {},
        "wording": _wording(file, fields["wording"], languages) if "wording" in fields else {},
    }


def _id(file: YamlFile, entry: Entry, seen: dict[str, Place]) -> str | None:
    if (written := file.text(entry)) is None:
        return None
    if not is_id(written):
        file.findings.add(Kind.BAD_ID, entry.place, value=written)
    if written in seen:
        first = seen[written].line
        file.findings.add(Kind.REPEATED_ENTRY, entry.place, value=written, first=first)
    seen.setdefault(written, entry.place)
    return written


def _purpose(file: YamlFile, entry: Entry) -> str | None:
    written = file.text(entry)
    if written is not None and written not in _PURPOSES:
        allowed = ", ".join(sorted(_PURPOSES))
        file.findings.add(Kind.UNKNOWN_PURPOSE, entry.place, value=written, allowed=allowed)
    return written


def _name(file: YamlFile, entry: Entry, languages: tuple[str, ...]) -> dict[str, str]:
    said = read_said(file, entry, languages)
    for language, (text, written) in said.items():
        if (size := file.findings.limits.length(text)) > TOPIC_NAME_LIMIT:
            file.findings.add(
                Kind.TOPIC_NAME_TOO_LONG,
                written.place,
                value=text,
                length=size,
                limit=TOPIC_NAME_LIMIT,
            )
        label = _stop_label(text, language)
        if says_stop(label):
            file.findings.add(Kind.TOPIC_NAME_STOPS_ALL, written.place, value=text, label=label)
    return only_texts(said)


def _stop_label(name: str, language: str) -> str:
    """How its stop button reads in the product's own words."""
    said = DEFAULT_VOICE[Phrase.STOP_BUTTON]
    return said["zh-TW" if language.startswith("zh") else "en"].replace("{topic}", name)


def _wording(file: YamlFile, entry: Entry, languages: tuple[str, ...]) -> dict[str, str]:
    said = read_said(file, entry, languages)
    for text, written in said.values():
        if (size := file.findings.limits.length(text)) > WORDING_LIMIT:
            file.findings.add(
                Kind.TEXT_TOO_LONG, written.place, key=entry.key, length=size, limit=WORDING_LIMIT
            )
    return only_texts(said)
