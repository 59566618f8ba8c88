"""`towkay check` tells a marketer what to mend: where, why, how, in two languages, on one page."""

import io
import shutil
from pathlib import Path

import pytest

from tests.unit.packs.sample import BRAND_WITH_CARDS, FAQ_SHOWN, write
from workbench.check import check
from workbench.errors import WorkbenchError
from workbench.paths import DEMO_BRAND, PROJECT
from workbench.publish import compiled
from workbench.transcript import width_of

BRANDS = sorted(path for path in (PROJECT / "brands").iterdir() if path.is_dir())


def checked(folder: Path) -> tuple[int, str]:
    out = io.StringIO()
    return check(folder, out), out.getvalue()


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The demo with a mistake in each file, each as long as they come, and its note."""
    folder = tmp_path / "demo"
    shutil.copytree(DEMO_BRAND, folder)
    brand = folder / "brand.yaml"
    inside = "image: https://user:password@169.254.169.254/latest/meta-data/iam/" + "x" * 80
    brand.write_text(brand.read_text().replace("image: https://cdn", f"{inside}#", 1))
    with (folder / "faq.csv").open("a", encoding="utf-8") as file:
        file.write("\nlate,太晚了嗎？,a|b|c,,,zh-TW,\n")
    return folder


def test_every_mistake_says_where_why_and_how_in_both_languages(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("brand: demo\nnmae: x\n")

    code, printed = checked(tmp_path)

    assert code == 1
    blocks = printed.split("\n\n")[:-1]
    assert len(blocks) > 5
    for block in blocks:
        head, zh, zh_remedy, en, en_remedy = block.split("\n")
        assert head.split()[:2] == ["錯誤", "mistake"]
        assert head.split()[2].startswith(("brand.yaml:", "faq.csv:"))
        assert zh_remedy.startswith("  → ") and en_remedy.startswith("  → ")
        assert not zh.isascii() and en.strip()
    assert "brand.yaml:2  unknown_key" in printed
    assert "faq.csv:1  file_missing" in printed


def test_mistakes_stand_above_notes(wrong: Path) -> None:
    code, printed = checked(wrong)

    assert code == 1
    assert 0 <= printed.index("錯誤 mistake") < printed.index("提醒 note")


def test_it_fits_a_terminal_of_a_hundred_columns(wrong: Path) -> None:
    for folder in (wrong, *BRANDS):
        _, printed = checked(folder)

        assert max(map(width_of, printed.replace(str(folder), "").splitlines())) <= 100


def test_it_says_what_is_told_of_parcels(tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert "parcels" not in checked(folder)[1]
    (folder / "notices.yaml").write_text("tells: [delivered, lost]\n")
    assert "2 種進度 milestones, 取貨期限前 2 天 10:00 提醒" in checked(folder)[1]
    (folder / "notices.yaml").write_text("pick_up: {remind_at: none}\n")
    assert "9 種進度 milestones, 不提醒 no reminder" in checked(folder)[1]


def test_publishing_what_is_not_fit_prints_what_check_prints(wrong: Path) -> None:
    with pytest.raises(WorkbenchError) as refused:
        compiled(wrong)

    told = f"towkay: {refused.value}".replace(str(wrong), "brands/tea")
    mistakes = checked(wrong)[1].partition("提醒 note")[0]
    assert mistakes in told and told.endswith("towkay check brands/tea")
    assert max(map(width_of, told.splitlines())) <= 100


def test_a_file_instead_of_its_folder_is_answered_with_the_folder() -> None:
    with pytest.raises(WorkbenchError) as refused:
        check(DEMO_BRAND / "faq.csv", io.StringIO())

    zh, en = str(refused.value).splitlines()
    assert zh.endswith(f"：{DEMO_BRAND}") and en.endswith(f"folder: {DEMO_BRAND}")


def test_it_ends_with_what_to_do_next(wrong: Path) -> None:
    assert checked(wrong)[1].rstrip().endswith(f"towkay check {wrong}")
    assert f"towkay publish {DEMO_BRAND} " in checked(DEMO_BRAND)[1].splitlines()[-1]


def test_it_counts_what_the_shop_shows(tmp_path: Path) -> None:
    code, printed = checked(write(tmp_path, BRAND_WITH_CARDS, FAQ_SHOWN))

    assert code == 0
    assert "with picture 1, 帶連結 with links 2, 卡片 cards 2 張，1 組 sets" in printed
