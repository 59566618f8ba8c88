"""Importing a function is its init phase: the shared variables come from the template itself.

And whatever a test makes the product say to a channel is scanned for what may not be said.
"""

import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from botocore.loaders import JSONFileLoader
from hypothesis import settings

from tests.support.bodies import Scan, scanning
from tests.support.template import environment_of

_TESTS = Path(__file__).parent
# Set before any module of the functions is imported: Powertools reads them then. A channel that
# the run was told to bring stays.
_BROUGHT = os.environ.get("CHANNEL_PACKAGES", "")
os.environ.update(environment_of("webhook") | {"CHANNEL_PACKAGES": _BROUGHT})
# However wide the terminal is that the tests are started from, and on whichever core they run.
os.environ["COLUMNS"] = "100"

# moto gives every test sessions of its own, and each would read what botocore knows of the services
# anew: megabytes that no test changes, and that the garbage collector need not look through.
_read = JSONFileLoader().load_file


@cache
def _known_of_aws(file: str) -> Any:
    known = _read(file)
    gc.freeze()
    return known


JSONFileLoader.load_file = lambda _, file: _known_of_aws(file)  # type: ignore[method-assign,assignment]


# How fast a busy machine is says nothing of what is tried on it. And with CI=true Hypothesis would
# try the same examples in every run: the default's are new ones each time, there as well, of a seed
# that `.ci/run` says.
_AS_EVERYWHERE = settings.get_profile("default")
settings.register_profile("any_machine", _AS_EVERYWHERE, deadline=None, print_blob=True)
settings.load_profile("any_machine")

# Fifteen thousand tests are no garbage: who looks for some would go through all of them each time.
gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def scan() -> Iterator[Scan]:
    """Every body rendered in the whole run."""
    scan = Scan()
    with scanning(scan):
        yield scan


@pytest.fixture(autouse=True)
def says_nothing_unlawful(scan: Scan) -> Iterator[None]:
    """Also where the code under test would swallow the complaint: a worker puts a record back."""
    yield
    found, scan.offences = scan.offences, []
    assert found == []
