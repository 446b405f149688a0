"""Puts programs/ecs/src and programs/airflow/src on Python's path."""
from __future__ import annotations

import os
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
for folder in ("airflow", "ecs"):
    sys.path.insert(0, os.path.join(ROOT, folder, "src"))
sys.dont_write_bytecode = True
