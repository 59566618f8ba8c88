"""What may be asked of `towkay explain`, and of `towkay audit`?"""

import argparse

from workbench.cli_parts import Commands, add_target, command, how_many, span, target_of
from workbench.languages import add_language


def add(commands: Commands) -> None:
    _add_explain(commands)
    _add_audit(commands)


def _add_explain(commands: Commands) -> None:
    explain = command(commands, "explain", "say why a contact did or did not get a message")
    explain.add_argument("contact", metavar="CONTACT", help="written channel:account:user")
    explain.add_argument(
        "send", metavar="SEND", nargs="?", help="a send's id, the beginning of one, or 'last'"
    )
    explain.add_argument("--limit", type=how_many, default=20, help="list: at most so many")
    explain.add_argument("--text", action="store_true", help="print what was said, too")
    explain.add_argument("--json", action="store_true", help="one line of JSON for programs")
    add_language(explain)
    add_target(explain)
    explain.set_defaults(run=_explain)


def _add_audit(commands: Commands) -> None:
    audit = command(commands, "audit", "derive the permit of every recorded send again")
    audit.add_argument("--since", type=span, metavar="7d", help="only calls made since then")
    audit.add_argument("--contact", metavar="CONTACT", help="only this channel:account:user")
    audit.add_argument(
        "--simulated",
        type=how_many,
        metavar="N",
        help="a made-up shop instead, with at least N calls",
    )
    audit.add_argument("--seed", type=int, default=7, help="simulated: another shop")
    audit.add_argument("--processes", type=how_many, default=1, help="simulated: at a time")
    audit.add_argument("--json", action="store_true", help="one line of JSON for programs")
    add_language(audit)
    add_target(audit)
    audit.set_defaults(run=_audit)


def _explain(options: argparse.Namespace) -> int:
    from workbench.explain import cli

    return cli.run(target_of(options), options)


def _audit(options: argparse.Namespace) -> int:
    if options.simulated:
        from workbench.audit.simulated import run as simulated

        return simulated.run(options)
    from workbench.audit import cli

    return cli.run(target_of(options), options)
