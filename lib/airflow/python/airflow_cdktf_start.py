"""Sets the variables that lie in files and hands over to the image's entrypoint; start.sh runs this.

The file of KEY=VALUE lines is a file of the container, or one variable where the target has no files. A line that cannot
be read, or that would take the place of what the deployment sets, ends the process: nothing is dropped in silence.
"""
from __future__ import annotations

import json
import os
import sys

from airflow_cdktf import env_file

ENTRYPOINT = ["/usr/bin/dumb-init", "--", "/entrypoint"]
FILE = "/run/secrets/env-file"
#: Names with other characters than letters, digits and _, which no shell sets.
MORE = "/run/secrets/variables.json"
VARIABLE = "AIRFLOW_CDKTF_ENV_FILE"

#: Names of the deployment file's, by the same cases as lib/airflow/rules/environment-names.ts.
OURS = ("AIRFLOW__", "AIRFLOW_CONN_", "AIRFLOW_VAR_", "AIRFLOW_CDKTF_", "_AIRFLOW_")
SINGLE = {
    "AIRFLOW_API_APPS",
    "AIRFLOW_CONFIG",
    "AIRFLOW_HOME",
    "AIRFLOW_USER_HOME_DIR",
    "AIRFLOW_VERSION",
    "CELERY_LOADER",
    "CONNECTION_CHECK_MAX_COUNT",
    "CONNECTION_CHECK_SLEEP_TIME",
    "DUMB_INIT_SETSID",
    "FORWARDED_ALLOW_IPS",
    "GUNICORN_CMD_ARGS",
    "LD_PRELOAD",
    "PATH",
    "PIP_USER",
    "PYTHONHOME",
    "_PIP_ADDITIONAL_REQUIREMENTS",
}


def variables(text: str) -> "dict[str, str]":
    """The variables of such a file.

    :raises env_file.Fault: a line is wrong; it says no value
    """
    found = {}
    for name, value, line in env_file.parse(text):
        if name.upper().startswith(OURS) or name.upper() in SINGLE:
            raise env_file.Fault(line, "%s is set by the deployment; leave it out" % name)
        found[name] = value
    if "PYTHONPATH" in found:
        # Our own folders come first.
        found["PYTHONPATH"] = ":".join(filter(None, (os.environ.get("PYTHONPATH"), found["PYTHONPATH"])))
    return found


def _text() -> str:
    if VARIABLE in os.environ:
        return os.environ.pop(VARIABLE)
    if not os.path.exists(FILE):
        return ""
    with open(FILE, encoding="utf-8", newline="") as file:
        return file.read()


def main(command: "list[str]") -> None:
    try:
        os.environ.update(variables(_text()))
    except env_file.Fault as fault:
        sys.exit("envFile: %s" % fault)
    except UnicodeDecodeError:
        sys.exit("envFile: it is no text in UTF-8")
    if os.path.exists(MORE):
        with open(MORE, encoding="utf-8") as file:
            os.environ.update(json.load(file))
    os.execv(ENTRYPOINT[0], ENTRYPOINT + command)


if __name__ == "__main__":
    main(sys.argv[1:])
