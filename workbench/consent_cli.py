"""What may be asked of `towkay consent`?"""

import argparse

from workbench.cli_parts import Commands, add_target, choice_of, command, target_of
from workbench.languages import add_language

_CONTACT = "written channel:account:user"


def add(commands: Commands) -> None:
    consent = command(commands, "consent", "show a contact's consent, or end it on their behalf")
    verbs = choice_of(consent, "VERB")
    show = command(verbs, "show", "the ledger of a contact, its state, and whether it is whole")
    show.add_argument("contact", metavar="CONTACT", help=_CONTACT)
    show.set_defaults(run=_show)
    stop = command(verbs, "stop", "end one topic or everything, written as a staff's act")
    stop.add_argument("contact", metavar="CONTACT", help=_CONTACT)
    stop.add_argument("--topic", default="", help="only this topic (default: everything)")
    stop.add_argument("--by", metavar="NAME", required=True, help="who does it, as your staff list")
    stop.set_defaults(run=_stop)
    grant = command(verbs, "grant", "refused: only the shopper can grant")
    grant.add_argument("contact", nargs="?", metavar="CONTACT", help=_CONTACT)
    grant.add_argument("--topic", default="", help="for whichever topic: refused")
    grant.add_argument("--by", metavar="NAME", help="by whomever: refused")
    grant.set_defaults(run=_grant)
    for verb in (show, stop, grant):
        add_language(verb)
        add_target(verb)


def _show(options: argparse.Namespace) -> int:
    from workbench import consent

    return consent.show(target_of(options), options)


def _stop(options: argparse.Namespace) -> int:
    from workbench import consent

    return consent.stop(target_of(options), options)


def _grant(options: argparse.Namespace) -> int:
    from workbench import consent

    return consent.refuse_to_grant(options)
