"""`towkay send --message FILE` takes every kind of message, and tells of every slip."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from tests.support.messages import TURNS
from towkay.adapters.codec import to_plain
from towkay.domain.messages import Message, Text
from workbench.errors import WorkbenchError
from workbench.message_file import read_messages
from workbench.transcript import width_of


def written(folder: Path, content: Any) -> Path:
    file = folder / "message.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


@given(TURNS)
@settings(max_examples=40, deadline=None)
def test_whatever_can_be_said_can_be_written(
    tmp_path_factory: pytest.TempPathFactory, said: list[Message]
) -> None:
    plain = [{"is": type(one).__name__, **to_plain(one)} for one in said]
    file = written(tmp_path_factory.mktemp("said"), plain)

    once = read_messages(file)
    again = [{"is": type(one).__name__, **to_plain(one)} for one in once]

    assert again == plain


def test_one_message_needs_no_list(tmp_path: Path) -> None:
    assert read_messages(written(tmp_path, {"is": "Text", "text": "好"})) == (Text("好"),)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"is": "Txt", "text": "好"}, "Txt"),
        ({"is": "Text", "txt": "好", "text": "好"}, "“txt”"),
        (
            {"is": "Text", "text": "好", "quick_replies": [{"label": "a", "payload": "b", "x": 1}]},
            "x",
        ),
        ({"is": "Text", "text": 5}, "expected text"),
        ([1], "message.json"),
        ({"is": "TemplateMessage", "template": {"name": "a", "language": "z", "kind": "x"}}, "'x'"),
    ],
)
def test_a_slip_is_named_in_both_languages_within_the_terminal(
    tmp_path: Path, content: Any, named: str
) -> None:
    with pytest.raises(WorkbenchError) as refused:
        read_messages(written(tmp_path, content))

    lines = str(refused.value).splitlines()
    assert named in str(refused.value)
    assert all(width_of(line) <= 100 for line in lines)
    assert any("message.json" in line and line.isascii() for line in lines) or "“" in str(
        refused.value
    )


def test_every_kind_is_in_the_list_that_a_slip_prints(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError) as refused:
        read_messages(written(tmp_path, {"is": "?"}))

    assert all(kind.__name__ in str(refused.value) for kind in get_args(Message))


def test_what_is_no_json_is_told_as_that(tmp_path: Path) -> None:
    file = tmp_path / "message.json"
    file.write_text("nope", encoding="utf-8")

    with pytest.raises(WorkbenchError, match="is no JSON"):
        read_messages(file)
