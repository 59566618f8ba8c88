"""What may be asked of `towkay shipments`?"""

import argparse

from workbench.cli_parts import Commands, add_target, choice_of, command, overlap, target_of
from workbench.languages import add_language

# Not from the sources themselves: help must not load what reads them.
SOURCES = ("shopify", "easypost", "aftership", "shippo", "ecpay", "17track", "json", "checkout")


def add(commands: Commands) -> None:
    shipments = command(
        commands, "shipments", "the tables of what carriers say, and the plain form"
    )
    verbs = choice_of(shipments, "VERB")
    compile_ = command(verbs, "compile", "make the tables that are deployed, and the document")
    compile_.add_argument("--check", action="store_true", help="only compare")
    compile_.set_defaults(run=_compile)
    _add_key(verbs)
    parked = command(verbs, "parked", "words of carriers that no table knows")
    parked.add_argument("--json", action="store_true", help="one line of JSON for programs")
    _add_place(parked)
    parked.set_defaults(run=_parked)
    replay = command(verbs, "replay", "read them again by the tables of today")
    replay.add_argument("id", nargs="*", metavar="ID", help="of `towkay shipments parked`")
    replay.add_argument("--all", action="store_true", help="all that is parked")
    _add_place(replay)
    replay.set_defaults(run=_replay)
    _add_orders(verbs)


def _add_orders(verbs: Commands) -> None:
    show = command(verbs, "show", "an order: its parcels, who follows it, what waits for a person")
    looked = command(verbs, "looked", "note that a person has looked, so that shoppers may be told")
    for verb in (show, looked):
        verb.add_argument("order", metavar="ORDER", help="its number as shoppers see it, without #")
        add_language(verb)
        _add_place(verb)
    looked.add_argument(
        "--parcel", metavar="PARCEL", default="", help="this one alone, by its name or tracking"
    )
    show.set_defaults(run=_show)
    looked.set_defaults(run=_looked)


def _add_key(verbs: Commands) -> None:
    key = command(verbs, "key", "store what proves that a shop or a carrier is who it says")
    key.add_argument("source", choices=SOURCES, help="which source, or checkout")
    key.add_argument("--account", metavar="NUMBER", help="ECPay: the merchant's number")
    key.add_argument("--in-url", action="store_true", help="a word within the address (Shippo)")
    key.add_argument("--new", action="store_true", help="make one up and show it this once")
    key.add_argument("--file", metavar="FILE", help='JSON: {"value", "iv"}; - is standard input')
    key.add_argument(
        "--overlap-hours", type=overlap, default=24.0, help="how long the old one holds (24)"
    )
    key.add_argument("--at-once", action="store_true", help="the old one ends now")
    _add_place(key)
    key.set_defaults(run=_key)


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--brand", metavar="ID", default="", help="which brand, where there are several"
    )
    add_target(parser)


def _key(options: argparse.Namespace) -> int:
    from workbench.shipments import keys

    return keys.run(target_of(options), options)


def _parked(options: argparse.Namespace) -> int:
    from workbench.shipments import puzzles

    return puzzles.parked(target_of(options), options)


def _replay(options: argparse.Namespace) -> int:
    from workbench.shipments import puzzles

    return puzzles.replay(target_of(options), options)


def _show(options: argparse.Namespace) -> int:
    from workbench.shipments import orders

    return orders.show(target_of(options), options)


def _looked(options: argparse.Namespace) -> int:
    from workbench.shipments import orders

    return orders.looked(target_of(options), options)


def _compile(options: argparse.Namespace) -> int:
    from workbench.shipments.cli import compile_all

    return compile_all(options.check)
