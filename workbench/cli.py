"""The `towkay` command: the brand's bench on one machine."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench import (
    announce_cli,
    brought_channels,
    campaigns_cli,
    consent_cli,
    contacts_cli,
    dead_letters_cli,
    doctor_cli,
    explain_cli,
    links_cli,
    plain_errors,
    policy_cli,
    rehearse_cli,
    secrets_forms,
    send_cli,
    shipments_cli,
)
from workbench.cli_parts import (
    Commands,
    Parser,
    add_endpoint,
    add_target,
    address,
    choice_of,
    command,
    overlap,
    port,
    target_of,
)
from workbench.help_lines import in_both
from workbench.paths import DEMO_BRAND

_DOES = "The brand's bench on one machine, and its hand on what is deployed."

# Each command imports what it runs: `check` must not wait for the AWS libraries.


def main(arguments: Sequence[str] | None = None) -> int:
    return plain_errors.run(lambda: _obey(arguments))


def _obey(arguments: Sequence[str] | None) -> int:
    brought_channels.join()
    options = _parser().parse_args(arguments)
    return int(options.run(options))


def _version() -> str:
    from importlib.metadata import version

    return f"towkay {version('towkay')}"


def _up(options: argparse.Namespace) -> int:
    from workbench.serving import up

    brands = options.brand or [DEMO_BRAND]
    how = {"one_app": options.one_app, "as_line": options.json, "webhooks": options.webhooks or ""}
    return up(brands, options.port, **how)


def _demo(options: argparse.Namespace) -> int:
    from workbench.demo import run

    return run()


def _check(options: argparse.Namespace) -> int:
    from workbench.check import check

    return check(options.brand)


def _invoke(options: argparse.Namespace) -> int:
    from workbench.invoke_cli import run

    return run(options.function, options.event, options.endpoint_url, options.brand)


def _publish(options: argparse.Namespace) -> int:
    from workbench.publish_cli import run

    return run(options.brand, options.endpoint_url, options.stage, yes=options.yes)


def _secrets_put(options: argparse.Namespace) -> int:
    from workbench import secrets_cli

    return secrets_cli.run(target_of(options), options)


def _secrets_show(options: argparse.Namespace) -> int:
    from workbench import secrets_cli

    where = target_of(options)
    return secrets_cli.show(where.ssm, where.stage)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="towkay", description=in_both(_DOES))
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = choice_of(parser, "COMMAND")
    _add_bench_commands(commands)
    _add_brand_commands(commands)
    _add_secrets(commands)
    dead_letters_cli.add(commands)
    announce_cli.add(commands)
    campaigns_cli.add(commands)
    consent_cli.add(commands)
    contacts_cli.add(commands)
    doctor_cli.add(commands)
    explain_cli.add(commands)
    links_cli.add(commands)
    policy_cli.add(commands)
    rehearse_cli.add(commands)
    rehearse_cli.add_forecast(commands)
    send_cli.add(commands)
    shipments_cli.add(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when asked: it would slow every other command down."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        print(_version())
        parser.exit()


def _add_bench_commands(commands: Commands) -> None:
    up = command(commands, "up", "run the stack, the channels and the playground page here")
    up.add_argument("--json", action="store_true", help="one line of JSON for programs")
    up.add_argument("--port", type=port, default=0, help="port of the API (default: a free one)")
    several = "a brand's folder; give it again for a brand beside it (default: the demo shop)"
    up.add_argument("--brand", type=Path, action="append", help=several)
    up.add_argument("--one-app", action="store_true", help="one Meta app for all brands' Pages")
    to = "your own program: it gets the webhooks, below this address, and the stack none"
    up.add_argument("--webhooks", type=address, metavar="URL", help=to)
    up.set_defaults(run=_up)
    demo = command(commands, "demo", "play eleven days at a shop on four channels and print them")
    demo.set_defaults(run=_demo)
    invoke = command(commands, "invoke", "run one function with one event")
    invoke.add_argument("function", help="webhook, faq, delivery, notifications, receipts …")
    invoke.add_argument("event", type=Path, help="a file of events/, or any JSON file")
    invoke.add_argument("--brand", type=Path, default=DEMO_BRAND, help="for a bench of its own")
    add_endpoint(invoke, "'local' for the running bench; without it one is started for this call")
    invoke.set_defaults(run=_invoke)


def _add_brand_commands(commands: Commands) -> None:
    check = command(commands, "check", "say what has to be mended in a brand's files")
    check.add_argument("brand", type=Path, help="a brand's folder")
    check.set_defaults(run=_check)
    publish = command(commands, "publish", "make a brand's files the ones it answers with")
    publish.add_argument("brand", type=Path, help="a brand's folder")
    unasked = "change menus and create templates without asking"
    publish.add_argument("--yes", action="store_true", help=unasked)
    add_target(publish)
    publish.set_defaults(run=_publish)


def _add_secrets(commands: Commands) -> None:
    secrets = command(commands, "secrets", "store or list what channels are reached with")
    verbs = choice_of(secrets, "VERB")
    put = command(verbs, "put", "store an endpoint's secrets")
    put.add_argument("channel", choices=secrets_forms.choices(), help="which channel")
    put.add_argument("endpoint", help="the last part of its webhook URL")
    put.add_argument("--file", help="a JSON file, - for standard input (default: ask)")
    put.add_argument("--rotate", action="store_true", help="keep accepting the present secret")
    put.add_argument(
        "--overlap-hours", type=overlap, default=24.0, help="for how long (default 24)"
    )
    add_target(put)
    put.set_defaults(run=_secrets_put)
    show = command(verbs, "show", "names and ages of what is stored, never values")
    add_target(show)
    show.set_defaults(run=_secrets_show)


if __name__ == "__main__":
    sys.exit(main())
