"""Puts the Python of a machine, of Google's containers and of Airflow's on Python's path."""
from __future__ import annotations

import json
import os
import sys
import types
from typing import Any

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
for folder in ("airflow/src", "gcp/src", "machine/python"):
    sys.path.insert(0, os.path.join(ROOT, folder))
sys.dont_write_bytecode = True


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    return [_texts(one) for one in value] if isinstance(value, list) else str(value)


try:
    import yaml  # noqa: F401
except ImportError:  # Airflow's image has it, a machine that runs these tests perhaps not: JSON is YAML too.
    _yaml: Any = types.ModuleType("yaml")
    _yaml.YAMLError, _yaml.BaseLoader = ValueError, None
    _yaml.load = lambda text, Loader: _texts(json.loads(text))
    sys.modules["yaml"] = _yaml
