"""The book that is deployed is what the rows of policy/ make, word for word."""

import io
from pathlib import Path

from towkay.adapters.policy_book import BOOK_FILE, policy_book
from towkay.domain.channels import every_channel
from towkay.policies.compiler import compile_policy
from workbench.policy.cli import FOLDER, book_of_rows


def test_compiling_the_rows_again_changes_nothing() -> None:
    assert compile_policy(FOLDER) == BOOK_FILE.read_text(encoding="utf-8")


def test_a_book_that_is_behind_its_rows_is_told(tmp_path: Path) -> None:
    old = tmp_path / "policy_book.json"
    old.write_text("{}", encoding="utf-8")
    assert book_of_rows(check=True, file=old, out=io.StringIO()) == 1
    assert book_of_rows(check=False, file=old, out=io.StringIO()) == 0
    assert book_of_rows(check=True, file=old, out=io.StringIO()) == 0


def test_the_book_tells_of_every_channel_and_of_its_version() -> None:
    book = policy_book()
    assert all(book.by_channel[channel] for channel in every_channel())
    assert len(book.version) == 12 and {row.source != "" for row in book.rows} == {True}
    assert all(not setting.default for setting in book.settings)


def test_the_book_stays_small_enough_for_every_cold_start_to_read() -> None:
    assert BOOK_FILE.stat().st_size < 64_000
