"""What the DAG processor's health command must know of a repository over SSH: whether this process has read it once."""
from __future__ import annotations

import os
from typing import Optional

from . import container, files

NOTE = "dags.json"
#: Names the bundle that writes the note.
BUNDLES = "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST"


def _why() -> Optional[str]:
    """Of this life of the container: why it was not read; empty once it was; None where nobody has tried."""
    note = files.read_json(NOTE)
    if note is None or note.get("start_mark") != container.start_mark():
        return None
    return str(note.get("why", ""))


def _write(why: str) -> None:
    # Once it was read, what was read goes on when its server is away.
    if _why() != "":
        files.write_json(NOTE, {"start_mark": container.start_mark(), "why": why})


def read() -> None:
    _write("")


def failed(why: str) -> None:
    _write(why)


def unhealthy() -> Optional[str]:
    """Why there are no DAGs, or None."""
    if "airflow_cdktf.git_over_ssh" not in os.environ.get(BUNDLES, ""):
        return None
    why = _why()
    return "DAGs: the repository has not been read yet" if why is None else why or None
