"""What a brand may write about comments and gestures, and what it is told where it cannot be."""

import json
import re
from pathlib import Path

import pytest

from tests.unit.packs.sample import BRAND_YAML, write
from tests.unit.packs.test_docs import PAGE
from towkay.adapters.packs_json import load_pack
from towkay.domain.comments import REPLY_LIMIT, CommentRule
from towkay.domain.gestures import Gesture
from towkay.packs.compiler import CompiledPack, Mistakes, compile_brand

RULE = """\
comments:
  - words: [+1, 多少錢]
    reply: {zh-TW: 350 元, en: NT$350}
"""


def compiled(folder: Path, block: str) -> CompiledPack | Mistakes:
    return compile_brand(write(folder, brand_yaml=BRAND_YAML + block))


def mistakes(folder: Path, block: str) -> set[tuple[str, int]]:
    found = compiled(folder, block)
    assert isinstance(found, Mistakes)
    first = BRAND_YAML.count("\n")
    return {(str(one.kind), one.line - first) for one in found.mistakes}


def test_a_brand_that_says_nothing_answers_no_comment_and_shows_no_gesture(tmp_path: Path) -> None:
    pack = compiled(tmp_path, "")
    assert isinstance(pack, CompiledPack)
    assert load_pack(pack.body).comments == ()
    assert pack.rules.gestures == ()


def test_rules_for_comments_come_out_of_the_pack_as_they_were_written(tmp_path: Path) -> None:
    pack = compiled(tmp_path, RULE)
    assert isinstance(pack, CompiledPack)
    rule = CommentRule(("+1", "多少錢"), {"zh-TW": "350 元", "en": "NT$350"})
    assert load_pack(pack.body).comments == (rule,)


def test_gestures_reach_delivery_in_the_order_they_are_shown_in(tmp_path: Path) -> None:
    pack = compiled(tmp_path, "gestures: [typing, seen]\n")
    assert isinstance(pack, CompiledPack)
    assert pack.rules.gestures == (Gesture.SEEN, Gesture.TYPING)
    assert load_pack(pack.body).rules == pack.rules
    assert json.loads(pack.body)["rules"]["gestures"] == ["seen", "typing"]


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("comments: []\n", {("empty_value", 1)}),
        (RULE.replace("[+1, 多少錢]", "[]"), {("empty_value", 2)}),
        (RULE.replace("[+1, 多少錢]", "['+1', '+1']"), {("repeated_entry", 2)}),
        (RULE.replace("[+1, 多少錢]", '["\u3000 "]'), {("empty_value", 2)}),
        (RULE.replace("350 元", "茶" * (REPLY_LIMIT + 1)), {("text_too_long", 3)}),
        (RULE.replace("350 元", "🍵" * REPLY_LIMIT), {("text_too_long", 3)}),
        (RULE.replace(", en: NT$350", ""), {("missing_language", 3)}),
        (RULE.replace("words:", "word:"), {("unknown_key", 2), ("missing_key", 2)}),
        ("gestures: [waving]\n", {("unknown_key", 1)}),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, block: str, found: set[tuple[str, int]]
) -> None:
    assert mistakes(tmp_path, block) == found


def test_the_comments_that_the_reference_shows_compile(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(comments:.*?)```", PAGE, re.DOTALL)
    assert shown
    assert isinstance(compiled(tmp_path, shown[1]), CompiledPack)


def test_the_reference_says_how_long_a_reply_may_be() -> None:
    assert f"`reply` 最多 {REPLY_LIMIT} 個字" in PAGE
