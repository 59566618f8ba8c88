"""What becomes of a test that needs something this machine does not have?

It is left out, and the run says why and what to do. Under CI=true, as in `.ci/run`, what the
project makes for itself has to be there: without it a test fails, so that no check is lost unseen.
"""

import os
from typing import NoReturn

import pytest


def not_made(reason: str) -> NoReturn:
    """Something that `make` makes, or that comes with a clone, is not there."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (CI has to have it)", pytrace=False)
    pytest.skip(reason)


def not_installed(reason: str) -> NoReturn:
    """A program of the machine's own is not there; `.ci/run` says at its end what that left out."""
    pytest.skip(reason)
