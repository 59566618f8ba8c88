"""notices.yaml: what is told of parcels, in which words, and by which templates."""

from dataclasses import asdict, dataclass
from typing import Any

import yaml

from towkay.domain.languages import Language
from towkay.domain.messages import Purpose
from towkay.domain.shipping.default_words import TOPIC_NAME, TOPIC_WORDING, in_language
from towkay.domain.shipping.news import Milestone
from towkay.domain.shipping.pickups import PickUps
from towkay.domain.shipping.rules import ORDER_UPDATES, ShippingRules
from towkay.domain.shipping.telling import USUALLY_TOLD
from towkay.packs.findings import Findings, Place, nearest
from towkay.packs.links import check_page
from towkay.packs.notice_templates import TemplatesReader
from towkay.packs.notice_words import read_words
from towkay.packs.quiet_file import NONE, clock
from towkay.packs.scalars import whole_number
from towkay.packs.topics_file import TOPICS_LIMIT, WORDING_LIMIT, read_name, read_wording
from towkay.packs.wording import Kind
from towkay.packs.wording_notices import NoticeKind
from towkay.packs.yaml_tree import Entry, YamlFile

NAME = "notices.yaml"
KEYS = ("tells", "words", "pick_up", "pages", "topic", "templates")
MOST_REMIND_DAYS = 14
MOST_KEPT_DAYS = 60
_USUAL = PickUps("")
_SETS = {"usual": USUALLY_TOLD, "all": frozenset(Milestone)}


@dataclass(frozen=True, slots=True)
class NoticesFile:
    """The pack's form of the rules, and the topic that shoppers agree to by them.

    `topic_at` is where the brand words that topic; None where the product does.
    """

    members: dict[str, object]
    topic: dict[str, object]
    topic_at: Place | None


def read_notices(text: str, languages: tuple[str, ...], findings: Findings) -> NoticesFile | None:
    """All of the file; None where it cannot be read."""
    file = YamlFile(NAME, findings)
    if (root := file.root(text)) is None:
        return None
    fields = file.fields(root, (), KEYS)
    tells = _tells(file, fields.get("tells"))
    pick_up = _pick_up(file, fields.get("pick_up"))
    told = ShippingRules(pick_up, {}, tells).occasions
    words = read_words(file, fields.get("words"), languages, told, root.place)
    approved, flexible = TemplatesReader(file, languages).read(fields.get("templates"))
    topic = fields.get("topic")
    return NoticesFile(
        {
            "tells": sorted(tells),
            "words": words,
            "pick_up": _plain(pick_up),
            "approved": _as_plain(approved),
            "flexible": flexible,
            "pages": _pages(file, fields.get("pages")),
        },
        _topic(file, topic, languages, root.place),
        topic.place if topic else None,
    )


def with_updates(
    topics: list[dict[str, object]], notices: NoticesFile | None, findings: Findings
) -> list[dict[str, object]]:
    """The topics with the one of order updates, which topics.yaml may word itself."""
    if notices is None:
        return topics
    if all(one["id"] != ORDER_UPDATES for one in topics):
        if (count := len(topics) + 1) == TOPICS_LIMIT + 1:
            place = Place(NAME, 1)
            findings.add(Kind.TOO_MANY_TOPICS, place, count=count, limit=TOPICS_LIMIT)
        return [*topics, notices.topic]
    if notices.topic_at:
        findings.add(NoticeKind.UPDATES_TWICE, notices.topic_at, value=ORDER_UPDATES)
    return topics


def _tells(file: YamlFile, entry: Entry | None) -> frozenset[Milestone]:
    """A set by its name, or each milestone by its own."""
    if entry is None:
        return USUALLY_TOLD
    if isinstance(entry.node, yaml.ScalarNode):
        named = file.text(entry)
        if named in _SETS:
            return _SETS[named]
        items = [entry] if named else []
    else:
        items = file.some_items(entry)
    found = [_milestone(file, item) for item in items]
    return frozenset(filter(None, found))


def _milestone(file: YamlFile, entry: Entry) -> Milestone | None:
    written = file.text(entry)
    if written is None or written in set(Milestone):
        return Milestone(written) if written else None
    likely = nearest(written, {one.value for one in Milestone})
    file.findings.add(NoticeKind.UNKNOWN_MILESTONE, entry.place, value=written, nearest=likely)
    return None


def _pick_up(file: YamlFile, entry: Entry | None) -> PickUps:
    """The product's own where the brand says nothing."""
    fields = file.fields(entry, (), ("remind_days", "remind_at", "days")) if entry else {}
    days, at, kept = (fields.get(key) for key in ("remind_days", "remind_at", "days"))
    carriers = (file.members(kept) or {}) if kept else {}
    numbers = {
        code: whole_number(file, member, 1, MOST_KEPT_DAYS) for code, member in carriers.items()
    }
    remind = whole_number(file, days, 1, MOST_REMIND_DAYS) if days else None
    return PickUps(
        "",
        remind or _USUAL.remind_days,
        _clock(file, at) if at else _USUAL.remind_at,
        {code: number for code, number in numbers.items() if number},
    )


def _clock(file: YamlFile, entry: Entry) -> str:
    """Empty where the brand reminds nobody."""
    is_none = isinstance(entry.node, yaml.ScalarNode) and str(entry.node.value).strip() == NONE
    return "" if is_none else clock(file, entry) or ""


def _pages(file: YamlFile, entry: Entry | None) -> dict[str, str]:
    """The page of a carrier, with {tracking} where the parcel's number stands in its address."""
    members = (file.members(entry) or {}) if entry else {}
    pages = {code: file.text(member) or "" for code, member in members.items()}
    for code, page in pages.items():
        if page:
            check_page(page.replace("{tracking}", "0"), members[code].place, file.findings)
    return pages


def _topic(
    file: YamlFile, entry: Entry | None, languages: tuple[str, ...], place: Place
) -> dict[str, object]:
    """What a shopper agrees to, in the brand's words or else the product's."""
    fields = file.fields(entry, (), ("name", "wording")) if entry else {}
    name, wording = fields.get("name"), fields.get("wording")
    ready = {one: in_language(TOPIC_WORDING, one) for one in languages}
    unsaid = [one for one, said in ready.items() if not said]
    if unsaid and not (name and wording):
        listed = ", ".join(unsaid)
        said_of = {"language": listed, "missing": ORDER_UPDATES, "part": "topic"}
        file.findings.add(NoticeKind.NO_READY_WORDS, place, **said_of)
    return {
        "id": ORDER_UPDATES,
        "purpose": Purpose.SERVICE.value,
        "name": read_name(file, name, languages) if name else _ready_names(languages),
        "wording": read_wording(file, wording, languages, WORDING_LIMIT) if wording else ready,
    }


def _ready_names(languages: tuple[str, ...]) -> dict[Language, str]:
    return {one: in_language(TOPIC_NAME, one) for one in languages}


def _plain(pick_up: PickUps) -> dict[str, Any]:
    """Its zone is the brand's own."""
    return {key: value for key, value in asdict(pick_up).items() if key != "zone"}


def _as_plain(approved: Any) -> Any:
    if isinstance(approved, dict):
        return {key: _as_plain(value) for key, value in approved.items()}
    return asdict(approved)
