"""The blocks `comments` and `gestures` of brand.yaml: what is answered under a post, and shown."""

from towkay.domain.capabilities import LengthUnit
from towkay.domain.comments import REPLY_LIMIT, is_said
from towkay.domain.gestures import Gesture
from towkay.packs.findings import Place, nearest
from towkay.packs.voice_file import only_texts, read_said
from towkay.packs.wording import Kind
from towkay.packs.yaml_tree import Entry, YamlFile

KEYS = ("words", "reply")


def read_comments(
    file: YamlFile, entry: Entry, languages: tuple[str, ...]
) -> list[dict[str, object]]:
    """The pack's form of the rules, in their order: the first that fits a comment answers it."""
    seen: dict[str, Place] = {}
    return [_rule(file, item, languages, seen) for item in file.some_items(entry)]


def read_gestures(file: YamlFile, entry: Entry | None) -> tuple[Gesture, ...]:
    """What is shown before an answer; nothing where the brand says nothing."""
    known = {gesture.value for gesture in Gesture}
    found: list[Gesture] = []
    for item in (file.items(entry) or []) if entry else []:
        if (written := file.text(item)) is None:
            continue
        if written not in known:
            near = nearest(written, known)
            file.findings.add(Kind.UNKNOWN_KEY, item.place, key=written, nearest=near)
        else:
            found.append(Gesture(written))
    return tuple(gesture for gesture in Gesture if gesture in found)


def _rule(
    file: YamlFile, entry: Entry, languages: tuple[str, ...], seen: dict[str, Place]
) -> dict[str, object]:
    fields = file.fields(entry, KEYS)
    return {
        "words": _words(file, fields["words"], seen) if "words" in fields else [],
        "reply": _reply(file, fields["reply"], languages) if "reply" in fields else {},
    }


def _words(file: YamlFile, entry: Entry, seen: dict[str, Place]) -> list[str]:
    words: list[str] = []
    for item in file.some_items(entry):
        if (word := file.text(item)) is None:
            continue
        if not is_said(word):
            file.findings.add(Kind.EMPTY_VALUE, item.place, key=entry.key)
        if word in seen:
            first = seen[word].line
            file.findings.add(Kind.REPEATED_ENTRY, item.place, value=word, first=first)
        seen.setdefault(word, item.place)
        words.append(word)
    return words


def _reply(file: YamlFile, entry: Entry, languages: tuple[str, ...]) -> dict[str, str]:
    """One message is all that a comment earns: what does not fit into it would be lost."""
    said = read_said(file, entry, languages)
    for text, written in said.values():
        # Bytes of UTF-8, three to a Chinese character, are what the strictest channel counts.
        if (size := len(text)) > REPLY_LIMIT or LengthUnit.UTF8.measure(text) > 3 * REPLY_LIMIT:
            file.findings.add(
                Kind.TEXT_TOO_LONG, written.place, key=entry.key, length=size, limit=REPLY_LIMIT
            )
    return only_texts(said)
