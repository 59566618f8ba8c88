"""What may be asked of `towkay send`?"""

import argparse
from pathlib import Path

from towkay.domain.messages import Purpose
from workbench.cli_parts import Commands, add_target, command, span, target_of
from workbench.languages import add_language
from workbench.staff_names import staff_name


def add(commands: Commands) -> None:
    send = command(commands, "send", "plan one message to a contact and say what becomes of it")
    send.add_argument("contact", metavar="CONTACT", help="written channel:account:user")
    send.add_argument("text", metavar="TEXT", nargs="?", default="", help="what to say")
    send.add_argument(
        "--message", metavar="FILE", type=Path, help="a JSON file with a message of any kind"
    )
    unasked = [Purpose.SERVICE.value, Purpose.MARKETING.value]
    send.add_argument("--purpose", choices=unasked, help="what it is for, unless a person writes")
    send.add_argument("--topic", default="", help="what the contact subscribed to")
    send.add_argument("--as-staff", metavar="NAME", type=_staff, help="a person's own answer")
    send.add_argument("--expires", type=span, metavar="12h", help="not later than that from now")
    send.add_argument(
        "--skip-quiet", action="store_true", help="in quiet hours skip it, do not hold it"
    )
    add_language(send)
    add_target(send)
    send.set_defaults(run=_send)


def _staff(text: str) -> str:
    if (name := staff_name(text)) is None:
        raise argparse.ArgumentTypeError("要有名字，最多 64 個字 · a name of at most 64 letters")
    return name


def _send(options: argparse.Namespace) -> int:
    from workbench import sending

    return sending.run(target_of(options), options)
