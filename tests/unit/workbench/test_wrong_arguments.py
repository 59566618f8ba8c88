"""Whoever types a command wrongly reads in Chinese and in English what is wrong with it."""

import pytest

from workbench.cli import _parser
from workbench.transcript import width_of

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


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (["rehearse", "--subscribers", "0"], "不是人數", "people (1 or more)"),
        (["rehearse", "--workers", "0"], "不是批數", "workers (1 or more)"),
        (["rehearse", "--line-quota", "-1"], "", ""),
        (["rehearse", "--line-quota", "some"], "不是則數", "messages (0 or more)"),
        (["rehearse", "--at", "x" * 50], "不是時間", "is not a time"),
        (["policy", "--at", "soon"], "不是時間", "is not a time"),
        (["rehearse", "--calendar", "400d"], "最多 366d", "366d at most"),
        (["rehearse", "--picture", "x.png"], "要以 .svg 結尾", "must end in .svg"),
        (["links", "tea", "--days", "0"], "不是天數", "days (1 to 3,650)"),
        (["links", "tea", "--days", "99999999"], "1 到 3,650", "days (1 to 3,650)"),
        (["links", "tea", "--days", "9" * 5000], "不是天數", ""),
        (["campaigns", "frob"], "VERB 只能是", "choose from"),
    ],
)
def test_what_is_wrong_is_said_by_its_own_noun_and_within_the_terminal(
    words: list[str], zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(words)
    said = capsys.readouterr().err
    assert zh in said and en in " ".join(said.split())
    assert all(width_of(line) <= 100 for line in said.splitlines())
