"""What may be asked of `towkay contacts`?"""

import argparse
from pathlib import Path

from workbench.cli_parts import Commands, add_target, choice_of, command, target_of
from workbench.languages import add_language

_CONTACT = "written channel:account:user"
_BY = "who does it, as your staff list"


def add(commands: Commands) -> None:
    contacts = command(commands, "contacts", "see, note and import what is known of people")
    verbs = choice_of(contacts, "VERB")
    show = command(verbs, "show", "tags, fields, topics, tokens and requests of a contact")
    tag = command(verbs, "tag", "put a tag on a contact, or take it off")
    field = command(verbs, "field", "note a field of a contact; an empty value takes it away")
    for verb in (show, tag, field):
        verb.add_argument("contact", metavar="CONTACT", help=_CONTACT)
    tag.add_argument("tag", metavar="TAG", help="which tag")
    tag.add_argument("--off", action="store_true", help="take it off")
    field.add_argument("field", metavar="FIELD", help="which field")
    field.add_argument("value", metavar="VALUE", help="what it holds from now on")
    show.set_defaults(run=_show)
    tag.set_defaults(run=_tag)
    field.set_defaults(run=_field)
    _add_import(verbs)
    index = command(verbs, "index", "find who subscribed before campaigns knew where to look")
    index.set_defaults(run=_index)
    for verb in (show, tag, field, index):
        add_language(verb)
        add_target(verb)
    for verb in (tag, field):
        verb.add_argument("--by", metavar="NAME", required=True, help=_BY)


def _add_import(verbs: Commands) -> None:
    taken = command(verbs, "import", "take over a list; it ends consent and never grants it")
    columns = "CSV: channel, account, user, consent; tags, untag, token…, and fields of your own"
    taken.add_argument("file", metavar="FILE", type=Path, help=columns)
    taken.add_argument("--by", metavar="NAME", required=True, help=_BY)
    taken.add_argument("--dry-run", action="store_true", help="only say what would be written")
    taken.add_argument("--yes", action="store_true", help="write without asking")
    taken.set_defaults(run=_import)
    add_language(taken)
    add_target(taken)


def _show(options: argparse.Namespace) -> int:
    from workbench.contacts import cli

    return cli.show(target_of(options), options)


def _tag(options: argparse.Namespace) -> int:
    from workbench.contacts import cli

    return cli.tag(target_of(options), options)


def _field(options: argparse.Namespace) -> int:
    from workbench.contacts import cli

    return cli.field(target_of(options), options)


def _index(options: argparse.Namespace) -> int:
    from workbench.contacts import index

    return index.run(target_of(options), options)


def _import(options: argparse.Namespace) -> int:
    from workbench.contacts import importing

    return importing.run(target_of(options), options)
