"""What may be asked of `towkay rehearse`?"""

import argparse
from datetime import timedelta
from pathlib import Path

from workbench.cli_parts import Commands, add_target, command, counted, moment, span, target_of
from workbench.languages import add_language
from workbench.paths import DEMO_BRAND

_LONGEST = timedelta(days=366)
_AT = (
    "as if it were then, without a zone on the campaign's own wall, or for --calendar on the "
    "brand's (default: now)"
)


def add(commands: Commands) -> None:
    play = command(
        commands, "rehearse", "play a campaign with invented people and channels, sending nothing"
    )
    play.add_argument("campaign", nargs="?", default="", help="its id; not needed for --calendar")
    play.add_argument("--brand", type=Path, default=DEMO_BRAND, help="folder (default: demo shop)")
    _add_numbers(play)
    play.add_argument("--seed", type=int, default=1, help="the same seed is the same rehearsal")
    play.add_argument("--faults", action="store_true", help="with 429s, time-outs, killed workers")
    play.add_argument("--at", type=moment, metavar="TIME", help=_AT)
    play.add_argument(
        "--calendar",
        type=_up_to_a_year,
        metavar="90d",
        help="all campaigns for so long, day by day",
    )
    play.add_argument(
        "--picture", metavar="FILE.svg", type=_svg, help="draw the pace into this file"
    )
    play.add_argument("--json", action="store_true", help="one line of JSON for programs")
    add_language(play)
    play.set_defaults(run=_run)


def _add_numbers(play: argparse.ArgumentParser) -> None:
    people, workers = counted("人數", "people"), counted("批數", "workers")
    left = counted("則數", "messages", least=0)
    play.add_argument("--subscribers", type=people, default=10_000, help="how many people")
    play.add_argument("--workers", type=workers, help="chunks at the same time (default: 40)")
    play.add_argument(
        "--line-quota", type=left, help="messages of LINE's month that are left for it"
    )


def add_forecast(commands: Commands) -> None:
    tell = command(commands, "forecast", "tell what a campaign's next firing would come to")
    tell.add_argument("campaign", metavar="ID", help="the campaign's id")
    tell.add_argument(
        "--brand", metavar="ID", default="", help="which brand, where there are several"
    )
    tell.add_argument(
        "--at",
        type=moment,
        metavar="TIME",
        help="as if it fell due then, without a zone on the campaign's own wall (default: next)",
    )
    tell.add_argument("--json", action="store_true", help="one line of JSON for programs")
    add_language(tell)
    add_target(tell)
    tell.set_defaults(run=_forecast)


def _forecast(options: argparse.Namespace) -> int:
    from workbench.campaigns import foretelling

    return foretelling.run(target_of(options), options)


def _run(options: argparse.Namespace) -> int:
    from workbench.rehearse import cli

    return cli.run(options)


def _svg(text: str) -> str:
    if not text.lower().endswith(".svg"):
        raise argparse.ArgumentTypeError(
            f"{text} 要以 .svg 結尾：畫的是 SVG · {text} must end in .svg: that is what is drawn"
        )
    return text


def _up_to_a_year(text: str) -> timedelta:
    length = span(text)
    if length > _LONGEST:
        raise argparse.ArgumentTypeError(
            f"{text} 太長，最多 {_LONGEST.days}d · {text} is too long, {_LONGEST.days}d at most"
        )
    return length
