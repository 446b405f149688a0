"""`python airflow_cdktf_turn.py take|give`: the turn in which this machine's worker drains for a change.

Workers of a pool drain for a change by turns, at most half of them at a time, so that its queues keep a consumer.
Exit 0: taken (again: renewed) or given. Exit 75: others have it, ask again later. Exit 69: the broker does not answer.
Exit 2: the command is wrong.
"""
from __future__ import annotations

import os
import socket
import sys
from typing import List

from airflow_cdktf import redis_client
from airflow_cdktf_gcp import live_workers
from airflow_cdktf_gcp.turns import Busy, Turns

GRANTED, WRONG, UNREACHABLE, NOT_YET = 0, 2, os.EX_UNAVAILABLE, os.EX_TEMPFAIL


def run(verb: str, machine: str) -> int:
    """Raises redis-py's own errors."""
    client, prefix = redis_client.own("airflow-cdktf-turn")
    turns = Turns(client, prefix, machine)
    if verb == "give":
        turns.give()
        return GRANTED
    live = {live_workers.machine(one) for one in live_workers.names(client, live_workers.sets(client, prefix))}
    try:
        taken = turns.take(live)
    except Busy:
        taken = False
    print("turn: %s" % ("taken" if taken else "other workers of %s have it" % live_workers.group(machine)))
    return GRANTED if taken else NOT_YET


def main(arguments: List[str]) -> int:
    if arguments not in (["take"], ["give"]):
        print("turn: expected take or give", file=sys.stderr)
        return WRONG
    try:
        return run(arguments[0], live_workers.machine(socket.gethostname()))
    except ValueError as error:
        print("turn: %s" % error, file=sys.stderr)
        return WRONG
    except Exception as error:  # redis-py has dozens.
        print("turn: the broker does not answer: %s" % error, file=sys.stderr)
        return UNREACHABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
