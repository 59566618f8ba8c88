"""Importing a function is its init phase: the shared variables come from the template itself."""

import os

from tests.support.template import environment_of

# Set before any module of the functions is imported: Powertools reads them then.
os.environ.update(environment_of("webhook"))
