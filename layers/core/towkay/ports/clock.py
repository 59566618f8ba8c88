"""What time is it, for whom time is a parameter?"""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
