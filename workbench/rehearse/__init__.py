"""A campaign played against invented people and channels, in virtual time."""
