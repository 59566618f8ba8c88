"""What may be asked of `towkay campaigns`?"""

import argparse
from collections.abc import Mapping
from pathlib import Path

from workbench.cli_parts import Commands, add_target, choice_of, command, target_of
from workbench.languages import add_language

_ID = "the campaign's id, which is the name of its file"
_ACTS: Mapping[str, str] = {
    "approve": "let the campaign of the published pack run",
    "pause": "hold what has not gone out yet, until it is resumed",
    "resume": "go on where it was paused",
    "cancel": "end it: whoever was not reached yet gets nothing",
}


def add(commands: Commands) -> None:
    campaigns = command(commands, "campaigns", "see campaigns, approve, pause or cancel them")
    verbs = choice_of(campaigns, "VERB")
    listing = command(verbs, "list", "every campaign, where it stands and when it speaks next")
    listing.set_defaults(run=_list)
    show = command(verbs, "show", "one campaign: words, times, approvals, how far each firing is")
    show.add_argument("campaign", metavar="ID", help=_ID)
    show.set_defaults(run=_show)
    report = _add_report(verbs)
    acts = [_add_act(verbs, act, does) for act, does in _ACTS.items()]
    for verb in (listing, show, report, *acts):
        verb.add_argument(
            "--brand", metavar="ID", default="", help="which brand, where there are several"
        )
        add_language(verb)
        add_target(verb)


def _add_act(verbs: Commands, act: str, does: str) -> argparse.ArgumentParser:
    verb = command(verbs, act, does)
    verb.add_argument("campaign", metavar="ID", help=_ID)
    verb.add_argument("--by", metavar="NAME", required=True, help="who does it, as your staff list")
    if act == "approve":
        verb.add_argument("--version", default="", help="only this version, as `show` prints it")
    verb.set_defaults(run=_decide, act=act)
    return verb


def _add_report(verbs: Commands) -> argparse.ArgumentParser:
    verb = command(verbs, "report", "what became of everybody in each firing, and what it cost")
    verb.add_argument("campaign", metavar="ID", help=_ID)
    verb.add_argument("--occurrence", metavar="NAME", default="", help="only this firing")
    verb.add_argument(
        "--people", metavar="FILE.csv", type=Path, help="also write a row for each person"
    )
    verb.add_argument("--json", action="store_true", help="print one JSON object, and nothing else")
    verb.set_defaults(run=_report)
    return verb


def _list(options: argparse.Namespace) -> int:
    from workbench.campaigns import cli

    return cli.show_all(target_of(options), options)


def _show(options: argparse.Namespace) -> int:
    from workbench.campaigns import cli

    return cli.show_one(target_of(options), options)


def _decide(options: argparse.Namespace) -> int:
    from workbench.campaigns import cli

    return cli.decide(target_of(options), options)


def _report(options: argparse.Namespace) -> int:
    from workbench.campaigns.report import report

    return report(target_of(options), options)
