"""The bytes of a webhook, and what is signed."""

from workbench.simulators.meta import wire


def test_the_signature_is_over_the_raw_escaped_bytes() -> None:
    body = {
        "object": "page",
        "entry": [
            {
                "id": "104512398760021",
                "time": 1795219200123,
                "messaging": [
                    {
                        "sender": {"id": "6843310927715504"},
                        "recipient": {"id": "104512398760021"},
                        "timestamp": 1795219199876,
                        "message": {"mid": "m_Zk1", "text": "你好"},
                    }
                ],
            }
        ],
    }
    raw = wire.encode(body)

    assert len(raw) == 235
    assert wire.signature("s3cr3t-app-key", raw) == (
        "sha256=321809b3c55c42fa0826d7e0a1d873bcbe4c7654b539bf8f2d629519f8b8f3b7"
    )


def test_the_proof_is_the_tokens_hmac() -> None:
    assert wire.proof("s3cr3t-app-key", "EAABtesttoken123") == (
        "2cf966872ef2e1596a54c532ea590211109d1dffb0a653f7daf30fa089db364c"
    )


def test_slashes_and_characters_beyond_ascii_are_escaped() -> None:
    assert wire.encode({"a": "茶/🍵"}) == rb'{"a":"\u8336\/\ud83c\udf75"}'
