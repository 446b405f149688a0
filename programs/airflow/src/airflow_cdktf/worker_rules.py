"""Pure rules about a Celery worker's state, from one look to the next. No clock, no Celery."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional, Tuple

from .worker_health import CONSUMING, DRAINING, STALLED, STARTING, UNREACHABLE

#: Looks at the broker that must all agree before a worker counts as stalled.
PROOFS = 3
#: Longest wait between two of Celery's attempts to connect is 30 s; a worker that is still out after this is stuck.
RECONNECT_SECONDS = 120.0


@dataclass(frozen=True)
class Look:
    """One look at the worker."""

    at: float
    """Seconds of a clock that never goes back."""
    stopping: bool
    """SIGTERM arrived, or a note asks for a drain."""
    connected: bool
    """The worker's own connection to the broker stands, and it consumes a queue."""
    received: int
    """Messages received since the start."""
    free: int
    """Slots without a task."""
    broker_answers: Optional[bool] = None
    """None: not asked this time."""
    waiting: int = 0
    """Messages in the queues that this worker should consume; counts when the broker was asked and answered."""
    held: Optional[Tuple[str, str]] = None
    """State and reason of a worker that an extension keeps from consuming."""


@dataclass(frozen=True)
class Memory:
    """What is remembered between two looks."""

    state: str = STARTING
    since: float = 0.0
    reason: str = ""
    broker_ok: bool = True
    broker_ok_since: float = 0.0
    suspect_since: Optional[float] = None
    proofs: int = 0
    waiting: int = 0
    received: int = 0


def _broker(memory: Memory, look: Look) -> Memory:
    if look.broker_answers is None or look.broker_answers == memory.broker_ok:
        return memory
    return replace(memory, broker_ok=look.broker_answers, broker_ok_since=look.at)


def _suspicion(memory: Memory, look: Look) -> Memory:
    """Counts looks at which messages waited, slots were free and nothing came. Anything else clears it."""
    if look.received != memory.received:
        return replace(memory, received=look.received, suspect_since=None, proofs=0)
    if look.broker_answers is None:
        return memory
    if not (look.broker_answers and look.waiting > 0 and look.free > 0 and look.connected):
        return replace(memory, suspect_since=None, proofs=0)
    start = look.at if memory.suspect_since is None else memory.suspect_since
    return replace(memory, suspect_since=start, proofs=memory.proofs + 1, waiting=look.waiting)


def _judge(memory: Memory, look: Look, stall_seconds: float) -> Tuple[str, str]:
    if memory.state == STALLED:
        return STALLED, memory.reason  # There is no way back: the process is being ended.
    if look.stopping:
        return DRAINING, ""
    if look.held is not None:
        return look.held
    if memory.state == STARTING and not look.connected:
        return STARTING, ""
    if memory.suspect_since is not None and memory.proofs >= PROOFS and look.at - memory.suspect_since >= stall_seconds:
        seconds = look.at - memory.suspect_since
        return STALLED, "%d messages wait, %d slots are free and nothing was received for %.0f s" % (
            memory.waiting,
            look.free,
            seconds,
        )
    if look.connected and memory.broker_ok:
        return CONSUMING, ""
    out = look.at - max(memory.since, memory.broker_ok_since)
    if memory.state == UNREACHABLE and memory.broker_ok and out >= max(RECONNECT_SECONDS, stall_seconds):
        return STALLED, "the broker answers, but the worker has not connected to it for %.0f s" % out
    return UNREACHABLE, ""


def next_memory(memory: Memory, look: Look, stall_seconds: float) -> Memory:
    """The state after one more look."""
    seen = _suspicion(_broker(memory, look), look)
    state, reason = _judge(seen, look, stall_seconds)
    return replace(seen, state=state, reason=reason, since=seen.since if state == seen.state else look.at)
