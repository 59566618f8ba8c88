"""The `towkay` command: the brand's bench on one machine."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.paths import DEMO_BRAND

# Each command imports what it runs: `check` must not wait for the AWS libraries.
Command = Callable[[argparse.Namespace], int]
_FAILED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    run: Command = options.run
    try:
        return run(options)
    except WorkbenchError as error:
        print(f"towkay: {error}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        return 130


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
    from workbench.clock import real_time
    from workbench.publish import compiled, publish
    from workbench.targets import target

    pack = compiled(options.brand)
    version = publish(target(options.endpoint_url, options.stage).shelf(), pack, real_time())
    print(f"{pack.brand}: version {version}, pack {pack.version[:12]}; live within 30 seconds")
    return 0


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
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_bench_commands(commands)
    _add_brand_commands(commands)
    _add_secrets(commands)
    return parser


def _add_bench_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    up = commands.add_parser("up", help="run the stack, the channels and the playground page here")
    up.add_argument("--json", action="store_true", help="print one line of JSON for programs")
    up.add_argument("--port", type=_port, default=0, help="port of the API (default: a free one)")
    up.add_argument("--brand", type=Path, default=DEMO_BRAND, help="a brand's folder")
    up.set_defaults(run=_up)
    demo = commands.add_parser("demo", help="play a day at the shop and print it")
    demo.set_defaults(run=_demo)
    invoke = commands.add_parser("invoke", help="run one function with one event")
    invoke.add_argument("function", help="webhook, faq, delivery or sweeper")
    invoke.add_argument("event", type=Path, help="a file of events/, or any JSON file")
    invoke.add_argument("--brand", type=Path, default=DEMO_BRAND, help="for a bench of its own")
    _add_endpoint(invoke, "a running bench; without it one is started for this call")
    invoke.set_defaults(run=_invoke)


def _add_brand_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = commands.add_parser("check", help="say what has to be mended in a brand's files")
    check.add_argument("brand", type=Path, help="a brand's folder")
    check.set_defaults(run=_check)
    publish = commands.add_parser("publish", help="make a brand's files the ones it answers with")
    publish.add_argument("brand", type=Path, help="a brand's folder")
    _add_target(publish)
    publish.set_defaults(run=_publish)


def _add_secrets(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    secrets = commands.add_parser("secrets", help="store or list what channels are reached with")
    verbs = secrets.add_subparsers(required=True, metavar="VERB")
    put = verbs.add_parser("put", help="store an endpoint's secrets")
    put.add_argument("channel", choices=["messenger", "line"])
    put.add_argument("endpoint", help="the last part of its webhook URL")
    put.add_argument("--file", help="a JSON file, - for standard input (default: ask)")
    put.add_argument("--rotate", action="store_true", help="keep accepting the present secret")
    put.add_argument("--overlap-hours", type=float, default=24.0, help="for how long (default 24)")
    _add_target(put)
    put.set_defaults(run=_secrets_put)
    show = verbs.add_parser("show", help="names and ages of what is stored, never values")
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


if __name__ == "__main__":
    sys.exit(main())
