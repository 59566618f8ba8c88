"""A channel's file of policy/: by which ways may a message leave there, from when until when?"""

import re
from datetime import date
from typing import Any

from towkay.domain.channels import Channel
from towkay.domain.messages import Purpose
from towkay.domain.optins import TokenKind
from towkay.domain.policy.openness import REPLY_TOKEN
from towkay.domain.policy.rules import Content, KnownBy, Opener, Row
from towkay.domain.routes import HUMAN_ROUTES, Route, SenderKind
from towkay.packs.findings import Place
from towkay.packs.yaml_tree import Entry, YamlFile
from towkay.policies.values import Fields, Regions
from towkay.policies.wording import PolicyKind

_REQUIRED = ("id", "route", "purposes", "senders", "from", "source")
_OPTIONAL = (
    *("until", "content", "opener", "window", "also_within", "token", "spacing", "once"),
    *("settings", "known_by", "account_in", "contact_in", "contact_not_in"),
    *("longest", "price", "rank", "confirmed", "note"),
)
# The kinds of tokens that channels give; what a contact holds is stored under these words.
TOKENS = frozenset({REPLY_TOKEN, *(kind.value for kind in TokenKind)})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_rows(
    file: YamlFile, text: str, channel: Channel, regions: Regions
) -> list[tuple[Row, Place]]:
    """Every row of the file that can be read."""
    found = (_row(file, item, channel, regions) for item in items_of(file, text, "rows"))
    return [placed for placed in found if placed]


def items_of(file: YamlFile, text: str, key: str) -> list[Entry]:
    """The members of the one list that a file of policy holds."""
    root = file.root(text)
    listed = file.fields(root, (key,)) if root else {}
    return (file.items(listed[key]) or []) if key in listed else []


def dates_of(fields: Fields, place: Place) -> tuple[date, date | None] | None:
    """From when until when; None when that cannot be read."""
    since, until = fields.day("from"), fields.day("until")
    if since is None or (fields.has("until") and until is None):
        return None
    if until is not None and until <= since:
        fields.findings.add(PolicyKind.ENDS_FIRST, place, since=since, until=until)
        return None
    return since, until


def rule_id(fields: Fields, place: Place, begins: str) -> str:
    """An id that no reason can be mistaken for: reasons have no hyphen."""
    written = fields.text("id")
    if written and not (_ID.fullmatch(written) and written.startswith(f"{begins}-")):
        fields.findings.add(PolicyKind.BAD_RULE_ID, place, value=written, begins=begins)
    return written


def _row(
    file: YamlFile, entry: Entry, channel: Channel, regions: Regions
) -> tuple[Row, Place] | None:
    fields = Fields(file, file.fields(entry, _REQUIRED, _OPTIONAL))
    dates = dates_of(fields, entry.place)
    route = fields.word("route", Route)
    if dates is None or route is None:
        return None
    row = Row(
        id=rule_id(fields, entry.place, channel),
        channel=channel,
        route=route,
        purposes=fields.words("purposes", Purpose),
        senders=fields.words("senders", SenderKind),
        since=dates[0],
        until=dates[1],
        source=fields.text("source"),
        **_conditions(fields, regions),
        price=fields.text("price"),
        rank=fields.number("rank"),
        confirmed=fields.switch("confirmed", True),
        note=fields.text("note"),
    )
    _check(fields, row, entry.place)
    return row, entry.place


def _conditions(fields: Fields, regions: Regions) -> dict[str, Any]:
    return {
        "content": fields.word("content", Content) or Content.FREE,
        "opener": fields.word("opener", Opener),
        "window": fields.span("window"),
        "also_within": fields.span("also_within"),
        "token": fields.text("token"),
        "spacing": fields.span("spacing"),
        "once": fields.switch("once", False),
        "longest": fields.number("longest"),
        "settings": fields.texts("settings"),
        "known_by": fields.word("known_by", KnownBy),
        "account_in": fields.countries("account_in", regions),
        "contact_in": fields.countries("contact_in", regions),
        "contact_not_in": fields.countries("contact_not_in", regions),
    }


def _check(fields: Fields, row: Row, place: Place) -> None:
    """What each field may hold, but not together."""
    findings = fields.findings
    fields.check_known("token", row.token, TOKENS)
    if row.route in HUMAN_ROUTES and SenderKind.BOT in row.senders:
        findings.add(PolicyKind.PERSONS_ROUTE, place, route=row.route.value)
    half = fields.has("window") != fields.has("opener")
    if half or (fields.has("also_within") and not fields.has("opener")):
        findings.add(PolicyKind.HALF_WINDOW, place)
    if row.spacing and not row.token:
        findings.add(PolicyKind.SPACING_WITHOUT_TOKEN, place)
    if row.once and not (row.opener is Opener.COMMENT or (row.token and row.opener is None)):
        findings.add(PolicyKind.ONCE_WITHOUT_COMMENT, place)
