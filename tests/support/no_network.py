"""Who uses this fixture talks to nobody: what would leave the process fails where it tries to."""

import socket
from typing import NoReturn

import pytest


class ReachedOut(AssertionError):
    """Not an OSError, which the code under test may well catch."""


@pytest.fixture(autouse=True)
def nobody_to_talk_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*asked: object) -> NoReturn:
        raise ReachedOut(f"a test tried to reach {asked[-1]}; use a fake")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket.socket, "sendto", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
