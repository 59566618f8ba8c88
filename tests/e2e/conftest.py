"""One bench for every test here: the real functions on the embedded AWS, started once."""

from collections.abc import Iterator

import pytest

from workbench.stack import LocalStack


@pytest.fixture(scope="session")
def bench() -> Iterator[LocalStack]:
    with LocalStack() as running:
        yield running
