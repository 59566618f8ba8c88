"""What goes wrong on the bench, said so that the reader knows what to do."""

from workbench.transcript import behind_name


class WorkbenchError(Exception):
    """A failure with a remedy; the command line prints it without a stack trace."""


def refusal(told: str) -> WorkbenchError:
    """One whose words are long, or the user's own: no wider than the terminal."""
    return WorkbenchError(behind_name(told))
