"""Airflow plugin for the webserver of 3.x: the execution API answers nobody who comes through the load balancer.

The load balancer refuses the path as it is written, and the webserver decodes it afterwards: /%65xecution passes there
and means the same here. The load balancer always adds a header, which workers do not: they reach the webserver itself.
"""
from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin

from airflow_cdktf import execution_guard as guard


class ExecutionGuardPlugin(AirflowPlugin):
    name = guard.NAME
    fastapi_root_middlewares = guard.closed_to(lambda scope: not guard.forwarded(scope))
