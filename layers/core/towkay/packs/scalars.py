"""Numbers and switches of a YAML file, which reads every scalar as the text it is."""

import unicodedata

from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

_SWITCHES = {"true": True, "false": False}


def whole_number(file: YamlFile, entry: Entry, low: int, high: int) -> int | None:
    if (written := file.text(entry)) is None:
        return None
    digits = unicodedata.normalize("NFKC", written)
    number = int(digits) if digits.isdecimal() and len(digits) < 10 else None
    if number is None or not low <= number <= high:
        file.findings.add(
            Kind.BAD_NUMBER, entry.place, key=entry.key, value=written, low=low, high=high
        )
        return None
    return number


def switch(file: YamlFile, entry: Entry) -> bool | None:
    """Only `true` and `false`: no, off and 0 mean something else to everybody."""
    if (written := file.text(entry)) is None:
        return None
    if written not in _SWITCHES:
        file.findings.add(Kind.BAD_SWITCH, entry.place, key=entry.key, value=written)
    return _SWITCHES.get(written)
