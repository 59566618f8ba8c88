"""A YAML file as a tree that knows the line of everything, read without guessing types.

Scalars stay as written: YAML would read 11:00 as 660 and no as false.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from towkay.packs.findings import Findings, Place, nearest
from towkay.packs.wording import Kind

_LIST = ("清單", "a list")
_MAPPING = ("「名稱: 內容」的組合", "names with values")
_TEXT = ("一段文字", "a text")
_KEY = r"\A\s*(?:- +)?[\"']?([A-Za-z0-9_-]+)[\"']?"
_WIDE = re.compile(f"{_KEY}：")
_NARROW = re.compile(rf"{_KEY}:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value, the name it goes by, and where."""

    key: str
    node: yaml.Node
    place: Place


@dataclass(frozen=True, slots=True)
class YamlFile:
    """Reads values out of one file; what does not fit is a finding and reads as nothing."""

    name: str
    findings: Findings

    def root(self, text: str) -> Entry | None:
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            self._bad_yaml(text, error)
            return None
        except RecursionError:
            self.findings.add(Kind.BAD_YAML, Place(self.name, 1), problem="nested too deeply")
            return None
        if node is None:
            self.findings.add(Kind.EMPTY_VALUE, Place(self.name, 1), key=self.name)
            return None
        return Entry(self.name, node, Place(self.name, 1))

    def fields(
        self, entry: Entry, required: Iterable[str], optional: Iterable[str] = ()
    ) -> dict[str, Entry]:
        """The members of a mapping with fixed names."""
        if (members := self.members(entry)) is None:
            return {}
        known = {*required, *optional}
        wide = {key: meant for key in members if (meant := _before_wide(key)) in known}
        for key, member in members.items():
            if key in wide:
                self.findings.add(Kind.FULL_WIDTH_COLON, member.place, key=wide[key])
            elif key not in known:
                self.findings.add(
                    Kind.UNKNOWN_KEY, member.place, key=key, nearest=nearest(key, known)
                )
        for key in required:
            if key not in members and key not in wide.values():
                self.findings.add(Kind.MISSING_KEY, entry.place, parent=entry.key, key=key)
        return {key: member for key, member in members.items() if key in known}

    def members(self, entry: Entry) -> dict[str, Entry] | None:
        """The members of a mapping with names of the brand's choice; None if it is none."""
        if not isinstance(entry.node, yaml.MappingNode):
            self.wrong_type(entry, _MAPPING)
            return None
        members: dict[str, Entry] = {}
        for key_node, value in entry.node.value:
            key, place = str(key_node.value), self._place(key_node)
            if key in members:
                first = members[key].place.line
                self.findings.add(Kind.DUPLICATE_KEY, place, key=key, first=first)
            else:
                members[key] = Entry(key, value, place)
        return members

    def items(self, entry: Entry) -> list[Entry] | None:
        """The members of a list, each under the list's name; None if it is none."""
        if not isinstance(entry.node, yaml.SequenceNode):
            self.wrong_type(entry, _LIST)
            return None
        return [Entry(entry.key, node, self._place(node)) for node in entry.node.value]

    def some_items(self, entry: Entry) -> list[Entry]:
        """The members of a list that must have one; none where it has not, which is a mistake."""
        items = self.items(entry)
        if items == []:
            self.findings.add(Kind.EMPTY_VALUE, entry.place, key=entry.key)
        return items or []

    def text(self, entry: Entry) -> str | None:
        if not isinstance(entry.node, yaml.ScalarNode):
            self.wrong_type(entry, _TEXT)
            return None
        text = str(entry.node.value).strip()
        if is_left_empty(entry):
            self.findings.add(Kind.EMPTY_VALUE, entry.place, key=entry.key)
            return None
        return text

    def comment_after(self, entry: Entry) -> str:
        """What stands behind an unquoted text on its line: YAML takes it for a comment."""
        if not isinstance(entry.node, yaml.ScalarNode) or entry.node.style is not None:
            return ""
        mark = entry.node.end_mark
        rest = str(mark.buffer)[mark.pointer :].partition("\n")[0].strip(" \t\r\0")
        return rest if rest.startswith("#") else ""

    def wrong_type(self, entry: Entry, wanted: tuple[str, str]) -> None:
        shapes = ((yaml.SequenceNode, _LIST), (yaml.MappingNode, _MAPPING))
        found = next((words for kind, words in shapes if isinstance(entry.node, kind)), _TEXT)
        self.findings.add(
            Kind.WRONG_TYPE,
            entry.place,
            key=entry.key,
            wanted_zh=wanted[0],
            wanted_en=wanted[1],
            found_zh=found[0],
            found_en=found[1],
        )

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.name, node.start_mark.line + 1)

    def _bad_yaml(self, text: str, error: yaml.YAMLError) -> None:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "unreadable"
        line = mark.line + 1 if mark else 1
        if wide := _full_width_colon(text, line):
            line, key = wide
            self.findings.add(Kind.FULL_WIDTH_COLON, Place(self.name, line), key=key)
            return
        self.findings.add(Kind.BAD_YAML, Place(self.name, line), problem=problem)


def is_left_empty(entry: Entry) -> bool:
    """Whether nothing stands behind the name, or only blanks."""
    node = entry.node
    is_null = node.tag == "tag:yaml.org,2002:null"
    return isinstance(node, yaml.ScalarNode) and (is_null or not str(node.value).strip())


def _before_wide(key: str) -> str:
    """The name before a full-width colon: a `{` behind it made YAML read on to the next colon."""
    name, wide, _ = key.partition("：")
    return name.strip() if wide else ""


def _full_width_colon(text: str, line: int) -> tuple[int, str] | None:
    """The line and name that `line` is unreadable for: to YAML a text began there, not a key.

    That text goes on up to `line`, so any proper key between the two clears what is before it.
    """
    lines = text.splitlines()[:line]
    for number in range(len(lines), 0, -1):
        if found := _WIDE.match(lines[number - 1]):
            return number, found[1]
        if number < line and _NARROW.match(lines[number - 1]):
            return None
    return None
