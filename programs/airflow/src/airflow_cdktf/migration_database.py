"""Waits for the database, and says in plain words why a migration cannot be."""
from __future__ import annotations

import time
from typing import Any, List, Optional

from . import database

#: Answers that waiting does not change, in PostgreSQL's and MySQL's words.
DECISIVE = (
    "password authentication failed",
    "no pg_hba.conf entry",
    "Access denied",
    "Unknown database",
    # The server is not the one that its certificate's authority was given for, or the file is not there.
    "certificate verify failed",
    "does not match host name",
    "root certificate file",
)
#: Seconds that even those are tried again: a database that is being initialised may give them for a moment.
PATIENCE = 5.0
POLL_SECONDS = 0.25
#: What a lack of rights looks like.
RIGHTS = ("permission denied", "must be owner of", "command denied to user", "Access denied for user")


class Refusal(Exception):
    """A migration that must not or cannot be. The text is one line for people."""


def first_line(error: BaseException) -> str:
    """The first line that a driver or SQLAlchemy wrote, without the statement and its parameters."""
    origin = getattr(error, "orig", None) or error
    parts = getattr(origin, "args", ())
    text = str(parts[1]) if len(parts) == 2 and isinstance(parts[0], int) else str(origin)
    lines: List[str] = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def redact(text: str, secrets: List[str]) -> str:
    for secret in secrets:
        if len(secret) >= 4:
            text = text.replace(secret, "***")
    return text


def wait(address: database.Address, seconds: float) -> None:
    """Returns once the database answers. Raises Refusal after `seconds`, sooner when waiting cannot help."""
    began = time.monotonic()
    while True:
        try:
            database.connect(address).close()
            return
        except Exception as error:  # Each driver has its own errors.
            reason = first_line(error)
        passed = time.monotonic() - began
        if passed >= PATIENCE and any(words in reason for words in DECISIVE):
            raise Refusal("the database %s refuses: %s" % (address.shown, reason))
        if passed >= seconds:
            raise Refusal("the database %s did not answer within %.0f s: %s" % (address.shown, seconds, reason))
        time.sleep(POLL_SECONDS)


def revision(address: database.Address, table: str) -> Optional[str]:
    """The revision that a table of Alembic holds. None where the table does not exist."""
    connection = database.connect(address)
    try:
        row: Any = database.one(connection, "SELECT version_num FROM %s" % table)
    except Exception:  # No such table, in each driver's words.
        return None
    finally:
        connection.close()
    return None if row is None else str(row[0])


def explain(error: BaseException, address: Optional[database.Address]) -> str:
    """One line for an error of a migration."""
    reason = first_line(error)
    if address is not None and any(words in reason for words in RIGHTS):
        return "user %s lacks rights on database %s: %s. Grant them and run it again." % (
            address.user,
            address.name,
            reason,
        )
    return "%s: %s" % (type(error).__name__, reason)
