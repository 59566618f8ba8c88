"""Keys can be taken apart, sort by time, spread over shards, and are built in one place."""

import ast
import re
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import NOW, a_contact_key, a_turn_key
from tests.support.template import ROOT
from towkay.adapters.dynamodb import keys
from towkay.domain.channels import Channel, ContactKey
from towkay.domain.turns import TurnKey

TEXT = st.text(st.characters(), min_size=1, max_size=128)  # lone surrogates too
MOMENTS = st.integers(0, 2**52).map(lambda tick: NOW + timedelta(microseconds=tick - 2**48))
PLACEHOLDER = re.compile(r"(?<=[ .])#[a-z]+\b|^#[a-z]+$")  # a name in a DynamoDB expression
WRITERS = [*ROOT.glob("layers/core/towkay/**/*.py"), *ROOT.glob("functions/*/app.py")]


@given(account=TEXT, user=TEXT, cause=TEXT, moment=MOMENTS)
def test_every_key_can_be_taken_apart_again(
    account: str, user: str, cause: str, moment: datetime
) -> None:
    moment -= timedelta(microseconds=moment.microsecond % 1000)
    key = TurnKey(ContactKey(Channel.LINE, account, user), moment, cause)

    assert keys.parse_turn(keys.contact_pk(key.contact), keys.turn_sk(key)) == key


@given(one=st.tuples(TEXT, TEXT), other=st.tuples(TEXT, TEXT))
def test_two_contacts_never_share_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    pks = [keys.contact_pk(ContactKey(Channel.LINE, *names)) for names in (one, other)]

    assert (pks[0] == pks[1]) == (one == other)


@given(one=MOMENTS, other=MOMENTS)
def test_later_turns_sort_later(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    contact = a_contact_key()

    first = keys.turn_sk(TurnKey(contact, earlier, "c"))
    second = keys.turn_sk(TurnKey(contact, later, "c"))

    assert first <= second
    assert keys.turn_range(earlier)[0] <= second <= keys.turn_range(earlier)[1]


@given(due_at=MOMENTS, now=MOMENTS, cause=TEXT)
def test_a_row_is_within_the_bound_from_its_millisecond_on_and_never_before(
    due_at: datetime, now: datetime, cause: str
) -> None:
    found = keys.due_sk(due_at, a_turn_key(cause=cause)) < keys.due_bound(now)

    assert not found or due_at <= now
    assert found or now < due_at + timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("pk", "sk"),
    [
        ("BRAND#demo", "TURN#2026-11-22T03:00:00.000Z#c"),
        ("CONTACT#line#a", "TURN#2026-11-22T03:00:00.000Z#c"),
        ("CONTACT#pigeon#a#u", "TURN#2026-11-22T03:00:00.000Z#c"),
        ("CONTACT#line#a#u", "STATE"),
        ("CONTACT#line#a#u", "TURN#yesterday#c"),
        ("CONTACT#line#a#u#x", "TURN#2026-11-22T03:00:00.000Z#c"),
    ],
)
def test_other_keys_are_refused(pk: str, sk: str) -> None:
    with pytest.raises(ValueError):
        keys.parse_turn(pk, sk)


def test_contacts_spread_evenly_over_the_due_shards() -> None:
    shards = Counter(keys.due_shard(a_contact_key(f"U{number}")) for number in range(3_200))

    assert len(shards) == keys.DUE_SHARDS
    assert max(shards.values()) < 2 * min(shards.values())


def test_the_longest_ids_fit_into_dynamodb_s_keys() -> None:
    longest = ContactKey(Channel.MESSENGER, "🫖" * 128, "🫖" * 128)

    # 2,048 bytes for a partition key, 1,024 for a sort key
    assert len(keys.contact_pk(longest).encode()) <= 2048
    assert len(keys.turn_sk(a_turn_key(longest, "🫖" * 200)).encode()) <= 1024
    assert len(keys.due_sk(NOW, a_turn_key(longest, "🫖" * 200)).encode()) <= 1024


ORDER_NUMBERS = ("orders.py", "numbers_typed.py")


@pytest.mark.parametrize("path", WRITERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_else_writes_the_separator(path: Path) -> None:
    if path.name == "key_parts.py" and path.parent.name == "dynamodb":
        return
    if path.parent.name in ("packs", "policies"):
        return  # they know no table; a `#` there begins a comment
    if path.parts[-3:-1] == ("domain", "shipping") and path.name in ORDER_NUMBERS:
        return  # they know no table either; shops and shoppers write `#1042`
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    written = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if "#" in PLACEHOLDER.sub("", node.value) and id(node) not in docstrings
    ]

    assert written == []
