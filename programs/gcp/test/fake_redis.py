"""As much of redis-py and its server as turns and announcements need, in memory: not every machine has redis-py."""
from __future__ import annotations

import fnmatch
import sys
import types
from typing import Any, Callable, Dict, List, Optional

import context  # noqa: F401


try:
    from redis import WatchError
except ImportError:

    class WatchError(Exception):  # type: ignore[no-redef]
        pass

    _redis: Any = types.ModuleType("redis")
    _redis.WatchError = WatchError
    sys.modules["redis"] = _redis


class Redis:
    """Sorted sets only. `meanwhile` is called once when a pipeline watches, as another client's write."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.sets: Dict[str, Dict[str, float]] = {}
        self.meanwhile: Optional[Callable[[], None]] = None
        self.writes = 0

    def time(self) -> "tuple[int, int]":
        return int(self.now), 0

    def zadd(self, key: str, members: Dict[str, float]) -> None:
        self.writes += 1
        self.sets.setdefault(key, {}).update(members)

    def zrem(self, key: str, member: str) -> None:
        self.writes += 1
        self.sets.get(key, {}).pop(member, None)

    def zrange(self, key: str, _start: int, _end: int, withscores: bool) -> List[Any]:
        return [(name.encode(), at) for name, at in self.sets.get(key, {}).items()]

    def zrangebyscore(self, key: str, least: float, _most: str) -> List[bytes]:
        return [name.encode() for name, at in self.sets.get(key, {}).items() if at >= least]

    def zremrangebyscore(self, key: str, _least: str, most: float) -> None:
        self.sets[key] = {name: at for name, at in self.sets.get(key, {}).items() if at > most}

    def expire(self, key: str, seconds: int) -> None:
        pass

    def scan_iter(self, match: str, count: int) -> List[bytes]:
        return [key.encode() for key in self.sets if fnmatch.fnmatchcase(key, match)]

    def pipeline(self, transaction: bool = True) -> "Pipeline":
        return Pipeline(self)


class Pipeline:
    """Answers at once while it watches, and at `execute` otherwise."""

    def __init__(self, server: Redis) -> None:
        self._server = server
        self._queued: List[Callable[[], Any]] = []
        self._watching = False
        self._seen = 0

    def __enter__(self) -> "Pipeline":
        return self

    def __exit__(self, *_: Any) -> None:
        pass

    def watch(self, _key: str) -> None:
        self._watching, self._seen = True, self._server.writes
        meanwhile, self._server.meanwhile = self._server.meanwhile, None
        if meanwhile is not None:
            meanwhile()

    def multi(self) -> None:
        self._watching = False

    def execute(self) -> List[Any]:
        if self._seen and self._server.writes != self._seen:
            raise WatchError()
        return [one() for one in self._queued]

    def __getattr__(self, name: str) -> Any:
        command = getattr(self._server, name)
        if self._watching:
            return command
        return lambda *given: self._queued.append(lambda: command(*given))
