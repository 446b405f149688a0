"""
Airflow's names on 2.11 and on 3.x. With one release only, import them directly and drop this file.

The DAG files must keep the word `airflow` in their imports: Airflow skips a file without the words `airflow` and `dag`
(`[core] dag_discovery_safe_mode`).
"""

from __future__ import annotations

try:
    from airflow.providers.standard.triggers.temporal import DateTimeTrigger
    from airflow.sdk import BaseOperator, Param, Variable, dag, task

    VARIABLE_DEFAULT = "default"
except ImportError:  # 2.11
    from airflow.decorators import dag, task
    from airflow.models.baseoperator import BaseOperator
    from airflow.models.param import Param
    from airflow.models.variable import Variable
    from airflow.triggers.temporal import DateTimeTrigger

    VARIABLE_DEFAULT = "default_var"

try:
    from airflow.sdk.exceptions import AirflowSkipException
except ImportError:  # before 3.2
    from airflow.exceptions import AirflowSkipException

__all__ = [
    "AirflowSkipException",
    "BaseOperator",
    "DateTimeTrigger",
    "Param",
    "Variable",
    "dag",
    "json_variable",
    "task",
    "variable",
]


def json_variable(key: str):
    """Value of an Airflow Variable that holds JSON, or None where there is no such Variable."""
    return Variable.get(key, deserialize_json=True, **{VARIABLE_DEFAULT: None})


def variable(key: str, default: str) -> str:
    """Value of an Airflow Variable, or the default where there is no such Variable."""
    return Variable.get(key, **{VARIABLE_DEFAULT: default})
