"""Publishes the declared queues as an Airflow variable, for DAGs that go through all of them.

A variable of the database and not of the processes' environment: a new queue in one pool must not replace the others.
"""
from __future__ import annotations

import os
from typing import List

NAME = "airflow_cdktf_queues"
DESCRIPTION = "Queues of the deployment file, written by its migration (airflow-cdktf)"


def apply() -> List[str]:
    """AIRFLOW_CDKTF_QUEUES: names separated by commas. Unset: nothing is written."""
    wanted = os.environ.get("AIRFLOW_CDKTF_QUEUES")
    if wanted is None:
        return []

    from airflow.models import Variable
    from airflow.utils.session import create_session

    with create_session() as session:
        row = session.query(Variable).filter(Variable.key == NAME).one_or_none()
        if row is not None and row.get_val() == wanted:
            return []
        if row is None:
            session.add(Variable(key=NAME, val=wanted, description=DESCRIPTION))
        else:
            row.set_val(wanted)
    return ["variable %s is %s" % (NAME, wanted or "empty")]
