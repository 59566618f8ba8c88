"""topics.yaml: what shoppers can subscribe to, and the words they agree to."""

from dataclasses import dataclass, field

from towkay.domain.asking import LEAST_DAYS, MOST_ASKS
from towkay.domain.brand_rules import Cap
from towkay.domain.brands import Phrase
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.domain.messages import Purpose
from towkay.domain.shipping.rules import ORDER_UPDATES
from towkay.domain.stopping import says_stop
from towkay.domain.topics import Cadence
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.findings import Findings, Place
from towkay.packs.limits import TOPIC_NAME_LIMIT
from towkay.packs.links import check_image
from towkay.packs.menu_taps import ASKS, Named, Taps
from towkay.packs.scalars import whole_number
from towkay.packs.texts import is_id
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording import Kind
from towkay.packs.wording_notices import NoticeKind
from towkay.packs.yaml_tree import Entry, YamlFile

NAME = "topics.yaml"
KEYS = ("id", "purpose", "name", "wording")
OPTIONAL = ("cadence", "title", "image", "ask")
TITLE_LIMIT = 65  # Marketing messages on Messenger, "Opt-in": the title of the channel's own form
ASK_EVERY_DAYS = (LEAST_DAYS, 365)
ASK_MOST = MOST_ASKS
_EVERY_DAYS, _MOST = 30, 3  # where the file does not say
TOPICS_LIMIT = 10  # all of them stand in one list, and answer to a number
WORDING_LIMIT = 300  # all of them stand in one list
_PURPOSES = {purpose.value for purpose in Purpose if purpose is not Purpose.REPLY}


@dataclass(slots=True)
class TopicsFile:
    """The pack's form of the topics, and the entries of faq.csv that they name."""

    members: list[dict[str, object]] = field(default_factory=list)
    taps: Taps = field(default_factory=Taps)


def read_topics(text: str, languages: tuple[str, ...], findings: Findings) -> TopicsFile:
    file = YamlFile(NAME, findings)
    root = file.root(text)
    items = (file.items(root) or []) if root else []
    if len(items) > TOPICS_LIMIT:
        place = items[TOPICS_LIMIT].place
        findings.add(Kind.TOO_MANY_TOPICS, place, count=len(items), limit=TOPICS_LIMIT)
    seen: dict[str, Place] = {}
    taps = Taps()
    return TopicsFile([_topic(file, item, languages, seen, taps) for item in items], taps)


def caps_of(topics: TopicsFile) -> tuple[Cap, ...]:
    """What was promised with a topic, as caps that every message of it is held to."""
    return tuple(
        Cap((Purpose(str(one["purpose"])),), 1, seconds, str(one["id"]))
        for one in topics.members
        if (cadence := one.get("cadence"))
        and (seconds := int(Cadence(str(cadence)).spacing.total_seconds()))
    )


def _topic(
    file: YamlFile, entry: Entry, languages: tuple[str, ...], seen: dict[str, Place], taps: Taps
) -> dict[str, object]:
    fields = file.fields(entry, KEYS, OPTIONAL)
    name = _id(file, fields["id"], seen) if "id" in fields else None
    purpose = _purpose(file, fields["purpose"]) if "purpose" in fields else None
    if name == ORDER_UPDATES and purpose == Purpose.MARKETING:
        file.findings.add(NoticeKind.UPDATES_NOT_SERVICE, fields["purpose"].place, value=name)
    return {
        "id": name,
        "purpose": purpose,
        "name": read_name(file, fields["name"], languages) if "name" in fields else {},
        "wording": read_wording(file, fields.get("wording"), languages, WORDING_LIMIT),
        **{
            key: read
            for key, read in (
                ("cadence", _cadence(file, fields.get("cadence"))),
                ("title", read_wording(file, fields.get("title"), languages, TITLE_LIMIT)),
                ("image", _image(file, fields.get("image"))),
                ("ask", _ask(file, fields.get("ask"), taps)),
            )
            if read  # what is left out makes no other pack of an old file
        },
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


def read_name(file: YamlFile, entry: Entry, languages: tuple[str, ...]) -> dict[str, str]:
    """Short enough for a button behind a word, in every language."""
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


def read_wording(
    file: YamlFile, entry: Entry | None, languages: tuple[str, ...], limit: int
) -> dict[str, str]:
    said = read_said(file, entry, languages) if entry else {}
    for text, written in said.values():
        if (size := file.findings.limits.length(text)) > limit:
            key = entry.key if entry else ""
            file.findings.add(Kind.TEXT_TOO_LONG, written.place, key=key, length=size, limit=limit)
    return only_texts(said)


def _cadence(file: YamlFile, entry: Entry | None) -> str | None:
    """How often at most; campaigns are held to it."""
    written = file.text(entry) if entry else None
    allowed = [one.value for one in Cadence]
    if entry is not None and written is not None and written not in allowed:
        said = {"key": entry.key, "value": written, "allowed": ", ".join(allowed)}
        file.findings.add(CampaignKind.UNKNOWN_CHOICE, entry.place, **said)
        return None
    return written


def _image(file: YamlFile, entry: Entry | None) -> str:
    link = file.text(entry) if entry else None
    if entry is not None and link is not None:
        check_image(link, entry.place, file.findings)
    return link or ""


def _ask(file: YamlFile, entry: Entry | None, taps: Taps) -> dict[str, object] | None:
    """After which answers a shopper is asked to subscribe, how often and how many times."""
    if entry is None:
        return None
    fields = file.fields(entry, ("after",), ("every_days", "most"))
    items = (file.items(fields["after"]) or []) if "after" in fields else []
    if "after" in fields and not items:
        file.findings.add(Kind.EMPTY_VALUE, fields["after"].place, key="after")
    read = [(file.text(item), item.place) for item in items]
    named = [Named(ASKS, asked, place) for asked, place in read if asked]
    taps.named.extend(named)
    days, most = fields.get("every_days"), fields.get("most")
    return {
        "after": [one.id for one in named],
        "again_after_days": whole_number(file, days, *ASK_EVERY_DAYS) if days else _EVERY_DAYS,
        "at_most": whole_number(file, most, 1, ASK_MOST) if most else _MOST,
    }
