"""`template:` of a campaign: which approved words, in which language, with what in their gaps?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import yaml

from towkay.domain.messages import Purpose, TemplateMessage
from towkay.domain.templates import (
    ButtonUse,
    Header,
    HeaderKind,
    Parameter,
    Template,
    TemplateButton,
    TemplateKind,
)
from towkay.packs.campaign_buttons import ButtonReader
from towkay.packs.campaign_kinds import CampaignKind
from towkay.packs.campaign_personal import check_not_personal
from towkay.packs.campaign_texts import TextReader
from towkay.packs.links import check_page
from towkay.packs.scalars import switch
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

Said = dict[str, str]
Build = Callable[[str], TemplateMessage]
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,512}")
_OPTIONAL = ("language", "parameters", "header", "buttons", "words", "opt_out")
_KIND = {Purpose.MARKETING: TemplateKind.MARKETING, Purpose.SERVICE: TemplateKind.UTILITY}
_USES = {
    "link": ButtonUse.LINK,
    "copy_code": ButtonUse.COPY_CODE,
    "asks": ButtonUse.REPLY,
    "tag": ButtonUse.REPLY,
    "stop": ButtonUse.REPLY,
}


@dataclass(frozen=True, slots=True)
class _Gap:
    """What fills a gap in each language; `name` where the template names its gaps."""

    said: Said
    name: str = ""

    def filled(self, language: str) -> Parameter:
        return Parameter(self.said.get(language, ""), self.name)


@dataclass(frozen=True, slots=True)
class TemplateReader:
    """Reads a template for a campaign of one purpose."""

    file: YamlFile
    texts: TextReader
    pressing: ButtonReader

    def template(self, entry: Entry) -> Build | None:
        fields = self.file.fields(entry, ("name",), _OPTIONAL)
        name = self._name(fields["name"]) if "name" in fields else ""
        codes, words = self._codes(fields.get("language")), self._words(fields.get("words"))
        gaps = self._gaps(fields.get("parameters"))
        header = self._header(fields.get("header"))
        buttons = self._buttons(fields.get("buttons"))
        told = self._tells_opt_out(entry, fields.get("opt_out"))
        kind = _KIND[self.texts.purpose]
        bare = Template(name, "", kind, buttons=buttons, tells_opt_out=told)

        def build(language: str) -> TemplateMessage:
            return TemplateMessage(
                replace(
                    bare,
                    language=codes.get(language, language.replace("-", "_")),
                    header=header(language) if header else None,
                    body=tuple(gap.filled(language) for gap in gaps),
                    words=words.get(language, ""),
                )
            )

        return build if name else None

    def _tells_opt_out(self, template: Entry, entry: Entry | None) -> bool:
        """What sells must say how to refuse, and nobody can add a line to approved words."""
        told = bool(switch(self.file, entry)) if entry else False
        if not told and self.texts.purpose is Purpose.MARKETING:
            self.file.findings.add(CampaignKind.OPT_OUT_UNSAID, template.place)
        return told

    def _words(self, entry: Entry | None) -> Said:
        """What the template says, for people who read the transcript."""
        return only_texts(read_said(self.file, entry, self.texts.languages)) if entry else {}

    def _name(self, entry: Entry) -> str:
        """As the platform knows it; it is the same for everybody."""
        if (written := self.file.text(entry)) is None:
            return ""
        if "{" in written:
            check_not_personal("name", written, entry.place, self.file.findings)
        elif not _NAME.fullmatch(written):
            self.file.findings.add(CampaignKind.BAD_TEMPLATE_NAME, entry.place, value=written)
        return written

    def _codes(self, entry: Entry | None) -> Said:
        """The platform's own codes of the languages, where they are not ours with a low line."""
        if entry is None:
            return {}
        if isinstance(entry.node, yaml.ScalarNode):
            return dict.fromkeys(self.texts.languages, self.file.text(entry) or "")
        return only_texts(read_said(self.file, entry, self.texts.languages))

    def _gaps(self, entry: Entry | None) -> list[_Gap]:
        """Numbered gaps are a list, named ones have their names before them."""
        if entry is None:
            return []
        if isinstance(entry.node, yaml.MappingNode):
            members = self.file.members(entry) or {}
            return [_Gap(self.texts.gap(member), name) for name, member in members.items()]
        return [_Gap(self.texts.gap(item)) for item in self.file.items(entry) or []]

    def _header(self, entry: Entry | None) -> Callable[[str], Header] | None:
        """A picture, a film or a document by its link, or a gap's text."""
        fields = self.file.fields(entry, (), tuple(_HEADERS)) if entry else {}
        if entry is None or len(fields) != 1:
            if entry is not None:
                allowed = ", ".join(_HEADERS)
                self.file.findings.add(CampaignKind.ONE_OF, entry.place, allowed=allowed)
            return None
        ((key, written),) = fields.items()
        if key == "text":
            said = self.texts.gap(written)
            return lambda language: Header(HeaderKind.TEXT, said.get(language, ""))
        link = self.texts.address(written)
        return lambda _: Header(_HEADERS[key], link)

    def _buttons(self, entry: Entry | None) -> tuple[TemplateButton, ...]:
        items = (self.file.items(entry) or []) if entry else []
        read = [self._button(item, place) for place, item in enumerate(items)]
        return tuple(button for button in read if button)

    def _button(self, entry: Entry, place: int) -> TemplateButton | None:
        fields = self.file.fields(entry, (), tuple(_USES))
        if len(fields) != 1:
            allowed = ", ".join(_USES)
            self.file.findings.add(CampaignKind.ONE_OF, entry.place, allowed=allowed)
            return None
        ((key, written),) = fields.items()
        if _USES[key] is ButtonUse.REPLY:
            value = self.pressing.payload(fields)
        elif (value := self.file.text(written) or "") and key == "link":
            check_not_personal(key, value, written.place, self.file.findings)
            if "://" in value:  # a whole address, not the end of one
                check_page(value, written.place, self.file.findings)
        if not value:
            self.file.findings.add(Kind.EMPTY_VALUE, written.place, key=key)
        return TemplateButton(_USES[key], place, value)


_HEADERS = {
    "text": HeaderKind.TEXT,
    "image": HeaderKind.IMAGE,
    "video": HeaderKind.VIDEO,
    "document": HeaderKind.DOCUMENT,
}
