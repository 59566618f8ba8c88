"""What goes wrong on the bench, said so that the reader knows what to do."""


class WorkbenchError(Exception):
    """A failure with a remedy; the command line prints it without a stack trace."""
