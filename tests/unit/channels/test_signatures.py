"""Who may hand us a webhook: only the holder of a secret, and only with the bytes it signed."""

import base64
import hashlib
import hmac
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.template import ROOT
from tests.support.webhook_bodies import (
    LINE_SECRET,
    MESSENGER_SECRET,
    line_headers,
    messenger_headers,
)
from towkay.adapters.channels.inbound import INBOUND
from towkay.adapters.channels.line.inbound import LineInbound
from towkay.adapters.channels.messenger.inbound import MessengerInbound
from towkay.domain.channels import Channel
from towkay.domain.secrets import same_secret

MESSENGER = MessengerInbound()
LINE = LineInbound()
META_BODY = (
    rb'{"object":"page","entry":[{"id":"104512398760021","time":1795219200123,"messaging":'
    rb'[{"sender":{"id":"6843310927715504"},"recipient":{"id":"104512398760021"},'
    rb'"timestamp":1795219199876,"message":{"mid":"m_Zk1","text":"\u4f60\u597d"}}]}]}'
)
META_DIGEST = "321809b3c55c42fa0826d7e0a1d873bcbe4c7654b539bf8f2d629519f8b8f3b7"
LINE_BODY = (
    '{"destination":"U00112233445566778899aabbccddeeff","events":[{"type":"message",'
    '"message":{"type":"text","id":"1","text":"你好\\n🍎"}}]}'
).encode()
LINE_DIGEST = "k5MpdVjWX3L9eMpdVlX2uae1wNBBT2Q1ip/aRetKg30="


def test_metas_signature_is_over_the_escaped_bytes_it_sent() -> None:
    headers = {"x-hub-signature-256": f"sha256={META_DIGEST}"}
    decoded = META_BODY.decode("unicode_escape").encode()

    assert MESSENGER.is_genuine(META_BODY, headers, [MESSENGER_SECRET])
    assert not MESSENGER.is_genuine(decoded, headers, [MESSENGER_SECRET])


@pytest.mark.parametrize(
    ("body", "signature"),
    [
        (
            b'{"destination":"U00112233445566778899aabbccddeeff","events":[]}',
            "td5lK3WWTCeonRYTc97lr7PGszthdS96W/5qAQf3hlc=",
        ),
        (LINE_BODY, LINE_DIGEST),
    ],
)
def test_lines_signature_is_over_the_utf8_bytes(body: bytes, signature: str) -> None:
    assert LINE.is_genuine(body, {"x-line-signature": signature}, [LINE_SECRET])


def test_during_a_rotation_either_secret_may_have_signed() -> None:
    headers = messenger_headers(META_BODY)

    assert MESSENGER.is_genuine(META_BODY, headers, ["the-next-secret", MESSENGER_SECRET])
    assert MESSENGER.is_genuine(META_BODY, headers, [MESSENGER_SECRET, "the-next-secret"])


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "sha256=",
        META_DIGEST,
        f"SHA256={META_DIGEST}",
        f"sha256={META_DIGEST.upper()}",
        f"sha256={META_DIGEST[:-1]}",
        f"sha256={META_DIGEST}0",
        f"sha256={META_DIGEST}\n",
        f" sha256={META_DIGEST}",
        f"sha256={META_DIGEST},sha256={META_DIGEST}",
        f"sha256={'0' * 64},sha256={META_DIGEST}",
        f"sha1={hmac.new(MESSENGER_SECRET.encode(), META_BODY, hashlib.sha1).hexdigest()}",
        f"sha256={META_DIGEST.replace('3', '３')}",
        "sha256=\ud800",
    ],
)
def test_only_the_exact_form_of_metas_signature_counts(value: str) -> None:
    assert not MESSENGER.is_genuine(META_BODY, {"x-hub-signature-256": value}, [MESSENGER_SECRET])


@pytest.mark.parametrize(
    "value",
    [
        "",
        LINE_DIGEST.rstrip("="),
        LINE_DIGEST + "=",
        LINE_DIGEST + "\n",
        LINE_DIGEST.lower(),
        LINE_DIGEST.replace("/", "_"),
        f"{LINE_DIGEST},{LINE_DIGEST}",
        base64.b64decode(LINE_DIGEST).hex(),
        f"sha256={LINE_DIGEST}",
        "雜" * 44,
    ],
)
def test_only_the_exact_form_of_lines_signature_counts(value: str) -> None:
    assert not LINE.is_genuine(LINE_BODY, {"x-line-signature": value}, [LINE_SECRET])


def test_a_missing_header_is_a_forgery() -> None:
    legacy = {"x-hub-signature": f"sha256={META_DIGEST}"}

    assert not MESSENGER.is_genuine(META_BODY, {}, [MESSENGER_SECRET])
    assert not MESSENGER.is_genuine(META_BODY, legacy, [MESSENGER_SECRET])
    assert not LINE.is_genuine(LINE_BODY, {}, [LINE_SECRET])


@pytest.mark.parametrize("secret", ["", " ", "\t\n"])
def test_an_empty_secret_opens_nothing(secret: str) -> None:
    assert not MESSENGER.is_genuine(META_BODY, messenger_headers(META_BODY, secret), [secret])
    assert not LINE.is_genuine(LINE_BODY, line_headers(LINE_BODY, secret), [secret])
    assert not MESSENGER.is_genuine(META_BODY, messenger_headers(META_BODY), [])


def test_one_channels_signature_is_no_good_on_the_other() -> None:
    digest = hmac.new(LINE_SECRET.encode(), META_BODY, hashlib.sha256).digest()
    in_base64 = {"x-hub-signature-256": base64.b64encode(digest).decode()}

    assert not MESSENGER.is_genuine(META_BODY, in_base64, [LINE_SECRET])
    assert not LINE.is_genuine(META_BODY, {"x-line-signature": f"sha256={digest.hex()}"}, [])


@given(st.integers(0, len(META_BODY) * 8 - 1))
def test_a_body_with_one_bit_changed_is_a_forgery(bit: int) -> None:
    changed = bytearray(META_BODY)
    changed[bit // 8] ^= 1 << (bit % 8)

    assert not MESSENGER.is_genuine(
        bytes(changed), messenger_headers(META_BODY), [MESSENGER_SECRET]
    )


@given(st.text(), st.binary(), st.lists(st.text(st.characters())))
def test_verifying_never_raises_and_never_believes_noise(
    value: str, raw: bytes, secrets: list[str]
) -> None:
    for channel in INBOUND.values():
        headers = {"x-hub-signature-256": value, "x-line-signature": value}
        assert not channel.is_genuine(raw, headers, secrets)


@given(st.binary())
def test_whatever_was_signed_is_genuine(raw: bytes) -> None:
    assert INBOUND[Channel.MESSENGER].is_genuine(raw, messenger_headers(raw), [MESSENGER_SECRET])
    assert INBOUND[Channel.LINE].is_genuine(raw, line_headers(raw), [LINE_SECRET])


@given(st.binary(), st.text(min_size=1).filter(str.strip))
def test_whatever_was_signed_is_seen_to_be_signed(raw: bytes, secret: str) -> None:
    assert MESSENGER.is_signed(messenger_headers(raw, secret))
    assert LINE.is_signed(line_headers(raw, secret))


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "x",
        "sha256=",
        f"sha256={META_DIGEST[:-1]}",
        f"sha256={META_DIGEST}\n",
        f"sha1={META_DIGEST[:40]}",
        META_DIGEST,
        LINE_DIGEST[:-1],
        f"{LINE_DIGEST}=",
        f"{LINE_DIGEST}\n",
        "雜" * 44,
    ],
)
def test_what_has_not_the_form_of_a_signature_is_unsigned(value: str) -> None:
    for channel in INBOUND.values():
        assert not channel.is_signed({"x-hub-signature-256": value, "x-line-signature": value})
        assert not channel.is_signed({})


def test_words_are_the_same_only_when_they_are_and_never_when_empty() -> None:
    assert same_secret("打開茶箱", "打開茶箱")
    assert not same_secret("open", "Open")
    assert not same_secret("", "")
    assert not same_secret(" ", " ")
    assert not same_secret("\ud800", "open")


def test_secrets_are_compared_in_one_place_only() -> None:
    sources = [*(ROOT / "layers" / "core").rglob("*.py"), *(ROOT / "functions").rglob("*.py")]
    comparing = [path for path in sources if "compare_digest" in path.read_text()]

    assert [Path(path).name for path in comparing] == ["secrets.py"]
