"""Puts lib/aws/python and lib/airflow/python on Python's path."""
from __future__ import annotations

import os
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
for folder in ("airflow", "aws"):
    sys.path.insert(0, os.path.join(ROOT, "lib", folder, "python"))
sys.dont_write_bytecode = True
