"""How does a body go wrong? First in its structure, then in its text, then in its bytes."""

import gzip
import json
import random
import re
from typing import Any

from tests.attack.samples import SEEDS
from towkay.domain.channels import Channel

Container = dict[str, Any] | list[Any]

_SAMPLES = {
    channel: [json.dumps(body, ensure_ascii=number % 3 == 0) for number, body in enumerate(bodies)]
    for channel, bodies in SEEDS.items()
}
_DEEP = 10_000
_NUMBER = re.compile(rb"(?<=:)-?\d+")
_STRING = re.compile(rb'"[^"\\]{1,40}"')
_NAME = re.compile(rb'"([a-z][A-Za-z_]{2,20})":')


def _names(value: object) -> set[str]:
    """Every member's name in a body, however deep."""
    if isinstance(value, list):
        return set().union(*map(_names, value))
    if isinstance(value, dict):
        return set(value).union(*map(_names, value.values()))
    return set()


_MEMBERS = sorted(_names([body for bodies in SEEDS.values() for body in bodies]))
_WORDS = (
    *("", " ", "\0", "\ud800", "\udfff\ud800", "😀" * 40, "\u202e", "\n", "None", "true", "1e5"),
    *(
        "page",
        "user",
        "message",
        "text",
        "feed",
        "active",
        "standby",
        "-1",
        "1795219199876",
        "１２",
    ),
    *(
        "x" * 300,
        "x" * 9_000,
        "字" * 3_000,
        "a\u0301" * 200,
        "%s%n{0}${x}",
        "#",
        "CONTACT#x",
        "../x",
    ),
    *(
        "<b>",
        "'; drop table",
        "tk:answer:",
        "tk:menu",
        "tk:human",
        "GET_STARTED",
        "STOP",
        "取消",
        "\t",
    ),
)
_NUMBERS = (
    *(0, -1, 1, 2**31, 2**53 + 1, 2**63, 2**64, -(2**70), 10**19, 10**400, 10**4000, 0.1, -0.0),
    *(1e308, 5e-324, float("nan"), float("inf"), float("-inf"), 1795219199, 1795219199876.5),
    *(1795219199876, 10**11, 10**11 - 1, -1795219199876, 253402300799999, 253402300800000),
)
_LITERALS = (
    *(b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"9" * 5_000, b"-" + b"9" * 4_301),
    *(
        b"1" * 4_300,
        b"0x10",
        b"01",
        b"1.",
        b"+1",
        b"1e",
        b"null",
        b"tru",
        b"'x'",
        b"undefined",
        b"1_0",
    ),
)
_ESCAPES = (
    *(b"\\ud800", b"\\udc00\\ud800", b"\\u0000", b"\\u", b"\\x41", b"\\", b"\xed\xa0\x80", b"\xff"),
    *(
        b"\xc0\xaf",
        b"\xf5\x80\x80\x80",
        b"\x00",
        b"\n",
        b"\xe2\x80\xa8",
        b"\\ud83d\\ude00",
        b"\xef\xbb\xbf",
    ),
)


def leaf(rng: random.Random) -> Any:
    """A value of any type, often one that is at some border."""
    return rng.choice(
        (
            rng.choice((None, True, False, [], {}, [[]], [None], {"": ""}, [{}])),
            rng.choice(_WORDS),
            rng.choice(_NUMBERS),
            rng.choice(_MEMBERS),
            rng.getrandbits(rng.randrange(1, 80)),
        )
    )


def tree(rng: random.Random, depth: int = 4) -> Any:
    """Random JSON whose members are often called like ours."""
    kind = rng.random()
    if depth == 0 or kind < 0.4:
        return leaf(rng)
    size = rng.randrange(5)
    if kind < 0.6:
        return [tree(rng, depth - 1) for _ in range(size)]
    return {rng.choice(_MEMBERS): tree(rng, depth - 1) for _ in range(size)}


def _places(body: Any) -> list[tuple[Container, Any]]:
    """Every place in the tree where a value stands."""
    found: list[tuple[Container, Any]] = []
    waiting = [body] if isinstance(body, dict | list) else []
    while waiting:
        node = waiting.pop()
        for name, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
            found.append((node, name))
            if isinstance(value, dict | list):
                waiting.append(value)
    return found


def _replace(parent: Any, name: Any, rng: random.Random) -> None:
    parent[name] = leaf(rng)


def _graft(parent: Any, name: Any, rng: random.Random) -> None:
    parent[name] = tree(rng)


def _drop(parent: Any, name: Any, rng: random.Random) -> None:
    del parent[name]


def _wrap(parent: Any, name: Any, rng: random.Random) -> None:
    value = parent[name]
    parent[name] = rng.choice(([value], {"value": value}, [value, value], str(value), [[value]]))


def _add(parent: Any, name: Any, rng: random.Random) -> None:
    if isinstance(parent, dict):
        parent[rng.choice(_MEMBERS)] = tree(rng, 2)
    else:
        parent.insert(rng.randrange(len(parent) + 1), rng.choice((leaf(rng), parent[name])))


def _repeat(parent: Any, name: Any, rng: random.Random) -> None:
    if isinstance(parent[name], list):
        parent[name] = parent[name] * rng.choice((0, 2, 30))


def _sink(parent: Any, name: Any, rng: random.Random) -> None:
    for _ in range(rng.choice((5, 40, 70, 200))):
        parent[name] = [parent[name]]


_CHANGES = (_replace, _replace, _replace, _graft, _drop, _drop, _wrap, _add, _repeat, _sink)


def structure(sample: str, rng: random.Random) -> Any:
    """The body with one to four things wrong in it."""
    body = json.loads(sample)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 4))):
        if places := _places(body):
            rng.choice(_CHANGES)(*rng.choice(places), rng)
    return body


def written(body: Any, rng: random.Random) -> bytes:
    """As a channel, or nobody, would write it."""
    text = json.dumps(body, ensure_ascii=rng.random() < 0.7)
    return text.encode("utf-8", "surrogatepass")


def _splice(raw: bytes, pattern: re.Pattern[bytes], new: bytes, rng: random.Random) -> bytes:
    found = list(pattern.finditer(raw))
    if not found:
        return raw + new
    place = rng.choice(found)
    return raw[: place.start()] + new + raw[place.end() :]


def text(raw: bytes, rng: random.Random) -> bytes:
    """JSON that is none, or is in a way that readers differ about."""
    name = rng.choice(_NAME.findall(raw) or [b"x"])
    place = rng.randrange(len(raw) + 1)
    return rng.choice(
        (
            lambda: raw[:place],
            lambda: raw[place:],
            lambda: _splice(raw, _NUMBER, rng.choice(_LITERALS), rng),
            lambda: _splice(raw, _STRING, b'"' + rng.choice(_ESCAPES) + b'"', rng),
            lambda: raw[:place] + rng.choice(_ESCAPES) + raw[place:],
            lambda: _splice(raw, _NAME, b'"%s":1,"%s":' % (name, name), rng),
            lambda: raw[:-1] + b',"%s":%s}' % (name, json.dumps(leaf(rng)).encode()),
            lambda: raw[:place] + rng.randbytes(rng.randrange(1, 8)) + raw[place + 1 :],
            lambda: raw + rng.choice((b"}", b",", b"\0", b" ", b"\n{}", raw)),
        )
    )()


def junk(raw: bytes, rng: random.Random) -> bytes:
    """Bytes that are a body by courtesy only."""
    return rng.choice(
        (
            lambda: rng.randbytes(rng.randrange(200)),
            lambda: gzip.compress(raw, mtime=0),
            lambda: b"\xef\xbb\xbf" * rng.randrange(1, 3) + raw,
            lambda: raw.decode("utf-8", "replace").encode(
                rng.choice(("utf-16", "utf-32", "utf-7"))
            ),
            lambda: b"\xff\xfe" + raw,
            lambda: rng.choice((b"", b" ", b"\0", b"\n" * 50, b"null", b"[]", b"{}", b"0", b'""')),
            lambda: raw.replace(b",", b"\0", 1),
            lambda: json.dumps(tree(rng)).encode("utf-8", "surrogatepass"),
            lambda: b"[" * _DEEP + b"]" * rng.choice((0, _DEEP)),
            lambda: b'{"entry":' * _DEEP + b"1" + b"}" * _DEEP,
            lambda: raw.replace(b"1795219199876", b"[" * _DEEP + b"]" * _DEEP, 1),
        )
    )()


def generated(channel: Channel, rng: random.Random) -> bytes:
    """One body: most of them nearly right, for those go deepest."""
    sample = rng.choice(_SAMPLES[channel])
    kind = rng.random()
    if kind < 0.6:
        return written(structure(sample, rng), rng)
    if kind < 0.65:
        return written(tree(rng, 6), rng)
    if kind < 0.9:
        return text(sample.encode("utf-8", "surrogatepass"), rng)
    return junk(sample.encode("utf-8", "surrogatepass"), rng)
