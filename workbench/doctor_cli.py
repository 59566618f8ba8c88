"""What may be asked of `towkay doctor`?"""

import argparse

from workbench.cli_parts import Commands, add_target, command, target_of


def add(commands: Commands) -> None:
    doctor = command(commands, "doctor", "ask how every account is doing, and what to do")
    doctor.add_argument("--json", action="store_true", help="one line of JSON for programs")
    doctor.add_argument("--brand", metavar="ID", help="only the accounts of this brand")
    add_target(doctor)
    doctor.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from workbench.doctor import cli

    return cli.run(target_of(options), options)
