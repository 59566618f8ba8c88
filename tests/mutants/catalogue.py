"""Which faults must our harness see?

Those every system of this kind should be tried with, as far as they concern what exists, and
others that this code could have, each at a place where one was once found.
"""

from tests.mutants.inbound import INBOUND, QUEUES
from tests.mutants.kept_orders import KEPT_ORDERS
from tests.mutants.orders import ORDERS
from tests.mutants.outbound import EVIDENCE, OUTBOUND
from tests.mutants.parcels import PARCELS
from tests.mutants.people import PEOPLE
from tests.mutants.planned import PLANNED
from tests.mutants.said_of_parcels import SAID_OF_PARCELS
from tests.mutants.shops import SHOPS
from tests.mutants.sources import SOURCES
from tests.mutants.templates import TEMPLATES
from tests.mutants.unasked import UNASKED
from tests.mutants.whole import WHOLE

_MESSAGES = INBOUND + QUEUES + OUTBOUND + EVIDENCE + UNASKED + PEOPLE + PLANNED + WHOLE
_PARCELS = PARCELS + SAID_OF_PARCELS + SOURCES + SHOPS + ORDERS + TEMPLATES
MUTANTS = _MESSAGES + _PARCELS + KEPT_ORDERS
