"""In which packages do the channels live, those too that a deployment brought of its own?

A channel's package has `INBOUND` in its module `inbound` and `OUTBOUND` in its module `outbound`.
One from outside also names in the package itself its `CHANNEL`, which it makes with
`domain.channels.join`, and its `HOST`; the variable CHANNEL_PACKAGES lists such packages, with
commas between them. Whoever reads a channel's name back asks here, so that it is known by then.
"""

import os
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

from towkay.domain.channels import Channel, every_channel

# Those of the product whose packages stand.
OWN = (Channel.MESSENGER, Channel.INSTAGRAM, Channel.WHATSAPP, Channel.LINE)
_OWN_PACKAGES = "towkay.adapters.channels"


def brought(listed: str) -> dict[Channel, str]:
    """The channels of the listed packages; to import one is to let it join.

    Raises `ImportError` or `AttributeError` for what is no channel's package: a wrong deployment
    fails in the init phase.
    """
    packages = [name.strip() for name in listed.split(",") if name.strip()]
    return {import_module(name).CHANNEL: name for name in packages}


BROUGHT: Mapping[Channel, str] = MappingProxyType(brought(os.environ.get("CHANNEL_PACKAGES", "")))


def each(module: str, name: str) -> dict[Channel, Any]:
    """What every channel calls `name` in that module of its package."""
    packages = {channel: f"{_OWN_PACKAGES}.{channel}" for channel in OWN} | dict(BROUGHT)
    return {
        channel: getattr(import_module(f"{package}.{module}"), name)
        for channel, package in packages.items()
    }


def each_that_has(module: str, name: str) -> dict[Channel, Any]:
    """The same for a module that a channel may do without."""
    packages = {channel: f"{_OWN_PACKAGES}.{channel}" for channel in every_channel()}
    packages |= BROUGHT
    return {
        channel: getattr(import_module(f"{package}.{module}"), name)
        for channel, package in packages.items()
        if find_spec(package) and find_spec(f"{package}.{module}")
    }


def host_of(channel: str) -> str:
    """Where the API of a brought channel is. Raises `KeyError` for any other."""
    host: str = import_module(BROUGHT[Channel(channel)]).HOST
    return host


def channel_named(name: str) -> Channel:
    """Raises `ValueError` when no channel of this deployment is called so."""
    return Channel(name)
