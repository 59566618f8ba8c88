"""The help of every command and option stands there in Chinese and in English, on a terminal."""

import argparse
import re
from collections.abc import Iterator

import pytest

from workbench.cli import _parser
from workbench.help_of_commands import COMMANDS
from workbench.help_of_options import OPTIONS
from workbench.transcript import width_of

_CHINESE = re.compile("[一-鿿]")
_ENGLISH = re.compile("[A-Za-z]{2}")


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from parsers(below)


EVERY = {one.prog: one for one in parsers(_parser())}


def in_both(text: str | None) -> bool:
    """A Chinese line, and below it an English one without a Chinese sign."""
    chinese, _, english = (text or "").partition("\n")
    english_alone = bool(_ENGLISH.search(english)) and not _CHINESE.search(english)
    return bool(_CHINESE.search(chinese)) and english_alone


def test_there_are_as_many_commands_as_people_can_type() -> None:
    assert len(EVERY) >= 35


@pytest.mark.parametrize("prog", EVERY)
def test_what_a_command_does_and_each_of_its_options_is_said_in_both_languages(prog: str) -> None:
    said = {"": EVERY[prog].description}
    for action in EVERY[prog]._actions:
        if isinstance(action, argparse._SubParsersAction):
            said |= {one.dest: one.help for one in action._choices_actions}
        else:
            said[action.option_strings[-1] if action.option_strings else action.dest] = action.help

    assert [name for name, text in said.items() if not in_both(text)] == []


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {parser.description for parser in EVERY.values()}
    for parser in EVERY.values():
        for action in parser._actions:
            said |= {action.help, *(one.help for one in getattr(action, "_choices_actions", ()))}
    english = {(text or "").rpartition("\n")[2] for text in said}

    assert {*COMMANDS, *OPTIONS} <= english


@pytest.mark.parametrize("prog", EVERY)
def test_no_line_of_help_is_wider_than_a_terminal(prog: str) -> None:
    shown = EVERY[prog].format_help()

    assert [line for line in shown.splitlines() if width_of(line) > 100] == []
    assert "用法 usage: " in shown
    assert not re.search(r"^(options|positional arguments):", shown, re.MULTILINE)
