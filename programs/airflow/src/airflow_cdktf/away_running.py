"""How a running task of 3.x outlasts its webserver: what its supervisor asks of the execution API in a child.

Where Airflow's insides look different, they are left as they are and a line in the log says so.
"""
from __future__ import annotations

import logging
import os
import time
from typing import Any, Callable

from . import away_errors

log = logging.getLogger("airflow_cdktf.worker_state")

#: Seconds for which a request is repeated. Unset: Airflow's own number of tries holds.
VARIABLE = "AIRFLOW_CDKTF_WEBSERVER_AWAY_SECONDS"
_MARK = "airflow_cdktf"


class Once:
    """Airflow's client for one request without its retries."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def patch(self, url: Any, **given: Any) -> Any:
        return self.request("PATCH", url, **given)

    def put(self, url: Any, **given: Any) -> Any:
        return self.request("PUT", url, **given)

    def request(self, method: str, url: Any, retry: bool = False, **given: Any) -> Any:
        from airflow.sdk.api.client import Client

        if given.get("content") is not None:
            given.setdefault("headers", {"content-type": "application/json"})
        return super(Client, self._client).request(method, url, **given)


class Stop:
    """When tenacity gives up. A webserver that is away is waited for by the clock: tries that are refused at once would
    be over long before those that hang. Its own failures are counted, as Airflow does."""

    def __init__(self, usual: Callable[[Any], bool], seconds: float) -> None:
        self._usual = usual
        self._seconds = seconds

    def __call__(self, state: Any) -> bool:
        error = state.outcome.exception() if state.outcome is not None else None
        if error is None or away_errors.kind(error) not in (away_errors.UNSENT, away_errors.LOST):
            return bool(self._usual(state))
        return float(state.seconds_since_start) >= self._seconds


def prepare(start: Callable[[Callable[[], Any]], Any]) -> None:
    """Once in each child, with the first task: importing Airflow's client before would only move that time."""
    from airflow.sdk.api import client as api

    if getattr(api, _MARK, False):
        return
    setattr(api, _MARK, True)
    for change in (_start(start), _heartbeat, _retries, _overtime):
        try:
            change(api)
        except Exception:
            log.exception("Airflow's client looks different: tasks may not outlast a webserver that is away")


def _start(start: Callable[[Callable[[], Any]], Any]) -> Callable[[Any], None]:
    def change(api: Any) -> None:
        operations = api.TaskInstanceOperations
        usual = operations.start

        def patient(self: Any, *given: Any, **named: Any) -> Any:
            one = operations(Once(self.client))
            return start(lambda: usual(one, *given, **named))

        operations.start = patient

    return change


def _heartbeat(api: Any) -> None:
    """One try each, as in 3.4: one that is repeated keeps the supervisor from its task's log and requests."""
    if hasattr(api.Client, "_request_without_retry"):
        return
    operations = api.TaskInstanceOperations
    usual = operations.heartbeat
    operations.heartbeat = lambda self, *given, **named: usual(operations(Once(self.client)), *given, **named)


def _retries(api: Any) -> None:
    seconds = os.environ.get(VARIABLE)
    if seconds:
        request = getattr(api.Client, "_request_with_retry", None) or api.Client.request
        request.retry.stop = Stop(request.retry.stop, float(seconds))


def _overtime(_: Any) -> None:
    """Time in which the webserver did not take a task's end is not the task's overtime, for which it is killed: what it
    does last, such as its callbacks, comes after."""
    from airflow.sdk.execution_time.supervisor import ActivitySubprocess

    usual = ActivitySubprocess._handle_request

    def handle(self: Any, *given: Any, **named: Any) -> Any:
        begun = time.monotonic()
        try:
            return usual(self, *given, **named)
        finally:
            ended = self._task_end_time_monotonic
            if ended is not None:
                self._task_end_time_monotonic = ended + time.monotonic() - max(begun, ended)

    ActivitySubprocess._handle_request = handle
