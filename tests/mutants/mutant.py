"""What is a planted fault?"""

from dataclasses import dataclass
from pathlib import Path

CORE = "layers/core/towkay/"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A fault that production could have: `old` becomes `new`, and each of `tests` must fail.

    `name` says what is wrong with it; `path` is relative to the root, below the package unless it
    names another folder; `tests` are named as pytest names them, below `tests/`.
    """

    name: str
    path: str
    old: str
    new: str
    tests: tuple[str, ...]

    def file(self, root: Path) -> Path:
        """Where the fault is planted."""
        is_core = not self.path.startswith(("functions/", "workbench/", "template"))
        return root / (CORE + self.path if is_core else self.path)

    def plant(self, root: Path) -> None:
        """Change the one place. Raises `ValueError` when there is not exactly one."""
        file = self.file(root)
        code = file.read_text(encoding="utf-8")
        if code.count(self.old) != 1:
            raise ValueError(f"{self.path} has the text {code.count(self.old)} times: {self.old!r}")
        file.write_text(code.replace(self.old, self.new), encoding="utf-8")
