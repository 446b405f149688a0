"""TLS to MySQL for aiomysql, which takes no words of a URL for it: [database] sql_alchemy_connect_args_async names one of
the constants below. The authority that signs the server's certificate is in the file AIRFLOW_CDKTF_DATABASE_CA."""
from __future__ import annotations

import os
import ssl
from typing import Any, Dict

from .silence import CONNECT_SECONDS


def _arguments(name: bool) -> Dict[str, Any]:
    context = ssl.create_default_context(cafile=os.environ["AIRFLOW_CDKTF_DATABASE_CA"])
    context.check_hostname = name
    return {"ssl": context, "connect_timeout": CONNECT_SECONDS}


#: The authority is the server's own, and proves it whatever name is in the certificate.
AUTHORITY = _arguments(name=False)
#: The name in the certificate must be the host's.
NAME = _arguments(name=True)
