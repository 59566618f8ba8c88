"""What of many alike does this run try?"""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def this_third(some: Sequence[T]) -> list[T]:
    """All of them, or with THIRD=0, 1 or 2 a third: `.ci/run` takes each of them in turn."""
    third = os.environ.get("THIRD", "")
    return list(some[int(third) :: 3]) if third else list(some)
