"""The folder in which the processes of one container leave notes for each other."""
from __future__ import annotations

import json
import os
from typing import Any, Dict, Optional

#: Each container has one of its own in every engine and cloud, also beside a root file system that is read-only;
#: /tmp is mounted by people, into many containers at once.
FOLDER = "/dev/shm/airflow-cdktf"
WORKER_STATE = "worker.json"
DRAIN_REQUEST = "drain"


def path_of(name: str) -> str:
    """Path of a note. Tests move the folder by AIRFLOW_CDKTF_STATE_FOLDER."""
    return os.path.join(os.environ.get("AIRFLOW_CDKTF_STATE_FOLDER", FOLDER), name)


def write_json(name: str, content: Dict[str, Any]) -> None:
    """Replaces a note in one step: a reader sees the old or the new one, never half of it."""
    target = path_of(name)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    # The group is always 0 in Airflow's image: a health command of another user id can still write.
    scratch = "%s.%d" % (target, os.getpid())
    with open(scratch, "w", encoding="utf-8") as file:
        json.dump(content, file)
    os.replace(scratch, target)


def read_json(name: str) -> Optional[Dict[str, Any]]:
    """The note, or None where there is none that can be read."""
    try:
        with open(path_of(name), encoding="utf-8") as file:
            content = json.load(file)
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None


def changed_at(name: str) -> Optional[float]:
    """When a note was last written, by the clock of its disk. None: there is none."""
    try:
        return os.stat(path_of(name)).st_mtime
    except OSError:
        return None


def remove(name: str) -> None:
    try:
        os.remove(path_of(name))
    except OSError:
        pass
