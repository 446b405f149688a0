"""Pure rules: when a worker takes tasks, when its ECS task is protected, when it lets go. No clock, no I/O.

ECS ends a task without protection whenever it wants. So a worker is protected as long as it takes or runs tasks, also
when it is idle: it might get a task in the second in which ECS chooses it.
"""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

#: Lacks protection: takes no tasks. WORKING: takes tasks. FINISHING: takes none, and runs what it has. RELEASED: has
#: nothing to do and no protection, and waits to be ended.
ASKING, WORKING, FINISHING, RELEASED = "asking", "working", "finishing", "released"
#: Why a worker leaves.
SUPERSEDED, SURPLUS = "superseded", "surplus"

#: Seconds without a task after which a worker may count as surplus.
IDLE_SECONDS = 60.0
#: Seconds in which ECS ends a task that lost its protection; then the worker goes back to work.
OFFER_SECONDS = 120.0
#: Looks in a row without a task: counters and consumer are not read in the same instant.
CALM_LOOKS = 2
#: Least chance with which one of several idle workers offers itself after a look at the service.
LEAST_CHANCE = 0.25
#: Seconds of protection below which it counts as lost.
LOST_SECONDS = 60.0


@dataclass(frozen=True)
class View:
    """One look at the ECS service."""

    at: float
    superseded: bool
    """Its current release is another one."""
    surplus: int
    """Tasks of the current release beyond the number wanted."""
    running: int
    """Tasks of the current release."""


@dataclass(frozen=True)
class Look:
    at: float
    """Seconds of a clock that never goes back."""
    busy: int
    """Tasks that run or wait in this worker."""
    consuming: bool
    protected_for: float
    """Seconds of confirmed protection that are left; 0: none."""
    view: Optional[View]
    """The newest one that succeeded."""
    dice: float
    """Random, from 0 to 1."""
    fresh: bool = True
    """The worker was looked at since the look before."""


@dataclass(frozen=True)
class Memory:
    phase: str = ASKING
    why: str = ""
    """SUPERSEDED or SURPLUS in FINISHING and RELEASED."""
    since: float = 0.0
    idle_since: Optional[float] = None
    calm: int = 0
    seen: float = float("-inf")
    """The view after which the dice were thrown last."""


def wants_protection(memory: Memory) -> bool:
    return memory.phase != RELEASED


def may_consume(memory: Memory) -> bool:
    return memory.phase == WORKING


def _counted(memory: Memory, look: Look) -> Memory:
    idle_since = None if look.busy else look.at if memory.idle_since is None else memory.idle_since
    calm = memory.calm + int(look.fresh) if not look.busy and not look.consuming else 0
    return replace(memory, idle_since=idle_since, calm=calm)


def _offers(memory: Memory, look: Look) -> bool:
    """An idle worker of a service with too many: not all of them at once, so one throw for each look at the service."""
    view = look.view
    if view is None or view.surplus <= 0 or view.at <= memory.seen:
        return False
    if memory.idle_since is None or look.at - memory.idle_since < IDLE_SECONDS:
        return False
    return look.dice < max(LEAST_CHANCE, view.surplus / max(1, view.running))


def _next(memory: Memory, look: Look) -> "tuple[str, str]":
    view = look.view
    superseded = view is not None and view.superseded
    if memory.phase == RELEASED:
        if superseded:
            return RELEASED, SUPERSEDED
        needed_again = view is not None and view.at > memory.since and (memory.why == SUPERSEDED or view.surplus <= 0)
        waited = memory.why == SURPLUS and look.at - memory.since >= OFFER_SECONDS
        return (ASKING, "") if waited or needed_again else (RELEASED, memory.why)
    if superseded:
        return (RELEASED if memory.calm >= CALM_LOOKS else FINISHING), SUPERSEDED
    if memory.phase == FINISHING and memory.why == SURPLUS and not look.busy:
        if view is not None and view.surplus > 0:
            return (RELEASED if memory.calm >= CALM_LOOKS else FINISHING), SURPLUS
    if look.protected_for <= LOST_SECONDS:
        return ASKING, ""
    if memory.phase == WORKING and _offers(memory, look):
        return FINISHING, SURPLUS
    return WORKING, ""


def next_memory(memory: Memory, look: Look) -> Memory:
    """What to remember after one more look."""
    counted = _counted(memory, look)
    phase, why = _next(counted, look)
    seen = look.view.at if look.view is not None else counted.seen
    if (phase, why) == (memory.phase, memory.why):
        return replace(counted, seen=seen)
    return Memory(phase=phase, why=why, since=look.at, seen=seen)
