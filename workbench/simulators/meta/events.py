"""What does every messaging event of Messenger or Instagram stand in?"""

from typing import Any

from workbench.simulators.meta.parts import Json


def from_person(account: str, user: str, at_ms: int, **parts: Any) -> Json:
    """Any event whose sender is the person."""
    return {"sender": {"id": user}, "recipient": {"id": account}, "timestamp": at_ms, **parts}
