"""How are the options that several commands share declared?"""

import argparse
import math
import re
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from shlex import quote
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from workbench import plain_errors
from workbench.help_lines import BilingualParser, in_both, sentences
from workbench.transcript import WIDTH, width_of, wrapped

if TYPE_CHECKING:
    from workbench.targets import Target

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_LONGEST_OVERLAP_H = 24.0 * 365
_SPAN = re.compile(r"([1-9][0-9]{0,4})([mhd])")
_MOST_DIGITS = 12
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


# What argparse says most often; it has no words but English ones.
_IN_CHINESE = (
    (re.compile(r"the following arguments are required: (.+)"), "缺少 {0}"),
    (re.compile(r"argument (.+): invalid choice: (.+) \(choose from (.+)\)"), "{0} 只能是 {2}"),
    (re.compile(r"argument (.+): expected .+"), "{0} 後面要有值"),
    (re.compile(r"argument (.+): invalid int value: (.+)"), "{0} 要是整數，不是 {1}"),
    (re.compile(r"unrecognized arguments: (.+)"), "不認得 {0}"),
    (re.compile(r"ambiguous option: (.+) could match (.+)"), "{0} 可能是 {1}"),
)


class Parser(BilingualParser):
    """Says in both languages what was asked for wrongly."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        told = f"{self.prog}: {_in_chinese(message)}error: {message}"
        self.exit(plain_errors.FAILED, "\n".join(_fitting(told)) + "\n")


def _fitting(told: str) -> Iterator[str]:
    """No wider than the terminal: broken between the languages first, two columns in below."""
    for line in told.splitlines():
        if width_of(line) <= WIDTH:
            yield line
            continue
        chinese, dot, english = line.partition(" · ")
        parts = (chinese + dot.rstrip(), *filter(None, (english,)))
        first, *rest = (one for part in parts for one in wrapped(part, WIDTH - 2))
        yield first
        yield from (f"  {one}" for one in rest)


def _in_chinese(message: str) -> str:
    """A line of its own; nothing where the message has both languages in it, or is a rare one."""
    found = ((pattern.fullmatch(message), said) for pattern, said in _IN_CHINESE)
    told = next((said.format(*match.groups()) for match, said in found if match), "")
    return f"{told}\n  " if told else ""


def choice_of(parser: argparse.ArgumentParser, metavar: str) -> Commands:
    """Without a choice, say what there is."""

    def overview(options: argparse.Namespace) -> int:
        print(parser.format_help(), end="", file=sys.stderr)
        return plain_errors.FAILED

    parser.set_defaults(run=overview)
    return parser.add_subparsers(metavar=metavar)


def command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    told = in_both(does)
    return commands.add_parser(name, help=told, description=sentences(told))


def add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", help="which deployment")
    add_endpoint(parser, "'local' for the running bench; without it, AWS itself")


def target_of(options: argparse.Namespace) -> "Target":
    """The deployment that is meant by what `add_target` adds. Raises `WorkbenchError`."""
    from workbench.targets import target  # only now: it takes long to load, and help needs none

    return target(options.endpoint_url, options.stage)


def add_endpoint(parser: argparse.ArgumentParser, help_text: str) -> None:
    parser.add_argument("--endpoint-url", metavar="URL", help=help_text)


def same_place(options: argparse.Namespace) -> str:
    """The options that lead another command to the same deployment and brand."""
    given = {"--stage": options.stage, "--endpoint-url": options.endpoint_url}
    given["--brand"] = getattr(options, "brand", "")  # its id, where a command asks for one
    return "".join(f" {name} {quote(value)}" for name, value in given.items() if value)


def port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} 不是連接埠 · {text} is not a port (0 to 65535)")
    return int(text)


def address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?]+(/[^\s?]*)?", text):
        raise argparse.ArgumentTypeError(f"{text} 不是網址 · {text} is not an http address")
    return text.rstrip("/")


def overlap(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = math.nan
    if not 0 < hours <= _LONGEST_OVERLAP_H:  # also refuses nan
        limits = f"more than 0, at most {_LONGEST_OVERLAP_H:.0f}"
        raise argparse.ArgumentTypeError(
            f"{text} 不是小時數 · {text} is not a number of hours ({limits})"
        )
    return hours


def counted(
    chinese: str, english: str, least: int = 1, most: int | None = None
) -> Callable[[str], int]:
    """Reads a whole number of what is so called."""
    limits = f"{least} or more" if most is None else f"{least} to {most:,}"

    def read(text: str) -> int:
        is_number = text.isdecimal() and len(text) <= _MOST_DIGITS
        if not is_number or not least <= int(text) <= (most or int(text)):
            raise argparse.ArgumentTypeError(
                f"{text} 不是{chinese}（{_in_signs(least, most)}）· "
                f"{text} is not a number of {english} ({limits})"
            )
        return int(text)

    return read


def _in_signs(least: int, most: int | None) -> str:
    return f"{least} 以上" if most is None else f"{least} 到 {most:,}"


how_many = counted("則數", "messages")


def span(text: str) -> timedelta:
    """`7d`, `12h`, `90m`."""
    if not (found := _SPAN.fullmatch(text)):
        raise argparse.ArgumentTypeError(
            f"{text} 不是時間長度 · {text} is not a length of time (30m, 24h, 7d)"
        )
    return int(found[1]) * _UNITS[found[2]]


def moment(text: str) -> datetime:
    """A time as people write it, with a zone or without."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f'{text} 不是時間 · {text} is not a time ("2026-11-11 20:00")'
        ) from None
