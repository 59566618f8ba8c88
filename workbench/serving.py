"""`towkay up`: serve a bench until told to stop."""

import json
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType

from towkay.ports.shipping import CHECKOUT
from workbench.accounts import as_json, owners
from workbench.clock import real_time
from workbench.hosts import simulated
from workbench.shop_keys import PLAIN
from workbench.stack import LocalStack
from workbench.watched import show


def up(
    brands: Sequence[Path], port: int, *, one_app: bool, as_line: bool, webhooks: str = ""
) -> int:
    """Print where everything is once it answers; return after SIGINT, SIGTERM or SIGHUP."""
    with suppress(_Stopped), _signals() as told:
        if not as_line:
            print("towkay 頭家 starts the bench …", file=sys.stderr, flush=True)
        with LocalStack(*brands, port=port, one_app=one_app, webhooks=webhooks) as bench:
            bench.travel.watch = travelled
            print(described(bench) if as_line else welcome(bench), flush=True)
            told.wait()
    return 0


def described(bench: LocalStack) -> str:
    """The one line that other programs read."""
    owner = owners(bench.brands)
    return json.dumps(
        {
            "api": bench.api_url,
            "endpoint_url": bench.aws.endpoint,  # what `--endpoint-url` of the other commands takes
            "simulators": bench.simulators_url,
            "playground": f"{bench.simulators_url}/",
            "hosts": simulated(bench.simulators_url),
            "admin": _admin(bench),
            "shipments": _door(bench, f"shipments/{PLAIN}", PLAIN),
            "checkout": _door(bench, "checkout/consents", CHECKOUT),
            "accounts": [as_json(one, owner[one.channel, one.account]) for one in bench.accounts],
        },
        ensure_ascii=False,
    )


def _admin(bench: LocalStack) -> dict[str, str]:
    """Where the brand's people are answered, and a token that counts there for every brand."""
    token = bench.staff.token("bench", "*", real_time())
    return {"url": f"{bench.api_url}/admin", "token": token}


def _door(bench: LocalStack, path: str, source: str) -> dict[str, object]:
    """Where a shop's program comes in, and the first brand's key; every brand's beside it."""
    keys = bench.shop_keys.of(source)
    return {"url": f"{bench.api_url}/{path}", "api_key": next(iter(keys.values())), "keys": keys}


def welcome(bench: LocalStack) -> str:
    webhooks = "\n".join(
        dict.fromkeys(f"    {one.channel:<10} {one.webhook_url}" for one in bench.accounts)
    )
    return (
        f"\n  打開試試 open   {bench.simulators_url}/\n\n"
        f"  webhooks\n{webhooks}\n"
        f"  帳本 ledger     {bench.simulators_url}/ledger\n"
        f"  embedded AWS    {bench.aws.endpoint}\n"
        f"  函式的紀錄 functions' log  {bench.log_file}\n\n"
        "  改了品牌檔案後 after editing a brand:  towkay publish BRAND_DIR --endpoint-url local\n"
        "  結束 stop: Ctrl-C"
    )


def travelled(now: datetime, arrival: datetime) -> None:
    """Where the clock is on a long leap, for whoever waits for it; gone once it is there."""
    here, there = (f"{one.astimezone():%Y-%m-%d %H:%M}" for one in (now, arrival))
    show(f"  時鐘 clock  {here} → {there}" if now < arrival else "")


class _Stopped(BaseException):
    """The first signal; not an Exception, so that nothing on the way up swallows it."""


@contextmanager
def _signals() -> Iterator[threading.Event]:
    """The first signal ends what is being done; later ones must not cut the cleaning short."""
    told = threading.Event()

    def tell(signum: int, frame: FrameType | None) -> None:
        if not told.is_set():
            told.set()
            raise _Stopped

    names = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {name: signal.signal(name, tell) for name in names}
    try:
        yield told
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
