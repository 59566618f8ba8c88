"""What may be asked of `towkay dead-letters`?"""

import argparse

from workbench.cli_parts import Commands, add_target, command, how_many, target_of


def add(commands: Commands) -> None:
    dead = command(commands, "dead-letters", "show what could not be done, and send it back")
    dead.add_argument(
        "verb",
        nargs="?",
        choices=["list", "redrive", "drop"],
        default="list",
        help="list (the default), send back to the queue it came from, or delete",
    )
    queues = ["conversations", "outbound", "receipts", "campaigns", "shipments"]
    dead.add_argument("--queue", choices=queues, help="only this queue")
    dead.add_argument("--message", metavar="ID", action="append", help="only this one; repeatable")
    dead.add_argument("--malformed", action="store_true", help="drop: all that nothing can read")
    dead.add_argument("--limit", type=how_many, default=50, help="list: at most so many a queue")
    dead.add_argument("--json", action="store_true", help="list: one line of JSON for programs")
    dead.add_argument("--yes", action="store_true", help="redrive, drop: do not ask")
    add_target(dead)
    dead.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from workbench.dead_letters import cli

    return cli.run(target_of(options), options)
