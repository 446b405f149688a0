"""Wait in the triggerer: a deferred task takes no worker slot until its trigger fires."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from example_helpers.airflow_names import BaseOperator, DateTimeTrigger, dag


class Wait(BaseOperator):
    def __init__(self, *, seconds: int, **kwargs):
        super().__init__(**kwargs)
        self.seconds = seconds

    def execute(self, context):
        moment = datetime.now(timezone.utc) + timedelta(seconds=self.seconds)
        # The trigger comes with Airflow: a triggerer does not load triggers from DAG bundles.
        self.defer(trigger=DateTimeTrigger(moment=moment), method_name="resume")

    def resume(self, context, event=None):
        print(f"resumed on a worker; the trigger fired at {event}")


@dag(schedule=None, catchup=False, tags=["example"], doc_md=__doc__)
def deferrable_wait():
    Wait(task_id="wait", seconds=10)


deferrable_wait()
