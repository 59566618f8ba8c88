"""What people write is data everywhere: no pattern, no expression, no code, and never much work."""

import ast
import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

import botocore.client
import pytest

import towkay
from tests.attack.aftermath import texts_in
from tests.attack.canaries import EVERYTHING, everything_of, traces
from tests.attack.shops import DOORS
from tests.attack.stack import journey
from tests.support.deployed import Deployed
from tests.support.shop import FAQ, Conversation
from tests.support.template import ROOT
from towkay.domain.capabilities import Capabilities
from towkay.domain.channels import CAPABILITIES, Channel, every_channel
from towkay.domain.faq.folding import plain_letters
from towkay.domain.messages import Text
from towkay.domain.packing import pack

SOURCES = [*(ROOT / "layers/core/towkay").rglob("*.py"), *(ROOT / "functions").rglob("*.py")]
# What makes careless patterns and careless loops slow: one thing many times, and a bad end.
UNITS = (
    *("嗎", "請問", "退貨", "不要", "取消", "找真人", "人", "a", "ab ", "stop ", "no ", "0", "1."),
    *("-", " ", "\u3000", "\n", "\t", "！", "?!", "...", "…", "(", "[", '"', "」", "\\", "/", "#"),
    *("%", "é", "a\u0301", "\u0301\u0316", "\u200d", "\U0001f469\u200d", "🇹🇼", "\ufe0f", "ﷺ"),
    *("Ａ", "\u0e01\u0e47", "𝟙", "\ufffd", "é.", "不要再傳了", "可以退嗎？", "https://a.b/c "),
    *("I want to talk to a human ", "please stop sending "),
)
SIZES = 1_000, 10_000
# What fits one message is not parted at all: both must be longer than any channel's.
PARTED = 6_000, 24_000


def slower(
    work: Callable[[str], object], unit: str, tail: str, sizes: tuple[int, int] = SIZES
) -> float:
    """How many times as long the longer text takes; a little time is no time."""
    timings = []
    for size in sizes:
        text = (unit * size)[: size - len(tail)] + tail
        runs = []
        for _ in range(2):
            began = process_time()
            work(text)
            runs.append(process_time() - began)
        timings.append(min(runs) + 0.002)
    return timings[1] / timings[0]


def check_linear(work: Callable[[str], object], unit: str, sizes: tuple[int, int] = SIZES) -> None:
    """For ten times the text quadratic work would take a hundred times as long: fifty is told."""
    times = sizes[1] / sizes[0]
    assert slower(work, unit, "", sizes) < times**1.7


def decided(text: str) -> object:
    return Conversation().hear(text)


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_a_turn_about_ten_times_the_words_is_about_ten_times_the_work(unit: str) -> None:
    check_linear(decided, unit)


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_packing_four_times_the_words_is_about_four_times_the_work(unit: str) -> None:
    for limits in CAPABILITIES.values():
        packed = partial(_packed, limits)
        check_linear(packed, unit, PARTED)


def _packed(limits: Capabilities, text: str) -> object:
    return pack((Text(text),), limits)


def test_the_longest_text_of_any_channel_is_matched_no_matter_what_it_says() -> None:
    for unit in UNITS:
        for tail in ("", " 找真人嗎"):
            found = FAQ.answer((unit * 8_000)[: 8_000 - len(tail)] + tail)
            assert 0 <= found.confidence <= 1


@pytest.mark.parametrize("sign", ["ﷺ", "\ufdfb", "㌀", "㋿", "ﬃ", "각", "a\u0301", "½", "㊙"])
def test_a_page_of_signs_is_never_read_as_a_book(sign: str) -> None:
    page = sign * 8_000
    assert len(plain_letters(page)) <= 3 * len(page)


@pytest.mark.parametrize("words", ["ﷺ", "㌀㌀㌀", "ﬃ ½ ㋿", "㍿ ㌧", "Ｌｉｎｅ ﬁ"])
def test_a_few_signs_are_read_whole(words: str) -> None:
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", words).casefold())
    assert len(plain_letters(words)) >= len(whole.replace("゙", "").replace("゚", "")) - 1


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern of the product, by where it stands."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(towkay.__path__, "towkay."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found[f"{module.name}.{name}"] = value
    return found


def alphabet_of(pattern: re.Pattern[str]) -> Iterator[str]:
    """Units made of what stands in the pattern itself: what it repeats, it may repeat badly."""
    letters = "".join(sorted(set(re.sub(r"[\\^$.|?*+(){}\[\]]", "", pattern.pattern))))[:60]
    yield from letters
    yield from map("".join, pairwise(letters))


def test_there_are_patterns_to_be_tried() -> None:
    assert len(patterns()) > 20


@pytest.mark.parametrize("name", sorted(patterns()))
def test_no_pattern_of_ours_takes_ever_longer(name: str) -> None:
    pattern = patterns()[name]

    def search(text: str) -> None:
        pattern.search(text)
        pattern.fullmatch(text)
        for _ in pattern.finditer(text):
            pass

    for unit in {*UNITS, *alphabet_of(pattern)}:
        text = (unit * SIZES[1])[: SIZES[1] - 1] + "\x00"
        began = process_time()
        search(text)
        if process_time() - began > 0.02:  # else there is nothing to look into
            assert slower(search, unit, "\x00") < 50, unit


def calls_in(path: Path) -> Iterator[ast.Call]:
    yield from (
        node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
    )


def called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def test_nothing_anybody_wrote_is_run() -> None:
    forbidden = re.compile(
        r"eval|exec|compile|__import__|os\.(system|popen|exec\w*|spawn\w*)|subprocess\..*"
        r"|pickle\..*|marshal\..*|shelve\..*|yaml\.(load|unsafe_load|full_load)|ctypes\..*"
    )
    found = [
        f"{path.name}:{call.lineno}"
        for path in SOURCES
        for call in calls_in(path)
        if forbidden.fullmatch(called(call))
    ]
    assert found == []


def test_no_pattern_is_made_of_what_anybody_wrote() -> None:
    """Each is compiled once, at the head of its module, where nothing foreign is in reach."""
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        inside = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        for function in inside:
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if called(call).startswith("re."):
                    assert isinstance(call.args[0], ast.Constant), f"{path.name}:{call.lineno}"


def test_every_log_line_begins_with_a_fixed_text() -> None:
    lines = 0
    for path in SOURCES:
        for call in calls_in(path):
            if re.fullmatch(r"logger\.(debug|info|warning|error|exception|critical)", called(call)):
                lines += 1
                assert isinstance(call.args[0], ast.Constant) and len(call.args) == 1, path.name
                assert "exc_info" not in {word.arg for word in call.keywords}
                assert not called(call).endswith("exception"), "it prints the error's words"
    assert lines > 10


@pytest.mark.parametrize("channel", every_channel())
def test_no_word_of_a_shopper_stands_in_an_expression_or_a_name(
    stack: Deployed, monkeypatch: pytest.MonkeyPatch, channel: Channel
) -> None:
    """Only values carry them, bound by name; the names of attributes are ours as well."""
    call = botocore.client.BaseClient._make_api_call  # type: ignore[attr-defined]
    asked: list[tuple[str, str]] = []

    def listen(client: Any, operation: str, arguments: Any) -> Any:
        requests = [arguments]
        if operation == "TransactWriteItems":
            requests = [write for one in arguments["TransactItems"] for write in one.values()]
        for request in requests:
            for name, value in request.items():
                if name.endswith("Expression") or name in ("ExpressionAttributeNames", "TableName"):
                    asked.extend((f"{operation}.{name}", text) for text in texts_in(value))
        return call(client, operation, arguments)

    monkeypatch.setattr(botocore.client.BaseClient, "_make_api_call", listen)
    journey(stack, DOORS[channel], everything_of(channel, EVERYTHING))
    assert {name for name, _ in asked} >= {"UpdateItem.UpdateExpression", "GetItem.TableName"}
    assert len(asked) > 50
    assert [one for one in asked if traces(one[1])] == []
