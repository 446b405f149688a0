"""Says what the Airflow that runs this makes of each value: whether it reads it. See values.test.ts."""
import json
import os
import sys

#: An option of each kind that every release has, and how Airflow reads it.
READ = {
    "bool": ("core", "load_examples", "getboolean"),
    "int": ("database", "sql_alchemy_pool_size", "getint"),
    "float": ("scheduler", "scheduler_idle_sleep_time", "getfloat"),
    "seconds": ("core", "default_task_execution_timeout", "gettimedelta"),
    "json": ("database", "sql_alchemy_engine_args", "getjson"),
    "import": ("core", "xcom_backend", "getimport"),
    "enum": ("logging", "logging_level", None),
}


def good(kind, value):
    from airflow.configuration import conf
    from airflow.exceptions import AirflowConfigException

    section, key, reader = READ[kind]
    variable = f"AIRFLOW__{section}__{key}".upper()
    os.environ[variable] = value
    try:
        getattr(conf, reader)(section, key) if reader else conf._validate_enums()
        return True
    except (AirflowConfigException, ValueError):
        return False
    finally:
        del os.environ[variable]


values = json.load(sys.stdin)
print(json.dumps({kind: {value: good(kind, value) for value in given} for kind, given in values.items()}))
