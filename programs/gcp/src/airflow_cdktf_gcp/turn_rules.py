"""Pure rules: which workers of a pool may drain for a change at the same time. No clock, no Redis."""
from __future__ import annotations

from typing import Dict, Set

from .live_workers import group

#: Seconds after which a turn lapses that nobody renewed: the machine is gone, or its new worker does not start. Longer
#: than a worker takes from its end until it is healthy again.
LAPSE_SECONDS = 900


def holders(turns: Dict[str, float], now: float) -> Set[str]:
    """Machines whose turn has not lapsed. `turns`: when each was taken or renewed last."""
    return {machine for machine, at in turns.items() if now - at < LAPSE_SECONDS}


def most(live: Set[str], holding: Set[str]) -> int:
    """Half of the pool's workers, those included that have the turn now; a pool of one drains alone."""
    return max(1, len(live | holding) // 2)


def granted(machine: str, turns: Dict[str, float], live: Set[str], now: float) -> bool:
    """`live`: machines with a living worker, of whatever pool."""
    holding = holders(turns, now)
    own = {one for one in live if group(one) == group(machine)} | {machine}
    return machine in holding or len(holding) < most(own, holding)
