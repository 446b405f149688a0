"""Airflow plugin for the webserver of 3.x: the execution API answers the cluster's own machines and nobody else.

People come through Identity-Aware Proxy, whose tunnels have addresses of Google's own (35.235.240.0/20), or through
the load balancer (35.191.0.0/16 and 130.211.0.0/22), which adds a header; workers have addresses of the cluster's
range.
"""
from __future__ import annotations

import ipaddress
import os
from typing import Any, Dict, List

from airflow.plugins_manager import AirflowPlugin

from airflow_cdktf import execution_guard as guard

LOOPBACK = "127.0.0.0/8"


def networks() -> List[guard.Network]:
    """Without a range only the machine itself: a plugin that fails to load would leave the API open."""
    given = os.environ.get("AIRFLOW_CDKTF_CLUSTER", "").replace(",", " ").split()
    found: List[guard.Network] = []
    for text in (LOOPBACK, *given):
        try:
            found.append(ipaddress.ip_network(text))
        except ValueError as error:
            print("execution guard: AIRFLOW_CDKTF_CLUSTER: %s" % error, flush=True)
    return found


NETWORKS = networks()


def worker(scope: Dict[str, Any]) -> bool:
    return guard.comes_from(scope, NETWORKS) and not guard.forwarded(scope)


class ExecutionGuardPlugin(AirflowPlugin):
    name = guard.NAME
    fastapi_root_middlewares = guard.closed_to(worker)
