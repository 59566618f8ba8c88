"""Each line of the golden table was thought through from the platforms' own words."""

from collections import Counter

import pytest

from tests.support.policy_table import golden_lines, moment, situation_of_line
from towkay.adapters.policy_book import policy_book
from towkay.domain.permits import cost_of
from towkay.domain.policy.judging import Allowed, judge

LINES = golden_lines()
BOOK = policy_book()


def _name(line: dict[str, str]) -> str:
    return f"{line['channel']} {line['purpose']} {line['why']}"


@pytest.mark.parametrize("line", LINES, ids=_name)
def test_a_situation_is_judged_as_the_sources_say(line: dict[str, str]) -> None:
    ruling = judge(situation_of_line(line, BOOK), BOOK)
    if isinstance(ruling, Allowed):
        assert (ruling.row.id, cost_of(ruling), "") == (line["rule"], line["cost"], line["until"])
        return
    until = moment(line["until"]) if line["until"] else None
    assert (ruling.reason.value, "", ruling.until) == (line["rule"], line["cost"], until)


def test_the_table_is_long_enough_to_be_trusted() -> None:
    situations = {tuple(line[name] for name in list(line)[:15]) for line in LINES}
    assert len(situations) == len(LINES) >= 220


def test_every_row_of_the_book_is_taken_by_some_line() -> None:
    taken = Counter(line["rule"] for line in LINES)
    untouched = {row.id for row in BOOK.rows} - set(taken)
    assert untouched == {
        # Dearer, or never the first, wherever they are open: see the tests of the changes.
        "messenger-marketing-message-daily",
        "whatsapp-authentication-ad-entry-week",
        "whatsapp-marketing-ad-entry-everywhere",
        "whatsapp-marketing-ad-entry-week",
        "whatsapp-marketing-message",
    }
