"""The voice of brand.yaml: every text the shop says by itself, in every language."""

import re

import yaml

from towkay.domain.brands import BUTTONS, PLACEHOLDERS, TOPIC_BUTTONS, Phrase
from towkay.domain.default_voice import DEFAULT_VOICE
from towkay.packs.limits import TOPIC_NAME_LIMIT
from towkay.packs.texts import check_label, check_message
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

_LONGEST_TOPIC = "…" * TOPIC_NAME_LIMIT
_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


def read_texts(file: YamlFile, entry: Entry, languages: tuple[str, ...]) -> dict[str, str]:
    """A text for each language; a bare text is meant for the first one."""
    return only_texts(read_said(file, entry, languages))


def only_texts(said: dict[str, tuple[str, Entry]]) -> dict[str, str]:
    """What was said, without where it is written."""
    return {language: text for language, (text, _) in said.items()}


def read_voice(
    file: YamlFile, entry: Entry, languages: tuple[str, ...]
) -> dict[str, dict[str, str]]:
    """The pack's form of `voice`: only what has words of the product's own may be missing."""
    voice: dict[str, dict[str, str]] = {}
    required = [phrase.value for phrase in Phrase if phrase not in DEFAULT_VOICE]
    optional = [phrase.value for phrase in DEFAULT_VOICE]
    for key, member in file.fields(entry, required, optional).items():
        texts = read_said(file, member, languages)
        for text, said in texts.values():
            _check(file, Phrase(key), text, said)
        voice[key] = only_texts(texts)
    return voice


def read_said(
    file: YamlFile, entry: Entry, languages: tuple[str, ...]
) -> dict[str, tuple[str, Entry]]:
    """The same as `read_texts`, each text with the place it is written at."""
    if isinstance(entry.node, yaml.ScalarNode):
        said = {languages[0] if languages else "": entry}
    else:
        said = file.members(entry) or {}
    for language, member in said.items():
        if languages and language not in languages:
            allowed = ", ".join(languages)
            file.findings.add(Kind.UNKNOWN_LANGUAGE, member.place, value=language, allowed=allowed)
        if rest := file.comment_after(member):
            file.findings.add(Kind.COMMENT_CUTS_TEXT, member.place, key=entry.key, rest=rest)
    for language in languages:
        if language not in said:
            file.findings.add(Kind.MISSING_LANGUAGE, entry.place, key=entry.key, language=language)
    texts = {language: (file.text(member), member) for language, member in said.items()}
    return {key: (text, member) for key, (text, member) in texts.items() if text is not None}


def _check(file: YamlFile, phrase: Phrase, text: str, said: Entry) -> None:
    if phrase in BUTTONS | TOPIC_BUTTONS:
        check_label(text.replace("{topic}", _LONGEST_TOPIC), said.place, file.findings)
    check_message(phrase.value, text, said.place, file.findings)
    wanted = PLACEHOLDERS.get(phrase, frozenset())
    found = set(_PLACEHOLDER.findall(text))
    for name in sorted(wanted - found):
        file.findings.add(Kind.PLACEHOLDER_MISSING, said.place, key=phrase.value, name=name)
    for name in sorted(found - wanted):
        allowed = ", ".join(f"{{{one}}}" for one in sorted(wanted)) or "-"
        file.findings.add(
            Kind.PLACEHOLDER_UNKNOWN, said.place, key=phrase.value, name=name, allowed=allowed
        )
