"""The rich menus of menus.yaml: pictures at the foot of a LINE chat, and what their parts do."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from towkay.domain.capabilities import LengthUnit
from towkay.domain.menus import Area, RichMenu, Target
from towkay.packs.findings import Place
from towkay.packs.menu_taps import SWITCH, TARGETS, Taps, find_unknown, read_target
from towkay.packs.pictures import Picture, picture_in, problem_of
from towkay.packs.scalars import switch
from towkay.packs.texts import is_id
from towkay.packs.wording import Kind
from towkay.packs.wording_menus import MenuKind
from towkay.packs.yaml_tree import Entry, YamlFile

# Source: Messaging API reference, "Rich menu object".
MOST_AREAS = 20
BAR_LIMIT = 14
LABEL_LIMIT = 20
_LONGEST_ID = 25  # behind "towkay-" in an alias of at most 32
_GRID = re.compile(r"([1-9][0-9]?)x([1-9][0-9]?)")
_AREA = re.compile(r"(\d{1,4}), *(\d{1,4}), *(\d{1,4}), *(\d{1,4})")
_NOWHERE = Picture("image/png", 2500, 1686)


def read_rich_menus(file: YamlFile, entry: Entry, folder: Path, taps: Taps) -> tuple[RichMenu, ...]:
    """The menus in the order of the file; the first is the default where none says so."""
    reader = _Reader(file, folder, taps)
    menus = [reader.menu(item) for item in file.items(entry) or []]
    # Compared here, where they are known; the rest is for the other files.
    switched = Taps(named=[one for one in taps.named if one.kind == SWITCH])
    find_unknown(switched, {SWITCH: set(reader.places)}, file.findings)
    taps.named[:] = [one for one in taps.named if one.kind != SWITCH]
    if menus and not any(menu.is_default for menu in menus):
        menus[0] = replace(menus[0], is_default=True)
    return tuple(menus)


@dataclass(slots=True)
class _Reader:
    """Reads one menu after another."""

    file: YamlFile
    folder: Path
    taps: Taps
    places: dict[str, Place] = field(default_factory=dict)
    default_at: Place | None = None

    def menu(self, entry: Entry) -> RichMenu:
        needed, optional = ("id", "image", "bar", "areas"), ("grid", "open", "default")
        fields = self.file.fields(entry, needed, optional)
        content, picture = self._picture(fields.get("image"))
        is_open = switch(self.file, fields["open"]) if "open" in fields else True
        return RichMenu(
            id=self._id(fields.get("id")),
            width=picture.width,
            height=picture.height,
            bar=self._short(fields["bar"], BAR_LIMIT) if "bar" in fields else "",
            areas=self._areas(fields, picture),
            image=content,
            image_type=picture.type,
            is_open=is_open is not False,
            is_default=self._is_default(fields.get("default")),
        )

    def _id(self, entry: Entry | None) -> str:
        written = self.file.text(entry) if entry else None
        if entry is None or written is None:
            return ""
        if not is_id(written) or len(written) > _LONGEST_ID:
            self.file.findings.add(Kind.BAD_ID, entry.place, value=written)
        if written in self.places:
            first = self.places[written].line
            self.file.findings.add(Kind.REPEATED_ENTRY, entry.place, value=written, first=first)
        self.places.setdefault(written, entry.place)
        return written

    def _is_default(self, entry: Entry | None) -> bool:
        if entry is None or not switch(self.file, entry):
            return False
        if self.default_at is not None:
            first = self.default_at.line
            self.file.findings.add(MenuKind.TWO_DEFAULTS, entry.place, first=first)
        self.default_at = self.default_at or entry.place
        return True

    def _picture(self, entry: Entry | None) -> tuple[bytes, Picture]:
        name = self.file.text(entry) if entry else None
        if entry is None or name is None:
            return b"", _NOWHERE
        path = self.folder / name
        inside = path.resolve().is_relative_to(self.folder.resolve())
        if not inside or not path.is_file():
            self.file.findings.add(MenuKind.PICTURE_MISSING, entry.place, value=name)
            return b"", _NOWHERE
        content = path.read_bytes()
        if problem := problem_of(content):
            said = {"problem_zh": problem[0], "problem_en": problem[1]}
            self.file.findings.add(MenuKind.BAD_PICTURE, entry.place, value=name, **said)
        return content, picture_in(content) or _NOWHERE

    def _short(self, entry: Entry, limit: int) -> str:
        text = self.file.text(entry) or ""
        length = LengthUnit.UTF16.measure(text)
        if length > limit:
            said = {"value": text, "length": length, "limit": limit, "channel": "LINE"}
            self.file.findings.add(MenuKind.TAP_TEXT_LONG, entry.place, **said)
        return text

    def _areas(self, fields: dict[str, Entry], picture: Picture) -> tuple[Area, ...]:
        if "areas" not in fields:
            return ()
        items = self.file.items(fields["areas"]) or []
        if len(items) > MOST_AREAS:
            said = {"key": "areas", "count": len(items), "limit": MOST_AREAS, "channel": "LINE"}
            self.file.findings.add(MenuKind.TOO_MANY_TAPS, items[MOST_AREAS].place, **said)
        cells = self._cells(fields.get("grid"), len(items), picture)
        return tuple(self._area(item, cells, at, picture) for at, item in enumerate(items))

    def _cells(self, entry: Entry | None, count: int, picture: Picture) -> list[Area]:
        """The parts of a grid, row by row; none without one."""
        written = self.file.text(entry) if entry else None
        if entry is None or written is None:
            return []
        found = _GRID.fullmatch(written)
        columns, rows = (int(found[1]), int(found[2])) if found else (0, 0)
        if columns * rows != count:
            self.file.findings.add(MenuKind.BAD_GRID, entry.place, value=written, count=count)
            return [Area(0, 0, 1, 1, Target())] * count
        return [
            _cell(column, columns, row, rows, picture)
            for row in range(rows)
            for column in range(columns)
        ]

    def _area(self, entry: Entry, cells: list[Area], at: int, picture: Picture) -> Area:
        needed = () if cells else ("at",)
        fields = self.file.fields(entry, needed, (*TARGETS, SWITCH, "label"))
        place = cells[at] if cells else self._at(fields.get("at"), picture)
        target = read_target(self.file, entry, fields, self.taps, (SWITCH,))
        label = self._short(fields["label"], LABEL_LIMIT) if "label" in fields else ""
        return replace(place, target=target, label=label)

    def _at(self, entry: Entry | None, picture: Picture) -> Area:
        written = self.file.text(entry) if entry else None
        found = _AREA.fullmatch(written) if written else None
        x, y, width, height = (int(part) for part in found.groups()) if found else (0, 0, 0, 0)
        fits = x + width <= picture.width and y + height <= picture.height
        if entry is not None and written and not (width and height and fits):
            size = {"width": picture.width, "height": picture.height}
            self.file.findings.add(MenuKind.BAD_AREA, entry.place, value=written, **size)
        return Area(x, y, width, height, Target())


def _cell(column: int, columns: int, row: int, rows: int, picture: Picture) -> Area:
    """To the last pixel: what a division leaves over goes to the cells before it."""
    left, right = (picture.width * at // columns for at in (column, column + 1))
    top, bottom = (picture.height * at // rows for at in (row, row + 1))
    return Area(left, top, right - left, bottom - top, Target())
