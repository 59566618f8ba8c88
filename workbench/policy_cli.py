"""What may be asked of `towkay policy`?"""

import argparse
import re
from datetime import timedelta
from pathlib import Path

from towkay.domain.channels import Channel, every_channel
from towkay.domain.messages import Purpose
from towkay.domain.policy.rules import Content
from towkay.domain.routes import SenderKind
from workbench.cli_parts import Commands, command, moment, span
from workbench.languages import add_language

_COUNTRY = re.compile(r"[A-Za-z]{2}")
_TEMPLATES = {one.value: one for one in Content if one is not Content.FREE}


def add(commands: Commands) -> None:
    policy = command(
        commands, "policy", "say by which ways a message may be sent, and what changes"
    )
    policy.add_argument(
        "verb",
        nargs="?",
        choices=["routes", "changes", "compile"],
        default="routes",
        help="the ways of one situation (the default), rules that begin or end, or make the book",
    )
    _add_message(policy)
    _add_contact(policy)
    _add_brand(policy)
    policy.add_argument(
        "--at", type=moment, metavar="TIME", help="when, like 2026-03-01T10:00+08:00"
    )
    days = "changes: so far before and after the day (default 90d)"
    policy.add_argument("--within", type=span, default=timedelta(days=90), help=days)
    policy.add_argument("--check", action="store_true", help="compile: only compare")
    policy.add_argument("--json", action="store_true", help="one line of JSON for programs")
    add_language(policy)
    policy.set_defaults(run=_run)


def _add_message(policy: argparse.ArgumentParser) -> None:
    policy.add_argument(
        "--channel", type=Channel, choices=every_channel(), help="which channel (default: all)"
    )
    purpose = "what it is for (default: service)"
    policy.add_argument(
        "--purpose", type=Purpose, choices=list(Purpose), default=Purpose.SERVICE, help=purpose
    )
    policy.add_argument(
        "--sender",
        type=SenderKind,
        choices=list(SenderKind),
        default=SenderKind.BOT,
        help="who writes it (default: bot)",
    )
    template = "an approved template says it: an ordinary one, a survey, a code, or reviewed words"
    policy.add_argument(
        "--template", nargs="?", const="template", choices=list(_TEMPLATES), help=template
    )
    policy.add_argument("--template-only", action="store_true", help="no free words say it")
    bare = "it says neither how to stop nor that a program speaks"
    policy.add_argument("--bare", action="store_true", help=bare)


def _add_contact(policy: argparse.ArgumentParser) -> None:
    for name, help_text in (
        ("--last-message", "how long ago the shopper wrote, like 30h; without it, never"),
        ("--ad-entry", "how long ago the shopper came by an ad"),
        ("--comment", "how long ago the comment that is answered was made"),
        ("--last-by-token", "how long ago something was sent on the token"),
    ):
        policy.add_argument(name, type=span, metavar="AGO", help=help_text)
    country = "the shopper's country, like TW; without it, unknown"
    policy.add_argument("--country", type=_country, default="", help=country)
    policy.add_argument("--topic-consent", action="store_true", help="subscribed to the topic")
    policy.add_argument("--stopped", action="store_true", help="has said stop")
    number = "known by a telephone number alone (LINE)"
    policy.add_argument("--by-number", action="store_true", help=number)
    policy.add_argument("--held", action="store_true", help="a person holds the conversation")
    kinds = "reply_token or a kind that policy rows name, as one_time_notification; repeatable"
    policy.add_argument("--token", metavar="KIND", action="append", default=[], help=kinds)
    had = "how many such messages the person has had lately"
    policy.add_argument("--had", type=int, default=0, help=had)


def _add_brand(policy: argparse.ArgumentParser) -> None:
    policy.add_argument("--brand", type=Path, metavar="DIR", help="take the rules of this brand")
    policy.add_argument(
        "--account-country", type=_country, default="", help="the account's country (default TW)"
    )
    setting = "switched on for the account; repeatable"
    policy.add_argument("--setting", metavar="ID", action="append", default=[], help=setting)
    policy.add_argument(
        "--quota-left", type=int, metavar="COUNT", help="messages left of LINE's month"
    )


def _run(options: argparse.Namespace) -> int:
    from workbench.clock import real_time
    from workbench.policy import cli

    if options.verb == "compile":
        return cli.book_of_rows(options.check)
    if options.verb == "changes":
        return cli.calendar(options, real_time())
    options.template = _TEMPLATES.get(options.template)
    return cli.routes(options, real_time())


def _country(written: str) -> str:
    code = written.upper()
    if written and (not _COUNTRY.fullmatch(written) or code == "UK"):
        raise argparse.ArgumentTypeError(
            f"{written} 不是國家代碼 · {written} is not a country of two letters (GB, not UK)"
        )
    return code
