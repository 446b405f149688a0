"""Brings the user of the metadata database on Cloud SQL to the password of its secret: `python -m
airflow_cdktf_gcp.cloud_sql_user`, with the machine's identity, before the migration.

Terraform does not do it: a write-only password cannot be read back from Secret Manager, so that an apply that dies half
way would leave two passwords. Here the secret is the only source, at every start and whatever happened before. Google's
interface is asked only where the password does not log in yet: a cluster starts without it.

Source: Cloud SQL Admin API, users.list, users.insert and users.update; an instance does one operation at a time and
answers 409 meanwhile.
"""
from __future__ import annotations

import json
import os
import sys
import time
from typing import Any, Callable, Dict, NamedTuple, Optional
from urllib.parse import quote, urlencode

import airflow_cdktf_google as google
from airflow_cdktf import database

API = "https://sqladmin.googleapis.com/v1"
#: Seconds. A right that was just given needs 2 min or more to reach all of Google (source: IAM, "Access change
#: propagation"), and an operation such as a backup keeps others away.
PATIENCE = 600.0
#: Seconds for a new password to count, and between two attempts to log in.
LOGIN_SECONDS = 120.0
PAUSE = 2.0
#: Answers that pass: no right yet, and another operation or a user that somebody makes at this moment.
PASSING = (403, 409)
#: From wherever the user comes, in MySQL's words; Postgres knows no such thing.
ANYWHERE = "%"


class Told(NamedTuple):
    project: str
    instance: str
    address: database.Address


def told(environment: Dict[str, str]) -> Told:
    """Raises KeyError and ValueError."""
    where = json.loads(environment["AIRFLOW_CDKTF_CLOUD_SQL"])
    address = database.parse(environment["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"])
    return Told(where["project"], where["instance"], address)


def refusal(address: database.Address) -> str:
    """Why the password does not log in; empty: it does."""
    try:
        connection = database.connect(address, seconds=5)
    except Exception as error:  # Each driver has its own.
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        return lines[0] if lines else type(error).__name__
    connection.close()
    return ""


class Users:
    """Of one instance."""

    def __init__(self, client: google.Google, told: Told) -> None:
        self._client = client
        self._address = told.address
        self._host = ANYWHERE if told.address.dialect == "mysql" else ""
        self._url = "%s/projects/%s/instances/%s/users" % (API, quote(told.project, safe=""), quote(told.instance))

    def set_password(self) -> str:
        """What was done, in words. Raises Refused."""
        user = {"name": self._address.user, "host": self._host, "password": self._address.password}
        known = self._client.ask("GET", self._url).get("items") or []
        if not any(self._is(one) for one in known):
            self._client.ask("POST", self._url, user)
            return "is made"
        which = {"name": self._address.user, **({"host": self._host} if self._host else {})}
        self._client.ask("PUT", "%s?%s" % (self._url, urlencode(which)), user)
        return "gets another password"

    def _is(self, user: Dict[str, Any]) -> bool:
        return user.get("name") == self._address.user and (user.get("host") or "") == self._host


def bring(
    users: Users,
    login: Callable[[], str],
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Empty: the password logs in. Else why not. Raises Refused."""
    if not login():
        return ""
    print("cloud-sql-user: %s" % google.waiting(users.set_password, PATIENCE, PASSING, clock, sleep), flush=True)
    end = clock() + LOGIN_SECONDS
    while True:
        why = login()
        if not why or clock() > end:
            return why
        sleep(PAUSE)


def words(refused: google.Refused, where: Told) -> str:
    """One line for people."""
    instance = "Cloud SQL %s of project %s" % (where.instance, where.project)
    if refused.status == 403:
        return "%s: this machine's service account may not change its users, or there is no such instance" % instance
    return "%s refuses: %s" % (instance, refused)


def main(environment: Dict[str, str], ask: Optional[google.Google] = None) -> int:
    try:
        where = told(environment)
    except (KeyError, ValueError) as error:
        print("cloud-sql-user: %r is missing or not as expected" % error.args[0], file=sys.stderr)
        return 2
    try:
        why = bring(Users(ask or google.Google(), where), lambda: refusal(where.address))
    except google.Refused as refused:
        print("cloud-sql-user: %s" % words(refused, where), file=sys.stderr)
        return 1
    if why:
        shown = where.address.shown
        print("cloud-sql-user: %s: the password of the secret does not log in: %s" % (shown, why), file=sys.stderr)
        return 1
    print("cloud-sql-user: %s logs in" % where.address.user, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(dict(os.environ)))
