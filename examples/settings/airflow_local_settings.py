"""Rules of your own for all DAGs, see Airflow's "Cluster Policies"."""


def task_policy(task) -> None:
    """Every task is tried at least twice: a worker may go away in the middle of one."""
    if not task.retries:
        task.retries = 1
