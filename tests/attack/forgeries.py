"""Every way we know to make a request look as if a channel had sent it.

Each forger gets an endpoint, a body that endpoint's channel might send, and chance; it returns the
bytes and the headers of a request nobody but us has signed, or signed with the wrong thing.
"""

import base64
import gzip
import hashlib
import hmac
import json
import random
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tests.attack.shops import (
    Endpoint,
    digest_of,
    encoded,
    other_brand,
    other_channel,
    signature,
)
from towkay.domain.channels import Channel

Forged = tuple[bytes, Mapping[str, str]]
Forger = Callable[[Endpoint, bytes, random.Random], Forged]

_LOOKALIKES = str.maketrans("0123456789abcdefABCDEF", "０１２３４５６７８９аｂсｄеｆАВСＤＥＦ")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _body(change: Callable[[bytes, random.Random], bytes]) -> Forger:
    """The genuine signature over other bytes than those that were signed."""

    def forge(endpoint: Endpoint, raw: bytes, rng: random.Random) -> Forged:
        return change(raw, rng), {endpoint.header: signature(endpoint, raw)}

    return forge


def _header(change: Callable[[str, random.Random], str]) -> Forger:
    """The genuine bytes under a signature that was meddled with."""

    def forge(endpoint: Endpoint, raw: bytes, rng: random.Random) -> Forged:
        return raw, {endpoint.header: change(signature(endpoint, raw), rng)}

    return forge


def _secret(choose: Callable[[Endpoint, random.Random], str]) -> Forger:
    """A signature of the right form, made with a secret that is not the endpoint's."""

    def forge(endpoint: Endpoint, raw: bytes, rng: random.Random) -> Forged:
        return raw, {endpoint.header: signature(endpoint, raw, choose(endpoint, rng))}

    return forge


def _digest(make: Callable[[Endpoint, bytes], bytes]) -> Forger:
    """A digest of the right length, computed over or with the wrong thing."""

    def forge(endpoint: Endpoint, raw: bytes, rng: random.Random) -> Forged:
        return raw, {endpoint.header: encoded(endpoint.channel, make(endpoint, raw))}

    return forge


def _headers(make: Callable[[Endpoint, str, bytes], Mapping[str, str]]) -> Forger:
    """Other headers than the one that counts."""

    def forge(endpoint: Endpoint, raw: bytes, rng: random.Random) -> Forged:
        return raw, make(endpoint, signature(endpoint, raw), raw)

    return forge


def _flip_bit(raw: bytes, rng: random.Random) -> bytes:
    changed = bytearray(raw)
    bit = rng.randrange(len(raw) * 8)
    changed[bit // 8] ^= 1 << (bit % 8)
    return bytes(changed)


def _flip_letter(value: str, rng: random.Random) -> str:
    place = rng.randrange(len(value))
    return value[:place] + chr(ord(value[place]) ^ (1 << rng.randrange(7))) + value[place + 1 :]


def _swap_letters(value: str, rng: random.Random) -> str:
    one, other = sorted(rng.sample(range(len(value)), 2))
    letters = list(value)
    letters[one], letters[other] = letters[other], letters[one]
    return "".join(letters)


def _cut_body(raw: bytes, rng: random.Random) -> bytes:
    cut = rng.randrange(1, len(raw))
    return rng.choice([raw[:cut], raw[cut:]])


def _other_recipient(raw: bytes, rng: random.Random) -> bytes:
    """The attacker's own message, under the signature of somebody else's."""
    words = b'"body":"' if b'"body":"' in raw else b'"text":"'
    return raw.replace(words, words + rng.randbytes(2).hex().encode())


def _rewritten(raw: bytes, rng: random.Random) -> bytes:
    """The same JSON written in another way."""
    meaning = json.loads(raw)
    ways = [
        json.dumps(meaning).encode(),
        json.dumps(meaning, ensure_ascii=False).encode(),
        json.dumps(meaning, indent=2).encode(),
        json.dumps(meaning, separators=(",", ":"), sort_keys=True).encode(),
    ]
    return rng.choice(ways)


def _other_line_ends(raw: bytes, rng: random.Random) -> bytes:
    return rng.choice([raw + b"\n", raw + b"\r\n", b" " + raw, raw.replace(b":", b": ", 1)])


def _loose_bits(value: str, rng: random.Random) -> str:
    """Base64 that decodes to the same bytes, or hex where there is no base64."""
    letter = value[-2]
    if not value.endswith("=") or letter not in _LETTERS:
        return value.removeprefix("sha256=")
    place = _LETTERS.index(letter)
    return value[:-2] + _LETTERS[place ^ rng.choice([1, 2, 3])] + "="


def _folded(value: str, rng: random.Random) -> str:
    other = value[:-2] + ("00" if not value.endswith("00") else "11")
    glue = rng.choice([",", ", ", ";", " ", "\n", "\r\n ", "\t"])
    return rng.choice([value + glue + other, other + glue + value, value + glue + value])


def _spaced(value: str, rng: random.Random) -> str:
    space = rng.choice([" ", "\t", "\n", "\r\n", "\0", "\u00a0", "\u200b", "\ufeff", "\u3000"])
    return rng.choice([space + value, value + space, value[:9] + space + value[9:]])


def _padded(value: str, rng: random.Random) -> str:
    if value.endswith("="):
        return rng.choice([value.rstrip("="), value + "=", value + "==", value[:-1] + "=\n="])
    return rng.choice([value + "=", value + "0", value[:-1], value.replace("=", "==")])


def _other_letters(value: str, rng: random.Random) -> str:
    url_safe = value.replace("+", "-").replace("/", "_")
    return url_safe if url_safe != value else value.replace("=", "%3D")


def _other_case(value: str, rng: random.Random) -> str:
    return rng.choice([value.upper(), value.lower(), value.swapcase(), value.capitalize()])


def _downgraded(endpoint: Endpoint, value: str, raw: bytes) -> Mapping[str, str]:
    """The older algorithms, under the names and prefixes they had."""
    weak = {
        name: hmac.new(endpoint.secret.encode(), raw, name) for name in ("sha1", "md5", "sha512")
    }
    name = ("sha1", "md5", "sha512")[len(raw) % 3]
    written = f"{name}={weak[name].hexdigest()}"
    if endpoint.channel is Channel.LINE:
        written = base64.b64encode(weak[name].digest()).decode()
    return {endpoint.header: written, "x-hub-signature": f"sha1={weak['sha1'].hexdigest()}"}


def _known_words(endpoint: Endpoint, rng: random.Random) -> str:
    """What an outsider knows of the endpoint or can guess."""
    public = [endpoint.name, endpoint.account, endpoint.brand, endpoint.verify_token, "secret"]
    return rng.choice([*public, "", " ", "None", "null", "changeme", endpoint.secret[:-1]])


def _swapped_roles(endpoint: Endpoint, raw: bytes) -> bytes:
    return hmac.new(raw, endpoint.secret.encode(), hashlib.sha256).digest()


def _glued(endpoint: Endpoint, raw: bytes) -> bytes:
    return hashlib.sha256(endpoint.secret.encode() + raw).digest()


def _of_base64_text(endpoint: Endpoint, raw: bytes) -> bytes:
    return digest_of(base64.b64encode(raw), endpoint.secret)


def _encoding_of_the_other(endpoint: Endpoint, value: str, raw: bytes) -> Mapping[str, str]:
    return {endpoint.header: signature(other_channel(endpoint), raw, endpoint.secret)}


FORGERS: Mapping[str, Forger] = MappingProxyType(
    {
        "bit of the body": _body(_flip_bit),
        "body cut": _body(_cut_body),
        "other words": _body(_other_recipient),
        "body rewritten": _body(_rewritten),
        "line ends": _body(_other_line_ends),
        "body packed": _body(lambda raw, rng: gzip.compress(raw, mtime=0)),
        "body with a mark": _body(lambda raw, rng: b"\xef\xbb\xbf" + raw),
        "body twice": _body(lambda raw, rng: raw + raw),
        "no body": _body(lambda raw, rng: b""),
        "letter of the signature": _header(_flip_letter),
        "letters swapped": _header(_swap_letters),
        "signature cut": _header(lambda value, rng: value[: rng.randrange(len(value))]),
        "case": _header(_other_case),
        "list of signatures": _header(_folded),
        "space": _header(_spaced),
        "padding": _header(_padded),
        "loose bits": _header(_loose_bits),
        "url alphabet": _header(_other_letters),
        "look-alikes": _header(lambda value, rng: value.translate(_LOOKALIKES)),
        "noise": _header(lambda value, rng: rng.randbytes(24).hex()[: rng.randrange(48)]),
        "the other brand's secret": _secret(lambda endpoint, rng: other_brand(endpoint).secret),
        "the other channel's secret": _secret(lambda endpoint, rng: other_channel(endpoint).secret),
        "a known word": _secret(_known_words),
        "no key": _digest(lambda endpoint, raw: hashlib.sha256(raw).digest()),
        "roles swapped": _digest(_swapped_roles),
        "key glued on": _digest(_glued),
        "base64 text signed": _digest(_of_base64_text),
        "nothing signed": _digest(lambda endpoint, raw: digest_of(b"", endpoint.secret)),
        "zeros": _digest(lambda endpoint, raw: bytes(32)),
        "downgrade": _headers(_downgraded),
        "the other's encoding": _headers(_encoding_of_the_other),
        "the other's header": _headers(
            lambda endpoint, value, raw: {other_channel(endpoint).header: value}
        ),
        "the older header": _headers(lambda endpoint, value, raw: {"x-hub-signature": value}),
        "empty header": _headers(lambda endpoint, value, raw: {endpoint.header: ""}),
        "no header": _headers(lambda endpoint, value, raw: {}),
    }
)
