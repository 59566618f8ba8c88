"""An audience whose own rules leave nobody is noted; one that somebody may fit never is."""

from pathlib import Path

import pytest

from tests.unit.packs.campaign_sample import FILES, compiled, folder_of
from towkay.packs.compiler import CompiledPack

_TO = "to: {channel: line}"
_BOTH = "{field: {name: skin, is: dry}}, {field: {name: skin, known: false}}"


def notes_of(folder: Path, audience: str) -> list[str]:
    text = FILES["quiet"].replace(_TO, f"to: {audience}")
    assert audience in text
    result = compiled(folder_of(folder, {"quiet": text}))
    assert isinstance(result, CompiledPack), result
    return [note.kind for note in result.notes if note.kind == "audience_clash"]


@pytest.mark.parametrize(
    "audience",
    [
        "{channel: line, all: [{tag: a}, {not: {tag: a}}]}",
        "{channel: line, tag: a, not: {any: [{tag: b}, {tag: a}]}}",
        "{channel: line, acted_within: 10, silent_for: 30}",
        "{channel: line, acted_within: 30, silent_for: 30}",
        "{channel: line, not: {acted_within: 30}, acted_within: 30}",
        "{channel: line, not: {any: [{silent_for: 10}, {acted_within: 40}]}}",
        "{channel: line, all: [{language: zh-TW}, {language: en}]}",
        f"{{channel: line, all: [{_BOTH}]}}",
        "{channel: line, tag: a, any: [{not: {tag: a}}, {all: [{tag: b}, {not: {tag: b}}]}]}",
    ],
)
def test_rules_that_nobody_can_meet_together_are_noted(tmp_path: Path, audience: str) -> None:
    assert notes_of(tmp_path, audience) == ["audience_clash"]


@pytest.mark.parametrize(
    "audience",
    [
        "{channel: line, all: [{tag: a}, {not: {tag: b}}]}",
        "{channel: line, acted_within: 90, silent_for: 30}",
        "{channel: line, not: {acted_within: 30}, silent_for: 30}",
        "{channel: line, not: {all: [{tag: a}, {tag: b}]}, tag: a}",
        "{channel: line, any: [{tag: a}, {not: {tag: a}}]}",
        "{channel: line, any: [{acted_within: 10}, {tag: b}], silent_for: 30}",
        "{channel: line, all: [{language: [zh-TW, en]}, {language: en}]}",
        "{channel: line, field: {name: skin, known: false}}",
    ],
)
def test_rules_that_somebody_may_meet_are_not(tmp_path: Path, audience: str) -> None:
    assert notes_of(tmp_path, audience) == []
