"""The `towkay` command: the brand's bench on one machine."""

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from workbench import plain_errors
from workbench.paths import DEMO_BRAND

# Each command imports what it runs: `check` must not wait for the AWS libraries.
Command = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_LONGEST_OVERLAP_H = 24.0 * 365


def main(arguments: Sequence[str] | None = None) -> int:
    return plain_errors.run(lambda: _obey(arguments))


def _obey(arguments: Sequence[str] | None) -> int:
    options = _parser().parse_args(arguments)
    run: Command = options.run
    return run(options)


def _version() -> str:
    from importlib.metadata import version

    return f"towkay {version('towkay')}"


def _up(options: argparse.Namespace) -> int:
    from workbench.serving import up

    return up(options.brand, options.port, as_line=options.json)


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

    return run(options.brand, options.endpoint_url, options.stage)


def _secrets_put(options: argparse.Namespace) -> int:
    from workbench import secrets_cli
    from workbench.targets import target

    where = target(options.endpoint_url, options.stage)
    return secrets_cli.put(where.ssm, where.stage, options)


def _secrets_show(options: argparse.Namespace) -> int:
    from workbench import secrets_cli
    from workbench.targets import target

    where = target(options.endpoint_url, options.stage)
    return secrets_cli.show(where.ssm, where.stage)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="towkay", description=__doc__)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = _choice_of(parser, "COMMAND")
    _add_bench_commands(commands)
    _add_brand_commands(commands)
    _add_secrets(commands)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when asked: it would slow every other command down."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> None:
        print(_version())
        parser.exit()


def _choice_of(parser: argparse.ArgumentParser, metavar: str) -> Commands:
    """Without a choice, say what there is."""

    def overview(options: argparse.Namespace) -> int:
        print(parser.format_help(), end="", file=sys.stderr)
        return plain_errors.FAILED

    parser.set_defaults(run=overview)
    return parser.add_subparsers(metavar=metavar)


def _command(commands: Commands, name: str, does: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")


def _add_bench_commands(commands: Commands) -> None:
    up = _command(commands, "up", "run the stack, the channels and the playground page here")
    up.add_argument("--json", action="store_true", help="print one line of JSON for programs")
    up.add_argument("--port", type=_port, default=0, help="port of the API (default: a free one)")
    up.add_argument("--brand", type=Path, default=DEMO_BRAND, help="a brand's folder")
    up.set_defaults(run=_up)
    demo = _command(commands, "demo", "play a day at the shop and print it")
    demo.set_defaults(run=_demo)
    invoke = _command(commands, "invoke", "run one function with one event")
    invoke.add_argument("function", help="webhook, faq, delivery or sweeper")
    invoke.add_argument("event", type=Path, help="a file of events/, or any JSON file")
    invoke.add_argument("--brand", type=Path, default=DEMO_BRAND, help="for a bench of its own")
    _add_endpoint(invoke, "'local' for the running bench; without it one is started for this call")
    invoke.set_defaults(run=_invoke)


def _add_brand_commands(commands: Commands) -> None:
    check = _command(commands, "check", "say what has to be mended in a brand's files")
    check.add_argument("brand", type=Path, help="a brand's folder")
    check.set_defaults(run=_check)
    publish = _command(commands, "publish", "make a brand's files the ones it answers with")
    publish.add_argument("brand", type=Path, help="a brand's folder")
    _add_target(publish)
    publish.set_defaults(run=_publish)


def _add_secrets(commands: Commands) -> None:
    secrets = _command(commands, "secrets", "store or list what channels are reached with")
    verbs = _choice_of(secrets, "VERB")
    put = _command(verbs, "put", "store an endpoint's secrets")
    put.add_argument("channel", choices=["messenger", "line"])
    put.add_argument("endpoint", help="the last part of its webhook URL")
    put.add_argument("--file", help="a JSON file, - for standard input (default: ask)")
    put.add_argument("--rotate", action="store_true", help="keep accepting the present secret")
    put.add_argument(
        "--overlap-hours", type=_overlap, default=24.0, help="for how long (default 24)"
    )
    _add_target(put)
    put.set_defaults(run=_secrets_put)
    show = _command(verbs, "show", "names and ages of what is stored, never values")
    _add_target(show)
    show.set_defaults(run=_secrets_show)


def _add_target(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--stage", help="which deployment")
    _add_endpoint(parser, "'local' for the running bench; without it, AWS itself")


def _add_endpoint(parser: argparse.ArgumentParser, help_text: str) -> None:
    parser.add_argument("--endpoint-url", metavar="URL", help=help_text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (0 to 65535)")
    return int(text)


def _overlap(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = math.nan
    if not 0 < hours <= _LONGEST_OVERLAP_H:  # also refuses nan
        limits = f"more than 0, at most {_LONGEST_OVERLAP_H:.0f}"
        raise argparse.ArgumentTypeError(f"{text} is not a number of hours ({limits})")
    return hours


if __name__ == "__main__":
    sys.exit(main())
