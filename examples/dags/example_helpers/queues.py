"""The queues that the deployment file declares."""

from __future__ import annotations

import os
import re

from example_helpers.airflow_names import variable


def declared_queues() -> list[str]:
    """
    Queue names from the variable `airflow_cdktf_queues` (separated by commas), which the deployment's migration writes;
    AIRFLOW_CDKTF_QUEUES in the environment wins, for a try without a deployment. Default: `default`.
    """
    written = os.environ.get("AIRFLOW_CDKTF_QUEUES") or variable("airflow_cdktf_queues", "")
    names = [name.strip() for name in written.split(",")]
    return list(dict.fromkeys(name for name in names if name)) or ["default"]


def task_id(prefix: str, queue: str) -> str:
    """`probe`, `training` -> `probe_training`. A character that no task id may hold becomes its hexadecimal code."""
    return prefix + "_" + re.sub(r"[^A-Za-z0-9_.-]", lambda match: f"_x{ord(match[0]):x}_", queue)
