"""Run many trivial tasks: how long a deployment takes to schedule, queue and finish them."""

from __future__ import annotations

from example_helpers.airflow_names import Param, dag, task


@dag(
    schedule=None,
    catchup=False,
    # 1024 is [core] max_map_length's default.
    params={"count": Param(200, type="integer", minimum=1, maximum=1024)},
    tags=["example"],
    doc_md=__doc__,
)
def many_tasks():
    @task
    def numbers(params: dict | None = None) -> list[int]:
        return list(range(params["count"]))

    @task
    def trivial(number: int) -> None:
        pass

    trivial.expand(number=numbers())


many_tasks()
