"""The whole bench as one context: embedded AWS, deployed stack, API port, simulators, brands."""

import json
import random
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from towkay.adapters.packs_json import load_pack
from towkay.domain.brands import Brand
from workbench import accounts, approved_templates, bench_file, deploy, emulator, secrets
from workbench.api import Api, workers
from workbench.aws import LocalAws, arn_of, while_it_stands
from workbench.cfn import load
from workbench.clock import CLOCK_FILE, BenchClock
from workbench.deploy import Deployment
from workbench.due import due_book
from workbench.errors import WorkbenchError
from workbench.gateway import routes
from workbench.hosts import simulated
from workbench.idle import Queues, wait_idle
from workbench.invoke import Invocation, existing, invoke
from workbench.paths import DEMO_BRAND
from workbench.publish import Shelf, compiled, publish
from workbench.schedules import schedules
from workbench.server import Server
from workbench.shop_keys import BenchShopKeys
from workbench.simulators.accounts import SimulatedAccount
from workbench.simulators.app import Simulators
from workbench.staff_tokens import StaffTokens
from workbench.travel import TimeTravel

_NOTHING_TO_DO = {"Records": [], "scheduled_at": "2000-01-01T00:00:00Z"}  # for any function
# It would ask the channels, which are not there yet.
_NOBODY_WAITS_FOR = frozenset({"CareFunction"})
_IDLE_WITHIN_S = 90.0  # longer than the longest visibility time-out


class LocalStack:
    """`with LocalStack() as bench:` serves until the block ends; nothing is left behind then.

    `brands` are the folders it serves side by side, the demo shop when none is given; `brand` is
    the first of them. `one_app` puts the Pages of all brands behind one Meta app. `webhooks` is
    the address of another program, which gets what the channels tell instead of the stack.
    """

    brand: Brand
    api_url: str
    simulators_url: str
    accounts: Sequence[SimulatedAccount]
    simulators: Simulators
    travel: TimeTravel
    aws: LocalAws
    deployed: Deployment
    log_file: Path

    def __init__(
        self,
        *brands: Path,
        port: int = 0,
        begins: datetime | None = None,
        one_app: bool = False,
        webhooks: str = "",
    ) -> None:
        self._packs = [compiled(brand) for brand in brands or (DEMO_BRAND,)]
        self.brands = [load_pack(pack.body) for pack in self._packs]
        accounts.refuse_alike(self.brands)
        self.brand = self.brands[0]
        self.staff, self.shop_keys = StaffTokens(), BenchShopKeys(self.brands)
        self._one_app = one_app
        self._webhooks = webhooks
        self._port = port
        self._begins = begins
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._closing.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def wait_idle(self) -> dict[str, Any]:
        """Wait until nothing is under way any more; see `idle.wait_idle` for what it returns."""
        return self.simulators.idle()

    def advance(self, seconds: float) -> datetime:
        """Let time pass: see `TimeTravel.advance`."""
        return self.travel.advance(seconds)

    def invoke(self, function: str, event: Any) -> Invocation:
        """Run a deployed function, named as its folder or as in the template."""
        name = self.deployed.functions[existing(function)]
        return invoke(self.aws.functions, name, event)

    def queue_arn(self, logical_id: str) -> str:
        """The ARN of one of the stack's queues."""
        return arn_of(self.aws.sqs, self.deployed.queues[logical_id])

    def _start(self) -> None:
        folder = Path(tempfile.mkdtemp(prefix=bench_file.FOLDER_PREFIX))
        clock = BenchClock(folder / CLOCK_FILE, begins=self._begins)
        self._closing.callback(shutil.rmtree, folder, ignore_errors=True)
        engine = emulator.start(folder)
        self._closing.callback(engine.stop)
        self.log_file = engine.log_file
        self.aws = LocalAws(engine.endpoint)
        api, channels = self._open_ports(clock)
        template, zips = deploy.build(clock.file, simulated(self.simulators_url))
        emulator.wait_ready(engine)
        self.deployed = deploy.deploy(self.aws, template, zips)
        self._fill()
        self._warm_up()
        self._api.serve(self.aws.functions, routes(template), self.deployed.functions)
        api.start()
        channels.start()
        self._closing.callback(self.travel.stop)
        self.travel.keep_ticking()
        bench_file.write(folder, self)

    def _open_ports(self, clock: BenchClock) -> tuple[Server, Server]:
        """Bind both ports, so that every URL is known before anything is deployed."""
        self._api = Api(clock.now, self.staff)
        api = Server(self._api, self._port)
        self._closing.callback(api.close)
        self.api_url = api.url
        self.travel = self._time_travel(clock)
        self.accounts = accounts.simulated(
            self.brands, self._webhooks or api.url, random.SystemRandom(), one_app=self._one_app
        )
        self.simulators = self._simulators()
        self._api.overheard_by(self.simulators.hear)
        self._closing.callback(self.simulators.close)
        channels = Server(self.simulators.wsgi)
        self._closing.callback(channels.close)
        self.simulators_url = channels.url
        return api, channels

    def _simulators(self) -> Simulators:
        return Simulators(
            self.accounts,
            clock=self.travel,
            wait_idle=self._queues_idle,
            rules=accounts.rules_for(self.brands),
            rng=random.Random(accounts.seed_of(self.brand)),  # noqa: S311 - made-up shoppers
            page_title=" · ".join(one.name[one.default_language] for one in self.brands),
        )

    def _time_travel(self, clock: BenchClock) -> TimeTravel:
        return TimeTravel(
            clock,
            schedules(load()),
            invoke=self.invoke,
            settle=lambda: self.simulators.idle(),
            next_wait=lambda: self._queues().next_wait(),
            next_due=lambda after, until: self._due.next(after, until),
        )

    def _queues(self) -> Queues:
        return Queues(self.aws.sqs, self.deployed.queues)

    def _queues_idle(self) -> dict[str, Any]:
        with while_it_stands():
            return wait_idle(self._queues(), busy=self._api.busy, timeout_s=_IDLE_WITHIN_S)

    def _fill(self) -> None:
        """Secrets and packs: what a deployment needs from people."""
        for endpoint in accounts.endpoints(self.accounts, self.brands):
            secrets.put(self.aws.ssm, deploy.STAGE, endpoint)
        self.shop_keys.fill(self.aws.ssm, deploy.STAGE)
        bucket, table = (self.deployed.outputs[name] for name in ("PacksBucket", "TableName"))
        shelf = Shelf(self.aws.s3, self.aws.dynamodb, bucket, table)
        self._due = due_book(shelf, self.travel.now)
        for pack, brand in zip(self._packs, self.brands, strict=True):
            publish(shelf, pack, self.travel.now())
            approved_templates.stock(self.simulators, brand, pack.body)

    def _warm_up(self) -> None:
        """Start each function, so that the first shopper does not wait for it.

        Those behind the API once for each call it lets through at a time: called together, every
        call starts a process of its own.
        """
        behind_api = {route.function for route in routes(self.deployed.template)}
        waited_for = sorted(self.deployed.functions.keys() - _NOBODY_WAITS_FOR)
        names = [one for one in waited_for for _ in range(workers(one) if one in behind_api else 1)]
        with ThreadPoolExecutor(len(names)) as pool:
            started = list(pool.map(lambda name: self.invoke(name, _NOTHING_TO_DO), names))
        for name, invocation in zip(names, started, strict=True):
            if "init failed" in json.dumps(invocation.answer):
                raise WorkbenchError(f"{name} 啟動不了 cannot start:\n  {invocation.answer}")
