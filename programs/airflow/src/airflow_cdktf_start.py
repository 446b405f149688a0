"""Sets the variables that lie in files and hands over to the image's entrypoint; start.sh runs this.

The file of KEY=VALUE lines is a file of the container, or one variable where the target has no files. A line that cannot
be read, or that would take the place of what the deployment sets, ends the process: nothing is dropped in silence.

Where a variable names a proxy, whoever set it, the stack's own names are added to NO_PROXY and no_proxy.
"""
from __future__ import annotations

import json
import os
import re
import sys
from typing import Mapping

from airflow_cdktf import env_file

ENTRYPOINT = ["/usr/bin/dumb-init", "--", "/entrypoint"]
FILE = "/run/secrets/env-file"
#: Names with other characters than letters, digits and _, which no shell sets.
MORE = "/run/secrets/variables.json"
VARIABLE = "AIRFLOW_CDKTF_ENV_FILE"
#: What no proxy leads to, with commas between.
DIRECT = "AIRFLOW_CDKTF_DIRECT"

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
    "FLOWER_URL_PREFIX",
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


def _joined(lists: "list[str]") -> str:
    """Each entry once. A lone `*` means everything, and only as long as it is alone."""
    if any(text.strip() == "*" for text in lists):
        return "*"
    entries = [entry.strip() for text in lists for entry in text.split(",")]
    return ",".join(dict.fromkeys(filter(None, entries)))


def without_proxy(given: "Mapping[str, str]") -> "dict[str, str]":
    """NO_PROXY in both spellings, with what is there and what the deployment adds; by the same cases as
    lib/airflow/proxy.ts."""
    named = any(value and re.fullmatch("(https?|all)_proxy", name, re.I) for name, value in given.items())
    if not named or DIRECT not in given:
        return {}
    lists = [given[name] for name in sorted(given) if name.lower() == "no_proxy"]
    return dict.fromkeys(("NO_PROXY", "no_proxy"), _joined([*lists, given[DIRECT]]))


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
    os.environ.update(without_proxy(os.environ))
    os.execv(ENTRYPOINT[0], ENTRYPOINT + command)


if __name__ == "__main__":
    main(sys.argv[1:])
