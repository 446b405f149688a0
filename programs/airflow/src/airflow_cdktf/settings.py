"""Reads one option of Airflow without importing Airflow, which would cost 2 s of CPU for each health check."""
from __future__ import annotations

import os
from typing import Optional

#: Secret variables of a process that start.sh started; a health command is started without it.
SECRETS = "/run/secrets/environment"


def _of_secret(variable: str) -> Optional[str]:
    try:
        with open(os.path.join(SECRETS, variable), encoding="utf-8") as file:
            return file.read().rstrip("\n")
    except OSError:
        return None


def _of_command(command: str) -> str:
    import shlex
    import subprocess

    return subprocess.run(
        shlex.split(command), stdout=subprocess.PIPE, check=True, timeout=5, universal_newlines=True
    ).stdout


def _of_file(section: str, key: str) -> Optional[str]:
    import configparser

    home = os.environ.get("AIRFLOW_HOME", "/opt/airflow")
    path = os.path.expandvars(os.environ.get("AIRFLOW_CONFIG") or os.path.join(home, "airflow.cfg"))
    parser = configparser.ConfigParser()
    parser.read(path, encoding="utf-8")
    value = parser.get(section, key, fallback=None)
    if value is None:
        command = parser.get(section, key + "_cmd", fallback=None)
        return None if command is None else _of_command(command)
    return value


def written(section: str, key: str) -> Optional[str]:
    """The variable, which may lie in a file of its own, the variable's command, the file, the file's command."""
    variable = "AIRFLOW__%s__%s" % (section.upper(), key.upper())
    value = os.environ.get(variable)
    if value is None:
        value = _of_secret(variable)
    if value is None and variable + "_CMD" in os.environ:
        value = _of_command(os.environ[variable + "_CMD"])
    if value is None:
        value = _of_file(section, key)
    return value


def option(section: str, key: str) -> Optional[str]:
    """As Airflow does: `$NAME` is expanded."""
    value = written(section, key)
    return None if value is None else os.path.expandvars(value)
