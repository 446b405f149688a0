"""What the log says when a worker's protection takes another turn."""
from __future__ import annotations

from typing import Any, Dict

from . import protection_rules as rules
from .protection_rules import Memory


def change(before: Memory, after: Memory, note: Dict[str, Any], watch: Any, first: bool) -> str:
    """One sentence. `watch` knows both task definitions; `first`: this worker has not taken a task yet."""
    tasks = _tasks(int(note["running"]) + int(note["reserved"]))
    if after.phase == rules.WORKING:
        return "Takes tasks" if first else "Takes tasks again"
    if after.phase == rules.ASKING:
        if before.why == rules.SUPERSEDED:
            return "Task definition %s is the current one again: asks for protection, to take tasks again" % watch.own
        if before.phase == rules.RELEASED:
            return "Was not ended (%s): asks for protection again and goes back to work" % before.why
        return "Protection is lost: takes no tasks until ECS grants it again, and finishes %s" % tasks
    if after.why == rules.SUPERSEDED:
        found = "Task definition %s was superseded by %s" % (watch.own, watch.current)
        if watch.own == watch.current:
            found = "The service is deleted, or deployed anew with the same task definition"
        if after.phase == rules.FINISHING:
            return "%s: takes no more tasks, finishes %s" % (found, tasks)
        return "%s, and nothing runs here: lets go of its protection" % found
    if after.phase == rules.FINISHING:
        return "Idle, and the service runs more tasks than wanted (%d): offers itself" % watch.view.surplus
    return "Nothing runs here: lets go of its protection, and goes back to work unless ECS ends it soon"


def _tasks(count: int) -> str:
    return "1 task" if count == 1 else "%d tasks" % count
