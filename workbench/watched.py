"""What does whoever watches a command at work see, until there is something to print?"""

import sys


def show(line: str) -> None:
    """Put a line in place of the one before, where it is looked at; an empty one takes it away."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
