"""Lets a worker write a task's end when the database is back. Celery before 5.6.3 does not do it for results in a
database, whatever `result_backend_always_retry` says; the scheduler would wait for that end and keep the task's slot."""
from __future__ import annotations

from typing import Any


def outlive_the_database() -> None:
    from celery.backends.database import DatabaseBackend

    if "exception_safe_to_retry" not in vars(DatabaseBackend):
        DatabaseBackend.exception_safe_to_retry = _of_the_database


def _of_the_database(_backend: Any, error: Exception) -> bool:
    from sqlalchemy.exc import DatabaseError, InterfaceError

    return isinstance(error, (DatabaseError, InterfaceError))
