"""How are the options that several commands share declared?"""

import argparse
import math
import re
import sys
from datetime import timedelta
from typing import TypeAlias

from workbench import plain_errors

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_LONGEST_OVERLAP_H = 24.0 * 365
_SPAN = re.compile(r"([1-9][0-9]{0,4})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


def choice_of(parser: argparse.ArgumentParser, metavar: str) -> Commands:
    """Without a choice, say what there is."""

    def overview(options: argparse.Namespace) -> int:
        print(parser.format_help(), end="", file=sys.stderr)
        return plain_errors.FAILED

    parser.set_defaults(run=overview)
    return parser.add_subparsers(metavar=metavar)


def command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")


def add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", help="which deployment")
    add_endpoint(parser, "'local' for the running bench; without it, AWS itself")


def add_endpoint(parser: argparse.ArgumentParser, help_text: str) -> None:
    parser.add_argument("--endpoint-url", metavar="URL", help=help_text)


def port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (0 to 65535)")
    return int(text)


def overlap(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = math.nan
    if not 0 < hours <= _LONGEST_OVERLAP_H:  # also refuses nan
        limits = f"more than 0, at most {_LONGEST_OVERLAP_H:.0f}"
        raise argparse.ArgumentTypeError(f"{text} is not a number of hours ({limits})")
    return hours


def how_many(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of messages (1 or more)")
    return int(text)


def span(text: str) -> timedelta:
    """`7d`, `12h`, `90m`."""
    if not (found := _SPAN.fullmatch(text)):
        raise argparse.ArgumentTypeError(f"{text} is not a length of time (30m, 24h, 7d)")
    return int(found[1]) * _UNITS[found[2]]
