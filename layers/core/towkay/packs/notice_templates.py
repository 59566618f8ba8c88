"""`templates:` of notices.yaml: which of the brand's own templates say it, filled in how?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from towkay.domain.channels import Channel
from towkay.domain.languages import Language
from towkay.domain.shipping.platform_languages import platform_language
from towkay.domain.shipping.rules import ApprovedWords, Filled, Gap, Occasion
from towkay.domain.shipping.wanted import template_channels
from towkay.packs.scalars import switch, whole_number
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording_notices import NoticeKind
from towkay.packs.yaml_tree import Entry, YamlFile

Approved = dict[str, dict[str, dict[Language, ApprovedWords]]]
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_KEY = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_MOST_BUTTONS = 9
_ENDS = (Gap.TRACKING, Gap.ORDER)


@dataclass(frozen=True, slots=True)
class TemplatesReader:
    """Reads the templates of a brand in its languages."""

    file: YamlFile
    languages: tuple[str, ...]

    def read(self, entry: Entry | None) -> tuple[Approved, bool]:
        """The templates by channel, and whether LINE takes words of the brand's own."""
        if entry is None:
            return {}, False
        channels = (*template_channels(), str(Channel.LINE))
        fields = self.file.fields(entry, (), channels)
        approved: Approved = {}
        flexible = False
        for channel, member in fields.items():
            is_line = channel == str(Channel.LINE)
            more = ("flexible",) if is_line else ()
            told = self.file.fields(member, (), (*(one.value for one in Occasion), *more))
            if wanted := told.pop("flexible", None):
                flexible = bool(switch(self.file, wanted))
            read = self._on_line if is_line else self._approved
            approved[channel] = {key: read(one) for key, one in told.items()}
        return approved, flexible

    def _approved(self, entry: Entry) -> dict[Language, ApprovedWords]:
        """A template of WhatsApp or Messenger."""
        fields = self.file.fields(entry, ("name",), ("language", "body", "link_button"))
        names = self._names(fields.get("name"), _NAME)
        codes = self._codes(entry, fields.get("language"))
        body = self._filled(fields.get("body"))
        at, button = self._button(fields.get("link_button"))
        return {
            language: ApprovedWords(name, codes.get(language, ""), body, None, button, at)
            for language, name in names.items()
        }

    def _on_line(self, entry: Entry) -> dict[Language, ApprovedWords]:
        """A template of LINE's own: every place in it has a key."""
        fields = self.file.fields(entry, ("key",), ("items", "emphasis", "link_button"))
        keys = self._names(fields.get("key"), _KEY)
        items, emphasis = self._keyed(fields.get("items")), self._keyed(fields.get("emphasis"))
        if len(emphasis) > 1:
            self._bad(fields["emphasis"], emphasis[1].name, _ONE_LINE)
        written = fields.get("link_button")
        opens = self.file.text(written) if written else None
        button = Filled(Gap.LINK, opens) if opens else None
        return {
            language: ApprovedWords(key, language, items, next(iter(emphasis), None), button)
            for language, key in keys.items()
        }

    def _names(self, entry: Entry | None, shape: re.Pattern[str]) -> dict[Language, str]:
        """One name for all languages, or one for each."""
        if entry is None:
            return {}
        if isinstance(entry.node, yaml.ScalarNode):
            written = self.file.text(entry)
            said = {language: (written, entry) for language in self.languages if written}
        else:
            said = dict(read_said(self.file, entry, self.languages))
        for name, place in dict.fromkeys(said.values()):
            if name and not shape.fullmatch(name):
                self._bad(place, name, _A_NAME if shape is _NAME else _A_KEY)
        return {language: name for language, (name, _) in said.items() if name}

    def _codes(self, entry: Entry, written: Entry | None) -> Mapping[Language, str]:
        if written is None:
            codes = {one: platform_language(one) for one in self.languages}
            for language in (one for one, code in codes.items() if not code):
                self.file.findings.add(NoticeKind.TEMPLATE_LANGUAGE, entry.place, language=language)
            return codes
        if isinstance(written.node, yaml.ScalarNode):
            return dict.fromkeys(self.languages, self.file.text(written) or "")
        return only_texts(read_said(self.file, written, self.languages))

    def _filled(self, entry: Entry | None) -> tuple[Filled, ...]:
        """Numbered gaps are a list, named ones have their names before them."""
        if entry is None:
            return ()
        if isinstance(entry.node, yaml.MappingNode):
            return self._keyed(entry)
        read = [self._gap(item) for item in self.file.items(entry) or []]
        return tuple(Filled(gap) for gap in read if gap)

    def _keyed(self, entry: Entry | None) -> tuple[Filled, ...]:
        named = (self.file.members(entry) or {}) if entry else {}
        read = [(self._gap(member), name) for name, member in named.items()]
        return tuple(Filled(gap, name) for gap, name in read if gap)

    def _gap(self, entry: Entry) -> Gap | None:
        written = self.file.text(entry)
        bare = (written or "").strip("{}")
        if written is None or bare in set(Gap):
            return Gap(bare) if written else None
        said = {"key": entry.key, "value": written, "allowed": ", ".join(Gap)}
        self.file.findings.add(NoticeKind.UNKNOWN_GAP, entry.place, **said)
        return None

    def _button(self, entry: Entry | None) -> tuple[int, Filled | None]:
        """Which button, and what its address ends with."""
        if entry is None:
            return 0, None
        if isinstance(entry.node, yaml.ScalarNode):
            return whole_number(self.file, entry, 0, _MOST_BUTTONS) or 0, Filled(Gap.TRACKING)
        fields = self.file.fields(entry, ("at", "ends"))
        at = whole_number(self.file, fields["at"], 0, _MOST_BUTTONS) if "at" in fields else 0
        gap = self._gap(fields["ends"]) if "ends" in fields else None
        if gap and gap not in _ENDS:
            allowed = ", ".join(_ENDS)
            said = {"key": "ends", "value": gap, "allowed": allowed}
            self.file.findings.add(NoticeKind.UNKNOWN_GAP, fields["ends"].place, **said)
        return at or 0, Filled(gap) if gap else None

    def _bad(self, entry: Entry, value: str, what: tuple[str, str, str, str]) -> None:
        said = dict(zip(("what_zh", "remedy_zh", "what_en", "remedy_en"), what, strict=True))
        self.file.findings.add(NoticeKind.BAD_TEMPLATE, entry.place, value=value, **said)


_A_NAME = (
    "範本的名稱",
    "請照平台上的名稱寫：小寫英文、數字和底線",
    "the name of a template",
    "write it as the platform has it: small letters, digits and low lines",
)
_ONE_LINE = (
    "唯一的一個：emphasis 只能有一個",
    "請留下一個，其餘移到 items",
    "the only one: LINE shows one line in large letters",
    "keep one, and move the others to items",
)
_A_KEY = (
    "LINE 範本的 key",
    "請照 LINE 給您的 templateKey 寫",
    "the key of a template of LINE's",
    "write the templateKey that LINE gave you",
)
