"""Pure rules: whether a worker takes messages, from what the execution API answered. No clock, no I/O."""
from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

#: Questions in a row without an answer: one may be lost in a busy webserver.
FAILURES = 2
#: Seconds between two questions while it answers, and while it does not.
EVERY = 10.0
EVERY_AWAY = 1.0


@dataclass(frozen=True)
class Memory:
    away: bool = True
    """Until the first answer, nothing is taken."""
    since: float = 0.0
    asked: float = float("-inf")
    failures: int = 0
    reason: str = ""


def due(memory: Memory, now: float, hinted: bool) -> bool:
    """Whether to ask now. `hinted`: a task could not start since the last question."""
    quick = memory.away or memory.failures > 0 or hinted
    return now - memory.asked >= (EVERY_AWAY if quick else EVERY)


def next_memory(memory: Memory, now: float, reason: Optional[str]) -> Memory:
    """After one more question: `reason` says why it was not answered, None that it was."""
    if reason is None:
        return Memory(away=False, since=now if memory.away else memory.since, asked=now)
    failures = memory.failures + 1
    away = memory.away or failures >= FAILURES
    since = memory.since if away == memory.away else now
    return replace(memory, away=away, since=since, asked=now, failures=failures, reason=reason)
