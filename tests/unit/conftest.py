"""Unit tests talk to nobody."""

from tests.support.no_network import nobody_to_talk_to

__all__ = ["nobody_to_talk_to"]
