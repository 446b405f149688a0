"""Pure rules: when a worker of a pool with a range leaves, so that its machine is deleted. No clock, no I/O.

The group's autoscaler only adds machines. A machine that it removed would have some 90 s, whatever its tasks need; so a
worker leaves by itself, once it has nothing to do.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

#: WORKING: takes tasks. LEAVING: takes none, and makes sure that none came meanwhile. LEFT: the group was asked to
#: delete this machine.
WORKING, LEAVING, LEFT = "working", "leaving", "left"

#: Looks in a row without task and consumer: the two are not read in the same instant.
CALM_LOOKS = 2
#: Seconds in which the group deletes a machine; then the worker goes back to work.
DELETION_SECONDS = 300.0
#: Seconds for a consumer to let go of its queues; then the worker goes back to work.
LEAVING_SECONDS = 60.0
#: Seconds until a worker that may not leave thinks about it again.
PAUSE_SECONDS = 60.0
#: And one whose deletion was refused or did not come: somebody has to change something first.
LONG_PAUSE_SECONDS = 600.0


@dataclass(frozen=True)
class Look:
    at: float
    """Seconds of a clock that never goes back."""
    busy: int
    """Tasks that run or wait in this worker."""
    consuming: bool
    free: bool
    """Consumes all its queues, and nobody else stops or drains it."""
    fresh: bool = True
    """The worker was looked at since the look before."""


@dataclass(frozen=True)
class Memory:
    phase: str = WORKING
    since: float = 0.0
    idle_since: Optional[float] = None
    calm: int = 0
    not_before: float = 0.0


def next_memory(memory: Memory, look: Look) -> Memory:
    """After one more look. It only counts: phases change by what the caller did."""
    idle = not look.busy and (look.free or memory.phase != WORKING)
    idle_since = None if not idle else look.at if memory.idle_since is None else memory.idle_since
    calm = memory.calm + int(look.fresh) if not look.busy and not look.consuming else 0
    return replace(memory, idle_since=idle_since, calm=calm)


def wants_to_leave(memory: Memory, look: Look, idle_seconds: float) -> bool:
    """It then asks whether the group has more machines than it must have, and for the lock."""
    idle = memory.idle_since is not None and look.at - memory.idle_since >= idle_seconds
    return memory.phase == WORKING and look.free and idle and look.at >= memory.not_before


def has_left(memory: Memory) -> bool:
    """Nothing runs and nothing can come: it may ask for its deletion."""
    return memory.phase == LEAVING and memory.calm >= CALM_LOOKS


def goes_back(memory: Memory, look: Look) -> str:
    """Why a worker that was leaving takes tasks again, or nothing."""
    if memory.phase == LEAVING and look.busy:
        return "a task came"
    if memory.phase == LEAVING and look.at - memory.since >= LEAVING_SECONDS:
        return "it still consumes after %.0f s" % LEAVING_SECONDS
    if memory.phase == LEFT and look.at - memory.since >= DELETION_SECONDS:
        return "its machine was not deleted within %.0f s" % DELETION_SECONDS
    return ""


def entered(phase: str, look: Look) -> Memory:
    return Memory(phase=phase, since=look.at, idle_since=look.at)


def back(look: Look, pause: float) -> Memory:
    """Working again, and idle from now on."""
    return Memory(since=look.at, not_before=look.at + pause)
