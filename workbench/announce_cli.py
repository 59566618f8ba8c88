"""What may be asked of `towkay announce`?"""

import argparse

from workbench.cli_parts import Commands, add_target, command, how_many, target_of
from workbench.languages import add_language


def add(commands: Commands) -> None:
    announce = command(commands, "announce", "say one text to all friends of a LINE account")
    announce.add_argument("account", metavar="ACCOUNT", help="written line:account")
    announce.add_argument("text", metavar="TEXT", nargs="?", default="", help="what to say")
    announce.add_argument(
        "--name", default="", help="the same name is sent once in 24 hours (default: of its words)"
    )
    announce.add_argument("--most", type=how_many, metavar="COUNT", help="to no more than so many")
    announce.add_argument("--yes", action="store_true", help="send it without asking")
    announce.add_argument("--progress", metavar="REQUEST", help="how far LINE is with one")
    add_language(announce)
    add_target(announce)
    announce.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from workbench import announce

    return announce.run(target_of(options), options)
