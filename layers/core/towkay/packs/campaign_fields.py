"""`field:` of an audience: which of somebody's fields is compared, how, and with what?"""

from towkay.domain.audiences import Compare, FieldRule
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.scalars import switch
from towkay.packs.texts import is_id
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

_KNOWN = "known"  # true and false stand for two of the comparisons
_COMPARES = {one.value: one for one in Compare if one not in (Compare.KNOWN, Compare.UNKNOWN)}


def read_field(file: YamlFile, entry: Entry) -> FieldRule | None:
    """One comparison of one field."""
    fields = file.fields(entry, ("name",), (_KNOWN, *_COMPARES))
    name = file.text(fields["name"]) if "name" in fields else None
    if name is not None and not is_id(name):
        file.findings.add(Kind.BAD_ID, fields["name"].place, value=name)
    compares = [key for key in fields if key != "name"]
    if "name" in fields and len(compares) != 1:
        allowed = ", ".join((_KNOWN, *_COMPARES))
        file.findings.add(CampaignKind.FIELD_COMPARE, entry.place, allowed=allowed)
    return _compared(file, name, fields[compares[0]]) if name and len(compares) == 1 else None


def _compared(file: YamlFile, name: str, entry: Entry) -> FieldRule | None:
    if entry.key == _KNOWN:
        is_known = switch(file, entry)
        compare = Compare.KNOWN if is_known else Compare.UNKNOWN
        return None if is_known is None else FieldRule(name, compare)
    value = file.text(entry)
    return FieldRule(name, _COMPARES[entry.key], value) if value else None
