"""One short question to the execution API: does the webserver of 3.x answer the workers?"""
from __future__ import annotations

import http.client
from typing import Optional
from urllib.parse import urlsplit

from . import settings

#: Seconds, as long as Airflow's own [workers] execution_api_timeout: a server that needs longer fails its callers too.
TIMEOUT = 5.0


def address() -> Optional[str]:
    """The execution API's. None: tasks of this release reach the database themselves (2.11)."""
    return settings.option("core", "execution_api_server_url")


def why_silent(url: str, timeout: float = TIMEOUT) -> Optional[str]:
    """Why a task could not start now, or None. A proxy's word for a server that is away counts as no answer."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=timeout)
    try:
        connection.request("GET", parts.path.rstrip("/") + "/health", headers={"Connection": "close"})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return "%s does not answer: %s" % (parts.netloc, str(error) or type(error).__name__)
    finally:
        connection.close()
    return None if status < 500 else "%s answers %d" % (parts.netloc, status)
