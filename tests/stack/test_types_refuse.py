"""Mistakes that may never run: the type checker refuses them, and where it is not asked, Python."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.permits import permit_of
from tests.support.shop import NOW, PAGE_SHOPPER
from tests.support.template import ROOT
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import Channel
from towkay.domain.errors import PermitMissing
from towkay.domain.messages import Purpose, Text
from towkay.domain.outcomes import Verdict
from towkay.domain.permits import BotPermit, Permit, Suppression
from towkay.domain.policy.decisions import Decision
from towkay.domain.policy.reasons import Reason
from towkay.domain.policy.situation import Situation
from towkay.domain.routes import Route

CORE = ROOT / "layers" / "core" / "towkay"
PRODUCT = [*CORE.rglob("*.py"), *ROOT.glob("functions/*/*.py"), *ROOT.glob("workbench/**/*.py")]
GIVEN = """
from towkay.adapters.channels.gateway import HttpChannelGateway
from towkay.adapters.memory.gateway import MemoryGateway
from towkay.domain.calls import ChannelCall
from towkay.domain.channels import ContactKey
from towkay.domain.consent import ConsentAct, ConsentSource, ended_for
from towkay.domain.permits import BotPermit, HumanPermit, Suppression
from towkay.domain.policy.decisions import Decision
from towkay.domain.routes import Route
from towkay.ports.channels import ChannelGateway


def attempt(
    port: ChannelGateway, http: HttpChannelGateway, memory: MemoryGateway, call: ChannelCall,
    contact: ContactKey, decision: Decision, bot: BotPermit, human: HumanPermit,
    suppression: Suppression, ruling: BotPermit | HumanPermit | Suppression, route: Route,
) -> None:
    STATEMENT
"""
REFUSED = {
    "a call without a permit": ("{gateway}.call(call)", "call-arg"),
    "a call with nothing for a permit": ("{gateway}.call(call, None)", "arg-type"),
    "a call on a suppression": ("{gateway}.call(call, suppression)", "arg-type"),
    "a call on a ruling nobody looked at": ("{gateway}.call(call, ruling)", "arg-type"),
    "a call on a decision": ("{gateway}.call(call, decision)", "arg-type"),
    "a call on a yes": ("{gateway}.call(call, True)", "arg-type"),
}
ROUTES_REFUSED = {
    "a person's route for a program": (
        'BotPermit(contact, "s", 1, decision, None, Route.HUMAN_AGENT)',
        "arg-type",
    ),
    "any route at all for a program": (
        'BotPermit(contact, "s", 1, decision, None, route)',
        "arg-type",
    ),
    "a permit changed into another": ("bot.route = Route.HUMAN_AGENT", "misc|assignment"),
}
_ENDED = 'ended_for(ConsentAct.{}, ConsentSource.{}, decision.situation.at, "c", by="may")'
CONSENT_REFUSED = {
    "a subscription by staff": (_ENDED.format("SUBSCRIBE", "STAFF"), "arg-type"),
    "a resumption by an import": (_ENDED.format("RESUME", "IMPORT"), "arg-type"),
    "the platform's switch turned by staff": (
        _ENDED.format("ALLOW_MARKETING", "STAFF"),
        "arg-type",
    ),
    "staff in the shopper's name": (_ENDED.format("STOP", "WORD"), "arg-type"),
}
ALLOWED = [
    _ENDED.format("STOP", "STAFF"),
    "{gateway}.call(call, bot)",
    "{gateway}.call(call, human)",
    'HumanPermit(contact, "s", 1, decision, None, Route.HUMAN_AGENT)',
    'BotPermit(contact, "s", 1, decision, None, Route.OPEN_WINDOW)',
]
GATEWAYS = ("port", "http", "memory")


def snippets() -> dict[str, tuple[str, str]]:
    """Every mistake by its name, as a statement and the error codes that may be its."""
    found = ROUTES_REFUSED | CONSENT_REFUSED
    for name, (statement, code) in REFUSED.items():
        for gateway in GATEWAYS:
            found[f"{name}, {gateway}"] = (statement.format(gateway=gateway), code)
    for statement in ALLOWED:
        for gateway in GATEWAYS if "{gateway}" in statement else GATEWAYS[:1]:
            found[statement.format(gateway=gateway)] = (statement.format(gateway=gateway), "")
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What the type checker says of each snippet, by error codes; one run for all of them."""
    folder = tmp_path_factory.mktemp("snippets")
    files = {name: f"snippet_{number}.py" for number, name in enumerate(snippets())}
    for name, (statement, _) in snippets().items():
        source = GIVEN.replace("STATEMENT", statement)
        (folder / files[name]).write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml")]
    ran = subprocess.run(
        [*command, "--no-error-summary", *(str(folder / file) for file in files.values())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in (0, 1) and not ran.stderr, ran.stdout + ran.stderr
    lines = ran.stdout.splitlines()
    return {
        name: {found[1] for line in lines if file in line and (found := _CODE.search(line))}
        for name, file in files.items()
    }


_CODE = re.compile(r"error: .*\[([a-z-]+)\]$")


@pytest.mark.parametrize("name", snippets())
def test_the_type_checker_refuses_what_may_never_run(name: str, told: dict[str, set[str]]) -> None:
    _, codes = snippets()[name]
    if codes:
        assert told[name] and told[name] <= set(codes.split("|"))
    else:
        assert told[name] == set(), "what is lawful passes, so the others fail for their mistake"


class NeverAsked:
    """Credentials and an HTTP client that nothing may come to."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was reached without a permit")


def a_call(route: Route = Route.OPEN_WINDOW) -> ChannelCall:
    return ChannelCall(PAGE_SHOPPER, "demo", "s.1", route, (Text("好"),))


def a_decision() -> Decision:
    return Decision("a-row", "test", Situation(NOW, Channel.MESSENGER, Purpose.REPLY))


def gateways() -> list[Any]:
    nothing: Any = NeverAsked()
    return [
        HttpChannelGateway(nothing, lambda _: "https://example.invalid", nothing),
        MemoryGateway(nothing),
    ]


NO_PERMITS = [
    None,
    True,
    "permit",
    a_decision(),
    Suppression(Reason.STOPPED, a_decision()),
    object(),
]


@pytest.mark.parametrize("gateway", gateways(), ids=lambda gateway: type(gateway).__name__)
@pytest.mark.parametrize("permit", NO_PERMITS, ids=lambda permit: type(permit).__name__)
def test_a_call_without_a_permit_raises_and_reaches_nothing(gateway: Any, permit: Any) -> None:
    with pytest.raises(PermitMissing):
        gateway.call(a_call(), permit)


@pytest.mark.parametrize("gateway", gateways(), ids=lambda gateway: type(gateway).__name__)
def test_a_permit_of_another_route_is_no_permit(gateway: Any) -> None:
    permit: Permit = permit_of(PAGE_SHOPPER, "s.1", Route.OPEN_WINDOW)
    outcome = gateway.call(a_call(Route.HUMAN_AGENT), permit)
    assert (outcome.verdict, outcome.code) == (Verdict.REFUSED, "permit_of_another_send")


def test_a_program_is_given_no_persons_route_even_where_no_types_are_checked() -> None:
    route: Any = Route.HUMAN_AGENT
    with pytest.raises(ValueError, match="human_agent is for people"):
        BotPermit(PAGE_SHOPPER, "s.1", 1, a_decision(), None, route)


def test_a_permit_cannot_be_changed_after_it_was_given() -> None:
    permit: Any = permit_of(PAGE_SHOPPER, "s.1", Route.OPEN_WINDOW)
    for name in ("route", "contact", "send_id", "contact_version"):
        with pytest.raises(AttributeError):
            setattr(permit, name, None)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def where(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def callers_of(*names: str) -> dict[str, set[str]]:
    """The product's files in which something of one of these names is called, and which."""
    found: dict[str, set[str]] = {}
    for path in PRODUCT:
        for node in ast.walk(tree(path)):
            name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            if name in names:
                found.setdefault(where(path), set()).add(name)
    return found


def files_saying(*words: str) -> set[str]:
    """The product's files that hold one of these strings in code."""
    return {
        where(path)
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value in words
    }


PERMITS = "layers/core/towkay/domain/permits.py"
GATEWAY = "layers/core/towkay/adapters/channels/gateway.py"
MASS_GATEWAY = GATEWAY.replace("gateway.py", "line/mass_gateway.py")
# What it asks is about accounts; nothing of it is a message.
ENQUIRY = GATEWAY.replace("gateway.py", "enquiry.py")


def test_permits_are_made_in_one_file() -> None:
    made = callers_of("BotPermit", "HumanPermit", "Permit")
    assert made == {PERMITS: {"BotPermit", "HumanPermit"}}


def test_no_permit_is_copied_with_other_contents() -> None:
    """`replace` on one would be a second way to make them."""
    copies = [
        f"{where(path)}:{node.lineno}"
        for path in PRODUCT
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("replace", "dataclasses.replace")
        and "permit" in ast.unparse(node.args[0]).lower()
    ]
    assert copies == []


def test_only_the_gateways_post_to_a_channel() -> None:
    core = {name: said for name, said in callers_of("HttpPool").items() if "/core/" in name}
    assert core == {name: {"HttpPool"} for name in (GATEWAY, MASS_GATEWAY, ENQUIRY)}
    posting = [
        where(path)
        for path in CORE.rglob("*.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("_pool.post")
    ]
    assert sorted(posting) == [GATEWAY, MASS_GATEWAY]


def test_leave_to_speak_to_all_friends_is_made_by_one_decision() -> None:
    made = {name for name in callers_of("AudiencePermit") if "/core/" in name}
    assert made == {"layers/core/towkay/domain/audience_permits.py"}


def test_what_a_request_says_it_is_is_said_in_one_place_of_each_channel() -> None:
    saying = files_saying("tag", "messaging_type", "MESSAGE_TAG", "HUMAN_AGENT")
    channels = "layers/core/towkay/adapters/channels"
    # A button of ours may put a tag on a contact; only an adapter writes requests.
    own = {name for name in saying if name.startswith("layers/core/towkay/adapters/")}
    assert own == {f"{channels}/messenger/addressing.py", f"{channels}/instagram/outbound.py"}
