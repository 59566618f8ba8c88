"""To bring people into chunks asks AWS four things for each chunk, and four for the run."""

from bench.planning import counted
from towkay.domain.runs import SHARDS


def test_a_chunk_costs_a_page_a_write_a_message_and_a_move() -> None:
    asked = counted(16 * 60)

    claim, index, run, lease = 1, 1, 1, 1
    assert asked["requests"] == claim + index + run + lease + 4 * SHARDS
    assert asked["queue requests"] == SHARDS
