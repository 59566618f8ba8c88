"""How does the help of a command stand on a terminal, in Chinese and in English?

Both stand there, the Chinese line above the English one: who asks for help has chosen no language
yet. The code writes the English text, and the Chinese is looked up by it.
"""

import argparse
from collections.abc import Iterable
from typing import Any

from workbench.help_of_commands import COMMANDS
from workbench.help_of_options import OPTIONS
from workbench.transcript import WIDTH, wrapped

_USAGE = "用法 usage: "
_BEHIND_NAMES = 26  # the column at which texts begin


def in_both(english: str) -> str:
    """A text of help with its Chinese above it."""
    chinese = COMMANDS.get(english) or OPTIONS.get(english)
    return f"{chinese}\n{english}" if chinese else english


def sentences(does: str) -> str:
    """What a command does, as the help of the command itself begins."""
    chinese, _, english = does.rpartition("\n")
    return f"{chinese}。\n{english[0].upper()}{english[1:]}."


class BothLines(argparse.HelpFormatter):
    """Fills lines by columns: argparse counts letters, and a Chinese one takes two columns."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=_BEHIND_NAMES, width=WIDTH - len("用法"))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, _USAGE if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return list(wrapped(text, width))

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


class BilingualParser(argparse.ArgumentParser):
    """A parser whose help has both languages, in its own words as well."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, formatter_class=BothLines, add_help=False)
        self._positionals.title, self._optionals.title = "參數 arguments", "選項 options"
        self.add_argument("-h", "--help", action="help", help="show this help and end")

    def add_argument(self, *names: str, **about: Any) -> argparse.Action:
        """Declares it as ever; its help is written in English."""
        if "help" in about:
            about["help"] = in_both(about["help"])
        return super().add_argument(*names, **about)
