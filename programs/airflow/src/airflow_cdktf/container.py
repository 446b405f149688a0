"""What /proc tells about this container: who is first, since when, and how to end the process that it keeps."""
from __future__ import annotations

import os
import signal
from typing import List, Optional, Tuple

#: First process of the kernel's own threads. Only the process space of a whole machine shows it.
KERNEL = "kthreadd"


def _stat(pid: int) -> Optional[Tuple[str, int, int]]:
    """(name, parent, start in clock ticks since boot) of a process."""
    try:
        with open("/proc/%d/stat" % pid, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError:
        return None
    # The name stands in brackets and may itself hold brackets and blanks.
    name = text[text.index("(") + 1 : text.rindex(")")]
    fields = text[text.rindex(")") + 2 :].split()
    return name, int(fields[1]), int(fields[19])


def start_mark() -> int:
    """Start of PID 1 in clock ticks since boot: differs after every restart of a container, whose /tmp stays."""
    first = _stat(1)
    return first[2] if first else 0


def age(pid: int = 1) -> float:
    """Seconds since the process started; PID 1 is as old as its container."""
    found = _stat(pid)
    try:
        with open("/proc/uptime", encoding="utf-8") as file:
            uptime = float(file.read().split()[0])
    except OSError:
        return float("inf")
    return uptime - found[2] / os.sysconf("SC_CLK_TCK") if found else float("inf")


def of_a_machine() -> bool:
    """PID 1 is not a container's. Its name tells nothing: "init" is a machine's, or the one that ECS adds (its
    children here are this container's), and a container may be started in the machine's process space."""
    second = _stat(2)
    return second is not None and second[0] == KERNEL


def main_process() -> Optional[int]:
    """The oldest child of PID 1; younger ones are orphans that it adopted. In Airflow's image PID 1 is dumb-init and
    this is Airflow; where an init was added to the container, PID 1 is that and this is dumb-init."""
    if of_a_machine():
        return None
    children: List[Tuple[int, int]] = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        found = _stat(int(entry))
        if found is not None and found[1] == 1:
            children.append((found[2], int(entry)))
    return min(children)[1] if children else None


def tell(message: str) -> None:
    """Writes to the log of the container, which shows what PID 1 writes and not what a health command does."""
    try:
        with open("/proc/1/fd/2", "w", encoding="utf-8") as log:
            log.write(message + "\n")
    except OSError:
        pass


def end_main_process() -> Optional[int]:
    """Kills the main process, so that PID 1 ends and the restart policy acts. SIGKILL reaches a stopped one too."""
    pid = main_process()
    if pid is None:
        return None
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        return None
    return pid
