"""One line for each change, and none while nothing changes: what somebody reads at night."""
from __future__ import annotations

import logging
import time
from typing import Callable, Dict, Tuple


class Told:
    """Remembers which things are in trouble, since when and why."""

    def __init__(self, log: logging.Logger, clock: Callable[[], float] = time.monotonic) -> None:
        self._log = log
        self._clock = clock
        self._trouble: Dict[str, Tuple[float, str]] = {}

    def trouble(self, thing: str, reason: str) -> None:
        known = self._trouble.get(thing)
        if known is None or known[1] != reason:
            self._trouble[thing] = (known[0] if known else self._clock(), reason)
            self._log.warning("%s: %s", thing, reason)

    def well(self, thing: str) -> None:
        known = self._trouble.pop(thing, None)
        if known is not None:
            self._log.warning("%s: well again after %.0f s", thing, self._clock() - known[0])
