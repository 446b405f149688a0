"""AWS' API for the test, which has no SDK of its own: a call per line in, its answer per line out, both JSON.

In: {"service": "ecs", "operation": "list_clusters", "parameters": {}}. A list that comes in pages is read to its end.
Out: {"answer": {...}} or {"error": "..."}.
"""
from __future__ import annotations

import functools
import json
import sys
from typing import Any, Dict

import boto3
from botocore.config import Config

# A fake server on a busy machine is slow, and its answers are lost now and then.
PATIENT = Config(connect_timeout=60, read_timeout=120, retries={"mode": "standard", "total_max_attempts": 8})


@functools.lru_cache(maxsize=None)
def client(service: str) -> Any:
    return boto3.client(service, config=PATIENT)


def call(service: str, operation: str, parameters: Dict[str, Any]) -> Any:
    asked = client(service)
    if asked.can_paginate(operation):
        return asked.get_paginator(operation).paginate(**parameters).build_full_result()
    return getattr(asked, operation)(**parameters)


def plain(value: Any) -> str:
    """What JSON cannot say."""
    if hasattr(value, "read"):
        value = value.read()
    return value.decode() if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    for line in sys.stdin:
        try:
            asked = json.loads(line)
            answer = {"answer": call(asked["service"], asked["operation"], asked["parameters"])}
        except Exception as error:
            answer = {"error": str(error)}
        print(json.dumps(answer, default=plain), flush=True)
