"""Where tasks of 3.x report that began before the base URL got another path: below the one of then, or none. Without
this they would be answered 404, and their workers would end them."""
from __future__ import annotations

import re
from urllib.parse import quote

from airflow_cdktf.execution_guard import PREFIX, Scope, local_port

#: Airflow's own client of the execution API says this with every request.
HEADER = b"airflow-api-version"
_EARLIER = re.compile(r"(?:/[A-Za-z0-9._~-]+)*?(/%s/.*)" % PREFIX)


def today(scope: Scope, own_port: int, base: str) -> Scope:
    """The request at the path of today. At Airflow's own port alone; who may ask there is the lock's question."""
    if scope["type"] != "http" or local_port(scope) != own_port or scope["path"].startswith("%s/%s/" % (base, PREFIX)):
        return scope
    earlier = _EARLIER.fullmatch(scope["path"])
    if earlier is None or all(name != HEADER for name, _ in scope["headers"]):
        return scope
    path = base + earlier.group(1)
    return {**scope, "path": path, "raw_path": quote(path).encode("ascii")}
