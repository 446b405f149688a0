"""Creates the first administrator. One that exists is never changed: people may have set another password."""
from __future__ import annotations

import os
from typing import Optional

from . import database
from .migration_database import Refusal

ROLE = "Admin"


def password() -> Optional[str]:
    """From AIRFLOW_CDKTF_ADMIN_PASSWORD, or from the file that AIRFLOW_CDKTF_ADMIN_PASSWORD_FILE names."""
    given = os.environ.get("AIRFLOW_CDKTF_ADMIN_PASSWORD")
    path = os.environ.get("AIRFLOW_CDKTF_ADMIN_PASSWORD_FILE")
    if given or not path:
        return given or None
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().rstrip("\r\n") or None
    except OSError as error:
        raise Refusal("the admin's password cannot be read: %s" % error) from None


def _exists(address: database.Address, column: str, value: str) -> bool:
    connection = database.connect(address)
    try:
        # `column` is one of two names written below. FAB looks names up without regard to case.
        found = database.one(connection, "SELECT 1 FROM ab_user WHERE lower(%s) = lower(%%s)" % column, (value,))
        return found is not None
    finally:
        connection.close()


def apply(address: database.Address) -> Optional[str]:
    """Creates the user where it is declared and absent; says what was done, or None."""
    username = os.environ.get("AIRFLOW_CDKTF_ADMIN_USERNAME")
    if not username:
        return None
    email = os.environ.get("AIRFLOW_CDKTF_ADMIN_EMAIL") or "%s@example.com" % username
    if _exists(address, "username", username):
        return "admin %s exists and was left as it is" % username
    secret = password()
    if secret is None:
        raise Refusal("admin %s has no password: set AIRFLOW_CDKTF_ADMIN_PASSWORD or _FILE" % username)
    if _exists(address, "email", email):
        raise Refusal("admin %s cannot be created: another user has the address %s" % (username, email))
    _create(username, email, secret)
    return "admin %s was created" % username


def _create(username: str, email: str, secret: str) -> None:
    from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder

    with get_application_builder() as appbuilder:
        manager = appbuilder.sm
        role = manager.find_role(ROLE)
        if role is None:
            raise Refusal("admin %s cannot be created: there is no role %s" % (username, ROLE))
        if not manager.add_user(username, "Airflow", "Admin", email, role, secret):
            raise Refusal("admin %s cannot be created: see the lines above" % username)
