"""Does somebody agree to what was shown to them?"""

import sys
from collections.abc import Callable

_YES = ("y", "yes", "是", "好")


def agreed(question: str, ask: Callable[[str], str] | None = None) -> bool:
    """Whether the answer is a yes. Where nobody is there to be asked there is none.

    Without `ask` a script is not waited for: it has nobody at its keyboard.
    """
    try:
        return (ask or _asked)(question).strip().lower() in _YES
    except EOFError:
        return False


def _asked(question: str) -> str:
    return input(question) if sys.stdin.isatty() else ""
