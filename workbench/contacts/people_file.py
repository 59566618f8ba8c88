"""Whom does a list from elsewhere name, what does it say of them, and what of it makes no sense?

A list may end consent and never grant it: its column `consent` is there so that nobody believes
that leaving it out would.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from towkay.domain.channels import Channel, ContactKey, every_channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.optins import TokenKind
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.tagging import Change, is_field, is_tag, is_value
from workbench.contacts.words import Mistake

_WHO = ("channel", "account", "user")
_TOKEN = ("token", "token_kind", "token_topic", "token_expires")
_OWN = frozenset({*_WHO, "consent", "tags", "untag", *_TOKEN})
_GIVEN = frozenset({"yes", "subscribed", "true", "1", "是", "訂閱", "有"})
_ENDED = frozenset({"stopped", "stop", "unsubscribed", "停止", "退訂"})
_NOT_SAID = frozenset({"", "no", "none", "unknown", "false", "0", "否", "無", "不明"})
_WITH_TOKENS = frozenset({"messenger", "instagram"})
_LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class Person:
    """One row: who it is, whom they belong to, and what is said of them."""

    line: int
    key: ContactKey
    brand: str
    endpoint: str
    change: Change
    stops: bool = False
    claims: bool = False  # the list says that they agreed: nobody but they can


@dataclass(frozen=True, slots=True)
class Wrong:
    """What makes no sense in which line."""

    line: int
    mistake: Mistake
    value: str = ""


@dataclass(slots=True)
class PeopleFile:
    """All of a list; with anything wrong in it nothing of it is written."""

    people: list[Person] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    named: set[ContactKey] = field(default_factory=set)


def read_people(text: str, endpoints: list[Endpoint], now: datetime) -> PeopleFile:
    found = PeopleFile()
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    owners = _owners(endpoints)
    try:
        names = [name.strip() for name in reader.fieldnames or []]
        reader.fieldnames = names
        found.wrong += _wrong_columns(names)
        if not found.wrong:
            for row in reader:
                _read(reader.line_num, row, owners, now, found)
    except csv.Error:
        found.wrong.append(Wrong(reader.line_num, Mistake.NO_CSV))
    return found


def _wrong_columns(names: list[str]) -> Iterator[Wrong]:
    for wanted in (*_WHO, "consent"):
        if wanted not in names:
            yield Wrong(1, Mistake.COLUMN_MISSING, wanted)
    for name in names:
        if name not in _OWN and not is_field(name):
            yield Wrong(1, Mistake.COLUMN_UNKNOWN, name)
        if names.count(name) > 1:
            yield Wrong(1, Mistake.COLUMN_TWICE, name)


Owners = Mapping[tuple[str, str], tuple[str, str]]


def _owners(endpoints: list[Endpoint]) -> Owners:
    """Brand and endpoint of each stored account."""
    return {
        (account.channel, account.account): (endpoint.brand(account), endpoint.name)
        for endpoint in endpoints
        for account in endpoint.accounts()
        if endpoint.brand(account)
    }


def _read(
    line: int, row: Mapping[str, str | None], owners: Owners, now: datetime, found: PeopleFile
) -> None:
    cells = {name: (value or "").strip() for name, value in row.items() if name is not None}
    if None in row:
        found.wrong.append(Wrong(line, Mistake.TOO_MANY_CELLS))
        return
    if not any(cells.values()):
        return
    channel = next((one for one in every_channel() if one == cells["channel"]), None)
    owner = owners.get((cells["channel"], cells["account"]))
    wrong = [*_wrong_cells(line, cells)]
    if channel is None or owner is None:
        wrong.append(Wrong(line, Mistake.NOBODYS_ACCOUNT, f"{cells['channel']}:{cells['account']}"))
    if channel is None or owner is None or wrong:
        found.wrong += wrong
        return
    person = _person(line, channel, cells, owner, now)
    if person.key in found.named:
        found.wrong.append(Wrong(line, Mistake.TWICE, cells["user"]))
        return
    found.named.add(person.key)
    found.people.append(person)


def _wrong_cells(line: int, cells: Mapping[str, str]) -> Iterator[Wrong]:
    user, consent = cells["user"], cells["consent"].casefold()
    if not user or len(user) > _LONGEST_TOKEN or not user.isprintable():
        yield Wrong(line, Mistake.NO_USER, user[:40])
    if consent not in _GIVEN | _ENDED | _NOT_SAID:
        yield Wrong(line, Mistake.CONSENT_UNREADABLE, cells["consent"])
    for name in (*_split(cells, "tags"), *_split(cells, "untag")):
        if not is_tag(name):
            yield Wrong(line, Mistake.NO_TAG, name)
    for name, value in _fields(cells).items():
        if not is_value(value):
            yield Wrong(line, Mistake.NO_VALUE, name)
    yield from _wrong_token(line, cells)


def _wrong_token(line: int, cells: Mapping[str, str]) -> Iterator[Wrong]:
    token, kind = cells.get("token", ""), cells.get("token_kind", "")
    if not token:
        return
    if cells["channel"] not in _WITH_TOKENS or len(token) > _LONGEST_TOKEN:
        yield Wrong(line, Mistake.NO_TOKEN)
    if kind and kind not in {one.value for one in TokenKind}:
        yield Wrong(line, Mistake.NO_TOKEN_KIND, kind)
    if _moment(cells.get("token_expires", "")) is None and cells.get("token_expires"):
        yield Wrong(line, Mistake.NO_MOMENT, cells["token_expires"])


def _person(
    line: int, channel: Channel, cells: Mapping[str, str], owner: tuple[str, str], now: datetime
) -> Person:
    consent = cells["consent"].casefold()
    change = Change(
        tags=tuple(_split(cells, "tags")),
        untags=tuple(_split(cells, "untag")),
        # An empty cell says nothing: a list that knows less must not take away what is known.
        fields={name: value for name, value in _fields(cells).items() if value},
        tokens=_tokens(cells, now),
    )
    key = ContactKey(channel, cells["account"], cells["user"])
    return Person(line, key, *owner, change, consent in _ENDED, consent in _GIVEN)


def _tokens(cells: Mapping[str, str], now: datetime) -> tuple[ChannelToken, ...]:
    if not cells.get("token"):
        return ()
    return (
        ChannelToken(
            cells.get("token_kind") or TokenKind.NOTIFICATION.value,
            cells["token"],
            now,
            cells.get("token_topic", ""),
            _moment(cells.get("token_expires", "")),
        ),
    )


def _moment(written: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _split(cells: Mapping[str, str], column: str) -> list[str]:
    written = cells.get(column, "").replace(";", ",").replace("；", ",").replace("、", ",")
    return [name for part in written.split(",") if (name := part.strip())]


def _fields(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in cells.items() if name not in _OWN}
