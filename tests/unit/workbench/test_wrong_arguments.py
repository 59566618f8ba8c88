"""Whoever types a command wrongly reads in Chinese and in English what is wrong with it."""

import pytest

from workbench.cli import _parser

LINE = "line:U00112233445566778899aabbccddeeff:Ua1"


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        (["send"], "缺少 CONTACT"),
        (["send", LINE, "hi", "--purpose", "fun"], "--purpose 只能是"),
        (["send", LINE, "hi", "--topic"], "--topic 後面要有值"),
        (["send", LINE, "hi", "--colour", "red"], "不認得 --colour red"),
        (["send", LINE, "hi", "--expires", "soon"], "soon 不是時間長度"),
        (["policy", "--had", "x"], "--had 要是整數"),
    ],
)
def test_an_argument_that_is_wrong_is_said_in_both_languages(
    words: list[str], zh: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        _parser().parse_args(words)
    said = capsys.readouterr().err
    assert left.value.code == 2 and zh in said and "error: " in said
