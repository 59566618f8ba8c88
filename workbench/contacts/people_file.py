"""Whom does a list from elsewhere name, what does it say of them, and what of it makes no sense?

A list may end consent and never grant it: its column `consent` is there so that nobody believes
that leaving it out would.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from towkay.domain.channels import Channel, ContactKey, every_channel
from towkay.domain.endpoints import Endpoint
from towkay.domain.subscriptions import ChannelToken
from towkay.domain.tagging import Change, is_field, is_tag, is_value
from workbench.contacts.mistakes import Mistake
from workbench.contacts.token_cells import COLUMNS, Useless, token_of, wrong_token

_WHO = ("channel", "account", "user")
_OWN = frozenset({*_WHO, "consent", "tags", "untag", *COLUMNS})
_GIVEN = frozenset({"yes", "subscribed", "true", "1", "是", "訂閱", "有"})
_ENDED = frozenset({"stopped", "stop", "unsubscribed", "停止", "退訂"})
_NOT_SAID = frozenset({"", "no", "none", "unknown", "false", "0", "否", "無", "不明"})
_LONGEST_USER = 200
_LINE_USER = re.compile(r"U[0-9a-f]{32}")


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
    useless: Useless | None = None  # why its token is left out

    @property
    def says_nothing(self) -> bool:
        """Whether nothing of the row is written."""
        return self.change.is_nothing and not self.stops


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
    if None not in row and not any(cells.values()):
        return
    if None in row or None in row.values():
        mistake = Mistake.TOO_MANY_CELLS if None in row else Mistake.TOO_FEW_CELLS
        found.wrong.append(Wrong(line, mistake))
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
    consent = cells["consent"].casefold()
    if mistake := _wrong_user(cells["channel"], cells["user"]):
        yield Wrong(line, mistake, cells["user"][:40])
    if consent not in _GIVEN | _ENDED | _NOT_SAID:
        yield Wrong(line, Mistake.CONSENT_UNREADABLE, cells["consent"])
    for name in (*_split(cells, "tags"), *_split(cells, "untag")):
        if not is_tag(name):
            yield Wrong(line, Mistake.NO_TAG, name)
    for name, value in _fields(cells).items():
        if not is_value(value):
            yield Wrong(line, Mistake.NO_VALUE, name)
    for mistake, value in wrong_token(cells):
        yield Wrong(line, mistake, value)


def _wrong_user(channel: str, user: str) -> Mistake | None:
    if not user or len(user) > _LONGEST_USER or not user.isprintable():
        return Mistake.NO_USER
    is_odd = channel == Channel.LINE and not _LINE_USER.fullmatch(user)
    return Mistake.NO_LINE_USER if is_odd else None


def _person(
    line: int, channel: Channel, cells: Mapping[str, str], owner: tuple[str, str], now: datetime
) -> Person:
    consent, token = cells["consent"].casefold(), token_of(cells, now)
    change = Change(
        tags=tuple(_split(cells, "tags")),
        untags=tuple(_split(cells, "untag")),
        # An empty cell says nothing: a list that knows less must not take away what is known.
        fields={name: value for name, value in _fields(cells).items() if value},
        tokens=(token,) if isinstance(token, ChannelToken) else (),
    )
    key = ContactKey(channel, cells["account"], cells["user"])
    useless = token if isinstance(token, Useless) else None
    return Person(line, key, *owner, change, consent in _ENDED, consent in _GIVEN, useless)


def _split(cells: Mapping[str, str], column: str) -> list[str]:
    written = cells.get(column, "").replace(";", ",").replace("；", ",").replace("、", ",")
    return [name for part in written.split(",") if (name := part.strip())]


def _fields(cells: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in cells.items() if name not in _OWN}
