"""Health command of every role: `python -S -E health.py KIND ... [--end-after N] [--start-seconds S] [--timeout T]`.

KIND: `worker`; `http PORT[,PORT...] PATH [--expect-json COMPONENT]`; `heartbeat SchedulerJob|DagProcessorJob|TriggererJob`.
Prints one line. Exit 0: healthy. Exit 1: unhealthy. Exit 2: the command itself is wrong.
`-S -E` halves the cost of a start; the folder of this file is on Python's path all the same.
"""
from __future__ import annotations

import signal
import sys
import time
from typing import Any, Dict, List, NoReturn, Optional, Tuple

from airflow_cdktf import container, failures, files

OPTIONS = {"--end-after": "0", "--start-seconds": "0", "--timeout": "5", "--expect-json": ""}

#: (why it is unhealthy or None, whether the process is to blame, what to print when it is healthy)
Result = Tuple[Optional[str], bool, str]


def parse(arguments: List[str]) -> Tuple[List[str], Dict[str, str]]:
    """Words and options. argparse would cost as much as the whole check."""
    words: List[str] = []
    options = dict(OPTIONS)
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("--"):
            words.append(argument)
        elif argument in OPTIONS:
            options[argument] = next(rest, "")
        else:
            raise ValueError("unknown option %s" % argument)
    return words, options


def worker() -> Result:
    from airflow_cdktf import worker_health

    note = files.read_json(files.WORKER_STATE)
    reason = worker_health.unhealthy(note, time.monotonic(), container.start_mark())
    return reason, True, worker_health.describe(note) if note else ""


def http(ports: str, path: str, component: str, timeout: float) -> Result:
    from airflow_cdktf import http_health

    asked = (http_health.unhealthy(int(port), path, component or None, timeout) for port in ports.split(","))
    return next((reason for reason in asked if reason is not None), None), True, "answers"


def heartbeat(job_type: str) -> Result:
    import site

    site.main()  # -S left out the folders of the database's driver.
    from airflow_cdktf import heartbeat_health

    verdict = heartbeat_health.check(job_type)
    if verdict.reason is None and job_type == "DagProcessorJob":
        from airflow_cdktf import dags_note

        # A new process reads no more than this one.
        return dags_note.unhealthy(), False, "%s is alive" % job_type
    return verdict.reason, verdict.blame, "%s is alive" % job_type


def check(words: List[str], options: Dict[str, str]) -> Result:
    timeout = float(options["--timeout"])
    if words == ["worker"]:
        return worker()
    if len(words) == 3 and words[0] == "http":
        return http(words[1], words[2], options["--expect-json"], timeout)
    if len(words) == 2 and words[0] == "heartbeat":
        return heartbeat(words[1])
    raise ValueError("expected worker, http PORT PATH or heartbeat JOB_TYPE, got %s" % " ".join(words))


def _too_slow(*_: Any) -> NoReturn:
    raise TimeoutError("the check took too long")


def main(arguments: List[str]) -> int:
    try:
        words, options = parse(arguments)
        end_after, start_seconds = int(options["--end-after"]), float(options["--start-seconds"])
    except ValueError as error:
        print("health: %s" % error)
        return 2
    counts = container.age() >= start_seconds
    mark = container.start_mark()
    count = failures.charge(mark) if counts else 0
    signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, float(options["--timeout"]) + 3)
    try:
        reason, blame, well = check(words, options)
    except ValueError as error:
        failures.clear()
        print("health: %s" % error)
        return 2
    except TimeoutError as error:
        reason, blame, well = str(error), True, ""
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    print(reason or well)
    if reason is None:
        failures.clear()
        return 0
    if counts and blame:
        failures.act(count, end_after, reason)
    elif counts:
        failures.refund(mark)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
