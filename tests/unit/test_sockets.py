"""The guard around the unit tests holds."""

import socket

import pytest
import urllib3

from tests.support.no_network import ReachedOut


def test_a_unit_test_cannot_open_a_connection() -> None:
    with socket.socket() as outgoing, pytest.raises(ReachedOut, match=r"127\.0\.0\.1"):
        outgoing.connect(("127.0.0.1", 9))


def test_a_unit_test_cannot_look_up_a_name() -> None:
    with pytest.raises(ReachedOut):
        urllib3.PoolManager(retries=False).request("GET", "http://towkay.invalid/")
