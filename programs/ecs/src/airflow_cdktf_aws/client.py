"""Clients of AWS that give up soon. Imported late: botocore costs some 30 MB."""
from __future__ import annotations

import os
from typing import Any

#: Seconds.
CONNECT_TIMEOUT = 3
READ_TIMEOUT = 5
#: The caller asks again by itself in its own rhythm.
ATTEMPTS = 2


def make(service: str, region: str = "") -> Any:
    """Region: AWS_REGION, else the given one. Botocore itself heeds AWS_ENDPOINT_URL and AWS_ENDPOINT_URL_<SERVICE>."""
    from botocore.config import Config
    from botocore.session import get_session

    chosen = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or region or None
    settings = Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        max_pool_connections=1,
    )
    return get_session().create_client(service, region_name=chosen, config=settings)


def words(error: BaseException) -> str:
    """One line, without the request's id, which would make every message a new one."""
    answer = getattr(error, "response", None)
    if isinstance(answer, dict) and isinstance(answer.get("Error"), dict):
        return "%s: %s" % (answer["Error"].get("Code"), answer["Error"].get("Message"))
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
