"""Puts programs/airflow/src on Python's path, and the notes of a test into a folder of its own."""
from __future__ import annotations

import os
import sys
import tempfile

CODE = os.path.join(os.path.dirname(__file__), "..", "src")
sys.path.insert(0, os.path.abspath(CODE))
sys.dont_write_bytecode = True


def own_folder() -> "tempfile.TemporaryDirectory[str]":
    folder = tempfile.TemporaryDirectory()
    os.environ["AIRFLOW_CDKTF_STATE_FOLDER"] = folder.name
    return folder
