"""What no function may load when it starts cold, each with the reason; and how much it loads.

Each is imported in a fresh process with nothing on its path but its own folder, the layers' sources
and what Lambda's runtime brings. `python -m bench.imports` says what the imports cost.
"""

import os
import subprocess
from functools import cache

import pytest

from tests.support.bundle import PYTHON, environment
from tests.support.missing import not_made
from tests.support.template import ROOT, functions

LAYERS = [ROOT / "layers" / "core", ROOT / ".build" / "layers" / "dependencies" / "python"]

# Module, and why it has no place in any function.
NOWHERE = {
    "yaml": "packs are compiled before they are deployed; admin loads it once somebody writes",
    "csv": "the same",
    "towkay.packs": "the compiler of brand packs belongs to the workbench",
    "towkay.adapters.memory": "stand-ins for tests and the rehearsal",
    "workbench": "never deployed",
    "tests": "never deployed",
    "moto": "a test's AWS",
    "pytest": "a test's",
    "hypothesis": "a test's",
    "werkzeug": "the simulators' HTTP",
    "requests": "a second HTTP client beside urllib3",
    "aiohttp": "a third",
    "httpx": "a fourth",
    "asyncio": "no function waits for two things at once",
    "jsonschema": "shapes are pydantic's, at the edge only",
    "aws_xray_sdk": "no tracing is deployed, and it loads for a tenth of a second",
    "aws_lambda_powertools.utilities.parser": "pydantic is asked directly",
    "aws_lambda_powertools.utilities.idempotency": "a turn is once by its key",
    "aws_lambda_powertools.utilities.batch": "runtime.records keeps the order of a group",
    "aws_lambda_powertools.utilities.parameters": "adapters.ssm closes in doubt",
    "linebot": "a peer of the benches",
    "regex": "an oracle of the tests",
    "unittest": "a test's",
}
_NO_CHANNEL = "only delivery calls a channel"
_NO_FAQ = "only faq decides, and the matcher's tables cost memory and time"
_NO_SHAPES = "no foreign bytes come here, so nothing needs pydantic"
_NO_TABLE = "webhook has no right to the table: it only queues"
# Function, module, and why it has no place in that one.
ELSEWHERE = {
    "webhook": {
        "towkay.domain.faq": _NO_FAQ,
        "towkay.domain.conversation": _NO_FAQ,
        "towkay.adapters.dynamodb": _NO_TABLE,
        "towkay.adapters.s3_packs": "webhook reads no pack: LINE waits two seconds at most",
        "towkay.adapters.http": _NO_CHANNEL,
        "towkay.adapters.channels.gateway": _NO_CHANNEL,
        "towkay.adapters.channels.line.outbound": _NO_CHANNEL,
        "towkay.adapters.channels.messenger.outbound": _NO_CHANNEL,
    },
    "faq": {
        "pydantic": _NO_SHAPES,
        "towkay.adapters.ssm": "faq may read no secret but what signs the brand's own links",
        "towkay.adapters.http": _NO_CHANNEL,
        "towkay.adapters.channels": "faq knows no wire format",
    },
    "delivery": {
        "towkay.domain.faq": _NO_FAQ,
        "towkay.domain.conversation": _NO_FAQ,
        "towkay.adapters.s3_packs": "what a send says was decided before",
        "towkay.adapters.channels.line.inbound": "only webhook reads webhooks",
        "towkay.adapters.channels.messenger.inbound": "only webhook reads webhooks",
    },
    "receipts": {
        "pydantic": _NO_SHAPES,
        "towkay.domain.faq": _NO_FAQ,
        "towkay.domain.conversation": _NO_FAQ,
        "towkay.adapters.ssm": "receipts may read no secret",
        "towkay.adapters.http": _NO_CHANNEL,
        "towkay.adapters.channels": "receipts knows no wire format",
    },
    "sweeper": {
        "pydantic": _NO_SHAPES,
        "towkay.domain.faq": _NO_FAQ,
        "towkay.domain.conversation": _NO_FAQ,
        "towkay.adapters.ssm": "sweeper may read no secret",
        "towkay.adapters.s3_packs": "sweeper knows only moments",
        "towkay.adapters.http": _NO_CHANNEL,
        "towkay.adapters.channels": "sweeper knows no wire format",
    },
    "notifications": {
        "pydantic": _NO_SHAPES,
        "towkay.domain.faq": _NO_FAQ,
        "towkay.domain.conversation": _NO_FAQ,
        "towkay.adapters.ssm": "notifications may read no secret",
        "towkay.adapters.http": _NO_CHANNEL,
        "towkay.adapters.channels": "notifications knows no wire format",
    },
    "shipments": {
        "towkay.domain.faq": _NO_FAQ,
        "towkay.domain.conversation": _NO_FAQ,
        "towkay.adapters.dynamodb": "shipments has no right to the table: it only queues",
        "towkay.adapters.s3_packs": "shipments reads no pack: a source waits for three seconds",
        "towkay.adapters.http": _NO_CHANNEL,
    },
    "shipping": {
        "pydantic": _NO_SHAPES,
        "towkay.adapters.ssm": "shipping may read no secret",
        "towkay.adapters.http": _NO_CHANNEL,
        "towkay.adapters.channels": "shipping knows no wire format",
    },
    "admin": {
        "towkay.domain.conversation": "admin decides no answer",
        "towkay.adapters.ssm": "admin may read no secret",
        "towkay.adapters.sqs": "admin can make nothing be said",
        "towkay.adapters.http": _NO_CHANNEL,
        "towkay.adapters.channels": "admin knows no wire format",
    },
    "care": {
        "towkay.domain.conversation": "care decides no answer",
        "towkay.adapters.sqs": "care can make nothing be said",
        "towkay.adapters.channels.gateway": "care calls nobody",
    },
}
# Modules in all, boto3's own some 390 among them. Growth is a decision: it is paid at each start.
MOST = {"webhook": 613, "faq": 684, "delivery": 731, "receipts": 562, "sweeper": 523, "care": 662}
MOST |= {"admin": 603, "notifications": 564, "shipments": 613, "shipping": 662}


@pytest.fixture(autouse=True)
def runtime() -> None:
    """What a function is imported in: Lambda's client and the layer, both made by `make`."""
    if not PYTHON.exists() or not LAYERS[1].exists():
        not_made("no runtime to import in: run make test")


@cache
def loaded(function: str) -> frozenset[str]:
    """Every module there is after a cold import of the function."""
    folder = ROOT / "functions" / function
    paths = os.pathsep.join(map(str, [folder, *LAYERS]))
    path_alone = {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [PYTHON, "-s", "-c", "import sys, app; print(*sys.modules)"],
        cwd=folder,
        env=environment(function, "http://127.0.0.1:1") | path_alone,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return frozenset(ran.stdout.split())


def found(function: str, module: str) -> list[str]:
    """The loaded modules that are this one or lie in it."""
    return sorted(name for name in loaded(function) if f"{name}.".startswith(f"{module}."))


def test_every_deployed_function_has_its_own_list() -> None:
    assert set(ELSEWHERE) == set(MOST) == set(functions())


@pytest.mark.parametrize("function", sorted(ELSEWHERE))
def test_a_function_loads_nothing_that_belongs_elsewhere(function: str) -> None:
    forbidden = NOWHERE | ELSEWHERE[function]
    broken = {name: why for name, why in forbidden.items() if found(function, name)}
    assert broken == {}


@pytest.mark.parametrize("function", sorted(MOST))
def test_a_function_does_not_come_to_load_ever_more(function: str) -> None:
    assert len(loaded(function)) <= MOST[function]


@pytest.mark.parametrize("function", sorted(MOST))
def test_the_list_would_notice(function: str) -> None:
    assert found(function, "towkay.runtime.settings"), "what every function loads is found"
