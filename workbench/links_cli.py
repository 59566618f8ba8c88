"""What may be asked of `towkay links`?"""

import argparse
from pathlib import Path

from workbench.cli_parts import Commands, add_target, command, counted, target_of
from workbench.languages import add_language

_days = counted("天數", "days", most=3_650)


def add(commands: Commands) -> None:
    links = command(commands, "links", "addresses that lead to a topic, for posts and QR codes")
    links.add_argument("topic", metavar="TOPIC", nargs="?", default="", help="an id of topics.yaml")
    order = "one order instead: whoever comes by it sees where it is"
    links.add_argument("--order", metavar="NUMBER", default="", help=order)
    links.add_argument("--place", default="link", help="link, qr or checkout, and a name: qr:door")
    links.add_argument("--days", type=_days, default=365, help="how long they count (365)")
    name = "what shoppers find an account by: line:ACCOUNT=@shop; repeatable"
    links.add_argument("--name", metavar="ACCOUNT=NAME", action="append", help=name)
    links.add_argument("--qr", type=Path, metavar="DIR", help="QR codes too, as SVG files in DIR")
    links.add_argument("--new-key", action="store_true", help="sign with a new key from now on")
    links.add_argument(
        "--brand", metavar="ID", default="", help="which brand, where there are several"
    )
    add_language(links)
    add_target(links)
    links.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from workbench import links

    return links.run(target_of(options), options)
