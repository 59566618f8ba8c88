"""The two READMEs say the same: same files, commands, figures, metrics, alarms and log lines."""

import re

import pytest

from tests.support.template import ROOT, resources

ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-TW.md").read_text(encoding="utf-8")
# Letters of the simplified script that the traditional one writes otherwise.
SIMPLIFIED = (
    "们个为这说话发时对应会过还进没务实现线权签证错误数据库队员开关闭网页码词测试读写点击类订单复"
)
# What is said on the mainland for what Taiwan calls 資料、資訊、程式、軟體、預設、介面、佇列 …
ELSEWHERE = (
    "數據",
    "信息",
    "程序員",
    "軟件",
    "默認",
    "接口",
    "隊列",
    "視頻",
    "質量",
    "服務器",
    "用戶",
)


def sections(readme: str) -> list[str]:
    """The text below each heading, in order."""
    return re.split(r"^##+ .*$", readme, flags=re.MULTILINE)


def spoken_alike(text: str) -> list[str]:
    """What does not change with the language: code, links, cells that are figures."""
    code = re.findall(r"`([^`\n]+)`", text)
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("README")]
    return sorted([*code, *links])


def table_rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")]


def figures(row: str) -> list[str]:
    """The numbers of a row, outside of its code and links."""
    bare = re.sub(r"`[^`]*`|\]\([^)]*\)", "", row)
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", bare))


def test_both_have_the_same_sections() -> None:
    assert len(sections(ENGLISH)) == len(sections(CHINESE))


@pytest.mark.parametrize("number", range(len(sections(ENGLISH))))
def test_a_section_names_the_same_files_commands_and_metrics_in_both(number: int) -> None:
    english, chinese = sections(ENGLISH)[number], sections(CHINESE)[number]
    assert spoken_alike(english) == spoken_alike(chinese)


@pytest.mark.parametrize("number", range(len(sections(ENGLISH))))
def test_every_row_of_a_table_has_the_same_figures_in_both(number: int) -> None:
    english = table_rows(sections(ENGLISH)[number])
    chinese = table_rows(sections(CHINESE)[number])
    assert len(english) == len(chinese)
    for one, other in zip(english, chinese, strict=True):
        assert figures(one) == figures(other), (one, other)


def test_each_leads_to_the_other() -> None:
    assert "(README.zh-TW.md)" in ENGLISH and "(README.md)" in CHINESE


def test_the_chinese_is_written_as_in_taiwan() -> None:
    assert set(SIMPLIFIED) & set(CHINESE) == set()
    assert [word for word in ELSEWHERE if word in CHINESE] == []


def test_every_alarm_on_a_metric_of_ours_has_a_row_that_says_what_to_do() -> None:
    section = ENGLISH.partition("### Alarms")[2].partition("\n## ")[0]
    named = {row.split("|")[1].strip().strip("`") for row in table_rows(section)}
    alarms = resources("AWS::CloudWatch::Alarm").values()
    own = {a["MetricName"] for a in alarms if isinstance(a["Namespace"], dict)}
    assert own <= named
    assert all(len(row.split("|")[3].strip()) > 10 for row in table_rows(section)[2:])
