"""The channel simulators: Messenger and LINE on this machine, over the HTTP they really speak."""
