"""What may be asked of `towkay shipments`?"""

import argparse

from workbench.cli_parts import Commands, choice_of, command


def add(commands: Commands) -> None:
    shipments = command(
        commands, "shipments", "the tables of what carriers say, and the plain form"
    )
    verbs = choice_of(shipments, "VERB")
    compile_ = command(verbs, "compile", "make the tables that are deployed, and the document")
    compile_.add_argument("--check", action="store_true", help="only compare")
    compile_.set_defaults(run=_compile)


def _compile(options: argparse.Namespace) -> int:
    from workbench.shipments.cli import compile_all

    return compile_all(options.check)
