"""Flower's configuration: the login, whole. As a value of --basic-auth, or of a variable of Flower's own, a comma in the
password would end it and begin the next login."""
from __future__ import annotations

from typing import List

from airflow_cdktf.settings import written


def logins(text: str) -> List[str]:
    name, colon, password = text.partition(":")
    if not (name and colon and password):
        raise SystemExit("Flower: [celery] flower_basic_auth is no login of the form NAME:PASSWORD; nothing is started")
    return [text]


basic_auth = logins(written("celery", "flower_basic_auth") or "")
