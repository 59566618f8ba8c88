"""Which channels does this machine's environment bring, and where is what the bench needs of them?

CHANNEL_PACKAGES names their packages, on the bench as in a deployment: docs/adding-a-channel.md.
"""

import os
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

from workbench.errors import WorkbenchError

VARIABLE = "CHANNEL_PACKAGES"
_NO_CHANNEL = (
    "{variable}={value}：不是通路的套件，或找不到\n  → 見 docs/adding-a-channel.md\n"
    "{variable}={value}: no package of a channel, or not to be found ({why})\n"
    "  → docs/adding-a-channel.md"
)


def join() -> None:
    """Let them join. Raises `WorkbenchError` for what is no channel's package."""
    value = os.environ.get(VARIABLE, "")
    if not value:
        return  # the usual case, and nothing to import for it
    try:
        import_module("towkay.adapters.joined")
    except (ImportError, AttributeError, ValueError) as error:
        text = _NO_CHANNEL.format(variable=VARIABLE, value=value, why=error)
        raise WorkbenchError(text) from error


def brought() -> Mapping[str, str]:
    """The package of each channel that was brought."""
    joined = import_module("towkay.adapters.joined")
    return {str(channel): package for channel, package in joined.BROUGHT.items()}


def sources() -> Iterator[tuple[str, Path]]:
    """Every Python file of their packages, by its path in a layer."""
    for package in brought().values():
        folder = Path(str(import_module(package).__file__)).parent
        for file in sorted(folder.rglob("*.py")):
            yield f"python/{package.replace('.', '/')}/{file.relative_to(folder)}", file
