"""The note by which somebody asks this container's worker to stop taking tasks."""
from __future__ import annotations

import os
import time

from . import container, files


def made() -> bool:
    return os.path.exists(files.path_of(files.DRAIN_REQUEST))


def forget_old() -> None:
    """A container's /tmp outlives its restart: a drain asked of the process before is not meant for this one."""
    try:
        asked = time.time() - os.path.getmtime(files.path_of(files.DRAIN_REQUEST))
    except OSError:
        return
    if asked > container.age(os.getpid()):
        files.remove(files.DRAIN_REQUEST)
