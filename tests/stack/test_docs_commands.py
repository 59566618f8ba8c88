"""What the pages tell people to type exists: commands, options, routes, files, headings."""

import json
import re
import shlex
import subprocess
from functools import cache
from pathlib import Path

import botocore.session
import pytest
from botocore import xform_name

from tests.support.missing import not_made
from tests.support.template import ROOT, load_template, resolve, resources
from towkay.adapters.channels.graph.proof import VERSION
from towkay.adapters.channels.instagram.care import FIELDS as INSTAGRAM_FIELDS
from towkay.adapters.channels.messenger.care import FIELDS
from towkay.domain.channels import Channel, every_channel
from towkay.runtime.clock import base_url
from workbench import cli

SAM = ROOT / ".tools" / "sam" / "bin" / "sam"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
DEPLOYING = (ROOT / "docs" / "deploying.md").read_text(encoding="utf-8")
# Words that a page puts in a value's place.
STAND_INS = {
    "DIR": "brands/demo",
    "CHANNEL": "line",
    "ENDPOINT": "tea",
    "FUNCTION": "faq",
    "EVENT.json": "events/faq/line-text.json",
    "NAME": "dev",
    "NUMBER": "1042",
    "N": "8080",
    "URL": "http://127.0.0.1:9099",
    "…": "dev",
}
SUBSCRIBABLE = {
    "messages",
    "messaging_policy_enforcement",
    "messaging_postbacks",
    "messaging_referrals",
    "message_echoes",
    "message_deliveries",
    "message_reads",
    "message_reactions",
    "message_edits",
    *("messaging_optins", "messaging_handovers", "feed", "message_template_status_update"),
    # Instagram's own names.
    *("message_edit", "messaging_seen", "messaging_referral", "messaging_handover", "standby"),
    *("comments", "live_comments"),
}
_GRAPH = f"https://graph.facebook.com/{VERSION}"
_INSTAGRAM = f"https://graph.instagram.com/{VERSION}"
META_CALLS = {
    ("POST", f"{_GRAPH}/$PAGE_ID/subscribed_apps"),
    ("GET", f"{_GRAPH}/$PAGE_ID"),
    ("GET", f"{_INSTAGRAM}/me"),
    ("POST", f"{_INSTAGRAM}/me/subscribed_apps"),
    ("GET", "https://graph.instagram.com/refresh_access_token"),
    ("POST", "https://graph.facebook.com/v25.0/$WABA_ID/subscribed_apps"),
}
LINE_CALLS = {
    ("GET", "/v2/bot/info"),
    ("PUT", "/v2/bot/channel/webhook/endpoint"),
    ("POST", "/v2/bot/channel/webhook/test"),
}


def shell_lines(page: Path) -> list[str]:
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def commands(*programs: str) -> list[str]:
    """Every command of these programs on any page, in a shell block, a plain one or a sentence."""
    found: dict[str, None] = {}
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        fenced = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
        spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
        for line in [*"\n".join(fenced).splitlines(), *spans]:
            words = line.strip().removeprefix(".venv/bin/").removeprefix(".tools/sam/bin/")
            if words.partition(" ")[0] in programs and " " in words:
                found[re.split(r"\s{2,}|\s#", words)[0]] = None
    return list(found)


def typed(command: str) -> list[str]:
    """The words after the program's name; what is optional or redirected left out."""
    plain = re.sub(r"\[[^\]]*\]|\s([<>|]|&&).*", "", command)
    return [STAND_INS.get(word, word) for word in shlex.split(plain)[1:]]


@pytest.mark.parametrize("command", commands("towkay"))
def test_towkay_understands_what_the_pages_tell_people_to_type(command: str) -> None:
    words = typed(command)
    if re.fullmatch(r"[a-z -]+", command):  # a name in a sentence: what it needs is left out
        words.append("--help")
        with pytest.raises(SystemExit, match=r"^0$"):
            cli._parser().parse_args(words)
    elif "…" not in command:
        assert callable(cli._parser().parse_args(words).run)


@pytest.mark.parametrize("command", commands("make"))
def test_make_has_the_targets_that_the_pages_name(command: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    for word in typed(command):
        assert "=" in word or word in targets, word


@cache
def sam_takes(*words: str) -> str:
    """Empty, or what SAM says against these words; `--help` keeps it from doing anything."""
    done = subprocess.run(
        [SAM, *words, "--help"],
        capture_output=True,
        text=True,
        check=False,
        env={"SAM_CLI_TELEMETRY": "0", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
    )
    return "" if done.returncode == 0 else done.stderr


def test_sam_takes_the_options_that_the_pages_give_it() -> None:
    if not SAM.exists():
        not_made("no SAM CLI: run make check, or make test")
    asked = {
        tuple(re.sub(r"/towkay/towkay-dev/\w+", "G", one).split()[1:]) for one in commands("sam")
    }
    assert len(asked) >= 4
    for words in asked:
        assert sam_takes(*words) == "", words


@pytest.mark.parametrize(
    "command", [line for line in shell_lines(ROOT / "docs/deploying.md") if line.startswith("aws ")]
)
def test_the_aws_cli_has_what_the_page_asks_of_it(command: str) -> None:
    # The CLI is made from these very models.
    _, service, operation, *words = shlex.split(command)
    model = botocore.session.get_session().get_service_model({"s3api": "s3"}.get(service, service))
    named = {xform_name(name, "-"): name for name in model.operation_names}
    shape = model.operation_model(named[operation]).input_shape
    assert shape is not None
    members = {f"--{xform_name(name, '-')}" for name in shape.members}
    required = {f"--{xform_name(name, '-')}" for name in shape.required_members}
    options = {word for word in words if word.startswith("--")}
    assert required <= options <= members


def curls() -> list[list[str]]:
    return [shlex.split(one) for one in shell_lines(ROOT / "docs/deploying.md") if "curl" in one]


def called(words: list[str]) -> tuple[str, str]:
    """Method and address of a curl command, without its query."""
    (url,) = (word for word in words if word.startswith("https://"))
    method = words[words.index("-X") + 1] if "-X" in words else "GET"
    return method, url.partition("?")[0]


def test_what_is_sent_to_meta_is_a_call_that_meta_has() -> None:
    sent = {called(words) for words in curls()}
    assert {one for one in sent if ".line.me" not in one[1]} == META_CALLS


@pytest.mark.parametrize(
    ("path", "needed"),
    [("$PAGE_ID/subscribed_apps", FIELDS), ("me/subscribed_apps", INSTAGRAM_FIELDS)],
)
def test_what_is_subscribed_to_exists_and_is_all_that_the_doctor_looks_for(
    path: str, needed: tuple[str, ...]
) -> None:
    (url,) = (word for words in curls() for word in words if f"/{path}?subscribed" in word)
    fields = set(url.partition("subscribed_fields=")[2].split(","))
    assert set(needed) <= fields <= SUBSCRIBABLE


def test_the_fields_in_the_table_are_those_of_the_command() -> None:
    section = DEPLOYING.partition("| field |")[2].partition("\n\n")[0]
    table = set(
        re.findall(r"`(\w+)`", "\n".join(row.split("|")[1] for row in section.splitlines()[2:]))
    )
    command = re.findall(r"subscribed_fields=([\w,]+)", DEPLOYING)[0]
    assert table == set(command.split(","))


def test_what_is_sent_to_line_is_a_call_that_line_has() -> None:
    sent = set()
    for words in curls():
        (url,) = (word for word in words if word.startswith("https://"))
        if url.startswith(base_url(Channel.LINE)):
            method = words[words.index("-X") + 1] if "-X" in words else "GET"
            sent.add((method, url.removeprefix(base_url(Channel.LINE))))
    assert sent == LINE_CALLS


def test_a_body_in_a_curl_command_is_json() -> None:
    bodies = [words[words.index("-d") + 1] for words in curls() if "-d" in words]
    assert bodies and all(isinstance(json.loads(body), dict) for body in bodies)


def test_the_webhooks_address_is_a_route_of_the_template() -> None:
    events = resources("AWS::Serverless::Function")["WebhookFunction"]["Events"].values()
    (route,) = {event["Properties"]["Path"] for event in events}
    pattern = re.sub(r"\{\w+\}", "[a-z]+", route)
    addresses = set(re.findall(r"/webhooks/[\w/]+", DEPLOYING))
    assert addresses == {f"/webhooks/{channel}/tea" for channel in every_channel()}
    assert all(re.fullmatch(pattern, address) for address in addresses)


def test_the_page_explains_every_parameter_of_the_template_and_no_other() -> None:
    section = DEPLOYING.partition("| parameter |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)`", section, flags=re.MULTILINE) == list(
        load_template()["Parameters"]
    )


def test_the_log_groups_on_the_page_are_those_of_the_stack() -> None:
    groups = {resolve(group["LogGroupName"]) for group in resources("AWS::Logs::LogGroup").values()}
    named = set(re.findall(r"/towkay/towkay-dev/\w+", DEPLOYING))
    assert {name.replace("towkay-dev", "towkay") for name in named} <= groups


def anchors(page: Path) -> set[str]:
    """The headings as the links to them are spelled."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file_and_to_a_heading_of_it(page: Path) -> None:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name) if name else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target
