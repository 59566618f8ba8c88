"""docs/bench.md names all that drives the bench, and what it tells people to type works."""

import re
import shlex
from unittest.mock import MagicMock

import pytest
from werkzeug.routing import Rule

from tests.support.template import ROOT
from tests.unit.simulators.rig import BOT, IG, NUMBER, PAGE, Rig
from workbench.simulators import routes
from workbench.simulators.acts import COMMON
from workbench.simulators.faults import Fault
from workbench.simulators.shopper import WithOwnActs

TEXT = (ROOT / "docs" / "bench.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", TEXT, flags=re.MULTILINE | re.DOTALL)
CURLS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("curl ")]


def first_cells() -> set[str]:
    """The code in the first column of the page's tables."""
    cells = re.findall(r"^\| (`[^|]+) \|", TEXT, flags=re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


def as_sent(curl: str) -> tuple[str, str, str]:
    """Method, path and body of a command."""
    words = shlex.split(curl)
    (url,) = (word for word in words if word.startswith("$BENCH/"))
    method = words[words.index("-X") + 1] if "-X" in words else "GET"
    body = words[words.index("-d") + 1] if "-d" in words else ""
    return method, url.removeprefix("$BENCH"), body


def test_every_command_works_one_after_the_other(rig: Rig) -> None:
    for curl in CURLS:
        method, path, body = as_sent(curl)
        path = path.replace("104512398760021", PAGE.account)
        path = path.replace("U00112233445566778899aabbccddeeff", BOT.account)
        answer = rig.http.open(path, method=method, data=body)

        assert answer.status_code == 200, (curl, answer.text)


@pytest.mark.parametrize("rule", routes._control(MagicMock()), ids=str)
def test_each_path_has_a_command(rule: Rule) -> None:
    if rule.rule in ("/", "/favicon.ico"):
        return
    path = re.compile(re.sub(r"<\w+>", "[^/?]+", rule.rule) + r"(\?.*)?")
    sent = [as_sent(curl) for curl in CURLS]
    assert any(
        method in (rule.methods or ()) and path.fullmatch(target) for method, target, _ in sent
    )


def test_every_fault_and_every_act_has_its_row(rig: Rig) -> None:
    accounts = (PAGE, IG, NUMBER, BOT)
    shoppers = [rig.simulators.shopper(one.channel, one.account, "amy") for one in accounts]
    own = {name for one in shoppers if isinstance(one, WithOwnActs) for name in one.ACTS}
    assert own >= {"comment", "order", "menu"}
    assert first_cells() == {*Fault, *COMMON, *own, "resend", "duplicate", "forge"}
