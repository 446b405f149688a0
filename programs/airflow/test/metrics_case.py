"""A plan of two pools with a common queue, and the tasks in its queues."""
from __future__ import annotations

import json
from typing import Any, Optional

import context  # noqa: F401
from airflow_cdktf import metrics_plan
from airflow_cdktf.metrics_rules import Load, Tasks

TEXT = json.dumps(
    {
        "every": 30,
        "pools": [
            {"pool": "default", "queues": ["default", "both"], "slots": 16, "min": 0, "max": 10},
            {"pool": "reports", "queues": ["both"], "slots": 4, "min": 1, "max": 2},
        ],
    }
)
PLAN = metrics_plan.read(TEXT)
DESIRED = {"default": 0, "reports": 2}


def tasks(scheduler: Optional[float] = 3.0, **queues: Any) -> Tasks:
    return Tasks({name: Load(*load) for name, load in queues.items()}, scheduler)
